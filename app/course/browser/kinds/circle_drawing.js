/** How the circle is drawn: regions, borders, weights, the sample with its angles and pulls. */

import { DEGREES } from "../../../drawing/browser/directions.js";
import { Terms } from "../../../drawing/browser/losses/equation.js";
import { trace } from "../../../drawing/browser/markers.js";
import { arcArrow, arrowHead } from "../../../drawing/browser/scenes/arrows.js";
import { curveAround, disc, outline, spoke } from "../../../drawing/browser/scenes/circle.js";
import { drawLegend } from "../legend.js";
import { subscripted } from "../names.js";
import { numberWords } from "../variables.js";
import { border, pullOn, pullOnWeight, seemsAt } from "./forces.js";

/** @typedef {import("./circle.js").Figure} Figure */
/** @typedef {import("./kind.js").Context} Context */
/** @typedef {import("../drawing.js").Drawing} Drawing */
/** @typedef {import("../look.js").CourseLook} CourseLook */
/** @typedef {import("./kind.js").Look} Look */

const TURN = 2 * Math.PI;
const [OUTSIDE, RISE] = [1.09, 0.22]; // where the curve of a loss begins, and how far it rises
const ARROW = 0.55; // radians of an arrow for a pull of s
const NAMES = 1.17; // where names stand, in radii
const AROUND = 240; // directions of the curve of a loss

/** @type {(figure: Figure, context: Context, look: CourseLook, drawing: Drawing | undefined) => void} */
export function drawCircle(figure, context, look, drawing) {
  const { content, radius, middle } = figure;
  context.save();
  if (content.legend?.length) drawLegend(context, look, content.legend, figure.width);
  context.translate(middle.x, middle.y);
  if (content.half) {
    context.beginPath();
    context.rect(-middle.x, -middle.y, figure.width, figure.height);
    context.clip();
  }
  drawRegions(figure, context, look);
  outline(context, radius, look.faint);
  if (content.around !== undefined) drawAround(figure, context, look, content.around);
  if (!drawing || drawing.ghost) drawBorders(figure, context, look);
  drawWeights(figure, context, look);
  if (!content.fixed) drawSample(figure, context, look);
  if (drawing) figure.drawPrediction(context, look, drawing);
  context.restore();
}

/** @type {(figure: Figure, k: number, look: CourseLook) => string} */
function colourOf(figure, k, look) {
  const { weights, own } = figure.content;
  if (weights[k].colour !== undefined) return look.colours[weights[k].colour % look.colours.length];
  if (weights.length > 2 && !figure.content.roles) return look.colours[k % look.colours.length];
  return k === own ? look.own : look.rival;
}

/** The directions in which each class is the nearest. @type {(figure: Figure, context: Context, look: CourseLook) => void} */
function drawRegions(figure, context, look) {
  const { weights } = figure;
  const order = weights.map((/** @type {number} */ weight, /** @type {number} */ k) => [((weight % TURN) + TURN) % TURN, k])
    .sort((/** @type {number[]} */ a, /** @type {number[]} */ b) => a[0] - b[0]);
  order.forEach((/** @type {number[]} */ [weight, k], /** @type {number} */ i) => {
    const before = order[(i + order.length - 1) % order.length][0] - (i === 0 ? TURN : 0);
    const after = order[(i + 1) % order.length][0] + (i === order.length - 1 ? TURN : 0);
    let [from, to] = [(before + weight) / 2, (weight + after) / 2];
    if (figure.content.half) [from, to] = [Math.max(from, -0.4), Math.min(to, Math.PI + 0.4)];
    context.fillStyle = colourOf(figure, k, look);
    context.globalAlpha = 0.13;
    context.beginPath();
    context.moveTo(0, 0);
    context.arc(0, 0, figure.radius, -from, -to, true);
    context.closePath();
    context.fill();
  });
  context.globalAlpha = 1;
}

