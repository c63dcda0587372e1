/** Plotly, which draws the still charts that Python makes; a page fetches it once. */

import { addressOf } from "./address.js";

/** Without the bar of buttons: one of them would upload the chart. */
export const OPTIONS = { displayModeBar: false, displaylogo: false, responsive: true };

/** @type {Promise<Plotly> | undefined} */
let library;

/**
 * The library at this address.
 *
 * @param {string} address
 * @returns {Promise<Plotly>}
 */
export function plotly(address) {
  if (window.Plotly) return Promise.resolve(window.Plotly);
  library ??= fetched(address).catch((error) => {
    library = undefined; // the next chart tries again
    throw error;
  });
  return library;
}

/** @type {(address: string) => Promise<Plotly>} */
function fetched(address) {
  const url = addressOf(address).href;
  return new Promise((resolve, reject) => {
    // A script of the page that fetches it already is waited for.
    /** @type {HTMLScriptElement | null} */
    const known = document.querySelector(`script[src="${url}"]`);
    const script = known ?? document.createElement("script");
    script.addEventListener("load", () => resolve(window.Plotly));
    script.addEventListener("error", () => {
      script.remove();
      reject(new Error("the chart library could not be fetched"));
    });
    if (known) return;
    script.src = url;
    document.head.append(script);
  });
}
