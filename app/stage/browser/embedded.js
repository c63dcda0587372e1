/** What a page that is one file holds: its parts, its run and its view. */

import { Run, decode } from "./run.js";

/**
 * An element that the page must have.
 *
 * @param {string} selector
 */
export function part(selector) {
  /** @type {HTMLElement | null} */
  const found = document.querySelector(selector);
  if (!found) throw new Error(`the page has no ${selector}`);
  return found;
}

/** The run within the page. */
export async function embeddedRun() {
  const packed = Uint8Array.from(atob(part("#run").textContent ?? ""), (sign) => sign.charCodeAt(0));
  const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Run(decode(await new Response(unpacked).arrayBuffer()));
}

/** The view within the page; null if it has none. */
export function embeddedView() {
  return JSON.parse(part("#view").textContent ?? "null");
}
