/**
 * The angles of a picture, drawn on the sphere and measured.
 *
 * Arcs lead from the picture to its own arrow and to the nearest other.  The circle around the
 * picture goes through its own arrow, and a margin makes it wider: an arrow inside it is a support
 * vector.  The band is the gap: from the own arrow's circle to that of the nearest other.
 */

import { cosine } from "../../drawing/browser/directions.js";

/** @typedef {import("../../drawing/browser/canvas.js").Context} Context */
/** @typedef {import("../../drawing/browser/look.js").Look} Look */
/** @typedef {import("./ball.js").Ball} Ball */
/** @typedef {(share: number) => number[]} Curve a unit vector at a share of the way */
/** @typedef {{ context: Context, ball: Ball, look: Look, radius: number }} Sheet what is drawn on */

const PIECES = 72;

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
  const { context, ball, look } = sheet;
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
  badge(sheet, toOwn(0.6), `${Math.round(own)}°`);
  badge(sheet, toOther(0.6), `${Math.round(other)}°`);
  if (margin) drawMargin(sheet, n, own, margin);
  context.globalAlpha = 1;
}

/**
 * How much wider the margin makes the circle, where the circle is lowest.
 *
 * @type {(sheet: Sheet, n: number, own: number, margin: number) => void}
 */
function drawMargin(sheet, n, own, margin) {
  const { context, ball, look } = sheet;
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
  stroke(sheet, (share) => circle(ball, n, own + margin * share)(lowest));
  badge(sheet, middle(lowest), `margin ${Math.round(margin)}°`);
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
  const { context, ball, look } = sheet;
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
  const share = other > 1 ? (own + other) / 2 / other : 0.5;
  badge(sheet, toOther(Math.min(1, share)), `gap ${Math.round(gap)}°`);
  context.globalAlpha = 1;
}

/** @type {(sheet: Sheet, at: number[], words: string) => void} */
function badge({ context, ball, look, radius }, [x, y, z], words) {
  const point = [0, 0, 0];
  ball.camera?.see(x, y, z, point);
  const [left, top] = [point[0] * radius, -point[1] * radius];
  const [half, high] = [(5 + 4.2 * words.length) * look.size, 11 * look.size];
  const { globalAlpha } = context;
  context.globalAlpha = 0.9 * globalAlpha;
  context.fillStyle = look.paper;
  context.fillRect(left - half, top - high, 2 * half, 2 * high);
  context.globalAlpha = globalAlpha;
  context.fillStyle = look.ink;
  context.font = look.font("body", 650);
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(words, left, top);
}

/**
 * The shorter great circle between two unit vectors.
 *
 * @type {(a: Float32Array, at: number, b: Float32Array, bt: number) => Curve}
 */
function arc(a, at, b, bt) {
  const whole = Math.acos(Math.min(1, Math.max(-1, cosine(a, at, b, bt, 3))));
  const sine = Math.sin(whole);
  return (share) => {
    const [p, q] =
      sine < 1e-4
        ? [1 - share, share]
        : [Math.sin((1 - share) * whole) / sine, Math.sin(share * whole) / sine];
    return [0, 1, 2].map((d) => p * a[at + d] + q * b[bt + d]);
  };
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
