/** A run that plays by itself, in a file without a server: the page holds everything. */

import { Inspector } from "../../inspector/browser/inspector.js";
import { embeddedRun, embeddedView, part } from "./embedded.js";
import { register } from "./registry.js";
import { Stage } from "./stage.js";
import { restore } from "./view.js";

const KEY = "replay";

async function open() {
  const run = await embeddedRun();
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
  const view = embeddedView();
  if (view) restore(stage, view);
}

open().catch((error) => {
  part(".stage").textContent = `This replay cannot be shown: ${error.message}`;
});
