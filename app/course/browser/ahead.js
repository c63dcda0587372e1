/** What the next step shows, fetched while the reader is still at this one. */

import { addressOf } from "../../drawing/browser/address.js";
import { plotly } from "../../drawing/browser/plotly.js";

/** @typedef {{ scripts: string[], runs: string[] }} Ahead addresses, see app/course/ahead.py */

const PAUSE = 300; // milliseconds in which a step draws its own figures first
/** @type {Set<string>} */
const asked = new Set();

/**
 * Fetch the chart library, which is large, and what the next step needs.
 *
 * What cannot be fetched is asked for again by the figure that needs it.
 *
 * @param {string} library the address of Plotly
 * @param {Ahead | null} ahead null where there is no next step
 */
export function fetchAhead(library, ahead) {
  once(library, () => plotly(library));
  setTimeout(() => {
    for (const address of ahead?.scripts ?? []) once(address, (url) => import(url));
    for (const address of ahead?.runs ?? []) once(address, keep);
  }, PAUSE);
}

/**
 * The browser keeps an answer that has been read to its end.
 *
 * @param {string} url
 */
const keep = async (url) => (await fetch(url)).arrayBuffer();

/** @type {(address: string, begin: (url: string) => Promise<unknown>) => void} */
function once(address, begin) {
  if (asked.has(address)) return;
  asked.add(address);
  begin(addressOf(address).href).catch(() => asked.delete(address));
}
