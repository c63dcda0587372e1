/** The circle: weights, sample, the loss in focus around it, and arrows of every loss. */

import { cleared, fit } from "../../drawing/browser/canvas.js";
import { DEGREES } from "../../drawing/browser/directions.js";
import { trace } from "../../drawing/browser/markers.js";
import { arcArrow } from "../../drawing/browser/scenes/arrows.js";
import { curveAround, disc, outline, sectors, spoke } from "../../drawing/browser/scenes/circle.js";
import { bitsOf, drawAngle, namesOf, writeLabels } from "./labels.js";
import { pullOn, pullOnWeight } from "./scene.js";
import { classesOf } from "./terms.js";

/** @typedef {import("../../drawing/browser/canvas.js").Context} Context */
/** @typedef {import("../../drawing/browser/look.js").Look} Look */
/** @typedef {import("../../drawing/browser/saving/figure_files.js").Series} Series */
/** @typedef {import("./lab.js").Lab} Lab */

const REACH = 1.56; // of the picture, in radii
const [OUTSIDE, RISE] = [1.1, 0.34]; // where the curve of the loss begins, and how far it rises
const LARGEST = 560; // CSS pixels
const LANE = 8; // pixels between the arrows of two losses
const ARROW = 0.6; // radians of an arrow for a pull of s
const MARK = { wide: 20, high: 20 }; // CSS pixels, of what can be dragged

export class Circle {
  name = "circle";
  xWords = "direction of the sample, degrees";
  yWords = "loss";
  side = 0;
  left = 0;
  radius = 0;
  ratio = 1;

  /** @param {Lab} lab */
  constructor(lab) {
    this.lab = lab;
    this.element = document.createElement("div");
    this.element.className = "circle";
    this.canvas = document.createElement("canvas");
    this.canvas.setAttribute("role", "img");
    this.element.append(this.canvas);
    this.legend = document.createElement("div");
  }

  get width() {
    return this.side;
  }

  get height() {
    return this.side;
  }

  /** Title and caption of a file, which say what the page has beside the circle. */
  about() {
    const { scene, losses, terms, focus, data } = this.lab;
    const values = losses.map(({ title }, at) => `${title} ${terms[at].loss.toFixed(3)}`);
    return {
      title: `A sample of class ${data.classNames[scene.label]}; around the circle, ${focus.title}`,
      caption: `Loss: ${values.join("; ")}.`,
    };
  }

  /**
   * Take the width that the page gives.
   *
   * @param {number} ratio pixels to a CSS pixel
   */
  arrange(ratio) {
    this.side = Math.min(this.element.clientWidth, LARGEST);
    this.canvas.style.width = `${this.side}px`;
    this.canvas.style.height = `${this.side}px`;
    fit(this.canvas, this.side, this.side, ratio);
    this.ratio = ratio;
    this.radius = this.side / 2 / REACH;
    this.left = (this.element.clientWidth - this.side) / 2;
  }

  /**
   * The place of an angle in the element, for a handle.
   *
   * @param {number} angle
   */
  place(angle) {
    const half = this.side / 2;
    return {
      x: this.left + half + Math.cos(angle) * this.radius,
      y: half - Math.sin(angle) * this.radius,
    };
  }

  /**
   * The angle of a place in the element.
   *
   * @param {number} x
   * @param {number} y
   */
  angle(x, y) {
    const half = this.side / 2;
    return Math.atan2(half - y, x - this.left - half);
  }

  /** @param {Look} look */
  draw(look) {
    const { losses, focus } = this.lab;
    const words = `The band around the circle is the loss of ${focus.title} in each direction. Arrows are the pulls${losses.length > 1 ? ", of each loss in a lane of its own" : ""}.`;
    if (words !== this.legend.textContent) this.legend.textContent = words;
    this.drawOn(cleared(this.canvas, this.ratio), look);
  }

