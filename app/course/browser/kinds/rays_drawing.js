/** How features and class weights in a plane are drawn. */

import { trace } from "../../../drawing/browser/markers.js";
import { arrowHead } from "../../../drawing/browser/scenes/arrows.js";
import { disc, spoke } from "../../../drawing/browser/scenes/circle.js";
import { numberWords } from "../variables.js";

/** @typedef {import("./rays.js").Figure} Figure */
/** @typedef {import("./kind.js").Context} Context */
/** @typedef {import("../look.js").CourseLook} CourseLook */

const [POINT, PICTURE] = [3.4, 52]; // CSS pixels
const REACH = 0.9; // of a ray, in half sides
const [BAR, EDGE] = [0.5, 14]; // of a half side, that a scale bar has at most; and CSS pixels around it

/** @type {(figure: Figure, context: Context, look: CourseLook) => void} */
export function drawRays(figure, context, look) {
  figure.panels.forEach(({ title, points }, panel) => {
    const { left, top } = figure.corners[panel];
    const { x, y } = figure.middle(panel);
    drawTitle(context, look, title, x, top);
    context.save();
    context.beginPath();
    context.rect(left, top, figure.side, figure.side);
    context.clip();
    drawRegions(figure, context, look, panel);
    context.translate(x, y);
    drawWeights(figure, context, look, panel);
    if (points.length) drawPoints(figure, context, look, panel);
    for (const pin of figure.content.pins) drawPin(figure, context, look, pin);
    if (figure.probed && panel === 0) drawProbe(figure, context, look);
    context.restore();
    if (figure.content.extents.length > 1) drawBar(figure, context, look, panel);
    context.strokeStyle = look.faint;
    context.lineWidth = 1;
    context.strokeRect(left, top, figure.side, figure.side);
  });
  drawTouched(figure, context, look);
}

/** @type {(context: Context, look: CourseLook, title: string, x: number, top: number) => void} */
function drawTitle(context, look, title, x, top) {
  context.fillStyle = look.ink;
  context.font = look.font("small", 600);
  context.textAlign = "center";
  context.textBaseline = "bottom";
  context.fillText(title, x, top - 5);
}

/** Where each class wins: the square, cut by the border to every other class. @type {(figure: Figure, context: Context, look: CourseLook, panel: number) => void} */
function drawRegions(figure, context, look, panel) {
  const { x, y } = figure.middle(panel);
  const { extent } = figure;
  const classes = figure.classes(panel);
  context.globalAlpha = 0.13;
  classes.forEach((own, k) => {
    /** @type {[number, number][]} */
    let corners = [[-extent, -extent], [extent, -extent], [extent, extent], [-extent, extent]];
    for (const other of classes) {
      if (other === own) continue;
      corners = cut(corners, (px, py) => (own.x - other.x) * px + (own.y - other.y) * py + own.bias - other.bias);
    }
    context.fillStyle = look.colours[k % look.colours.length];
    context.beginPath();
    for (const [px, py] of corners) context.lineTo(x + px * figure.scale, y - py * figure.scale);
    context.closePath();
    context.fill();
  });
  context.globalAlpha = 1;
}

/**
 * The part of a convex shape in which a linear function is not below zero.
 *
 * @param {[number, number][]} corners
 * @param {(x: number, y: number) => number} lead
 * @returns {[number, number][]}
 */
function cut(corners, lead) {
  return corners.flatMap(([x, y], at) => {
    const [u, v] = corners[(at + 1) % corners.length];
    const [here, there] = [lead(x, y), lead(u, v)];
    /** @type {[number, number][]} */
    const kept = here >= 0 ? [[x, y]] : [];
    if (here >= 0 !== there >= 0) {
      const share = here / (here - there);
      kept.push([x + share * (u - x), y + share * (v - y)]);
    }
    return kept;
  });
}

/** @type {(figure: Figure, context: Context, look: CourseLook, panel: number) => void} */
function drawWeights(figure, context, look, panel) {
  const classes = figure.classes(panel);
  const longest = Math.max(0, ...classes.map(({ x, y }) => Math.hypot(x, y)));
  classes.forEach(({ x, y }, k) => {
    const reach = (REACH * figure.side) / 2 / (longest || 1);
    const colour = look.colours[k % look.colours.length];
    context.strokeStyle = colour;
    context.lineWidth = 2 * look.size;
    spoke(context, x * reach, -y * reach);
    arrowHead(context, x * reach, -y * reach, Math.atan2(-y, x), colour, look.paper);
    context.fillStyle = colour;
    context.font = look.font("fine", 700);
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillText(figure.content.names[k], x * reach * 0.82 + 9, -y * reach * 0.82 - 9);
  });
}