/** @type {(figure: Figure, context: Context, look: CourseLook) => void} */
function drawWeights(figure, context, look) {
  const { content } = figure;
  figure.weights.forEach((/** @type {number} */ weight, /** @type {number} */ k) => {
    const [x, y] = [Math.cos(weight) * figure.radius, -Math.sin(weight) * figure.radius];
    const colour = colourOf(figure, k, look);
    context.strokeStyle = colour;
    context.lineWidth = 3 * look.size;
    spoke(context, x, y);
    arrowHead(context, x, y, -weight, colour, look.paper);
    if (figure.variables.of(`w${k}`)) {
      context.globalAlpha = 0.25;
      context.fillStyle = colour;
      disc(context, x, y, 13 * look.size);
      context.globalAlpha = 1;
    }
    const r = NAMES * figure.radius;
    context.fillStyle = colour;
    subscripted(context, look, content.weights[k].name, r * Math.cos(weight), -r * Math.sin(weight), 700);
  });
}

/** @type {(figure: Figure, context: Context, look: CourseLook) => void} */
function drawSample(figure, context, look) {
  const { content, radius, sample } = figure;
  const { own } = content;
  const weights = figure.weights;
  if (content.angles !== false) {
    for (const k of new Set([own, figure.rival])) drawAngle(figure, context, look, weights[k], colourOf(figure, k, look), k === own ? 0.26 : 0.36);
  }
  for (const at of content.arrows ?? []) drawArrows(figure, context, look, at);
  for (const { loss, side } of content.seems ?? []) drawSeems(figure, context, look, loss, side);
  const [x, y] = [Math.cos(sample) * radius, -Math.sin(sample) * radius];
  context.strokeStyle = look.ink;
  context.lineWidth = 1.2 * look.size;
  context.setLineDash([2, 3]);
  spoke(context, x, y);
  context.setLineDash([]);
  const held = figure.terms().some(({ support }) => support[figure.rival]);
  context.save();
  context.translate(x, y);
  trace(context, held && !figure.quiet ? "x" : "circle", 9 * look.size);
  context.fillStyle = figure.quiet ? look.ink : held ? look.rival : look.own;
  context.fill();
  context.strokeStyle = look.paper;
  context.lineWidth = 2;
  context.stroke();
  context.restore();
  context.fillStyle = look.ink;
  const r = 0.86 * radius;
  context.font = look.font("body", 600);
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(content.sample ?? "x", r * Math.cos(sample) , -r * Math.sin(sample));
}

/** @type {(figure: Figure, context: Context, look: CourseLook, weight: number, colour: string, share: number) => void} */
function drawAngle(figure, context, look, weight, colour, share) {
  const { sample, radius } = figure;
  let way = weight - sample;
  way -= TURN * Math.round(way / TURN);
  if (Math.abs(way) < 0.05) return;
  context.strokeStyle = colour;
  context.lineWidth = 2 * look.size;
  context.beginPath();
  context.arc(0, 0, share * radius, -sample, -sample - way, way > 0);
  context.stroke();
  const middle = sample + way / 2;
  const r = share * radius + 15 * look.size;
  context.fillStyle = colour;
  context.font = look.font("small", 600);
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(`${numberWords(Math.abs(way) * DEGREES, 0)}°`, r * Math.cos(middle), -r * Math.sin(middle));
}

/** The pulls of a loss on the sample and on the weights. @type {(figure: Figure, context: Context, look: CourseLook, at: number) => void} */
function drawArrows(figure, context, look, at) {
  const { weights, sample } = figure;
  const terms = figure.terms()[at];
  const reach = ARROW / Math.max(...figure.losses.map(({ scale }) => scale));
  const r = figure.radius - (15 + 9 * (figure.content.arrows.indexOf(at))) * look.size;
  const colour = look.of(figure.looks[at]);
  arcArrow(context, sample, reach * pullOn(weights, sample, terms.slope), r, colour, look.size);
  if (figure.content.pushes && !figure.quiet) {
    weights.forEach((/** @type {number} */ weight, /** @type {number} */ k) => {
      arcArrow(context, weight, reach * pullOnWeight(weights, sample, terms.slope, k), r, colour, look.size);
    });
  }
}

