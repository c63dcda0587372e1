/**
 * Curves over one axis, with a marker that can be dragged along them; and a curve can be drawn.
 *
 * A line can follow a variable: then it has a row of heights for each of the variable's values, and
 * is between two rows where the variable is between two values.
 */

import { Axes } from "../../../drawing/browser/axes.js";
import { widthOf } from "../../../drawing/browser/text_width.js";
import { drawLegend, legendHeight } from "../legend.js";
import { colourOf } from "../look.js";
import { ticksOf } from "../ticks.js";
import { numberWords } from "../variables.js";
import { Kind, room } from "./kind.js";
import { drawUprights } from "./uprights.js";

/** @typedef {import("./kind.js").Context} Context */
/** @typedef {import("../look.js").CourseLook} CourseLook */
/**
 * @typedef {object} Line
 * @property {string} name
 * @property {string} key of its reading; empty for none
 * @property {string} role its colour
 * @property {number[]} dash
 * @property {number[]} x
 * @property {number[] | number[][]} y
 * @property {number[] | number[][] | null} low of its band
 * @property {number[] | number[][] | null} high
 * @property {string} of the variable that it follows
 * @property {boolean} answer it is hidden while a curve is asked for
 * @property {number} since it is hidden while the variable "shown" is less than this
 */

export class Figure extends Kind {
  axes = new Axes(1, 1, 1, [0, 1], [0, 1]);
  size = 1;
  legend = 0;

  /** @param {import("./kind.js").Given} given */
  constructor(given) {
    super(given);
    this.xWords = this.content.x.words;
    this.yWords = this.content.y.words;
  }

  /** @type {(width: number, size: number) => number} */
  arrange(width, size) {
    this.width = width;
    this.size = size;
    this.legend = legendHeight(this.named(), width, size);
    this.height = Math.round(Math.min(Math.max(width * 0.58, 240), 400 * size, room() - this.legend) + this.legend);
    const { x, y } = this.content;
    this.axes = new Axes(width, this.height, size, ends(x), ends(y));
    this.axes.top += this.legend;
    return this.height;
  }

  /** @returns {Line[]} */
  get lines() {
    return this.content.lines;
  }

  /** @returns {{ at: number, words: string, foot: boolean, answer: boolean }[]} */
  get uprights() {
    return this.content.uprights;
  }

  /** The marker, or what only hidden lines follow. @type {(name: string) => boolean} */
  idle(name) {
    if (name === this.content.marker) return true;
    const follow = this.lines.filter((/** @type {any} */ line) => line.of === name);
    return follow.length > 0 && follow.every((/** @type {any} */ line) => line.answer);
  }

  /** The lines of the legend. */
  named() {
    return this.lines.filter(({ name }) => name);
  }

  /** @param {number} value */
  px(value) {
    return this.axes.x(this.content.x.log ? Math.log10(value) : value);
  }

  /** @param {number} value */
  py(value) {
    return this.axes.y(this.content.y.log ? Math.log10(Math.max(1e-12, value)) : value);
  }

  /**
   * The heights of a line, where its variable stands.
   *
   * @param {Line} line
   * @param {"y" | "low" | "high"} part
   * @returns {number[]}
   */
  heights({ of, ...line }, part) {
    const rows = line[part] ?? [];
    if (!of) return /** @type {number[]} */ (rows);
    const { values } = this.variables.of(of) ?? { values: [] };
    const value = this.now[of];
    let after = values.findIndex((other) => other >= value);
    if (after < 0) after = values.length - 1;
    const before = Math.max(0, values[after] === value ? after : after - 1);
    const share = after === before ? 0 : (value - values[before]) / (values[after] - values[before]);
    const [a, b] = /** @type {number[][]} */ ([rows[before], rows[after]]);
    return a.map((height, i) => height + share * (b[i] - height));
  }

  /**
   * The height of a line at x.
   *
   * @param {Line} line
   * @param {number} x
   */
  heightAt(line, x) {
    const y = this.heights(line, "y");
    const after = line.x.findIndex((other) => other >= x);
    if (after <= 0) return after < 0 ? y[y.length - 1] : y[0];
    const [a, b] = [line.x[after - 1], line.x[after]];
    return y[after - 1] + ((x - a) / (b - a)) * (y[after] - y[after - 1]);
  }

  handles() {
    const { marker } = this.content;
    if (!marker) return [];
    const [x, line] = [this.now[marker], this.lines[0]];
    const words = this.variables.words(marker);
    const y = line && !line.answer ? this.py(this.heightAt(line, x)) : this.axes.bottom;
    const held = Math.min(this.axes.bottom, Math.max(this.axes.top, y));
    return [{
      name: marker, kind: "marker", x: this.px(x), y: held, value: x, words,
      label: `${this.variables.of(marker)?.label}, ${words}`,
    }];
  }

  /** The marker, from anywhere in the chart. @type {Kind["held"]} */
  held(x, y) {
    const { left, right, top, bottom } = this.axes;
    return x >= left && x <= right && y >= top && y <= bottom ? this.content.marker ?? "" : "";
  }

  /** Right is more here. @type {(name: string, steps: number) => void} */
  step(name, steps) {
    this.variables.step(name, -steps);
  }

  /** @type {(name: string, x: number, y: number) => void} */
  drag(name, x, y) {
    const [value] = this.axes.at(x, y);
    this.variables.set(name, this.content.x.log ? 10 ** value : value);
  }

  /** @type {Kind["placeOf"]} */
  placeOf(ask, at, value) {
    return { x: this.px(ask.places[at]), y: this.py(value) };
  }

