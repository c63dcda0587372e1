/** A run that plays by itself, in a file without a server: the page holds everything. */

import { Run, decode } from "./run.js";
import { Stage } from "./stage.js";
import { restore } from "./view.js";

const TEXT = (id) => document.getElementById(id).textContent;

async function open() {
  const packed = Uint8Array.from(atob(TEXT("run")), (sign) => sign.charCodeAt(0));
  const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  const run = new Run(decode(await new Response(unpacked).arrayBuffer()));
  const root = document.querySelector(".stage");
  const stage = new Stage(root);
  for (const part of [stage.charts.tabs, stage.charts.place]) part.style.display = "none";
  stage.source = "replay";
  stage.setRun(run, "replay");
  const view = JSON.parse(TEXT("view"));
  if (view) restore(stage, view);
}

open().catch((error) => {
  document.querySelector(".stage").textContent = `This replay cannot be shown: ${error.message}`;
});
