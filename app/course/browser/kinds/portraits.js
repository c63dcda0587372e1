/**
 * A row of small pictures that change with a variable, and a share below each if there is one.
 *
 * Between two values of the variable the pictures fade from one to the other, and the shares move.
 */

import { Pictures } from "../../../drawing/browser/pictures.js";
import { colourOf } from "../look.js";
import { numberWords } from "../variables.js";
import { Kind } from "./kind.js";

/** @typedef {import("../look.js").CourseLook} CourseLook */

const GAP = 14; // CSS pixels between pictures
const LARGEST = 150; // a picture
const WITHIN = 0.92; // of its place, so that its frame fits
const HEAD = 24; // for the names
const FOOT = 58; // for a bar, its number, and what it is

export class Figure extends Kind {
  size = 1;
  side = 1;
  left = 0;

  /** @param {import("./kind.js").Given} given */
  constructor(given) {
    super(given);
    const { pixels, height, width, names, words } = this.content;
    this.pictures = new Pictures(Uint8Array.from(pixels), { height, width, ink: false, portraits: [] });
    this.count = names.length;
    this.yWords = words;
  }

  /** @type {(width: number, size: number) => number} */
  arrange(width, size) {
    this.width = width;
    this.size = size;
    this.side = Math.min(LARGEST, (width - GAP * (this.count - 1) - 12) / this.count);
    this.left = (width - this.count * this.side - GAP * (this.count - 1)) / 2;
    const foot = this.content.shares ? FOOT : 0;
    this.height = Math.round(this.side + (HEAD + foot) * size + 12);
    return this.height;
  }

  /** The rows before and after the variable's place, and how far it is on its way between them. */
  place() {
    const { values } = this.variables.of(this.content.of) ?? { values: [0] };
    const value = this.now[this.content.of];
    let after = values.findIndex((other) => other >= value);
    if (after < 0) after = values.length - 1;
    const before = Math.max(0, values[after] === value ? after : after - 1);
    const way = values[after] - values[before];
    return { before, after, share: way ? (value - values[before]) / way : 0 };
  }

  /** The share below a picture, in percent. @param {number} at */
  shareOf(at) {
    const { before, after, share } = this.place();
    const [a, b] = [this.content.shares[before][at], this.content.shares[after][at]];
    return a + share * (b - a);
  }

  numbers() {
    if (!this.content.shares) return {};
    return Object.fromEntries(
      this.content.keys.map((/** @type {string} */ key, /** @type {number} */ at) => [key, this.shareOf(at)]),
    );
  }

  readings() {
    return Object.fromEntries(
      Object.entries(this.numbers()).map(([key, value]) => [key, `${numberWords(value, 0)} %`]),
    );
  }

  /** @type {Kind["draw"]} */
  draw(context, plain) {
    const look = /** @type {CourseLook} */ (plain);
    const { names, roles, words, shares } = this.content;
    const { before, after, share } = this.place();
    const middle = HEAD * this.size + this.side / 2 + 4;
    const inner = WITHIN * this.side;
    names.forEach((/** @type {string} */ name, /** @type {number} */ at) => {
      const x = this.left + at * (this.side + GAP) + this.side / 2;
      const colour = colourOf(look, roles[at]);
      this.pictures.draw(context, before * this.count + at, x, middle, inner, colour);
      context.globalAlpha = share;
      if (share) this.pictures.draw(context, after * this.count + at, x, middle, inner, colour);
      context.globalAlpha = 1;
      context.fillStyle = look.ink;
      context.font = look.font("small", 600);
      context.textAlign = "center";
      context.textBaseline = "top";
      context.fillText(name, x, 2);
      if (shares) this.drawShare(context, look, x, middle + this.side / 2 + 12, this.shareOf(at), colour);
    });
    context.fillStyle = look.muted;
    context.font = look.font("fine");
    context.textAlign = "center";
    context.fillText(words, this.width / 2, middle + this.side / 2 + 12 + 32 * this.size);
    if (!shares) return [];
    return names.map((/** @type {string} */ name, /** @type {number} */ at) => [name, [[at, this.shareOf(at)]]]);
  }

  /** @type {(context: import("./kind.js").Context, look: CourseLook, x: number, y: number, percent: number, colour: string) => void} */
  drawShare(context, look, x, y, percent, colour) {
    const begin = x - this.side / 2;
    context.fillStyle = colour;
    context.globalAlpha = 0.2;
    context.fillRect(begin, y, this.side, 7 * this.size);
    context.globalAlpha = 1;
    context.fillRect(begin, y, (this.side * percent) / this.content.full, 7 * this.size);
    context.fillStyle = look.ink;
    context.font = look.font("fine", 600);
    context.textBaseline = "top";
    context.fillText(`${numberWords(percent, 0)} %`, x, y + 10 * this.size);
  }
}