/** @type {(figure: Figure, context: Context, look: CourseLook, panel: number) => void} */
function drawPoints(figure, context, look, panel) {
  const { labels } = figure.content;
  const row = figure.row(figure.panels[panel].points);
  const { scale } = figure;
  labels.forEach((/** @type {number} */ label, /** @type {number} */ n) => {
    context.save();
    context.translate(row[2 * n] * scale, -row[2 * n + 1] * scale);
    trace(context, look.symbols[label % look.symbols.length], POINT * look.size);
    context.fillStyle = look.colours[label % look.colours.length];
    context.fill();
    context.lineWidth = 0.7;
    context.strokeStyle = look.paper;
    context.stroke();
    context.restore();
  });
}

/** @type {(figure: Figure, context: Context, look: CourseLook, pin: { name: string, x: number, y: number }) => void} */
function drawPin(figure, context, look, { name, x, y }) {
  const [px, py] = [x * figure.scale, -y * figure.scale];
  context.fillStyle = look.paper;
  disc(context, px, py, 13 * look.size);
  context.lineWidth = 2.5;
  context.strokeStyle = look.colours[figure.content.own];
  context.stroke();
  context.fillStyle = look.ink;
  context.font = look.font("small", 700);
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(name, px, py + 1);
}

/** @type {(figure: Figure, context: Context, look: CourseLook) => void} */
function drawProbe(figure, context, look) {
  const [x, y] = [figure.now.x * figure.scale, -figure.now.y * figure.scale];
  context.strokeStyle = look.ink;
  context.lineWidth = 1.5;
  context.setLineDash([3, 3]);
  spoke(context, x, y);
  context.setLineDash([]);
  context.fillStyle = look.colours[figure.content.own];
  disc(context, x, y, 9 * look.size);
  context.lineWidth = 3;
  context.strokeStyle = look.accent;
  context.stroke();
}

/** How long a distance is, where the scale follows the points. @type {(figure: Figure, context: Context, look: CourseLook, panel: number) => void} */
function drawBar(figure, context, look, panel) {
  const { left, top } = figure.corners[panel];
  const most = BAR * figure.extent;
  const ten = 10 ** Math.floor(Math.log10(most));
  const length = ten * (most >= 5 * ten ? 5 : most >= 2 * ten ? 2 : 1);
  const [x, y] = [left + EDGE, top + figure.side - EDGE];
  context.strokeStyle = look.ink;
  context.lineWidth = 2 * look.size;
  context.beginPath();
  context.moveTo(x, y - 5);
  context.lineTo(x, y);
  context.lineTo(x + length * figure.scale, y);
  context.lineTo(x + length * figure.scale, y - 5);
  context.stroke();
  context.fillStyle = look.ink;
  context.font = look.font("fine", 600);
  context.textAlign = "center";
  context.textBaseline = "bottom";
  context.fillText(numberWords(length, length < 1 ? 1 : 0), x + (length * figure.scale) / 2, y - 4);
}

/** The picture of the point under the pointer. @type {(figure: Figure, context: Context, look: CourseLook) => void} */
function drawTouched(figure, context, look) {
  const { touched, pictures } = figure;
  if (!touched || !pictures) return;
  const { panel, n } = touched;
  const middle = figure.middle(panel);
  const row = figure.row(figure.panels[panel].points);
  const [x, y] = [middle.x + row[2 * n] * figure.scale, middle.y - row[2 * n + 1] * figure.scale];
  const half = PICTURE / 2 + 4;
  const cx = Math.min(figure.width - half, Math.max(half, x + 36));
  const cy = Math.min(figure.height - half, Math.max(half, y - 36));
  context.fillStyle = look.paper;
  context.fillRect(cx - half, cy - half, 2 * half, 2 * half);
  pictures.draw(context, n, cx, cy, PICTURE, look.colours[figure.content.labels[n] % look.colours.length]);
  context.strokeStyle = look.ink;
  context.lineWidth = 1;
  context.strokeRect(cx - half, cy - half, 2 * half, 2 * half);
}
