/** What stands beside the pointer: the picture of a sample, and a few lines on it. */

import { element } from "../../drawing/browser/element.js";
import { describe } from "./words.js";

/** @typedef {import("./panel.js").Panel} Panel */

const PICTURE = 64; // CSS pixels
const AWAY = 14; // from the pointer, CSS pixels

export class Tip {
  element = element("div", { class: "tip", "aria-hidden": "true" });

  /**
   * Show a sample of a panel beside a place.
   *
   * @param {Panel} panel
   * @param {number} n
   * @param {number} x CSS pixels
   * @param {number} y CSS pixels
   */
  show(panel, n, x, y) {
    const { run } = panel;
    const lines = describe(panel, n);
    const words = element("div", { class: "tip-words" }, lines.join("\n"));
    /** @type {HTMLElement[]} */
    const parts = [words];
    if (run.pictures) {
      parts.unshift(run.pictures.element(n, PICTURE, run.colours[run.labels[n]], lines[0]));
    }
    this.element.replaceChildren(...parts);
    this.element.style.display = "flex";
    const room = this.element.parentElement?.clientWidth ?? 0;
    const left = Math.min(x + AWAY, room - this.element.offsetWidth - 8);
    this.element.style.left = `${Math.max(0, left)}px`;
    this.element.style.top = `${y + AWAY}px`;
  }

  hide() {
    this.element.style.display = "none";
  }
}
