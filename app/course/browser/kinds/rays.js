/**
 * Features with two numbers as points of a plane, and class weights as rays from its middle.
 *
 * Panels stand side by side, or below one another where there is no room.  A probe can be dragged:
 * it is a picture of class `own`.  Pins are probes that stay.
 */

import { DEGREES, degrees } from "../../../drawing/browser/directions.js";
import { Terms } from "../../../drawing/browser/losses/equation.js";
import { Pictures } from "../../../drawing/browser/pictures.js";
import { numberWords } from "../variables.js";
import { Kind, room } from "./kind.js";
import { drawRays } from "./rays_drawing.js";

/**
 * A panel at every kept step; numbers of a row are x0, y0, x1, y1 and so on.
 *
 * @typedef {object} Panel
 * @property {string} title
 * @property {number[][]} points a row for each kept step
 * @property {number[][]} weights empty for none
 * @property {number[][] | null} bias
 */

const BESIDE = 520; // CSS pixels: from here on two panels stand beside one another
const [LARGEST, TITLE, GAP] = [460, 24, 12]; // CSS pixels

export class Figure extends Kind {
  xWords = "first feature";
  yWords = "second feature";
  size = 1;
  side = 1;
  /** Where panels begin. @type {{ left: number, top: number }[]} */
  corners = [];
  /** The point under the pointer. @type {{ panel: number, n: number } | undefined} */
  touched;

  /** @param {import("./kind.js").Given} given */
  constructor(given) {
    super(given);
    const { pictures } = this.content;
    if (!pictures) return;
    const { pixels, ...about } = pictures;
    this.pictures = new Pictures(Uint8Array.from(pixels), { ...about, portraits: [] });
  }

  /** @returns {Panel[]} */
  get panels() {
    return this.content.panels;
  }

  /** @type {(width: number, size: number) => number} */
  arrange(width, size) {
    this.width = width;
    this.size = size;
    const count = this.panels.length;
    const beside = count > 1 && width >= BESIDE;
    const columns = beside ? count : 1;
    this.side = Math.min((width - GAP * (columns - 1)) / columns, LARGEST, room(beside ? 1 : count));
    const title = this.panels.some((panel) => panel.title) ? TITLE * size : 0;
    const left = (width - columns * this.side - GAP * (columns - 1)) / 2;
    this.corners = this.panels.map((_, at) => ({
      left: left + (beside ? at * (this.side + GAP) : 0),
      top: title + (beside ? 0 : at * (this.side + title + GAP)),
    }));
    const last = this.corners[count - 1];
    this.height = Math.round(last.top + this.side);
    return this.height;
  }

  /** The largest number that is seen, to each side of the middle. */
  get extent() {
    return this.row(this.content.extents)[0];
  }

  /** CSS pixels of a unit. */
  get scale() {
    return this.side / 2 / this.extent;
  }

  /** @param {number} panel */
  middle(panel) {
    const { left, top } = this.corners[panel];
    return { x: left + this.side / 2, y: top + this.side / 2 };
  }

  /**
   * A row of numbers where the clock stands: between two kept steps, if need be.
   *
   * @param {number[][]} rows
   */
  row(rows) {
    const { steps } = this.content;
    if (rows.length === 1) return rows[0];
    const step = this.now.step ?? steps[steps.length - 1];
    let after = steps.findIndex((/** @type {number} */ other) => other >= step);
    if (after < 0) after = steps.length - 1;
    const before = Math.max(0, after - 1);
    const way = steps[after] - steps[before];
    const share = way ? (step - steps[before]) / way : 0;
    return rows[after].map((value, i) => rows[before][i] + share * (value - rows[before][i]));
  }

  /** The weights of a panel, and what each class has beside them. @param {number} panel */
  classes(panel) {
    const { weights, bias } = this.panels[panel];
    if (!weights.length) return [];
    const flat = this.row(weights);
    const offsets = bias ? this.row(bias) : [];
    return Array.from({ length: flat.length / 2 }, (_, k) => ({
      x: flat[2 * k], y: flat[2 * k + 1], bias: offsets[k] ?? 0,
    }));
  }

  /** w_k x + b_k of every class. @type {(panel: number, x: number, y: number) => number[]} */
  scores(panel, x, y) {
    return this.classes(panel).map((weight) => weight.x * x + weight.y * y + weight.bias);
  }

