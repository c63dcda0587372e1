/**
 * The stage as a picture to take away: the panels draw themselves, on a larger canvas or as SVG.
 *
 * A caption stands below, for a slide has no page around it.
 */

import { Look } from "../../drawing/browser/look.js";
import { EDGE, captionLines, drawCaption, roomFor } from "../../drawing/browser/saving/caption.js";
import { Raster } from "../../drawing/browser/raster.js";
import { SvgContext, Stamps } from "../../drawing/browser/saving/svg.js";
import { stepAt } from "./view.js";

const PIXELS = 3; // of a PNG, to each CSS pixel: sharp on a projector and in print
const DETAIL = 2.5; // of the spheres' shading

/** As on the screen, but finer, and without what the pointer happens to be on. */
class PictureLook extends Look {
  refresh(...theme) {
    super.refresh(...theme);
    this.detail = DETAIL;
  }
}

/** Let the stage draw itself onto another context. */
function drawOnto(stage, context, pixelRatio, makeRaster) {
  const names = ["context", "look", "pixelRatio", "brush", "timing"];
  const own = Object.fromEntries(names.map((name) => [name, stage[name]]));
  const rasters = stage.panels.map((panel) => panel.raster);
  const look = new PictureLook();
  look.selection = stage.look.selection;
  Object.assign(stage, { context, look, pixelRatio, brush: undefined, timing: { ...own.timing } });
  try {
    for (const panel of stage.panels) panel.raster = makeRaster();
    stage.draw();
  } finally {
    Object.assign(stage, own);
    stage.panels.forEach((panel, at) => Object.assign(panel, { raster: rasters[at] }));
    stage.redraw();
  }
  return look;
}

function roomBelow(stage, caption, look) {
  const width = stage.canvas.width / stage.pixelRatio;
  const tall = stage.canvas.height / stage.pixelRatio;
  const lines = captionLines(caption, stepAt(stage), look.font(12), width - 2 * EDGE);
  return roomFor(lines, look, width, tall);
}

/** A canvas with the stage and its caption. */
export function canvasOf(stage, caption, pixels = PIXELS) {
  const drawn = document.createElement("canvas");
  drawn.width = Math.round((stage.canvas.width / stage.pixelRatio) * pixels);
  drawn.height = Math.round((stage.canvas.height / stage.pixelRatio) * pixels);
  const look = drawOnto(stage, drawn.getContext("2d"), pixels, () => new Raster());
  const room = roomBelow(stage, caption, look);
  const whole = document.createElement("canvas");
  whole.width = drawn.width;
  whole.height = Math.round(room.height * pixels);
  const context = whole.getContext("2d");
  context.fillStyle = look.paper;
  context.fillRect(0, 0, whole.width, whole.height);
  context.drawImage(drawn, 0, 0);
  context.setTransform(pixels, 0, 0, pixels, 0, 0);
  drawCaption(context, look, room);
  return whole;
}

export function pngOf(stage, caption) {
  return new Promise((resolve) => canvasOf(stage, caption).toBlob(resolve, "image/png"));
}

/** The same as SVG, a text. */
export function svgOf(stage, caption) {
  const panels = new SvgContext();
  const look = drawOnto(stage, panels, 1, () => new Stamps(panels));
  const room = roomBelow(stage, caption, look);
  const whole = new SvgContext(panels.symbols);
  whole.fillStyle = look.paper;
  whole.fillRect(0, 0, room.width, room.height);
  whole.parts.push(...panels.parts);
  drawCaption(whole, look, room);
  return whole.file(room.width, room.height, stage.run.alternative);
}
