/**
 * The stage as a picture to take away: the panels draw themselves, on a larger canvas or as SVG.
 *
 * A caption is below, for a slide has no page around it.
 */

import { canvasOf, contextOf } from "../../drawing/browser/canvas.js";
import { Raster } from "../../drawing/browser/raster.js";
import { EDGE, captionLines, roomFor } from "../../drawing/browser/saving/caption.js";
import { pngWithCaption, svgWithCaption } from "../../drawing/browser/saving/captioned.js";
import { Stamps } from "../../drawing/browser/saving/stamps.js";
import { SvgContext } from "../../drawing/browser/saving/svg_context.js";
import { paint, pictureOf, placePanels } from "./painting.js";
import { stepAt } from "./view.js";

/** @typedef {import("./panel.js").Picture} Picture */
/** @typedef {import("./stage.js").Stage} Stage */

const PIXELS = 3; // of a PNG, to each CSS pixel: sharp on a projector and in print
const DETAIL = 2.5; // of the spheres' shading

/**
 * As on the screen, but finer, and without what the pointer happens to be on.
 *
 * @param {Stage} stage
 * @param {number} pixelRatio pixels to a CSS pixel
 * @returns {Picture}
 */
function finePicture(stage, pixelRatio) {
  const picture = pictureOf(stage, pixelRatio);
  picture.look.detail = DETAIL;
  placePanels(stage);
  return { ...picture, hovered: -1 };
}

/**
 * The room for a stage and its caption.
 *
 * @param {Stage} stage
 * @param {string[]} caption
 * @param {Picture} picture
 */
function roomBelow(stage, caption, { look }) {
  const width = stage.canvas.width / stage.pixelRatio;
  const height = stage.canvas.height / stage.pixelRatio;
  const lines = captionLines(caption, stepAt(stage), look.font(12), width - 2 * EDGE);
  return roomFor(lines, look, width, height);
}

/**
 * The stage and its caption as a PNG file.
 *
 * @param {Stage} stage
 * @param {string[]} caption its lines, with "{step}" for the step
 */
export function pngOfStage(stage, caption) {
  const picture = finePicture(stage, PIXELS);
  const room = roomBelow(stage, caption, picture);
  const drawn = canvasOf(Math.round(room.width * PIXELS), Math.round(room.tall * PIXELS));
  const context = contextOf(drawn);
  context.scale(PIXELS, PIXELS);
  paint(context, stage.panels, picture, () => new Raster());
  return pngWithCaption(drawn, room, picture.look, PIXELS);
}

/**
 * The stage and its caption as an SVG file.
 *
 * @param {Stage} stage
 * @param {string[]} caption its lines, with "{step}" for the step
 */
export function svgOfStage(stage, caption) {
  const picture = finePicture(stage, 1);
  const room = roomBelow(stage, caption, picture);
  const context = new SvgContext();
  paint(context, stage.panels, picture, () => new Stamps(context));
  const title = stage.run?.alternative ?? "";
  return svgWithCaption(context.parts, room, picture.look, title, context.symbols);
}
