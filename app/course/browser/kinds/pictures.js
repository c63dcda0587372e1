/**
 * A sheet of pictures with one label, some of them wrongly; those can be marked.
 *
 * A cross is on each picture that has a support vector at the step, if there are steps.  The
 * variable "truth" says whether it is seen which labels are wrong.
 */

import { Pictures } from "../../../drawing/browser/pictures.js";
import { widthOf } from "../../../drawing/browser/text_width.js";
import { nearest } from "../variables.js";
import { Kind, room } from "./kind.js";

/** @typedef {import("./kind.js").Context} Context */
/** @typedef {import("../look.js").CourseLook} CourseLook */

const [TITLE, WORDS, GAP] = [26, 20, 14]; // CSS pixels
const [LEAST, LARGEST] = [44, 104];

export class Figure extends Kind {
  xWords = "picture";
  yWords = "it has a support vector";
  size = 1;
  side = LEAST;
  columns = 1;
  left = 0;

  /** @param {import("./kind.js").Given} given */
  constructor(given) {
    super(given);
    const { pixels, height, width } = this.content.pictures;
    this.pictures = new Pictures(Uint8Array.from(pixels), { height, width, ink: false, portraits: [] });
  }

  /** How many pictures. */
  get count() {
    return this.content.wrong.length;
  }

  /** @type {(width: number, size: number) => number} */
  arrange(width, size) {
    this.width = width;
    this.size = size;
    const [words, title] = [WORDS * size, TITLE * size];
    const counts = [this.count, 6, 4, 3].filter((columns) => columns <= this.count);
    const sides = counts.map((columns) => {
      const rows = Math.ceil(this.count / columns);
      return Math.min(
        (width - GAP * (columns - 1)) / columns, (room() - title) / rows - words - GAP, LARGEST * size,
      );
    });
    const best = sides.indexOf(Math.max(...sides));
    this.columns = counts[best];
    this.side = Math.max(LEAST, Math.floor(sides[best]));
    this.left = Math.max(0, (width - this.columns * (this.side + GAP) + GAP) / 2);
    const rows = Math.ceil(this.count / this.columns);
    this.height = Math.round(title + rows * (this.side + words + GAP));
    return this.height;
  }

  /** The left upper corner of a picture. @param {number} n */
  corner(n) {
    const row = Math.floor(n / this.columns);
    return {
      x: this.left + (n % this.columns) * (this.side + GAP),
      y: TITLE * this.size + row * (this.side + WORDS * this.size + GAP),
    };
  }

  /** @type {Kind["placeOf"]} */
  placeOf(_ask, at) {
    const { x, y } = this.corner(at);
    return { x: x + this.side / 2, y: y + this.side / 2 };
  }

  /** @type {Kind["markedAt"]} */
  markedAt(x, y) {
    const [wide, high] = [this.side + GAP, this.side + WORDS * this.size + GAP];
    const column = Math.floor((x - this.left + GAP / 2) / wide);
    const row = Math.floor((y - TITLE * this.size + GAP / 2) / high);
    const n = row * this.columns + column;
    return column >= 0 && column < this.columns && row >= 0 && n < this.count ? n : -1;
  }

  /** Nothing moves that would give the answer away. @type {Kind["idle"]} */
  idle() {
    return true;
  }

  /** Whether the network finds each picture wrong, at the step. @returns {number[]} */
  get crossed() {
    const { steps, crossed } = this.content;
    return steps ? crossed[nearest(steps, this.now.step)] : [];
  }

  numbers() {
    const { crossed } = this;
    const found = crossed.filter((cross, n) => cross && this.content.wrong[n]).length;
    const all = crossed.filter(Boolean).length;
    return { crossed: all, found, false: all - found };
  }

  readings() {
    return Object.fromEntries(Object.entries(this.numbers()).map(([name, value]) => [name, String(value)]));
  }

  /** @type {Kind["draw"]} */
  draw(context, plain, drawing) {
    const look = /** @type {CourseLook} */ (plain);
    const { label, wrong } = this.content;
    const asked = Boolean(drawing && !drawing.ghost);
    const shown = !asked && this.now.truth > 0.5;
    const crossed = asked ? [] : this.crossed;
    context.font = look.font("small", 600);
    context.fillStyle = look.ink;
    context.textAlign = "left";
    context.textBaseline = "top";
    context.fillText(`The label of all of these: ${label}`, this.left, 2);
    for (let n = 0; n < this.count; n += 1) {
      const { x, y } = this.corner(n);
      const colour = !shown ? look.muted : wrong[n] ? look.rival : look.own;
      this.pictures.draw(context, n, x + this.side / 2, y + this.side / 2, this.side, colour);
      if (crossed[n]) this.drawCross(context, look, x, y);
      context.fillStyle = shown ? colour : look.muted;
      context.font = look.font("fine", 600);
      context.textAlign = "center";
      context.textBaseline = "top";
      const words = !shown ? String(n + 1) : wrong[n] ? `not ${label}` : label;
      context.fillText(words, x + this.side / 2, y + this.side + 4);
    }
    if (drawing) this.drawPrediction(context, look, drawing);
    return [["has a support vector", Array.from(crossed, (cross, n) => [n + 1, cross])]];
  }

  /** @type {(context: Context, look: CourseLook, x: number, y: number) => void} */
  drawCross(context, look, x, y) {
    const arm = 6 * look.size;
    const [middle, top] = [x + this.side - arm - 3, y + arm + 3];
    context.fillStyle = look.rival;
    context.fillRect(middle - arm - 3, top - arm - 3, 2 * arm + 6, 2 * arm + 6);
    context.strokeStyle = look.paper;
    context.lineWidth = 2.5 * look.size;
    context.beginPath();
    context.moveTo(middle - arm + 2, top - arm + 2);
    context.lineTo(middle + arm - 2, top + arm - 2);
    context.moveTo(middle + arm - 2, top - arm + 2);
    context.lineTo(middle - arm + 2, top + arm - 2);
    context.stroke();
  }

  /** @type {Kind["drawDrawn"]} */
  drawDrawn(context, look, { values, ghost }) {
    values.forEach((marked, n) => {
      const { x, y } = this.corner(n);
      if (marked) this.drawMark(context, /** @type {CourseLook} */ (look), x, y, ghost);
    });
  }

  /** @type {Kind["strokeDrawn"]} */
  strokeDrawn(context, _ask, values, size) {
    context.lineWidth = 4 * size;
    values.forEach((marked, n) => {
      const { x, y } = this.corner(n);
      if (marked) context.strokeRect(x - 3, y - 3, this.side + 6, this.side + 6);
    });
  }

  /** @type {(context: Context, look: CourseLook, x: number, y: number, ghost: boolean) => void} */
  drawMark(context, look, x, y, ghost) {
    context.strokeStyle = look.accent;
    context.lineWidth = 4 * look.size;
    context.setLineDash(ghost ? [7, 5] : []);
    context.strokeRect(x - 3, y - 3, this.side + 6, this.side + 6);
    context.setLineDash([]);
    if (!ghost) return;
    context.font = look.font("fine", 600);
    context.fillStyle = look.paper;
    const high = 16 * look.size;
    context.fillRect(x, y + this.side - high, widthOf("yours", look.font("fine", 600)) + 8, high);
    context.fillStyle = look.ink;
    context.textAlign = "left";
    context.textBaseline = "bottom";
    context.fillText("yours", x + 4, y + this.side - 2);
  }
}
