/** A caption under a picture: its lines, the room that they need, and drawing them. */

import { canvasOf, contextOf } from "../canvas.js";

/** @typedef {import("../canvas.js").Context} Context */
/** @typedef {import("../look.js").Theme} Theme */
/**
 * A picture with room for a caption below.
 *
 * @typedef {object} Room
 * @property {number} width CSS pixels, as all of these
 * @property {number} height of picture and caption
 * @property {number} tall height of the picture alone
 * @property {string[]} lines
 * @property {number} line height of a line
 */

const LINE = 16; // CSS pixels
export const EDGE = 12; // around the caption

/**
 * A text in lines that are no wider than this; a longer word has a line of its own.
 *
 * @param {string} text
 * @param {string} font
 * @param {number} width CSS pixels
 */
export function broken(text, font, width) {
  const ruler = contextOf(canvasOf());
  ruler.font = font;
  /** @type {string[]} */
  const lines = [];
  for (const word of text.split(" ")) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (lines.length && ruler.measureText(longer).width <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/**
 * The lines of a caption, with the step in place of "{step}".
 *
 * @param {string[]} lines
 * @param {number} step
 * @param {string} font
 * @param {number} width CSS pixels
 */
export function captionLines(lines, step, font, width) {
  const words = Math.round(step).toLocaleString("en");
  return lines.flatMap((line) => broken(line.replace("{step}", words), font, width));
}

/**
 * Where the lines of a caption go below a picture.
 *
 * @param {string[]} lines
 * @param {Theme} theme
 * @param {number} width of the picture, CSS pixels
 * @param {number} tall its height
 * @returns {Room}
 */
export function roomFor(lines, theme, width, tall) {
  const line = LINE * theme.size;
  const below = lines.length ? lines.length * line + 2 * EDGE : 0;
  return { width, tall, lines, line, height: tall + below };
}

/**
 * Draw a caption where there is room for it.
 *
 * @param {Context} context
 * @param {Theme} theme
 * @param {Room} room
 */
export function drawCaption(context, theme, { tall, lines, line }) {
  context.font = theme.font(12);
  context.fillStyle = theme.ink;
  context.textAlign = "left";
  context.textBaseline = "alphabetic";
  lines.forEach((text, row) => context.fillText(text, EDGE, tall + EDGE + line * (row + 0.75)));
}
