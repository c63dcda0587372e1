/**
 * The angles of a picture, drawn on the sphere and measured.
 *
 * Arcs lead from the picture to its own arrow and to the nearest other.  The circle around the
 * picture goes through its own arrow, and a margin makes it wider: an arrow inside it is a support
 * vector.  The band is the gap: from the own arrow's circle to that of the nearest other.
 */

import { greatCircle } from "../../drawing/browser/directions.js";
import { alongLine, freest } from "../../drawing/browser/placing.js";

/** @typedef {import("../../drawing/browser/canvas.js").Context} Context */
/** @typedef {import("../../drawing/browser/look.js").Look} Look */
/** @typedef {import("./ball.js").Ball} Ball */
/** @typedef {(share: number) => number[]} Curve a unit vector at a share of the way */
/** @typedef {import("../../drawing/browser/placing.js").Area} Area */
/**
 * What is drawn on, around the middle of a sphere.
 *
 * @typedef {object} Sheet
 * @property {Context} context
 * @property {Ball} ball
 * @property {Look} look
 * @property {number} radius
 * @property {Area[]} taken where no label should be: faces, and the labels so far
 * @property {Area} within where labels may be
 * @property {Label[]} labels that are to be drawn when everything else is
 */
/**
 * Words by a curve: at one of some shares of it, or beside it with a line to it.
 *
 * @typedef {object} Label
 * @property {string} words
 * @property {string} colour of what they measure
 * @property {Curve} curve
 * @property {number[]} shares the best first
 * @property {number} opacity
 */

const PIECES = 72;
const ON_ARC = [0.5, 0.6, 0.4, 0.7, 0.3, 0.8, 0.2]; // of an arc: where its label may be
const BY_BAND = [0.5, 0.62, 0.38]; // of a band's width
const LETTER = 8.4; // width of a letter, CSS pixels
const SMALL = 110; // radius of a sphere below which labels are small

/**
 * Arcs, their degrees, and the circle.
 *
 * @param {Sheet} sheet
 * @param {number} n the picture
 * @param {number} margin degrees
 * @param {number} opacity
 */
export function drawRuler(sheet, n, margin, opacity) {
  if (n < 0 || !opacity) return;
  const { context, ball, look, labels } = sheet;
  const { run, features, weights } = ball;
  const label = run.labels[n];
  const { own, other, rival } = ball.angles(n);
  const toOwn = arc(features, 3 * n, weights, 3 * label);
  const toOther = arc(features, 3 * n, weights, 3 * rival);
  context.globalAlpha = opacity;
  context.strokeStyle = look.ink;
  context.lineWidth = 1.2 * look.size;
  context.setLineDash(margin ? [] : [5, 4]);
  if (margin) stroke(sheet, circle(ball, n, own));
  context.setLineDash([5, 4]);
  context.lineWidth = 1.6 * look.size;
  stroke(sheet, circle(ball, n, own + margin));
  context.setLineDash([]);
  context.lineWidth = 3 * look.size;
  context.strokeStyle = look.colours[label];
  stroke(sheet, toOwn);
  context.strokeStyle = look.colours[rival];
  stroke(sheet, toOther);
  const [mine, others] = [look.colours[label], look.colours[rival]];
  labels.push(
    { words: `${Math.round(own)}°`, colour: mine, curve: toOwn, shares: ON_ARC, opacity },
    { words: `${Math.round(other)}°`, colour: others, curve: toOther, shares: ON_ARC, opacity },
  );
  if (margin) drawMargin(sheet, n, own, margin, opacity);
  context.globalAlpha = 1;
}

/**
 * How much wider the margin makes the circle, where the circle is lowest.
 *
 * @type {(sheet: Sheet, n: number, own: number, margin: number, opacity: number) => void}
 */
function drawMargin(sheet, n, own, margin, opacity) {
  const { context, ball, look, labels } = sheet;
  const middle = circle(ball, n, own + margin / 2);
  const point = [0, 0, 0];
  /** @type {(share: number) => number} */
  const height = (share) => {
    const [x, y, z] = middle(share);
    ball.camera?.see(x, y, z, point);
    return point[2] < 0 ? 1 : point[1];
  };
  const shares = Array.from({ length: PIECES }, (_, i) => i / PIECES);
  const lowest = shares.reduce((best, share) => (height(share) < height(best) ? share : best));
  context.strokeStyle = look.ink;
  /** @type {Curve} */
  const across = (share) => circle(ball, n, own + margin * share)(lowest);
  stroke(sheet, across);
  const words = `margin ${Math.round(margin)}°`;
  labels.push({ words, colour: look.ink, curve: across, shares: BY_BAND, opacity });
}

/**
 * The gap of a picture as a band around it.
 *
 * @param {Sheet} sheet
 * @param {number} n the picture
 * @param {string} colour of the loss
 * @param {number} opacity
 */
