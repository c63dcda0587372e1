/** g over the probability of the true class. */

import { span } from "../../../drawing/browser/axes.js";
import { Chart } from "../../../drawing/browser/chart.js";
import { QUARTERS } from "./ticks.js";

/** @typedef {import("../../../drawing/browser/look.js").Look} Look */
/** @typedef {import("../lab.js").Lab} Lab */

const STEPS = 240; // of a curve
const WORDS =
  "Losses without mining weigh every sample 1. Dashed: 1 − p, what softmax's gradient does by itself. Hard mining drops the easiest directions of the circle, which are its batch here.";

export class MiningChart extends Chart {
  /** @param {Lab} lab */
  constructor(lab) {
    super({
      name: "mining",
      title: "The sample's weight g(p)",
      xWords: "probability p of the own class",
      yWords: "g",
    });
    this.lab = lab;
  }

  /** @param {Look} look */
  drawBase(look) {
    const { losses, around } = this.lab;
    const context = this.drawAxes(look, [0, 1], [0, 1.08], QUARTERS, QUARTERS);
    this.axes.within(context, () => {
      const thin = { colour: look.ink, dash: [5, 4], width: 1.2 };
      this.line(context, "1 − p", [[0, 1], [1, 0]], thin);
      losses.forEach((loss, at) => {
        const { batch } = around[at];
        const curve = span(STEPS, 1e-9, 1).map((p) => [p, loss.g(Math.log(p), batch).value]);
        this.line(context, loss.title, curve, this.lab.stroke(at));
      });
    });
    this.caption.textContent = WORDS;
    this.describe(` of ${losses.map((loss) => loss.title).join(", ")}.`);
  }

  /** @param {Look} look */
  drawTop(look) {
    const { losses, terms } = this.lab;
    const context = this.clear(this.top);
    losses.forEach(({ title }, at) => {
      const { nll, g } = terms[at];
      const name = `${title}, the sample`;
      this.dot(context, name, Math.exp(-nll), g, this.lab.colour(at), look);
    });
  }
}
