/**
 * The stage as a picture to take away: the panels draw themselves, on a larger canvas or as SVG.
 *
 * A caption is below, for a slide has no page around it.
 */

import { canvasOf, contextOf } from "../../drawing/browser/canvas.js";
import { Raster } from "../../drawing/browser/raster.js";
import {
  EDGE,
  captionLines,
  drawCaption,
  roomFor,
} from "../../drawing/browser/saving/caption.js";
import { pngOf } from "../../drawing/browser/saving/save.js";
import { Stamps } from "../../drawing/browser/saving/stamps.js";
import { SvgContext } from "../../drawing/browser/saving/svg_context.js";
import { paint, pictureOf } from "./painting.js";
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
  for (const panel of stage.panels) panel.place(stage.clock.head, stage.camera);
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
  const { look } = picture;
  const room = roomBelow(stage, caption, picture);
  const drawn = canvasOf(Math.round(room.width * PIXELS), Math.round(room.tall * PIXELS));
  const panels = contextOf(drawn);
  panels.scale(PIXELS, PIXELS);
  paint(panels, stage.panels, picture, () => new Raster());
  const whole = canvasOf(drawn.width, Math.round(room.height * PIXELS));
  const context = contextOf(whole);
  context.fillStyle = look.paper;
  context.fillRect(0, 0, whole.width, whole.height);
  context.drawImage(drawn, 0, 0);
  context.setTransform(PIXELS, 0, 0, PIXELS, 0, 0);
  drawCaption(context, look, room);
  return pngOf(whole);
}

/**
 * The stage and its caption as the text of an SVG.
 *
 * @param {Stage} stage
 * @param {string[]} caption its lines, with "{step}" for the step
 */
export function svgOfStage(stage, caption) {
  const picture = finePicture(stage, 1);
  const { look } = picture;
  const panels = new SvgContext();
  paint(panels, stage.panels, picture, () => new Stamps(panels));
  const room = roomBelow(stage, caption, picture);
  const whole = new SvgContext(panels.symbols);
  whole.fillStyle = look.paper;
  whole.fillRect(0, 0, room.width, room.height);
  whole.parts.push(...panels.parts);
  drawCaption(whole, look, room);
  return whole.file(room.width, room.height, stage.run?.alternative ?? "");
}
