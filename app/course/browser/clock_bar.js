/** The clock of a figure: a button that plays and waits, and a bar that shows where it is. */

import { button, element } from "../../drawing/browser/element.js";

/** @typedef {import("./tour.js").Tour} Tour */

const STEPS = 1000; // of the bar

export class ClockBar {
  /**
   * @param {() => void} toggle
   * @param {(share: number) => void} seek to a part of the tour, 0 to 1
   */
  constructor(toggle, seek) {
    this.element = element("div", { class: "clock" });
    this.button = button("▶", toggle, { class: "toggle" });
    this.bar = element("input", { type: "range", min: 0, max: STEPS, step: 1, class: "bar" });
    this.bar.setAttribute("aria-label", "Clock of the figure");
    this.bar.addEventListener("input", () => seek(Number(this.bar.value) / STEPS));
    this.element.append(this.button, this.bar);
  }

  /** @param {Tour} tour */
  show({ playing, head, length, words }) {
    this.element.style.display = length ? "" : "none";
    if (!length) return;
    const ended = head >= length;
    const [sign, label] = playing ? ["❚❚", "Wait"] : ended ? ["↻", "Play again"] : ["▶", "Play"];
    if (this.button.textContent !== sign) {
      this.button.textContent = sign;
      this.button.setAttribute("aria-label", label);
      this.button.title = `${label} (space, when the figure is in focus)`;
    }
    this.bar.value = String(Math.round((STEPS * head) / length));
    this.bar.style.setProperty("--share", `${(100 * head) / length}%`);
    this.bar.setAttribute("aria-valuetext", words);
  }
}
