/** How wide words are, on a canvas or in a file. */

import { canvasOf, contextOf } from "./canvas.js";

const ruler = contextOf(canvasOf());

/**
 * CSS pixels.
 *
 * @param {string} text
 * @param {string} font
 */
export function widthOf(text, font) {
  ruler.font = font;
  return ruler.measureText(text).width;
}
