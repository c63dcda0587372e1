/** The words of a stage: title and parameters above a panel, measures below, and a sample's angles. */

import { TITLE } from "./layout.js";

/** @typedef {import("../../drawing/browser/canvas.js").Context} Context */
/** @typedef {import("../../drawing/browser/look.js").Look} Look */
/** @typedef {import("./panel.js").Panel} Panel */

const LISTED = 12; // classes

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
 * A sample in words: its class, and its angles to the nearest classes.
 *
 * @param {Panel} panel
 * @param {number} n
 */
export function describe(panel, n) {
  const { run } = panel;
  const label = run.labels[n];
  const lines = [`sample ${run.ids[n]}, class ${run.classNames[label]}`];
  if (run.projected) return lines;
  const angles = panel.angles(n);
  const order = angles.map((_, c) => c).sort((a, b) => angles[a] - angles[b]);
  for (const c of order.slice(0, LISTED)) {
    const mark = c === label ? "  ← its own" : "";
    lines.push(`${angles[c].toFixed(1).padStart(6)}°  ${run.classNames[c]}${mark}`);
  }
  return lines;
}
