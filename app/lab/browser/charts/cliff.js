/** The loss of two classes alone, on the way from one weight to the other: it jumps at the boundary. */

import { span } from "../../../drawing/browser/axes.js";
import { Chart } from "../../../drawing/browser/chart.js";
import { DEGREES } from "../../../drawing/browser/directions.js";
import { Terms } from "../../../drawing/browser/losses/equation.js";
import { STEPS, ticks } from "./ticks.js";

/** @typedef {import("../../../drawing/browser/look.js").Look} Look */
/** @typedef {import("../../../drawing/browser/losses/equation.js").Loss} Loss */
/** @typedef {import("../lab.js").Lab} Lab */

const HALVINGS = 60;

/**
 * The loss at an angle from the own weight, and where it jumps.
 *
 * @param {Loss} loss
 * @param {number} apart the angle between the two weights, radians
 */
function cliff(loss, apart) {
  const terms = new Terms(2);
  /** @type {(theta: number) => number} */
  const at = (theta) => {
    const cosines = [Math.cos(theta), Math.cos(apart - theta)];
    return loss.terms(cosines, 0, undefined, terms).loss;
  };
  /** @type {(theta: number) => number} */
  const lead = (theta) => {
    const boundary = loss.boundary(Math.cos(theta), loss.f(Math.cos(theta)).value);
    return boundary - Math.cos(apart - theta);
  };
  if (lead(0) <= 0 || lead(apart) > 0) return { at };
  let [low, high] = [0, apart];
  for (let i = 0; i < HALVINGS; i += 1) {
    const middle = (low + high) / 2;
    if (lead(middle) >= 0) low = middle;
    else high = middle;
  }
  return { at, jump: { theta: low, before: at(low), after: at(high + 1e-12) } };
}

export class CliffChart extends Chart {
  /** The boundary moves with the sample, so this chart has no still layer. */
  moves = true;

  /** @param {Lab} lab */
  constructor(lab) {
    super({
      name: "cliff",
      title: "The cliff at the boundary",
      xWords: "way from the own class to the nearest rival",
      yWords: "loss",
    });
    this.lab = lab;
  }

  /** The angle between the weights of the own class and of the nearest rival, radians. */
  get apart() {
    const { scene } = this.lab;
    const turn = Math.abs(scene.weights[scene.label] - scene.weights[scene.rival]) % (2 * Math.PI);
    return Math.max(0.02, Math.min(turn, 2 * Math.PI - turn));
  }

  /** @param {Look} look */
  drawBase(look) {
    const { focus, focused } = this.lab;
    const { apart } = this;
    const { at, jump } = cliff(focus, apart);
    const way = span(STEPS, 0, apart);
    const points = way.map((x) => [x * DEGREES, at(x)]);
    if (jump) {
      const edge = jump.theta * DEGREES;
      points.push([edge, jump.before], [edge + 1e-6, jump.after]);
      points.sort((a, b) => a[0] - b[0]);
    }
    const plain = cliff(focus.withoutGuidance(), apart);
    const without = way.map((x) => [x * DEGREES, plain.at(x)]);
    const high = Math.max(1, ...points.map(([, y]) => y));
    const end = apart * DEGREES;
    const context = this.drawAxes(look, [0, end], [0, high * 1.06], ticks(end, "°"), ticks(high));
    this.axes.within(context, () => {
      const thin = { colour: look.ink, width: 1.2 };
      if (focus.guidance) this.line(context, `${focus.title} without h`, without, thin);
      this.line(context, focus.title, points, this.lab.stroke(focused));
    });
    const words = jump
      ? ` At the boundary ${jump.before.toFixed(2)} → ${jump.after.toFixed(2)}.`
      : "";
    this.caption.textContent = focus.guidance
      ? `${focus.title} with these two classes alone; thin, the same without h.${words}`
      : `${focus.title} with these two classes alone: without h there is no cliff.${words}`;
    this.describe(`, ${focus.title}.${words}`);
  }

  drawTop() {
    this.clear(this.top);
  }
}
