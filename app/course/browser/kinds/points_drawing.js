/** How points of a circle or a sphere are drawn, each with its cap: the room around it. */

import { trace } from "../../../drawing/browser/markers.js";
import { arrowHead } from "../../../drawing/browser/scenes/arrows.js";
import { disc, outline, spoke } from "../../../drawing/browser/scenes/circle.js";
import { numberWords } from "../variables.js";
import { nearestPair, unit } from "./repelling.js";

/** @typedef {import("./points.js").Figure} Figure */
/** @typedef {import("./kind.js").Context} Context */
/** @typedef {import("../look.js").CourseLook} CourseLook */
/** @typedef {import("./repelling.js").Point} Point */

const TURN = 2 * Math.PI;
const [AROUND, ALONG] = [64, 24]; // points of a cap's edge, and of the line between two points
const POINT = 7; // CSS pixels
const [FRONT, BACK] = [0.28, 0.07]; // how strongly caps are filled

/** @type {(figure: Figure, context: Context, look: CourseLook) => void} */
export function drawPoints(figure, context, look) {
  const { radius, middle } = figure;
  context.save();
  context.translate(middle.x, middle.y);
  if (!figure.flat) drawBall(context, look, radius);
  outline(context, radius, look.faint);
  const crowded = figure.crowded();
  figure.points.forEach((point, k) => {
    const colour = crowded[k] ? look.rival : look.own;
    if (figure.flat) drawSector(figure, context, point, colour);
    else drawCap(figure, context, look, point, colour);
  });
  drawNearest(figure, context, look);
  figure.points.forEach((point, k) => drawPoint(figure, context, look, point, k));
  context.restore();
}

/** @type {(context: Context, look: CourseLook, radius: number) => void} */
function drawBall(context, look, radius) {
  context.fillStyle = look.faint;
  context.globalAlpha = 0.25;
  disc(context, 0, 0, radius);
  context.globalAlpha = 1;
}

/** The room of a class on a circle. @type {(figure: Figure, context: Context, point: Point, colour: string) => void} */
function drawSector(figure, context, [x, y], colour) {
  const { radius, half } = figure;
  const at = Math.atan2(y, x);
  context.fillStyle = colour;
  context.strokeStyle = colour;
  context.globalAlpha = FRONT;
  context.beginPath();
  context.moveTo(0, 0);
  context.arc(0, 0, radius, -at - half, -at + half);
  context.closePath();
  context.fill();
  context.globalAlpha = 0.7;
  context.lineWidth = 1;
  context.stroke();
  context.globalAlpha = 1;
}

/**
 * The room of a class on a sphere: the inside of a circle around it.  What lies behind the edge of
 * the ball is moved onto that edge.
 *
 * @type {(figure: Figure, context: Context, look: CourseLook, point: Point, colour: string) => void}
 */
function drawCap(figure, context, look, point, colour) {
  const { radius, half } = figure;
  const [aside, up] = around(point);
  const edge = Array.from({ length: AROUND }, (_, i) => {
    const [c, s] = [Math.cos((TURN * i) / AROUND), Math.sin((TURN * i) / AROUND)];
    return figure.seen(/** @type {Point} */ (
      point.map((value, axis) => Math.cos(half) * value + Math.sin(half) * (c * aside[axis] + s * up[axis]))
    ));
  });
  const front = edge.some(([, , z]) => z > 0);
  context.beginPath();
  for (const [x, y, z] of edge) {
    const out = front && z < 0 ? 1 / Math.hypot(x, y) : 1;
    context.lineTo(radius * x * out, -radius * y * out);
  }
  context.closePath();
  context.fillStyle = colour;
  context.globalAlpha = front ? FRONT : BACK;
  context.fill();
  context.strokeStyle = front ? colour : look.faint;
  context.globalAlpha = front ? 0.8 : 0.4;
  context.lineWidth = 1.2 * look.size;
  context.stroke();
  context.globalAlpha = 1;
}

/** Two directions at right angles to a point and to one another. @type {(point: Point) => [Point, Point]} */
function around([x, y, z]) {
  const aside = unit(Math.abs(y) < 0.9 ? [z, 0, -x] : [0, -z, y]);
  const up = /** @type {Point} */ ([
    y * aside[2] - z * aside[1], z * aside[0] - x * aside[2], x * aside[1] - y * aside[0],
  ]);
  return [aside, up];
}

/** The way between the two nearest points, with its angle. @type {(figure: Figure, context: Context, look: CourseLook) => void} */
function drawNearest(figure, context, look) {
  const { points, radius } = figure;
  const { first, second, angle } = nearestPair(points);
  const way = Array.from({ length: ALONG + 1 }, (_, i) => {
    const share = i / ALONG;
    return figure.seen(unit(/** @type {Point} */ (
      points[first].map((value, axis) => (1 - share) * value + share * points[second][axis])
    )));
  });
  const [x, y, z] = way[ALONG / 2];
  if (z < 0) return;
  context.strokeStyle = look.ink;
  context.lineWidth = 2 * look.size;
  context.setLineDash([3, 4]);
  context.beginPath();
  for (const [u, v] of way) context.lineTo(u * radius, -v * radius);
  context.stroke();
  context.setLineDash([]);
  context.fillStyle = look.ink;
  context.font = look.font("small", 700);
  context.textAlign = "center";
  context.textBaseline = "middle";
  const out = figure.flat ? 1.1 : 1;
  context.fillText(`${numberWords((angle * 180) / Math.PI, 0)}°`, x * radius * out, -y * radius * out - (figure.flat ? 0 : 10));
}

/** @type {(figure: Figure, context: Context, look: CourseLook, point: Point, k: number) => void} */
function drawPoint(figure, context, look, point, k) {
  const [x, y, z] = figure.seen(point).map((value) => value * figure.radius);
  const colour = look.colours[k % look.colours.length];
  if (figure.flat) {
    context.strokeStyle = colour;
    context.lineWidth = 2.5 * look.size;
    spoke(context, x, -y);
    arrowHead(context, x, -y, Math.atan2(-y, x), colour, look.paper);
    return;
  }
  context.save();
  context.translate(x, -y);
  context.globalAlpha = z < 0 ? 0.25 : 1;
  trace(context, look.symbols[k % look.symbols.length], POINT * look.size);
  context.fillStyle = colour;
  context.fill();
  context.strokeStyle = look.paper;
  context.lineWidth = 1;
  context.stroke();
  context.restore();
}
