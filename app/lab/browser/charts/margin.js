/** f over the target's angle. */

import { span } from "../../../drawing/browser/axes.js";
import { Chart } from "../../../drawing/browser/chart.js";
import { DEGREES, degrees } from "../../../drawing/browser/directions.js";
import { am_margin } from "../../../drawing/browser/losses/am_softmax.js";
import { ANGLES, STEPS } from "./ticks.js";

/** @typedef {import("../../../drawing/browser/canvas.js").Context} Context */
/** @typedef {import("../../../drawing/browser/look.js").Look} Look */
/** @typedef {import("../../../drawing/browser/losses/equation.js").Loss} Loss */
/** @typedef {import("../lab.js").Lab} Lab */

const LOWEST = -3; // of f, where the axis ends
const WORDS = "What the true class is given in place of its cosine. Lines fall: a worse angle never pays.";

export class MarginChart extends Chart {
  /** @param {Lab} lab */
  constructor(lab) {
    super({
      name: "margin",
      title: "The target's logit f(θ)",
      xWords: "angle θ to the own class",
      yWords: "f",
    });
    this.lab = lab;
  }

  /** @param {Look} look */
  drawBase(look) {
    const { losses, scene, focus } = this.lab;
    /** @type {(loss: Loss) => number[][]} */
    const curve = (loss) =>
      span(STEPS, 0, 180).map((d) => {
        const f = loss.f(Math.cos(d / DEGREES), scene.cosines, scene.label);
        return [d, f.value];
      });
    const curves = losses.map(curve);
    const low = Math.max(LOWEST, Math.min(-1.05, ...curves.flat().map(([, y]) => y)));
    const steps = [-3, -2, -1, 0, 1].filter((v) => v >= low);
    const yTicks = /** @type {[number, string][]} */ (steps.map((v) => [v, String(v)]));
    const context = this.drawAxes(look, [0, 180], [low, 1.05], ANGLES, yTicks);
    this.axes.within(context, () => {
      this.drawPlain(context, look);
      curves.forEach((points, at) => {
        this.line(context, losses[at].title, points, this.lab.stroke(at));
      });
    });
    this.caption.textContent = isContinued(focus)
      ? `Lines in colour are what is trained. Of ${focus.title} in thin lines: dashed the plain formula, which turns upward; dotted the “easy margin”, which jumps at 90°.`
      : WORDS;
    this.describe(`: ${losses.map((loss) => loss.title).join(", ")}, from 0 to 180 degrees.`);
  }

  /**
   * The plain formula of the margin in focus, and the "easy margin" of other implementations.
   *
   * @param {Context} context
   * @param {Look} look
   */
  drawPlain(context, look) {
    const { margin, title } = this.lab.focus;
    const { plain } = margin ?? {};
    if (!margin || !plain) return;
    /** @type {(d: number) => number} */
    const formula = (d) => plain(d / DEGREES, margin.arguments);
    /** @type {(d: number) => number} */
    const easy = (d) => (d < 90 ? formula(d) : Math.cos(d / DEGREES));
    const thin = { colour: look.ink, width: 1.1 };
    const whole = span(STEPS, 0, 180).map((d) => [d, formula(d)]);
    this.line(context, `${title}, plain formula`, whole, { ...thin, dash: [5, 4] });
    const left = span(90, 0, 89.99).map((d) => [d, easy(d)]);
    const right = span(90, 90, 180).map((d) => [d, easy(d)]);
    const jump = [...left, [90, NaN], ...right];
    this.line(context, `${title}, easy margin`, jump, { ...thin, dash: [1, 3] });
  }

  /** @param {Look} look */
  drawTop(look) {
    const { scene, losses, terms } = this.lab;
    const context = this.clear(this.top);
    const d = degrees(scene.cosines[scene.label]);
    this.axes.within(context, () =>
      losses.forEach(({ title }, at) => {
        this.dot(context, `${title}, the sample`, d, terms[at].f, this.lab.colour(at), look);
      }),
    );
  }
}

/**
 * Whether f differs from its plain formula somewhere.
 *
 * @param {Loss} loss
 */
const isContinued = ({ margin }) => Boolean(margin?.plain && margin.call !== am_margin);