/** Where a loss behaves as if the sample were. @type {(figure: Figure, context: Context, look: CourseLook, at: number, side: string) => void} */
function drawSeems(figure, context, look, at, side) {
  const { weights, sample, radius } = figure;
  const found = seemsAt(weights, sample, figure.content.own, figure.rival, figure.terms()[at], side);
  if (Math.abs(found - sample) < 0.009) return;
  const colour = look.of(figure.looks[at]);
  arcArrow(context, sample, found - sample, 0.93 * radius, colour, look.size);
  context.save();
  context.translate(Math.cos(found) * 0.93 * radius, -Math.sin(found) * 0.93 * radius);
  trace(context, "circle", 8 * look.size);
  context.strokeStyle = colour;
  context.lineWidth = 2.5;
  context.stroke();
  context.restore();
}

/** Where each loss of `borders` is content: from there on to the other class it is not. @type {(figure: Figure, context: Context, look: CourseLook) => void} */
function drawBorders(figure, context, look) {
  const { content, radius, weights } = figure;
  for (const { loss, towards, words, dash } of content.borders ?? []) {
    const k = towards ?? figure.rival;
    const at = border(loss === null ? undefined : figure.losses[loss], weights, content.own, k);
    const colour = loss === null ? look.ink : look.of(figure.looks[loss]);
    context.strokeStyle = colour;
    context.lineWidth = (loss === null ? 1.5 : 2.5) * look.size;
    context.setLineDash(loss === null ? [6, 5] : (dash ?? []));
    spoke(context, Math.cos(at) * 1.06 * radius, -Math.sin(at) * 1.06 * radius);
    context.setLineDash([]);
    if (!words) continue;
    context.fillStyle = colour;
    context.font = look.font("fine", 600);
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillText(words, Math.cos(at) * 1.13 * radius, -Math.sin(at) * 1.13 * radius);
  }
}

/** A loss in every direction, around the circle. @type {(figure: Figure, context: Context, look: CourseLook, at: number) => void} */
function drawAround(figure, context, look, at) {
  const { weights, content, radius } = figure;
  const loss = figure.losses[at];
  const terms = new Terms(weights.length);
  const values = Array.from({ length: AROUND }, (_, i) =>
    loss.terms(figure.cosines((TURN * i) / AROUND), content.own, undefined, terms).loss);
  const highest = Math.max(1e-9, ...values);
  const reach = (/** @type {number} */ i) => radius * (OUTSIDE + (RISE * values[i]) / highest);
  curveAround(context, reach, AROUND, radius * OUTSIDE, look.of(figure.looks[at]));
}

/** The line of a predicted border. @type {(figure: Figure, context: Context, values: number[]) => void} */
export function strokeBorder(figure, context, values) {
  for (const value of values) {
    const at = figure.direction(value);
    spoke(context, 1.06 * Math.cos(at) * figure.radius, -1.06 * Math.sin(at) * figure.radius);
  }
}

/** A predicted border. @type {(figure: Figure, context: Context, look: Look, drawing: Drawing) => void} */
export function drawBorder(figure, context, look, { values, ghost }) {
  const { radius } = figure;
  context.strokeStyle = ghost ? look.muted : look.accent;
  context.fillStyle = context.strokeStyle;
  context.lineWidth = 3 * look.size;
  context.setLineDash(ghost ? [3, 4] : []);
  strokeBorder(figure, context, values);
  context.setLineDash([]);
  values.forEach((value) => {
    const at = figure.direction(value);
    const [x, y] = [Math.cos(at) * radius, -Math.sin(at) * radius];
    if (!ghost) disc(context, 1.06 * x, 1.06 * y, 9 * look.size);
    context.font = look.font("fine", 600);
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillText(ghost ? "yours" : "drag me", 1.24 * x, 1.2 * y);
  });
}
