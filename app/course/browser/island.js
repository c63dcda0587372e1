/** A figure of a lesson in a file without a server: the page holds everything. */

import { embeddedView, part } from "../../stage/browser/embedded.js";
import { CourseChart } from "./chart.js";
import { CourseFigure } from "./figure.js";
import { listenToLinks } from "./links.js";

async function open() {
  const data = embeddedView();
  const root = part(".figure-of-a-lesson > div");
  const shown = "figures" in data ? new CourseChart(root) : new CourseFigure(root);
  await shown.show(data, () => {});
  listenToLinks((slot) => (slot === data.slot ? shown : undefined));
}

open().catch((error) => {
  part(".figure-of-a-lesson").textContent = `This figure cannot be shown: ${error.message}`;
});
