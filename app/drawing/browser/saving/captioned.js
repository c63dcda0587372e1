/** A picture on paper with its caption below, as a file. */

import { canvasOf, contextOf } from "../canvas.js";
import { drawCaption } from "./caption.js";
import { pngOf, svgBlob } from "./save.js";
import { SvgContext } from "./svg_context.js";

/** @typedef {import("../look.js").Theme} Theme */
/** @typedef {import("./caption.js").Room} Room */

/**
 * As PNG.
 *
 * @param {HTMLCanvasElement | HTMLImageElement} picture
 * @param {Room} room
 * @param {Theme} theme
 * @param {number} pixels of the picture, to a CSS pixel
 */
export function pngWithCaption(picture, room, theme, pixels) {
  const width = Math.round(room.width * pixels);
  const whole = canvasOf(width, Math.round(room.height * pixels));
  const context = contextOf(whole);
  context.fillStyle = theme.paper;
  context.fillRect(0, 0, whole.width, whole.height);
  context.drawImage(picture, 0, 0);
  context.setTransform(pixels, 0, 0, pixels, 0, 0);
  drawCaption(context, theme, room);
  return pngOf(whole);
}

/**
 * As SVG.
 *
 * @param {string[]} parts of the picture
 * @param {Room} room
 * @param {Theme} theme
 * @param {string} title
 * @param {SvgContext["symbols"]} [symbols] that the parts use
 */
export function svgWithCaption(parts, room, theme, title, symbols) {
  const whole = new SvgContext(symbols);
  whole.fillStyle = theme.paper;
  whole.fillRect(0, 0, room.width, room.height);
  whole.parts.push(...parts);
  drawCaption(whole, theme, room);
  return svgBlob(whole.file(room.width, room.height, title));
}
