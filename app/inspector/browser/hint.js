/** What the inspector shows while no sample is chosen: what it is for, and how to choose. */

import { button, element } from "../../drawing/browser/element.js";
import { symbols } from "./equation.js";

/** @typedef {import("./inspector.js").Inspector} Inspector */
/** @typedef {import("../../stage/browser/stage.js").Stage} Stage */

const KEYS = [
  ["↑ ↓", "go from sample to sample, by angle"],
  ["n p", "to the next support vector, and back"],
  ["Enter", "chooses"],
  ["1 2 3", "the panel"],
  ["Esc", "closes"],
];

export class Hint {
  /** @param {Inspector} inspector */
  constructor(inspector) {
    this.element = element("div", { class: "inspector-hint" });
    this.button = button("Show me a hard sample", () => {
      const { stage } = inspector;
      const n = stage ? hardest(stage) : -1;
      if (n >= 0) stage?.select([n]);
    });
    const keys = element("dl", { class: "keys" });
    for (const [key, meaning] of KEYS) {
      const term = element("dt");
      for (const one of key.split(" ")) term.append(element("kbd", {}, one));
      keys.append(term, element("dd", {}, meaning));
    }
    this.element.append(
      element("h2", {}, "From a picture to its push"),
      element(
        "p",
        {},
        "Click a sample in any panel: this column shows what that loss makes of it at that step, " +
          "and follows the clock.",
      ),
      this.button,
      symbols(true),
      element("p", { class: "note keys" }, "With the keyboard, while the picture has the focus:"),
      keys,
    );
  }

  /** @param {Stage | undefined} stage */
  show(stage) {
    this.button.disabled = !stage?.run || !stage.run.samples;
  }
}

/**
 * The sample of the panel in focus whose support vector weighs most, or else whose loss is largest.
 *
 * @param {Stage} stage
 */
export function hardest({ panels, focus }) {
  const panel = panels[focus];
  if (!panel) return -1;
  const { run, frame, loss } = panel;
  let [best, found] = [-1, -1];
  for (let n = 0; n < run.samples; n += 1) {
    const size = panel.ring(n);
    const here = 1e6 * size + (frame.loss?.[loss * run.samples + n] ?? 0); // half floats keep their order
    if (panel.front(n) && here > best) [best, found] = [here, n];
  }
  return found;
}
