/** A run that plays by itself, in a file without a server: the page holds everything. */

import { Inspector } from "../../inspector/browser/inspector.js";
import { register } from "./registry.js";
import { Run, decode } from "./run.js";
import { Stage } from "./stage.js";
import { restore } from "./view.js";

const KEY = "replay";

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
  const root = part(".stage");
  const stage = new Stage(root);
  stage.charts.tabs.style.display = "none";
  stage.charts.place.style.display = "none";
  stage.source = KEY;
  stage.setRun(run, KEY);
  if (run.equations.told.length) {
    register(KEY, stage);
    new Inspector(part(".inspector")).show({ stage: KEY });
  } else part(".inspector").remove();
  const view = JSON.parse(part("#view").textContent ?? "null");
  if (view) restore(stage, view);
}

open().catch((error) => {
  part(".stage").textContent = `This replay cannot be shown: ${error.message}`;
});
