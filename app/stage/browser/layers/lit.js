/**
 * What is looked into: the chosen sample's way to its own class weight and to its nearest rival, if it
 * is shown, in the panel in focus; and whatever the pointer is on, in all panels.
 *
 * A way is drawn along the sphere: it is the angle that the loss sees.
 */

import { greatCircle } from "../../../drawing/browser/directions.js";
import { widthOf } from "../../../drawing/browser/text_width.js";

/** @typedef {import("../../../drawing/browser/canvas.js").Context} Context */
/** @typedef {import("../panel.js").Panel} Panel */
/** @typedef {import("../panel.js").Picture} Picture */
/**
 * A part of the equation, or nothing (""), and the class that it is about, or -1.
 *
 * @typedef {{ part: string, k: number }} Lit
 */

const INSIDE = 0.82; // where the ways are in a circle, in radii; on a sphere they are on it
const POINTS = 24; // of a way
const TINT = 0.14; // of a title, so that its words stay readable

/** @type {(context: Context, panel: Panel, picture: Picture) => void} */
export function drawLit(context, panel, picture) {
  const { looked: n, focus, lit, look } = picture;
  const { run, loss } = panel;
  if (lit.k >= 0 && lit.k < run.classes) drawClass(context, panel, picture, lit.k);
  if (n < 0 || n >= run.samples) return;
  if (loss !== focus) {
    if (lit.k >= 0) drawWay(context, panel, picture, n, lit.k, 1.6);
    return;
  }
  tintTitle(context, panel, look);
  drawWay(context, panel, picture, n, run.labels[n], lit.k === run.labels[n] ? 3.4 : 2);
  const rival = lit.k >= 0 && lit.k !== run.labels[n] ? lit.k : panel.rival(n);
  if (rival < 0) return;
  context.setLineDash([5 * look.size, 4 * look.size]);
  drawWay(context, panel, picture, n, rival, lit.k === rival ? 3.4 : 1.6);
  context.setLineDash([]);
}

/** A tint over the title of the panel whose loss is looked into. @type {(context: Context, panel: Panel, look: Picture["look"]) => void} */
function tintTitle(context, { top, y, run, loss, wide }, look) {
  const { size } = look;
  const across = Math.min(wide, widthOf(run.titles[loss], look.font("body", 600)) + 24 * size);
  context.globalAlpha = TINT;
  context.fillStyle = look.accent;
  context.fillRect(-across / 2, top - y, across, 29 * size);
  context.globalAlpha = 1;
}

/** @type {(context: Context, panel: Panel, picture: Picture, c: number) => void} */
function drawClass(context, panel, { look, camera }, c) {
  const { run, radius } = panel;
  const point = panel.see(panel.weights, c * run.dimension, camera, [0, 0, 1]);
  context.globalAlpha = point[2] >= 0 ? 1 : 0.35;
  context.strokeStyle = look.colours[c];
  context.lineWidth = 4 * look.size;
  context.beginPath();
  context.moveTo(0, 0);
  context.lineTo(point[0] * radius, -point[1] * radius);
  context.stroke();
  context.globalAlpha = 1;
}

/** @type {(context: Context, panel: Panel, picture: Picture, n: number, c: number, width: number) => void} */
function drawWay(context, panel, { look, camera }, n, c, width) {
  const { run, radius, features, weights } = panel;
  const d = run.dimension;
  const reach = panel.circle ? INSIDE * radius : radius;
  const along = run.projected ? undefined : greatCircle(features, n * d, weights, c * d, d);
  const [unit, point] = [[0, 0, 0], [0, 0, 1]];
  context.strokeStyle = look.colours[c];
  context.lineWidth = width * look.size;
  context.beginPath();
  for (let i = 0; i <= POINTS; i += 1) {
    const share = i / POINTS;
    for (let at = 0; at < d; at += 1) {
      const [from, to] = [features[n * d + at], weights[c * d + at]];
      unit[at] = along ? along(share, at) : from + share * (to - from);
    }
    panel.see(unit, 0, camera, point);
    context.globalAlpha = 0.9;
    if (point[2] >= 0) context.lineTo(point[0] * reach, -point[1] * reach);
  }
  context.stroke();
  context.globalAlpha = 1;
}
