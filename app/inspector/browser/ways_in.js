/** Buttons that choose a sample worth a look: the hardest, and the wrongly labelled in turn. */

import { button, element } from "../../drawing/browser/element.js";
import { nextWrong } from "../../stage/browser/choosing.js";

/** @typedef {import("./inspector.js").Inspector} Inspector */
/** @typedef {import("../../stage/browser/stage.js").Stage} Stage */

const WRONG = ["Show me a wrong label", "The next wrong label"];

export class WaysIn {
  /** @param {Inspector} inspector */
  constructor(inspector) {
    this.element = element("div", { class: "ways-in" });
    this.hard = button("Show me a hard sample", () => {
      const { stage } = inspector;
      if (!stage) return;
      const [n, panel] = hardest(stage);
      inspector.look(n);
      if (n < 0) return;
      stage.lookInto(n, panel);
      // It is hard at this step, so a run that plays stands still here.
      if (stage.clock.playing && !stage.clock.following) stage.toggle();
    });
    this.wrong = button(WRONG[0], () => {
      const { stage } = inspector;
      if (!stage?.run) return;
      inspector.look(nextWrong(stage.run, stage.looked));
      inspector.ways.wrong.focus({ preventScroll: true }); // the button pressed may be gone
    });
    this.element.append(this.hard, this.wrong);
  }

  /** @param {Stage | undefined} stage */
  show(stage) {
    const run = stage?.run;
    this.hard.hidden = (stage?.looked ?? -1) >= 0; // a reader who looks into a sample needs no example
    this.hard.disabled = !run?.samples;
    this.wrong.hidden = !run || nextWrong(run, -1) < 0;
    this.element.hidden = this.hard.hidden && this.wrong.hidden;
    const words = WRONG[run?.mislabelled[stage?.looked ?? -1] ? 1 : 0];
    if (this.wrong.textContent !== words) this.wrong.textContent = words;
  }
}

/**
 * The sample whose support vector weighs most, and its panel: the one in focus if it has any, else
 * the first that has.  Without support vectors, the sample in focus whose loss is largest.
 *
 * @param {Stage} stage
 * @returns {[number, number]} sample, -1 if there is none; panel
 */
export function hardest({ panels, focus, solo }) {
  const seen = solo >= 0 ? [focus] : [focus, ...panels.keys()];
  /** @type {[number, number]} */
  let otherwise = [-1, focus];
  for (const at of seen) {
    if (!panels[at]) continue;
    const { run, frame, loss } = panels[at];
    let [best, found] = [-1, -1];
    for (let n = 0; n < run.samples; n += 1) {
      const size = panels[at].ring(n);
      const here = 1e6 * size + (frame.loss?.[loss * run.samples + n] ?? 0); // half floats keep their order
      if (panels[at].front(n) && here > best) [best, found] = [here, n];
    }
    if (found >= 0 && panels[at].ring(found) > 0) return [found, at];
    if (otherwise[0] < 0) otherwise = [found, at];
  }
  return otherwise;
}
