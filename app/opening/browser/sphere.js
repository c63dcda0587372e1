/** A sphere with its pictures and arrows, drawn around the origin. */

import { mix } from "../../drawing/browser/colours.js";
import { canvasOf, contextOf } from "../../drawing/browser/canvas.js";
import { arrowHead } from "../../drawing/browser/scenes/arrows.js";
import { disc, outline, spoke } from "../../drawing/browser/scenes/circle.js";

/** @typedef {import("../../drawing/browser/canvas.js").Context} Context */
/** @typedef {import("../../drawing/browser/look.js").Look} Look */
/** @typedef {import("./ball.js").Ball} Ball */
/**
 * How a sphere is drawn.
 *
 * @typedef {object} Drawn
 * @property {number} radius CSS pixels
 * @property {Record<string, number>} layers opacity by name
 * @property {number} focus the picture that stands out, or -1
 * @property {number} hovered the picture under the pointer, or -1
 */

const POINT = 3.4; // radius of a picture's mark, CSS pixels
const BEHIND = 0.22; // opacity of what is on the far side
const SHAFT = 0.5; // opacity of an arrow within the sphere
const PORTRAIT = 0.23; // size at an arrow, in radii
const PORTRAIT_AT = 1.13; // radii from the middle
const FOCUS = 0.26; // size of the picture that stands out, in radii
const HOVERED = 0.24; // of that under the pointer
const FRAME = 4; // CSS pixels between the picture that stands out and the line around it
const PUSH = 0.3; // length of the longest pull, in radii
const GREATEST = 127; // as a pull is packed
const RING = 255; // the greatest size of a ring

/**
 * @param {Context} context
 * @param {Ball} ball
 * @param {Look} look
 * @param {Drawn} drawn
 */
export function drawBall(context, ball, look, drawn) {
  const { radius } = drawn;
  context.drawImage(shade(radius, look), -radius, -radius, 2 * radius, 2 * radius);
  outline(context, radius, look.faint);
  drawPoints(context, ball, look, drawn, false);
  drawArrows(context, ball, look, drawn, false);
  drawPulls(context, ball, look, drawn);
  drawPoints(context, ball, look, drawn, true);
  drawRings(context, ball, look, drawn);
  drawArrows(context, ball, look, drawn, true);
  if (drawn.hovered !== drawn.focus) drawPicture(context, ball, look, drawn, drawn.hovered, HOVERED);
}

/**
 * The picture that stands out: above all lines.
 *
 * @type {(context: Context, ball: Ball, look: Look, drawn: Drawn) => void}
 */
export function drawFocus(context, ball, look, drawn) {
  drawPicture(context, ball, look, drawn, drawn.focus, FOCUS);
}

/**
 * Where faces are: the portraits at the arrows, and the picture that stands out.
 *
 * @param {Ball} ball
 * @param {number} size of marks
 * @param {{ radius: number, focus: number }} drawn
 * @returns {import("../../drawing/browser/placing.js").Area[]}
 */
export function facesOf({ run, seen, seenWeights: w }, size, { radius, focus }) {
  const faces = Array.from({ length: run.classes }, (_, c) => {
    const side = portraitSize(w[3 * c + 2] >= 0, radius);
    const [x, y] = [PORTRAIT_AT * w[3 * c] * radius, -PORTRAIT_AT * w[3 * c + 1] * radius];
    return { x, y, wide: side, high: side };
  });
  if (focus < 0) return faces;
  const side = FOCUS * radius + 2 * FRAME * size;
  const [x, y] = [seen[3 * focus] * radius, -seen[3 * focus + 1] * radius];
  return [...faces, { x, y, wide: side, high: side }];
}

/** @type {(front: boolean, radius: number) => number} */
const portraitSize = (front, radius) => PORTRAIT * radius * (front ? 1 : 0.8);

/** @type {Map<string, HTMLCanvasElement>} */
const shades = new Map(); // by radius and colours

/**
 * The sphere itself: light from above on the left.
 *
 * @param {number} radius CSS pixels
 * @param {Look} look
 */
export function shade(radius, look) {
  const side = Math.max(8, Math.round(radius));
  const key = `${side} ${look.paper} ${look.ink}`;
  const known = shades.get(key);
  if (known) return known;
  if (shades.size > 40) shades.clear();
  const canvas = canvasOf(2 * side, 2 * side);
  const context = contextOf(canvas);
  const light = context.createRadialGradient(0.68 * side, 0.6 * side, 0, side, side, side);
  light.addColorStop(0, mix(look.ink, look.paper, look.dark ? 0.86 : 0.985));
  light.addColorStop(1, mix(look.ink, look.paper, look.dark ? 0.95 : 0.9));
  context.fillStyle = light;
  context.beginPath();
  context.arc(side, side, side, 0, 2 * Math.PI);
  context.fill();
  shades.set(key, canvas);
  return canvas;
}

