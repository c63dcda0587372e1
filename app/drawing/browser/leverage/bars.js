/** The bars of the leverage dial: how many times harder target and rival are pushed, and a margin. */

import { times } from "./sentence.js";

/** @typedef {import("../canvas.js").Context} Context */
/** @typedef {import("../look.js").Theme} Theme */
/** @typedef {{ x: number, y: number, width: number }} Place of the upper left corner, CSS pixels */
/**
 * @typedef {object} Bar
 * @property {string} words what is multiplied
 * @property {number} ratio
 * @property {number} most with two classes
 */

const LARGEST = 100;
const [ROW, THICK, LAST] = [40, 8, 44]; // CSS pixels

/** The room that two bars and the margin need. @param {Theme} theme */
export const heightOf = ({ size }) => (2 * ROW + LAST) * size;

/** The share of the track up to a ratio. @type {(ratio: number) => number} */
const share = (ratio) => Math.min(1, Math.max(0, Math.log(ratio) / Math.log(LARGEST)));

/**
 * @param {Context} context
 * @param {Theme} theme
 * @param {Place} place
 * @param {Bar[]} bars
 * @param {number} margin what guidance is worth as a margin, cosine units
 * @param {string} colour of guidance
 */
export function drawBars(context, theme, { x, y, width }, bars, margin, colour) {
  const { size } = theme;
  context.save();
  context.translate(x, y);
  bars.forEach((bar, i) => {
    context.save();
    context.translate(0, ROW * size * i);
    drawBar(context, theme, width, bar, colour);
    context.restore();
  });
  context.font = theme.font("fine");
  context.fillStyle = theme.muted;
  context.textBaseline = "top";
  const below = (ROW * bars.length - 6) * size;
  for (const [ratio, align] of /** @type {[number, CanvasTextAlign][]} */ ([[1, "left"], [10, "center"], [100, "right"]])) {
    context.textAlign = align;
    context.fillText(`×${ratio}`, share(ratio) * width, below);
  }
  context.translate(0, (ROW * bars.length + 16) * size);
  drawWords(context, theme, width, "as a CosFace margin", `m = ${margin.toFixed(2).replace("-", "−")}`);
  context.restore();
}

/** @type {(context: Context, theme: Theme, width: number, bar: Bar, colour: string) => void} */
function drawBar(context, theme, width, { words, ratio, most }, colour) {
  const { size } = theme;
  const [top, thick] = [22 * size, THICK * size];
  drawWords(context, theme, width, words, times(ratio));
  context.fillStyle = theme.faint;
  context.fillRect(0, top, width, thick);
  context.fillStyle = colour;
  context.fillRect(0, top, Math.max(2, share(ratio) * width), thick);
  const at = share(most) * width;
  context.fillStyle = theme.ink;
  context.fillRect(at - 0.75, top - 3 * size, 1.5, thick + 6 * size);
}

/** @type {(context: Context, theme: Theme, width: number, words: string, value: string) => void} */
function drawWords(context, theme, width, words, value) {
  context.fillStyle = theme.ink;
  context.textBaseline = "alphabetic";
  context.textAlign = "left";
  context.font = theme.font("small");
  context.fillText(words, 0, 15 * theme.size);
  context.textAlign = "right";
  context.font = theme.font("body", 600);
  context.fillText(value, width, 15 * theme.size);
}
