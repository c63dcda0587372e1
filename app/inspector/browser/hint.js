/** What the inspector shows while no sample is chosen: what it is for, and how to choose. */

import { element } from "../../drawing/browser/element.js";
import { SYMBOLS } from "../../drawing/browser/symbols.js";
import { symbols } from "./equation.js";
import { WaysIn } from "./ways_in.js";

/** @typedef {import("./inspector.js").Inspector} Inspector */
/** @typedef {import("../../stage/browser/stage.js").Stage} Stage */

const KEYS = [
  ["↑ ↓", "go from sample to sample, by angle"],
  ["n p", "to the next support vector, and back"],
  ["w", "to the next wrong label"],
  ["Enter", "chooses"],
  ["1 2 3", "the panel"],
  ["Esc", "closes"],
];

export class Hint {
  /** @param {Inspector} inspector */
  constructor(inspector) {
    this.element = element("div", { class: "inspector-hint" });
    this.ways = new WaysIn(inspector);
    const keys = element("dl", { class: "keys" });
    for (const [key, meaning] of KEYS) {
      const [term, words] = [element("dt", { "data-key": key }), element("dd", {}, meaning)];
      for (const name of key.split(" ")) term.append(element("kbd", {}, name));
      keys.append(term, words);
    }
    this.element.append(
      element("h2", {}, "From a picture to its push"),
      element(
        "p",
        {},
        "Click a sample in any panel: this column shows what that loss makes of it at that step, " +
          "and follows the clock.",
      ),
      this.ways.element,
      symbols(true),
      element("p", { class: "note" }, SYMBOLS),
      element("p", { class: "note keys" }, "With the keyboard, while the picture has the focus:"),
      keys,
    );
  }

  /** @param {Stage | undefined} stage */
  show(stage) {
    this.ways.show(stage);
    this.element.classList.toggle("rightly-labelled", Boolean(this.ways.wrong.hidden));
  }
}