/** @type {(context: Context, ball: Ball, look: Look, drawn: Drawn, front: boolean) => void} */
function drawPoints(context, { run, seen }, look, { radius, layers }, front) {
  if (!layers.points) return;
  const size = POINT * look.size * Math.min(1, 0.55 + radius / 400);
  for (let n = 0; n < run.samples; n += 1) {
    if (seen[3 * n + 2] >= 0 !== front) continue;
    context.globalAlpha = layers.points * (front ? 1 : BEHIND);
    context.fillStyle = look.colours[run.labels[n]];
    disc(context, seen[3 * n] * radius, -seen[3 * n + 1] * radius, front ? size : 0.8 * size);
  }
  context.globalAlpha = 1;
}

/** @type {(context: Context, ball: Ball, look: Look, drawn: Drawn, front: boolean) => void} */
function drawArrows(context, { run, seenWeights: w }, look, { radius, layers }, front) {
  if (!layers.arrows) return;
  for (let c = 0; c < run.classes; c += 1) {
    if (w[3 * c + 2] >= 0 !== front) continue;
    const [x, y] = [w[3 * c] * radius, -w[3 * c + 1] * radius];
    context.globalAlpha = layers.arrows * (front ? 1 : 0.4);
    context.strokeStyle = look.colours[c];
    if (front) {
      context.lineWidth = 1.2 * look.size;
      // Where something is measured, it comes first.
      const measured = Math.max(layers.band, layers.ruler);
      context.globalAlpha = SHAFT * layers.arrows * (1 - 0.5 * measured);
      spoke(context, x, y);
      context.globalAlpha = layers.arrows;
      arrowHead(context, x, y, Math.atan2(y, x), look.colours[c], look.paper);
    }
    const size = portraitSize(front, radius);
    const n = run.pictures?.portraits[c] ?? -1;
    if (n >= 0) {
      run.pictures?.draw(context, n, PORTRAIT_AT * x, PORTRAIT_AT * y, size, look.colours[c]);
    }
  }
  context.globalAlpha = 1;
}

/**
 * Where training pulls each picture, and each arrow.
 *
 * @type {(context: Context, ball: Ball, look: Look, drawn: Drawn) => void}
 */
function drawPulls(context, { run, loss, k, seen, camera }, look, { radius, layers }) {
  if (!layers.pulls || !camera) return;
  const { push } = run.frames[k];
  const tip = [0, 0, 0];
  context.globalAlpha = 0.55 * layers.pulls;
  context.lineWidth = 1.1 * look.size;
  for (let n = 0; n < run.samples; n += 1) {
    if (seen[3 * n + 2] < 0) continue;
    const base = 3 * (loss * run.samples + n);
    camera.see(push[base], push[base + 1], push[base + 2], tip);
    const [x, y] = [seen[3 * n] * radius, -seen[3 * n + 1] * radius];
    const reach = (PUSH * radius) / GREATEST;
    context.strokeStyle = look.colours[run.labels[n]];
    context.beginPath();
    context.moveTo(x, y);
    context.lineTo(x + reach * tip[0], y - reach * tip[1]);
    context.stroke();
  }
  context.globalAlpha = 1;
}

/**
 * Rings around support vectors: the harder the extra push, the larger and the stronger.
 *
 * @type {(context: Context, ball: Ball, look: Look, drawn: Drawn) => void}
 */
function drawRings(context, { run, loss, k, seen }, look, { radius, layers }) {
  if (!layers.rings) return;
  const { ring } = run.frames[k];
  context.strokeStyle = look.ink;
  for (let n = 0; n < run.samples; n += 1) {
    const share = ring[loss * run.samples + n] / RING;
    if (!share || seen[3 * n + 2] < 0) continue;
    context.globalAlpha = layers.rings * (0.5 + 0.5 * share);
    context.lineWidth = (1.3 + 1.5 * share) * look.size;
    context.beginPath();
    const around = (6.5 + 7 * share) * look.size;
    context.arc(seen[3 * n] * radius, -seen[3 * n + 1] * radius, around, 0, 2 * Math.PI);
    context.stroke();
  }
  context.globalAlpha = 1;
}

/** @type {(context: Context, ball: Ball, look: Look, drawn: Drawn, n: number, share: number) => void} */
function drawPicture(context, { run, seen }, look, { radius, focus }, n, share) {
  if (n < 0 || !run.pictures) return;
  context.globalAlpha = seen[3 * n + 2] < 0 ? 0.4 : 1;
  const [x, y] = [seen[3 * n] * radius, -seen[3 * n + 1] * radius];
  const size = share * radius;
  run.pictures.draw(context, n, x, y, size, look.colours[run.labels[n]]);
  if (n === focus) {
    const side = size + 2 * FRAME * look.size;
    context.strokeStyle = look.ink;
    context.lineWidth = 2 * look.size;
    context.strokeRect(x - side / 2, y - side / 2, side, side);
  }
  context.globalAlpha = 1;
}
