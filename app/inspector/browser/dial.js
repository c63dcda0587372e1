/**
 * The dial: every class at its angle from the feature, 0 to 180 degrees, in any dimension.
 *
 * The sector is where support vectors are: nearer than the own class reaches with its margin.
 */

import { cleared, fit } from "../../drawing/browser/canvas.js";
import { degrees as toDegrees } from "../../drawing/browser/directions.js";
import { element } from "../../drawing/browser/element.js";
import { Theme } from "../../drawing/browser/look.js";
import { trace } from "../../drawing/browser/markers.js";
import { common } from "../../drawing/browser/placing.js";
import { widthOf } from "../../drawing/browser/text_width.js";
import { calledRival } from "../../stage/browser/words.js";
import { rivalsOf } from "./chain.js";

/** @typedef {import("./inspector.js").Inspector} Inspector */
/** @typedef {import("../../drawing/browser/canvas.js").Context} Context */
/** @typedef {import("../../stage/browser/measured.js").Measured} Measured */
/** @typedef {import("../../stage/browser/panel.js").Panel} Panel */
/** @typedef {import("../../stage/browser/stage.js").Stage} Stage */

const ROOM = { above: 22, below: 16, beside: 34 }; // around the half circle, CSS pixels
const LARGEST = 104; // radius
const NAMED = 4; // classes with a name, the own one among them
const GRAB = 12; // CSS pixels
const LETTERS = 18; // of a name
const APART = 4; // CSS pixels between two names

export class Dial {
  /** Where each class is drawn. @type {[x: number, y: number][]} */
  places = [];
  /** @type {Theme | undefined} */
  theme;
  key = ""; // what the theme was read for

  /** @param {Inspector} inspector */
  constructor(inspector) {
    this.element = element("canvas", { class: "dial", role: "img" });
    this.element.addEventListener("pointermove", (event) => {
      event.stopPropagation();
      const k = this.classAt(event.offsetX, event.offsetY);
      inspector.stage?.light(k < 0 ? "" : "angle", k);
    });
  }

  /** The page's colours, read again only when they change. @param {Stage} stage */
  themeOf({ look }) {
    const key = `${look.ink} ${look.paper}`;
    if (!this.theme || key !== this.key) this.theme = new Theme(this.element);
    this.key = key;
    return this.theme;
  }

  /** @type {(x: number, y: number) => number} */
  classAt(x, y) {
    let [best, found] = [GRAB, -1];
    this.places.forEach(([left, top], c) => {
      const away = Math.hypot(left - x, top - y);
      if (away < best) [best, found] = [away, c];
    });
    return found;
  }

  /** @type {(stage: Stage, panel: Panel, found: Measured) => void} */
  show(stage, panel, found) {
    const width = this.element.clientWidth; // its own, without the box's padding
    if (width <= 2 * ROOM.beside) return; // hidden, or hardly there
    const theme = this.themeOf(stage);
    const ratio = window.devicePixelRatio || 1;
    const radius = Math.min(LARGEST, width / 2 - ROOM.beside);
    const words = theme.pixels("fine") / 12; // how large they are beside the usual
    const height = radius + ROOM.above + ROOM.below * (words > 1 ? 2 * words : 1);
    if (this.element.width !== Math.round(width * ratio) || this.element.height !== Math.round(height * ratio)) {
      fit(this.element, width, height, ratio);
      this.element.style.height = `${height}px`;
    }
    const context = cleared(this.element, ratio);
    context.translate(width / 2, radius + ROOM.above);
    const places = draw(context, theme, radius, width, stage, panel, found);
    this.places = places.map(([x, y]) => [x + width / 2, y + radius + ROOM.above]);
    const { label, angles, rival, rivalAngle } = found;
    const whom = calledRival(panel.run.classNames, rival);
    const nearest = Number.isNaN(rivalAngle) ? "" : `, ${rivalAngle.toFixed(0)} to ${whom}`;
    const said = `Angles: ${angles[label].toFixed(0)} degrees to the own class${nearest}.`;
    this.element.setAttribute("aria-label", said);
  }
}

