/** The words of a stage: title and parameters above a panel, measures below, and a sample in a few lines. */

import { summary } from "./gaps.js";
import { TITLE, isNarrow } from "./layout.js";
import { lossOf, measured } from "./measured.js";

/** @typedef {import("../../drawing/browser/canvas.js").Context} Context */
/** @typedef {import("../../drawing/browser/look.js").Look} Look */
/** @typedef {import("../../drawing/browser/look.js").LossLook} LossLook */
/** @typedef {import("./panel.js").Panel} Panel */
/** @typedef {import("./run.js").Run} Run */

/**
 * Write title, parameters and measures of a panel.
 *
 * @param {Context} context
 * @param {Look} look
 * @param {Panel} panel
 */
export function drawWords(context, look, panel) {
  const { run, loss, x, top, cell, wide } = panel;
  const { size } = look;
  context.textAlign = "center";
  context.textBaseline = "alphabetic";
  context.fillStyle = look.ink;
  context.font = look.font("body", 600);
  context.fillText(run.titles[loss], x, top + 15 * size, wide);
  mark(context, look, run.looks[loss], x, top + 23 * size);
  context.font = look.font("small");
  context.fillStyle = look.muted;
  context.fillText(run.parametersAt(panel.k, loss), x, top + 40 * size, wide);
  const foot = top + TITLE * size + cell + (panel.byAngles ? 14 : 8) * size;
  context.font = look.font("small", 600);
  context.fillStyle = look.ink;
  const lead = leadOf(panel, size);
  if (lead) context.fillText(lead, x, foot, wide);
  context.font = look.font("fine");
  context.fillStyle = look.muted;
  const measures = run.captions[panel.k][loss];
  const lines = isNarrow(wide, size) ? measures : [measures.join("  ·  ")];
  lines.forEach((line, at) => {
    context.fillText(line, x, foot + ((lead ? 17 : 0) + 16 * at) * size, wide - 8);
  });
}

/** The colour and the dash of a loss, as its lines in the charts have them. @type {(context: Context, look: Look, of: LossLook, x: number, y: number) => void} */
function mark(context, look, of, x, y) {
  context.strokeStyle = look.of(of);
  context.lineWidth = 3 * look.size;
  context.setLineDash(of.dash.map((pixels) => pixels * look.size));
  context.beginPath();
  context.moveTo(x - 22 * look.size, y);
  context.lineTo(x + 22 * look.size, y);
  context.stroke();
  context.setLineDash([]);
}

/**
 * The message of a panel in a few words: the gap between its classes, or that of its samples.
 *
 * @param {Panel} panel
 * @param {number} size of words
 */
function leadOf(panel, size) {
  if (panel.byAngles) return `gap of the samples ${String(Math.round(panel.lead)).replace("-", "−")}°`;
  const found = summary(panel.gaps);
  if (!found) return "";
  if (found.mean < 0.5) return "classes overlap";
  const gap = `gap between classes ${Math.round(found.mean)}°`;
  if (isNarrow(panel.wide, size)) return gap;
  return `${gap}, ${found.least > 0.5 ? `least ${Math.round(found.least)}°` : "some overlap"}`;
}

/**
 * A sample in words: its class, its angles to its own class and to the nearest other, its loss.
 *
 * @param {Panel} panel
 * @param {number} n
 */
export function describe(panel, n) {
  const { classNames } = panel.run;
  const found = measured(panel, n);
  const { label, rival, rivalAngle, angles } = found;
  const lines = [named(panel.run, n)];
  if (!Number.isNaN(angles[label])) lines.push(`${angles[label].toFixed(1)}° from its own class`);
  if (!Number.isNaN(rivalAngle)) {
    lines.push(`${rivalAngle.toFixed(1)}° from ${calledRival(classNames, rival)}, the nearest other`);
  }
  const loss = lossOf(found);
  if (!Number.isNaN(loss)) lines.push(`loss ${short(loss)}`);
  return lines;
}

/**
 * A sample and its class, with the true class where the label is wrong.
 *
 * @param {Run} run
 * @param {number} n
 */
export function named(run, n) {
  const [label, truth] = [run.classNames[run.labels[n]], trueName(run, n)];
  if (!run.mislabelled[n]) return `sample ${run.ids[n]}, ${called(label)}`;
  return `sample ${run.ids[n]}, labelled ${label}${truth ? `, truly ${truth}` : ", wrongly"}`;
}

/**
 * The name of the true class of a sample whose label is wrong; "" if that class is not shown.
 *
 * @param {Run} run
 * @param {number} n
 */
export function trueName({ classNames, labels, trueLabels }, n) {
  const [label, truth] = [labels[n], trueLabels[n]];
  return truth === label || truth >= classNames.length ? "" : classNames[truth];
}

/**
 * The nearest other class in a sentence.  Only scenes of people leave some of their classes out.
 *
 * @param {string[]} names
 * @param {number} rival -1: not shown
 */
export const calledRival = (names, rival) => (rival < 0 ? "another person, not shown here" : called(names[rival]));

/**
 * A class in a sentence: a name that is only a number or a letter gets a word before it.
 *
 * @param {string} name
 */
export const called = (name) => (/^[\d.]*$/.test(name) || name.length < 2 ? `class ${name}` : name);

const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/**
 * A number with three digits that count; a tiny one with two and a power of ten.
 *
 * @param {number} value
 */
export function short(value) {
  if (value === 0 || Math.abs(value) >= 1e-3) return String(Number(value.toPrecision(3))).replace("-", "−");
  const [digits, power] = value.toExponential(1).split("e-");
  const raised = [...power].map((digit) => RAISED[Number(digit)]).join("");
  return `${digits.replace("-", "−")}·10⁻${raised}`;
}
