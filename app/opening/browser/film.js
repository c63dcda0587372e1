/** The opening in a file without a server: the page holds everything. */

import { embeddedRun, embeddedView, part } from "../../stage/browser/embedded.js";
import { Opening } from "./opening.js";

async function open() {
  new Opening(part(".opening")).begin(embeddedView(), await embeddedRun());
}

open().catch((error) => {
  part(".opening").textContent = `This film cannot be shown: ${error.message}`;
});
