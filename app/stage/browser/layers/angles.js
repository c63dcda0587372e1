/**
 * A run in many dimensions, drawn truly: each sample by its angle to its own class, across, and its
 * angle to the nearest other class, upwards.
 *
 * On the diagonal both are equal: below it the other class wins.  The dashed line is where the
 * loss's margin is met.  How far a cloud is above the diagonal is its lead.
 */

import { DEGREES } from "../../../drawing/browser/directions.js";
import { half } from "../run.js";

/** @typedef {import("../../../drawing/browser/canvas.js").Context} Context */
/** @typedef {import("../panel.js").Panel} Panel */
/** @typedef {import("../panel.js").Picture} Picture */
/** @typedef {import("../run.js").Run} Run */

const SIDE = 2.08; // of the chart, in radii of a panel's circle
const [LEFT, TOP] = [-0.94, -1.14]; // of its corner, in radii
const TICK = 30; // degrees
const ROUNDED = 15; // degrees

/** Whether a run is drawn by its angles. @param {Run} run */
export const hasAngles = (run) =>
  run.projected && run.frames.length > 0 && run.frames.every((f) => f.ownAngle && f.rivalAngle);

/** @type {WeakMap<Run, { frames: number, most: number }>} */
const extents = new WeakMap();

/**
 * The greatest angle on the axes of a run, degrees, the same at all its steps.
 *
 * @param {Run} run
 */
export function extentOf(run) {
  const known = extents.get(run);
  if (known && known.frames === run.frames.length) return known.most;
  let most = known?.most ?? 90;
  for (const frame of run.frames.slice(known?.frames ?? 0)) {
    for (const angles of [frame.ownAngle, frame.rivalAngle]) {
      for (const bits of angles ?? []) most = Math.max(most, DEGREES * half(bits));
    }
  }
  most = Math.min(180, ROUNDED * Math.ceil(most / ROUNDED));
  extents.set(run, { frames: run.frames.length, most });
  return most;
}

/**
 * The place of a pair of angles in a panel, CSS pixels from its middle.
 *
 * @param {Panel} panel
 * @param {number} own degrees
 * @param {number} rival degrees
 * @returns {[number, number]}
 */
export function placeOf({ radius, run }, own, rival) {
  const scale = (SIDE * radius) / extentOf(run);
  return [LEFT * radius + own * scale, TOP * radius + SIDE * radius - rival * scale];
}

/**
 * Where every sample is between two kept steps, into the panel's buffer.
 *
 * @param {Panel} panel
 * @param {number} k
 * @param {number} next
 * @param {number} share of the way
 */
export function placeByAngles(panel, k, next, share) {
  const { run, loss, screen } = panel;
  const [first, second] = [run.frames[k], run.frames[next]];
  if (!first.ownAngle || !first.rivalAngle || !second.ownAngle || !second.rivalAngle) return;
  let lead = 0;
  for (let n = 0; n < run.samples; n += 1) {
    const at = loss * run.samples + n;
    const own = DEGREES * mixed(first.ownAngle, second.ownAngle, at, share);
    const rival = DEGREES * mixed(first.rivalAngle, second.rivalAngle, at, share);
    [screen[3 * n], screen[3 * n + 1]] = placeOf(panel, own, rival);
    screen[3 * n + 2] = 1;
    lead += (rival - own) / run.samples;
  }
  panel.lead = lead;
}

/** @type {(first: Uint16Array, second: Uint16Array, at: number, share: number) => number} */
const mixed = (first, second, at, share) =>
  half(first[at]) + share * (half(second[at]) - half(first[at]));

/** @type {(context: Context, panel: Panel, picture: Picture) => void} */
export function drawAxes(context, panel, { look }) {
  const { run, radius, loss } = panel;
  const most = extentOf(run);
  const [left, bottom] = placeOf(panel, 0, 0);
  const side = SIDE * radius;
  // Where the other class wins.
  context.beginPath();
  context.moveTo(left, bottom);
  context.lineTo(left + side, bottom);
  context.lineTo(left + side, bottom - side);
  context.closePath();
  context.fillStyle = look.quiet(look.ink, "band");
  context.fill();
  context.font = look.font("fine");
  context.fillStyle = look.muted;
  context.lineWidth = 1;
  for (let at = 0; at <= most; at += TICK) {
    const [x, y] = [left + (side * at) / most, bottom - (side * at) / most];
    context.strokeStyle = look.faint;
    for (const [x0, y0, x1, y1] of [[left, y, left + side, y], [x, bottom, x, bottom - side]]) {
      context.beginPath();
      context.moveTo(x0, y0);
      context.lineTo(x1, y1);
      context.stroke();
    }
    context.textBaseline = "top";
    context.textAlign = "center";
    context.fillText(`${at}°`, x, bottom + 5);
    context.textBaseline = "middle";
    context.textAlign = "right";
    if (at) context.fillText(`${at}°`, left - 5, y);
  }
  context.strokeStyle = look.quiet(look.ink, "boundary");
  context.lineWidth = 1.2;
  context.beginPath();
  context.moveTo(left, bottom);
  context.lineTo(left + side, bottom - side);
  context.stroke();
  if (run.hasMargin[loss]) drawMargin(context, panel, most, look.of(run.looks[loss]));
  context.textBaseline = "top";
  context.textAlign = "center";
  context.fillText("angle to its own class", left + side / 2, bottom + 6 + 13 * look.size);
  context.textAlign = "left";
  context.textBaseline = "alphabetic";
  context.fillText("angle to the nearest other", left, bottom - side - 6);
  context.textAlign = "right";
  context.fillText("the other wins", left + side - 6, bottom - 8);
}

/**
 * Where the margin is met: the angle to the other at which its cosine is f of the own angle.
 *
 * @type {(context: Context, panel: Panel, most: number, colour: string) => void}
 */
function drawMargin(context, panel, most, colour) {
  const { run, loss, frame } = panel;
  context.strokeStyle = colour;
  context.lineWidth = 1.4;
  context.setLineDash([5, 4]);
  context.beginPath();
  for (let own = 0; own <= most; own += 1) {
    const f = run.marginAt(frame, loss, Math.cos(own / DEGREES));
    if (Number.isNaN(f) || f < -1) break;
    const rival = DEGREES * Math.acos(Math.min(1, f));
    if (rival > most) break;
    context.lineTo(...placeOf(panel, own, rival));
  }
  context.stroke();
  context.setLineDash([]);
}