export function drawBand(sheet, n, colour, opacity) {
  if (n < 0 || !opacity) return;
  const { context, ball, look, labels } = sheet;
  const { own, other, rival } = ball.angles(n);
  const gap = other - own;
  const right = gap > 0;
  context.beginPath();
  trace(sheet, circle(ball, n, own));
  context.closePath();
  trace(sheet, circle(ball, n, other));
  context.closePath();
  context.globalAlpha = 0.2 * opacity;
  context.fillStyle = right ? colour : look.ink;
  context.fill("evenodd");
  context.globalAlpha = opacity;
  context.strokeStyle = colour;
  context.lineWidth = 1.4 * look.size;
  stroke(sheet, circle(ball, n, own));
  stroke(sheet, circle(ball, n, other));
  const toOther = arc(ball.features, 3 * n, ball.weights, 3 * rival);
  const inner = other > 1 ? Math.min(1, own / other) : 0;
  /** @type {Curve} */
  const between = (share) => toOther(inner + share * (1 - inner));
  labels.push({ words: `gap ${Math.round(gap)}°`, colour, curve: between, shares: ON_ARC, opacity });
  context.globalAlpha = 1;
}

/**
 * Draw the labels that wait, each where it is freest.
 *
 * @param {Sheet} sheet
 */
export function drawLabels(sheet) {
  for (const label of sheet.labels) drawLabel(sheet, label);
  sheet.context.globalAlpha = 1;
}

/** @type {(sheet: Sheet, label: Label) => void} */
function drawLabel({ context, ball, look, radius, taken, within }, { words, colour, curve, shares, opacity }) {
  const point = [0, 0, 0];
  /** @type {(share: number) => [number, number]} */
  const line = (share) => {
    const [x, y, z] = curve(share);
    ball.camera?.see(x, y, z, point);
    return [point[0] * radius, -point[1] * radius];
  };
  const size = look.size * (radius < SMALL * look.size ? 0.8 : 1);
  const box = { wide: (10 + LETTER * words.length) * size, high: 22 * size };
  const { x, y, to } = freest(alongLine(line, shares, box), box, taken, within);
  taken.push({ x, y, ...box });
  context.globalAlpha = opacity;
  context.strokeStyle = colour;
  context.lineWidth = 1.5 * look.size;
  if (to) {
    context.beginPath();
    context.moveTo(x, y);
    context.lineTo(...to);
    context.stroke();
  }
  context.fillStyle = look.paper;
  context.fillRect(x - box.wide / 2, y - box.high / 2, box.wide, box.high);
  context.strokeRect(x - box.wide / 2, y - box.high / 2, box.wide, box.high);
  context.fillStyle = look.ink;
  context.font = look.font(size < look.size ? "fine" : "body", 650);
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(words, x, y);
}

/**
 * The shorter great circle between two unit vectors.
 *
 * @type {(a: Float32Array, at: number, b: Float32Array, bt: number) => Curve}
 */
function arc(a, at, b, bt) {
  const along = greatCircle(a, at, b, bt, 3);
  return (share) => [0, 1, 2].map((d) => along(share, d));
}

/**
 * All that is as far from a picture as this.
 *
 * @param {Ball} ball
 * @param {number} n
 * @param {number} degrees
 * @returns {Curve}
 */
function circle({ features }, n, degrees) {
  const [x, y, z] = features.subarray(3 * n, 3 * n + 3);
  const flat = Math.hypot(x, y) || 1e-9;
  const u = [-y / flat, x / flat, 0];
  const v = [y * u[2] - z * u[1], z * u[0] - x * u[2], x * u[1] - y * u[0]];
  const [along, aside] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  return (share) => {
    const [c, s] = [Math.cos(2 * Math.PI * share), Math.sin(2 * Math.PI * share)];
    return [x, y, z].map((middle, d) => along * middle + aside * (c * u[d] + s * v[d]));
  };
}

/** @type {(sheet: Sheet, curve: Curve) => void} */
function stroke(sheet, curve) {
  sheet.context.beginPath();
  trace(sheet, curve);
  sheet.context.stroke();
}

/**
 * A curve on the near side; what is on the far side goes along the outline.
 *
 * @type {(sheet: Sheet, curve: Curve) => void}
 */
function trace({ context, ball, radius }, curve) {
  const point = [0, 0, 0];
  for (let i = 0; i <= PIECES; i += 1) {
    const [x, y, z] = curve(i / PIECES);
    ball.camera?.see(x, y, z, point);
    const reach = point[2] < 0 ? radius / (Math.hypot(point[0], point[1]) || 1) : radius;
    if (i) context.lineTo(point[0] * reach, -point[1] * reach);
    else context.moveTo(point[0] * reach, -point[1] * reach);
  }
}