  /** @type {Kind["valueAt"]} */
  valueAt(_ask, _at, x, y) {
    const [, value] = this.axes.at(x, y);
    return this.content.y.log ? 10 ** value : value;
  }

  numbers() {
    const { marker } = this.content;
    /** @type {Record<string, number>} */
    const numbers = {};
    for (const line of this.lines) {
      if (line.key && marker) numbers[line.key] = this.heightAt(line, this.now[marker]);
    }
    return numbers;
  }

  readings() {
    const { y } = this.content;
    return Object.fromEntries(
      Object.entries(this.numbers()).map(([name, value]) => [name, numberWords(value, y.digits) + y.unit]),
    );
  }

  /** @type {Kind["draw"]} */
  draw(context, look, drawing) {
    const { content, axes } = this;
    const page = /** @type {CourseLook} */ (look);
    const asked = Boolean(drawing && !drawing.ghost);
    const shown = Math.round(this.now.shown ?? Infinity);
    const seen = this.lines.filter(({ answer, since }) => !(asked && answer) && since <= shown);
    axes.draw(context, page, this.ticks("x"), this.ticks("y"));
    axes.drawWords(context, this.xWords, this.yWords);
    drawLegend(context, page, seen.filter(({ name }) => name), this.width);
    axes.within(context, () => {
      const uprights = this.uprights.filter(({ answer }) => !(asked && answer));
      drawUprights(context, page, axes, uprights.map(({ at, ...upright }) => ({ x: this.px(at), ...upright })));
      for (const line of seen) this.drawLine(context, page, line);
      if (content.marker && !asked) this.drawMarker(context, page, seen);
    });
    if (drawing) this.drawPrediction(context, page, drawing);
    return seen.map((line) => {
      const y = this.heights(line, "y");
      return [line.name || line.key, line.x.map((x, i) => [x, y[i]])];
    });
  }

  /** @param {"x" | "y"} way */
  ticks(way) {
    const { ticks, low, high, log } = this.content[way];
    if (!ticks) return ticksOf(low, high, log);
    return ticks.map((/** @type {[number, string]} */ [value, words]) => [log ? Math.log10(value) : value, words]);
  }

  /** @type {(context: Context, look: CourseLook, line: Line) => void} */
  drawLine(context, look, line) {
    const { reveal } = this.content;
    const colour = colourOf(look, line.role);
    const y = this.heights(line, "y");
    const until = reveal ? this.now[reveal] : Infinity;
    const places = line.x.flatMap((x, i) => (x <= until ? [i] : []));
    if (line.low) {
      const [low, high] = [this.heights(line, "low"), this.heights(line, "high")];
      context.globalAlpha = 0.18;
      context.fillStyle = colour;
      context.beginPath();
      for (const i of places) context.lineTo(this.px(line.x[i]), this.py(high[i]));
      for (const i of places.toReversed()) context.lineTo(this.px(line.x[i]), this.py(low[i]));
      context.fill();
      context.globalAlpha = 1;
    }
    context.strokeStyle = colour;
    context.lineWidth = 2.6 * look.size;
    context.setLineDash(line.dash);
    context.beginPath();
    for (const i of places) context.lineTo(this.px(line.x[i]), this.py(y[i]));
    context.stroke();
    context.setLineDash([]);
  }

  /** @type {(context: Context, look: CourseLook, seen: Line[]) => void} */
  drawMarker(context, look, seen) {
    const value = this.now[this.content.marker];
    const x = this.px(value);
    context.strokeStyle = look.accent;
    context.lineWidth = 1.6;
    context.beginPath();
    context.moveTo(x, this.axes.top);
    context.lineTo(x, this.axes.bottom);
    context.stroke();
    for (const line of seen) {
      context.fillStyle = colourOf(look, line.role);
      context.beginPath();
      context.arc(x, this.py(this.heightAt(line, value)), 6 * look.size, 0, 2 * Math.PI);
      context.fill();
      context.strokeStyle = look.paper;
      context.lineWidth = 1.5;
      context.stroke();
    }
  }

  /** @type {Kind["strokeDrawn"]} */
  strokeDrawn(context, ask, values) {
    context.beginPath();
    ask.places.forEach((_, at) => {
      const { x, y } = this.placeOf(ask, at, values[at]);
      context.lineTo(x, y);
    });
    context.stroke();
  }

  /** A curve that the reader draws, or has drawn. @type {Kind["drawDrawn"]} */
  drawDrawn(context, look, { ask, values, ghost, begun }) {
    context.strokeStyle = ghost ? look.muted : look.accent;
    context.fillStyle = context.strokeStyle;
    context.lineWidth = 3 * look.size;
    context.globalAlpha = ghost || begun ? 1 : 0.5;
    context.setLineDash(ghost || !begun ? [4, 5] : []);
    const points = ask.places.map((_, at) => this.placeOf(ask, at, values[at]));
    this.strokeDrawn(context, ask, values, look.size);
    context.setLineDash([]);
    for (const { x, y } of ghost ? [] : points) {
      context.beginPath();
      context.arc(x, y, 5 * look.size, 0, 2 * Math.PI);
      context.fill();
    }
    context.globalAlpha = 1;
    const middle = points[Math.floor(points.length / 2)];
    context.font = look.font("small", 600);
    context.textAlign = "center";
    context.textBaseline = "bottom";
    const words = ghost ? "your prediction" : begun ? "" : "draw here";
    const half = widthOf(words, look.font("small", 600)) / 2;
    context.fillText(words, Math.min(middle.x, this.width - half), middle.y - 10 * look.size);
  }
}

/** @type {(axis: { low: number, high: number, log: boolean }) => [number, number]} */
const ends = ({ low, high, log }) => (log ? [Math.log10(low), Math.log10(high)] : [low, high]);
