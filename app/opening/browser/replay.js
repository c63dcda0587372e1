/** The opening in a file without a server: the page holds everything. */

import { Run, decode } from "../../stage/browser/run.js";
import { Opening } from "./opening.js";

/** @type {(selector: string) => HTMLElement} */
function part(selector) {
  /** @type {HTMLElement | null} */
  const found = document.querySelector(selector);
  if (!found) throw new Error(`the page has no ${selector}`);
  return found;
}

async function open() {
  const packed = Uint8Array.from(atob(part("#run").textContent ?? ""), (sign) => sign.charCodeAt(0));
  const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  const run = new Run(decode(await new Response(unpacked).arrayBuffer()));
  new Opening(part(".opening")).begin(JSON.parse(part("#view").textContent ?? ""), run);
}

open().catch((error) => {
  part(".opening").textContent = `This film cannot be shown: ${error.message}`;
});
