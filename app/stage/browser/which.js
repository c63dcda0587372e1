/** Which loss fills a projector's screen: a row of buttons, and keys. */

import { button, element } from "../../drawing/browser/element.js";

/** @typedef {import("./stage.js").Stage} Stage */

export const TOGETHER = -1; // all panels side by side

/**
 * Which panel fills the screen when another run comes.
 *
 * Side by side stays; else, and at first, one fills a projector's screen.
 *
 * @param {Stage} stage
 * @param {import("./run.js").Run} run
 * @param {import("./run.js").Run} [before]
 */
export function soloFor({ size, solo }, run, before) {
  if (size === 1 || run.losses < 2 || (before && solo === TOGETHER)) return TOGETHER;
  return Math.min(Math.max(solo, 0), run.losses - 1);
}

export class Which {
  /** @param {Stage} stage */
  constructor(stage) {
    this.stage = stage;
    this.element = element("div", { class: "which", role: "group", "aria-label": "Which loss" });
  }

  /** Show the row, if there is a choice. */
  show() {
    const { run, size, solo } = this.stage;
    this.element.hidden = !run || size === 1 || run.losses < 2;
    if (!run || this.element.hidden) return;
    const choices = [...run.titles.keys(), TOGETHER];
    this.element.replaceChildren(
      ...choices.map((at) => {
        const key = at + 1;
        const words = at === TOGETHER ? "side by side" : run.titles[at];
        const choice = button(words, () => this.stage.choosePanel(at), {
          "aria-pressed": String(at === solo),
          title: `key ${key}`,
        });
        if (at !== TOGETHER) {
          const mark = element("span", { class: "mark", "aria-hidden": "true" });
          mark.style.background = this.stage.look.of(run.looks[at]);
          choice.prepend(mark);
        }
        return choice;
      }),
    );
  }
}
