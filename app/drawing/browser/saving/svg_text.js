/** Numbers and texts as an SVG has them. */

import { canvasOf, contextOf } from "../canvas.js";

/** @type {(value: number) => string} */
export const number = (value) => String(Math.round(value * 100) / 100);

/**
 * Text that is safe within XML, in content and in attributes.
 *
 * @param {unknown} text
 */
export function escaped(text) {
  return String(text)
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd]/g, "")
    .replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

const ruler = contextOf(canvasOf());

/**
 * Whether a text is wider than this.
 *
 * @param {string} text
 * @param {string} font
 * @param {number} width
 */
export function isWider(text, font, width) {
  ruler.font = font;
  return ruler.measureText(text).width > width;
}

/**
 * How far below a place the letters' own baseline is; SVG's other baselines are not a canvas's.
 *
 * @param {string} text
 * @param {string} font
 * @param {CanvasTextBaseline} baseline on which a canvas would write at this place
 */
export function baselineBelow(text, font, baseline) {
  ruler.font = font;
  /** @type {CanvasTextBaseline[]} */
  const baselines = ["alphabetic", baseline];
  const [above, there] = baselines.map((line) => {
    ruler.textBaseline = line;
    return ruler.measureText(text).actualBoundingBoxAscent;
  });
  return above - there;
}
