/** Dotted lines across a chart, each with its words: a row lower where another's words stand. */

import { widthOf } from "../../../drawing/browser/text_width.js";

/** @typedef {import("./kind.js").Context} Context */
/** @typedef {import("../look.js").CourseLook} CourseLook */
/** @typedef {import("../../../drawing/browser/axes.js").Axes} Axes */
/** @typedef {{ from: number, to: number, rows: number }} Block words: where they begin and end, and how many rows */

const [ROW, APART, EDGE] = [14, 5, 4]; // CSS pixels

/**
 * The row in which each block of words begins, so that none lies on another.
 *
 * @param {Block[]} blocks
 */
export function rowsOf(blocks) {
  /** @type {number[]} */
  const begins = [];
  for (const { from, to } of blocks) {
    const beside = blocks.slice(0, begins.length).map((other, at) => ({ ...other, row: begins[at] }));
    const met = beside.filter((other) => other.from < to && from < other.to);
    begins.push(Math.max(0, ...met.map(({ row, rows }) => row + rows)));
  }
  return begins;
}

/**
 * @param {Context} context
 * @param {CourseLook} look
 * @param {Axes} axes
 * @param {{ x: number, words: string, foot: boolean }[]} uprights where they are, in CSS pixels; words at the top or at the foot
 */
export function drawUprights(context, look, axes, uprights) {
  const font = look.font("fine");
  for (const foot of [false, true]) {
    const those = uprights.filter((upright) => upright.foot === foot);
    const blocks = those.map(({ x, words }) => {
      const rows = words.split("\n");
      const wide = APART + Math.max(...rows.map((row) => widthOf(row, font)));
      const right = x > (axes.left + axes.right) / 2;
      return { from: right ? x - wide : x, to: right ? x : x + wide, rows: rows.length, right, words: rows };
    });
    const begins = rowsOf(blocks);
    those.forEach(({ x }, at) => {
      const { right, words, rows } = blocks[at];
      context.strokeStyle = look.muted;
      context.lineWidth = 1.4;
      context.setLineDash([2, 4]);
      context.beginPath();
      context.moveTo(x, axes.top);
      context.lineTo(x, axes.bottom);
      context.stroke();
      context.setLineDash([]);
      context.fillStyle = look.muted;
      context.font = font;
      context.textAlign = right ? "right" : "left";
      context.textBaseline = "top";
      const row = ROW * look.size;
      const top = foot ? axes.bottom - EDGE - row * (begins[at] + rows) : axes.top + EDGE + row * begins[at];
      words.forEach((line, i) => context.fillText(line, x + (right ? -APART : APART), top + row * i));
    });
  }
}
