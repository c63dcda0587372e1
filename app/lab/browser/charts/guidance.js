/** ln h over a rival's angle: zero up to the boundary, then the cliff. */

import { span } from "../../../drawing/browser/axes.js";
import { Chart } from "../../../drawing/browser/chart.js";
import { DEGREES, degrees } from "../../../drawing/browser/directions.js";
import { ANGLES, STEPS, ticks } from "./ticks.js";

/** @typedef {import("../../../drawing/browser/look.js").Look} Look */
/** @typedef {import("../lab.js").Lab} Lab */

const WORDS =
  "For the sample where it stands: a rival left of the cliff beats the target and is a support vector. The height of the cliff is s (t − 1)(cos θ + 1).";
const NONE = "None of the chosen losses guides: every rival counts as it is, ln h = 0.";
const NEAR = 1e-6; // degrees to either side of the cliff

export class GuidanceChart extends Chart {
  /** The boundary moves with the sample, so this chart has no still layer. */
  moves = true;

  /** @param {Lab} lab */
  constructor(lab) {
    super({
      name: "guidance",
      title: "A rival’s extra, ln h(t, θ)",
      xWords: "angle θ to the rival class",
      yWords: "ln h",
    });
    this.lab = lab;
  }

  /** @param {Look} look */
  drawBase(look) {
    const { losses } = this.lab;
    const guided = losses.flatMap(({ guidance }, at) => (guidance ? [at] : []));
    const curves = guided.map((at) => ({ at, points: this.curve(at) }));
    const values = curves.flatMap(({ points }) => points.map(([, y]) => y));
    const [low, high] = [Math.min(0, ...values), Math.max(1, ...values)];
    const context = this.drawAxes(look, [0, 180], [low, high * 1.06], ANGLES, ticks(high));
    this.axes.within(context, () => {
      for (const { at, points } of curves) {
        this.line(context, losses[at].title, points, this.lab.stroke(at));
      }
    });
    this.caption.textContent = guided.length ? WORDS : NONE;
    const titles = guided.map((at) => losses[at].title).join(", ");
    this.describe(`, of ${titles || "no loss"}.`);
  }

  /**
   * ln h over the angle, with both sides of the cliff.
   *
   * @param {number} at of a loss
   */
  curve(at) {
    const loss = this.lab.losses[at];
    const { boundary } = this.lab.terms[at];
    /** @type {(d: number) => number[]} */
    const point = (d) => {
      const value = Math.cos(d / DEGREES);
      return [d, loss.scale * (loss.h(value, boundary).value - value)];
    };
    const edge = degrees(boundary);
    return [...span(STEPS, 0, 180), edge - NEAR, edge + NEAR].sort((a, b) => a - b).map(point);
  }

  /** @param {Look} look */
  drawTop(look) {
    const { scene, focus, data } = this.lab;
    const { guided } = this.lab.terms[this.lab.focused];
    const context = this.clear(this.top);
    this.axes.within(context, () =>
      scene.cosines.forEach((value, k) => {
        if (k === scene.label) return;
        const extra = focus.scale * (guided[k] - value);
        const name = `${focus.title}, class ${data.classNames[k]}`;
        this.dot(context, name, degrees(value), extra, look.colours[k], look);
      }),
    );
  }
}