  // What a hand does.

  /** Whether there is a picture that can be dragged; a question is answered without it. */
  get probed() {
    return this.content.probe && !this.quiet;
  }

  handles() {
    if (!this.probed) return [];
    const { x, y } = this.middle(0);
    const { length, angle } = this.numbers();
    const words = `length ${numberWords(length, 1)}, ${numberWords(angle, 0)}° from its class`;
    return [{
      name: "probe", kind: "sample", x: x + this.now.x * this.scale, y: y - this.now.y * this.scale,
      value: length, words, label: `The picture, ${words}`,
    }];
  }

  /** @type {(name: string, x: number, y: number) => void} */
  drag(_name, x, y) {
    const middle = this.middle(0);
    this.variables.set("x", (x - middle.x) / this.scale);
    this.variables.set("y", (middle.y - y) / this.scale);
  }

  /** Arrows move it: left and right turn it, up and down change its length. @type {(name: string, steps: number) => void} */
  step(_name, steps) {
    const turn = (steps * 2) / DEGREES;
    const { x, y } = this.now;
    this.variables.set("x", x * Math.cos(turn) - y * Math.sin(turn));
    this.variables.set("y", x * Math.sin(turn) + y * Math.cos(turn));
  }

  // What it reads.

  /** @type {(x: number, y: number) => { p: number, loss: number, winner: number, angle: number }} */
  judged(x, y) {
    const { own } = this.content;
    const scores = this.scores(0, x, y);
    const terms = this.losses[0].terms(scores, own, undefined, new Terms(scores.length));
    const weight = this.classes(0)[own];
    const product = (weight.x * x + weight.y * y) / (Math.hypot(weight.x, weight.y) * Math.hypot(x, y) || 1);
    return {
      p: terms.p[own], loss: terms.loss, angle: degrees(product),
      winner: scores.indexOf(Math.max(...scores)),
    };
  }

  numbers() {
    if (!this.content.probe) return {};
    const { x, y } = this.now;
    const { own } = this.content;
    const { p, loss, angle, winner } = this.judged(x, y);
    /** @type {Record<string, number>} */
    const numbers = { p, loss, angle, length: Math.hypot(x, y), right: winner === own ? 1 : 0, winner };
    for (const { name, x: px, y: py } of this.content.pins) numbers[`loss.${name}`] = this.judged(px, py).loss;
    return numbers;
  }

  readings() {
    const { p, angle, length, winner } = this.numbers();
    /** @type {Record<string, string>} */
    const none = {};
    if (!this.content.probe) return none;
    return {
      p: `${numberWords(100 * p, p > 0.995 || p < 0.005 ? 1 : 0)} %`, angle: `${numberWords(angle, 0)}°`,
      length: numberWords(length, 1), winner: this.content.names[winner],
    };
  }

  /** The pointer is there; gives whether a point under it has changed. @type {(x: number, y: number) => boolean} */
  hover(x, y) {
    const before = JSON.stringify(this.touched);
    this.touched = undefined;
    let best = 14 ** 2;
    this.panels.forEach(({ points }, panel) => {
      if (!points.length) return;
      const middle = this.middle(panel);
      const row = this.row(points);
      for (let n = 0; n < row.length / 2; n += 1) {
        const dx = middle.x + row[2 * n] * this.scale - x;
        const dy = middle.y - row[2 * n + 1] * this.scale - y;
        if (dx * dx + dy * dy >= best) continue;
        best = dx * dx + dy * dy;
        this.touched = { panel, n };
      }
    });
    return before !== JSON.stringify(this.touched);
  }

  leave() {
    this.touched = undefined;
  }

  /** @type {Kind["draw"]} */
  draw(context, look) {
    drawRays(this, context, /** @type {import("../look.js").CourseLook} */ (look));
    return this.panels.flatMap(({ title, points }) => {
      if (!points.length) return [];
      const row = this.row(points);
      /** @type {[string, number[][]]} */
      const series = [title || "features", this.content.labels.map((/** @type {number} */ _, /** @type {number} */ n) => [row[2 * n], row[2 * n + 1]])];
      return [series];
    });
  }
}
