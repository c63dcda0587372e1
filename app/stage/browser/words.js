/** The words of a stage: title and parameters above a panel, measures below, and a sample in a few lines. */

import { DEGREES } from "../../drawing/browser/directions.js";
import { TITLE } from "./layout.js";
import { half } from "./run.js";

/** @typedef {import("../../drawing/browser/canvas.js").Context} Context */
/** @typedef {import("../../drawing/browser/look.js").Look} Look */
/** @typedef {import("./panel.js").Panel} Panel */

/**
 * Write title, parameters and measures of a panel.
 *
 * @param {Context} context
 * @param {Look} look
 * @param {Panel} panel
 */
export function drawWords(context, look, panel) {
  const { run, loss, x, top, cell } = panel;
  const { size } = look;
  context.textAlign = "center";
  context.textBaseline = "alphabetic";
  context.fillStyle = look.ink;
  context.font = look.font(14, 600);
  context.fillText(run.titles[loss], x, top + 16 * size, cell);
  context.font = look.font(13);
  context.fillText(run.parametersAt(panel.k, loss), x, top + 34 * size, cell);
  context.font = look.font(12);
  const foot = top + TITLE * size + cell + 4;
  run.captions[panel.k][loss].forEach((line, row) => {
    context.fillText(line, x, foot + 15 * size * row, cell);
  });
}

/**
 * A sample in words: its class, its angles to its own class and to the nearest other, its loss.
 *
 * The first line names it; the angles are those at the playhead, the loss is that of the kept step.
 *
 * @param {Panel} panel
 * @param {number} n
 */
export function describe(panel, n) {
  const { run, loss, frame } = panel;
  const [label, truth] = [run.classNames[run.labels[n]], run.classNames[run.trueLabels[n]]];
  const at = loss * run.samples + n;
  const lines = [`sample ${run.ids[n]}, class ${label}`];
  if (run.mislabelled[n]) lines[0] = `sample ${run.ids[n]}, labelled ${label}, truly ${truth}`;
  const angles = run.projected ? anglesKept(panel, at) : anglesDrawn(panel, n);
  if (angles) {
    const rival = run.classNames[angles.rival];
    lines.push(`${angles.own.toFixed(1)}° from its own class`);
    lines.push(`${angles.other.toFixed(1)}° from ${rival}, the nearest other`);
  }
  if (frame.loss) lines.push(`loss ${short(half(frame.loss[at]))}`);
  return lines;
}

/**
 * The angles between what is drawn.
 *
 * @param {Panel} panel
 * @param {number} n
 */
function anglesDrawn(panel, n) {
  const angles = panel.angles(n);
  const own = panel.run.labels[n];
  let rival = own === 0 ? 1 : 0;
  for (let c = 0; c < angles.length; c += 1) {
    if (c !== own && angles[c] < angles[rival]) rival = c;
  }
  return { own: angles[own], other: angles[rival], rival };
}

/**
 * The angles that the record kept, for a drawing that is a projection.
 *
 * @param {Panel} panel
 * @param {number} at the sample's place in the frame
 */
function anglesKept({ frame }, at) {
  if (!frame.ownAngle || !frame.rivalAngle) return undefined;
  return {
    own: DEGREES * half(frame.ownAngle[at]),
    other: DEGREES * half(frame.rivalAngle[at]),
    rival: frame.rival[at],
  };
}

/**
 * A number with three digits that count.
 *
 * @param {number} value
 */
export const short = (value) =>
  value !== 0 && Math.abs(value) < 1e-3 ? value.toExponential(1) : String(Number(value.toPrecision(3)));
