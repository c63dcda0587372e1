/**
 * A measure by category: a dot for each seed, and mean and deviation; a mean can be predicted.
 *
 * A variable "seeds", if there is one, says how many seeds are shown: the clock brings them in.
 */

import { Axes } from "../../../drawing/browser/axes.js";
import { colourOf } from "../look.js";
import { ticksOf } from "../ticks.js";
import { numberWords } from "../variables.js";
import { Kind } from "./kind.js";

/** @typedef {import("./kind.js").Context} Context */
/** @typedef {import("../look.js").CourseLook} CourseLook */
/** @typedef {{ name: string, key: string, role: string, values: number[] }} Category */

export class Figure extends Kind {
  axes = new Axes(1, 1, 1, [0, 1], [0, 1]);

  /** @param {import("./kind.js").Given} given */
  constructor(given) {
    super(given);
    this.xWords = "";
    this.yWords = this.content.y.words;
  }

  /** @returns {Category[]} */
  get categories() {
    return this.content.categories;
  }

  /** @type {(width: number, size: number) => number} */
  arrange(width, size) {
    this.width = width;
    this.height = Math.round(Math.min(Math.max(width * 0.55, 230), 380 * size));
    const { low, high } = this.content.y;
    this.axes = new Axes(width, this.height, size, [-0.5, this.categories.length - 0.5], [low, high]);
    return this.height;
  }

  /** How many seeds are shown. */
  get seeds() {
    const all = Math.max(...this.categories.map(({ values }) => values.length));
    return Math.round(this.now.seeds ?? all);
  }

  /** @type {Kind["placeOf"]} */
  placeOf(ask, at, value) {
    return { x: this.axes.x(ask.places[at]), y: this.axes.y(value) };
  }

  /** @type {Kind["valueAt"]} */
  valueAt(_ask, _at, x, y) {
    return this.axes.at(x, y)[1];
  }

  numbers() {
    /** @type {Record<string, number>} */
    const numbers = {};
    for (const { key, values } of this.categories) numbers[key] = spread(values.slice(0, this.seeds)).mean;
    return numbers;
  }

  readings() {
    const { digits, unit } = this.content.y;
    return Object.fromEntries(
      Object.entries(this.numbers()).map(([name, value]) => [name, numberWords(value, digits) + unit]),
    );
  }

  /** @type {Kind["draw"]} */
  draw(context, plain, drawing) {
    const look = /** @type {CourseLook} */ (plain);
    const { axes, categories, seeds } = this;
    const { low, high } = this.content.y;
    axes.draw(context, look, [], ticksOf(low, high, false));
    axes.drawWords(context, "", this.yWords);
    const asked = drawing && !drawing.ghost ? drawing.ask.places : [];
    categories.forEach((category, at) => {
      const colour = colourOf(look, category.role);
      context.fillStyle = colour;
      context.font = look.font(this.width < 420 ? "fine" : "small", 600);
      context.textAlign = "center";
      context.textBaseline = "top";
      category.name.split("\n").forEach((row, i) =>
        context.fillText(row, axes.x(at), axes.bottom + (5 + 13 * i) * look.size));
      if (!asked.includes(at)) this.drawSeeds(context, look, category.values.slice(0, seeds), at, colour);
    });
    if (drawing) this.drawPrediction(context, look, drawing);
    return categories.map(({ name, values }, at) => [name, values.slice(0, seeds).map((value) => [at, value])]);
  }

  /** @type {(context: Context, look: CourseLook, values: number[], at: number, colour: string) => void} */
  drawSeeds(context, look, values, at, colour) {
    if (!values.length) return;
    const { axes } = this;
    const { mean, deviation } = spread(values);
    const x = axes.x(at);
    context.fillStyle = colour;
    context.globalAlpha = 0.5;
    values.forEach((value, i) => {
      const aside = (((i * 7) % 10) - 4.5) * 2.2 * look.size;
      context.beginPath();
      context.arc(x + aside, axes.y(value), 3.6 * look.size, 0, 2 * Math.PI);
      context.fill();
    });
    context.globalAlpha = 1;
    context.strokeStyle = colour;
    context.lineWidth = 4 * look.size;
    context.beginPath();
    context.moveTo(x - 22 * look.size, axes.y(mean));
    context.lineTo(x + 22 * look.size, axes.y(mean));
    context.stroke();
    context.lineWidth = 2 * look.size;
    context.beginPath();
    context.moveTo(x, axes.y(mean - deviation));
    context.lineTo(x, axes.y(mean + deviation));
    context.stroke();
  }

  /** @type {Kind["strokeDrawn"]} */
  strokeDrawn(context, ask, values, size) {
    const half = this.half * size;
    ask.places.forEach((_, at) => {
      const { x, y } = this.placeOf(ask, at, values[at]);
      context.beginPath();
      context.moveTo(x - half, y);
      context.lineTo(x + half, y);
      context.stroke();
    });
  }

  /** Half of the width of a mean that is drawn, CSS pixels. */
  get half() {
    const { left, right } = this.axes;
    return Math.min(34, (0.4 * (right - left)) / this.categories.length);
  }

  /** @type {Kind["drawDrawn"]} */
  drawDrawn(context, look, { ask, values, ghost }) {
    context.strokeStyle = ghost ? look.muted : look.accent;
    context.fillStyle = context.strokeStyle;
    context.lineWidth = 3 * look.size;
    context.setLineDash(ghost ? [4, 4] : []);
    this.strokeDrawn(context, ask, values, look.size);
    context.setLineDash([]);
    ask.places.forEach((_, at) => {
      const { x, y } = this.placeOf(ask, at, values[at]);
      context.font = look.font("fine", 600);
      context.textAlign = "center";
      context.textBaseline = "bottom";
      if (ghost) context.fillText("yours", x + this.half * look.size, y - 3);
      else {
        context.beginPath();
        context.arc(x, y, 8 * look.size, 0, 2 * Math.PI);
        context.fill();
        if (at === 0) context.fillText("drag each line", x, y - 12 * look.size);
      }
    });
  }
}

/** @param {number[]} values */
function spread(values) {
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: values.length > 1 ? Math.sqrt(square / (values.length - 1)) : 0 };
}