  /**
   * Draw it there; gives every loss around the circle, and where the sample is.
   *
   * @param {Context} context
   * @param {Look} look
   * @returns {Series[]}
   */
  drawOn(context, look) {
    const { radius, lab } = this;
    const { scene, losses, terms, around } = lab;
    context.translate(this.side / 2, this.side / 2);
    this.drawAround(context, look);
    outline(context, radius, look.faint);
    sectors(context, scene.weights, radius * 1.055, look);
    const lit = new Set(classesOf(lab.touched, scene, terms[lab.focused]));
    scene.weights.forEach((_, k) => this.drawWeight(context, look, k, lit.has(k)));
    const degrees = [...new Set([scene.label, scene.rival, ...lit])].flatMap((k) =>
      drawAngle(context, look, scene, radius, k, lit.has(k)),
    );
    const taken = losses.flatMap((_, at) => this.drawArrows(context, look, at));
    this.drawSample(context, look);
    for (const angle of [scene.sample, ...scene.weights]) {
      taken.push(...bitsOf(angle, 0, 0, radius), { ...placeOf(angle, radius), ...MARK });
    }
    taken.push({ ...this.dot, ...MARK });
    const names = namesOf(look, scene, radius, lab.data.classNames, lit);
    writeLabels(context, look, [...degrees, ...names], taken, this.side);
    return losses.flatMap(({ title }, at) => {
      const { values } = around[at];
      const every = Array.from(values, (value, i) => [(360 * i) / values.length, value]);
      /** @type {Series[]} */
      const series = [
        [title, every],
        [`${title}, the sample`, [[scene.sample * DEGREES, terms[at].loss]]],
      ];
      return series;
    });
  }

  /** @type {(context: Context, look: Look, k: number, lit: boolean) => void} */
  drawWeight(context, look, k, lit) {
    const { scene, data } = this.lab;
    const weight = scene.weights[k];
    const own = k === scene.label;
    const [x, y] = [Math.cos(weight) * this.radius, -Math.sin(weight) * this.radius];
    if (lit) {
      context.fillStyle = look.accent;
      context.globalAlpha = 0.35;
      disc(context, x, y, 17 * look.size);
      context.globalAlpha = 1;
    }
    context.strokeStyle = look.ink;
    context.lineWidth = (lit ? 3.2 : own ? 2 : 1.1) * look.size;
    spoke(context, x, y);
    context.save();
    context.translate(x, y);
    trace(context, data.symbols[k], 8 * look.size);
    context.fillStyle = look.colours[k];
    context.fill();
    context.strokeStyle = look.ink;
    context.lineWidth = own ? 2.2 : 0.8;
    context.stroke();
    context.restore();
  }

  /**
   * The pulls of a loss on the sample and on every weight; gives where they are.
   *
   * @type {(context: Context, look: Look, at: number) => import("../../drawing/browser/placing.js").Area[]}
   */
  drawArrows(context, look, at) {
    const { scene, terms, largestScale, focused } = this.lab;
    const { slope } = terms[at];
    context.globalAlpha = at === focused ? 1 : 0.45;
    const reach = ARROW / largestScale;
    const r = this.radius - (16 + LANE * at) * look.size;
    const colour = this.lab.colour(at);
    const onWeights = scene.weights.map((weight, k) => [weight, pullOnWeight(scene, slope, k)]);
    const pulls = [[scene.sample, pullOn(scene, slope)], ...onWeights];
    const taken = pulls.flatMap(([angle, pull]) => {
      arcArrow(context, angle, reach * pull, r, colour, look.size);
      return bitsOf(angle, reach * pull, r);
    });
    context.globalAlpha = 1;
    return taken;
  }

  /** @type {(context: Context, look: Look) => void} */
  drawSample(context, look) {
    const { scene } = this.lab;
    const [x, y] = [Math.cos(scene.sample) * this.radius, -Math.sin(scene.sample) * this.radius];
    context.strokeStyle = look.ink;
    context.setLineDash([2, 3]);
    context.lineWidth = 1;
    spoke(context, x, y);
    context.setLineDash([]);
    context.fillStyle = look.colours[scene.label];
    disc(context, x, y, 9 * look.size);
    context.lineWidth = 3;
    context.strokeStyle = look.accent;
    context.stroke();
  }

  /**
   * The loss in focus for the sample at every direction, and where it is now.
   *
   * @type {(context: Context, look: Look) => void}
   */
  drawAround(context, look) {
    const { around, focused, touched } = this.lab;
    const { values, highest } = around[focused];
    const colour = this.lab.colour(focused);
    const curve = (/** @type {number} */ i) => this.outwards(values[i] / highest);
    curveAround(context, curve, values.length, this.outwards(0), colour);
    const { x, y } = this.dot;
    context.fillStyle = colour;
    const size = touched === "L" ? 7 : 4;
    disc(context, x, y, size * look.size);
  }

  /** How far out a share of the greatest loss is, CSS pixels. @param {number} share */
  outwards(share) {
    return this.radius * (OUTSIDE + RISE * share);
  }

  /** Where the sample's loss is on the curve. */
  get dot() {
    const { scene, around, focused, terms } = this.lab;
    const share = Math.min(1.05, terms[focused].loss / around[focused].highest);
    return placeOf(scene.sample, this.outwards(share));
  }
}

/** @type {(angle: number, radius: number) => { x: number, y: number }} */
const placeOf = (angle, radius) => ({ x: radius * Math.cos(angle), y: -radius * Math.sin(angle) });
