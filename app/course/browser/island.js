/** A figure of a lesson in a file without a server: the page holds everything. */

import { embeddedView, part } from "../../stage/browser/embedded.js";
import { CourseChart } from "./chart.js";
import { CourseFigure } from "./figure.js";

async function open() {
  const data = embeddedView();
  const root = part(".figure-of-a-lesson > div");
  const shown = "figures" in data ? new CourseChart(root) : new CourseFigure(root);
  await shown.show(data, () => {});
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("a[href^='#']");
    const [slot, query] = (link && link.getAttribute("href")?.slice(1).split("?")) || [];
    if (!query) return;
    event.preventDefault();
    if (slot === data.slot) shown.set(Object.fromEntries(new URLSearchParams(query)));
  });
}

open().catch((error) => {
  part(".figure-of-a-lesson").textContent = `This figure cannot be shown: ${error.message}`;
});