/** @type {(context: Context, theme: Theme, radius: number, width: number, stage: Stage, panel: Panel, found: Measured) => [number, number][]} */
function draw(context, theme, radius, width, stage, { run }, found) {
  const { label, angles, terms, loss, unit } = found;
  const { look, lit } = stage;
  const turn = (/** @type {number} */ degrees) => Math.PI * (1 + degrees / 180);
  /** @type {(degrees: number, reach?: number) => [number, number]} */
  const at = (degrees, reach = radius) => [reach * Math.cos(turn(degrees)), reach * Math.sin(turn(degrees))];

  const bound = terms ? toDegrees(terms.boundary / unit) : NaN;
  if (terms) {
    context.beginPath();
    context.moveTo(0, 0);
    context.arc(0, 0, radius, turn(0), turn(bound), false);
    context.closePath();
    context.globalAlpha = 0.13;
    context.fillStyle = theme.accent;
    context.fill();
    context.globalAlpha = 1;
  }
  context.strokeStyle = theme.faint;
  context.lineWidth = 1;
  context.beginPath();
  context.arc(0, 0, radius, Math.PI, 2 * Math.PI, false);
  context.closePath();
  context.stroke();
  ticks(context, theme, radius, Boolean(terms));

  // From the feature to the own class; with the margin on from there to where it counts.
  context.lineWidth = lit.part === "angle" && lit.k === label ? 5 : 3;
  context.strokeStyle = look.colours[label];
  arc(context, 0.5 * radius, turn(0), turn(angles[label]));
  if (terms && loss?.margin) {
    context.setLineDash([4, 3]);
    context.lineWidth = lit.part === "f" ? 5 : 2;
    const counted = toDegrees(terms.f);
    arc(context, 0.5 * radius, turn(angles[label]), turn(counted), counted < angles[label]);
    context.setLineDash([]);
  }
  spoke(context, [0, 0], at(0, radius), theme.ink, 1.4);

  const named = new Set([label, lit.k, ...rivalsOf(found).slice(0, NAMED - 1)]);
  /** @type {[number, number][]} */
  const places = Array.from(angles, (degrees) => (Number.isNaN(degrees) ? [1e6, 1e6] : at(degrees)));
  places.forEach((place, c) => {
    if (Number.isNaN(angles[c])) return;
    const isLit = lit.k === c;
    if (c === label || isLit) spoke(context, [0, 0], place, look.colours[c], isLit ? 3 : 1.6);
    mark(context, place, run.symbols[c], look.colours[c], c === label || isLit ? 6.5 : 4.5);
    if (terms?.support[c]) ring(context, place, theme.ink);
  });
  write(context, theme, run.classNames, angles, at, radius, width, [...named].filter((c) => c >= 0 && !Number.isNaN(angles[c])));
  return places;
}

/** @type {(context: Context, theme: Theme, radius: number, shaded: boolean) => void} */
function ticks(context, theme, radius, shaded) {
  context.font = theme.font("fine");
  context.fillStyle = theme.muted;
  context.textAlign = "center";
  context.textBaseline = "top";
  context.fillText("feature, 0°", -radius, 4);
  const line = theme.pixels("fine");
  context.fillText(shaded ? "shaded: support vectors" : "90°", 0, line > 12 ? 4 + 1.2 * line : 4);
  context.fillText("180°", radius, 4);
}

/** @type {(context: Context, theme: Theme, names: string[], angles: Float64Array, at: (degrees: number, reach?: number) => [number, number], radius: number, width: number, shown: number[]) => void} */
function write(context, theme, names, angles, at, radius, width, shown) {
  context.font = theme.font("fine", 600);
  context.fillStyle = theme.ink;
  context.textBaseline = "middle";
  context.textAlign = "left";
  const high = theme.pixels("fine");
  for (const { words, x, y } of namesAt(names, angles, at, radius, width, shown, high, context.font)) {
    context.fillText(words, x, y);
  }
}

/**
 * The names that have room beside the half circle, with where they begin; the first come first.
 *
 * @type {(names: string[], angles: ArrayLike<number>, at: (degrees: number, reach?: number) => [number, number], radius: number, width: number, shown: number[], high: number, font: string) => { words: string, x: number, y: number, wide: number }[]}
 */
export function namesAt(names, angles, at, radius, width, shown, high, font) {
  /** @type {import("../../drawing/browser/placing.js").Area[]} */
  const taken = [];
  return shown.flatMap((c) => {
    const [x, y] = at(angles[c], radius + 12);
    const words = names[c].slice(0, LETTERS);
    const wide = widthOf(words, font);
    const left = angles[c] < 75 ? x - wide : angles[c] > 105 ? x : x - wide / 2;
    const from = Math.min(width / 2 - wide, Math.max(-width / 2, left));
    const area = { x: from + wide / 2, y, wide: wide + APART, high };
    if (taken.some((other) => common(other, area) > 0)) return [];
    taken.push(area);
    return [{ words, x: from, y, wide }];
  });
}

/** @type {(context: Context, radius: number, from: number, to: number, back?: boolean) => void} */
function arc(context, radius, from, to, back = false) {
  context.beginPath();
  context.arc(0, 0, radius, from, to, back);
  context.stroke();
}

/** @type {(context: Context, from: [number, number], to: [number, number], colour: string, width: number) => void} */
function spoke(context, from, to, colour, width) {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.beginPath();
  context.moveTo(...from);
  context.lineTo(...to);
  context.stroke();
}

/** @type {(context: Context, place: [number, number], symbol: string, colour: string, half: number) => void} */
function mark(context, [x, y], symbol, colour, half) {
  context.save();
  context.translate(x, y);
  trace(context, symbol, half);
  context.fillStyle = colour;
  context.fill();
  context.restore();
}

/** @type {(context: Context, place: [number, number], colour: string) => void} */
function ring(context, [x, y], colour) {
  context.strokeStyle = colour;
  context.lineWidth = 1.4;
  context.beginPath();
  context.arc(x, y, 9, 0, 2 * Math.PI);
  context.stroke();
}
