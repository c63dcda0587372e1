/** How a stage is drawn: its look, its panels in their places, and what is drawn on them. */

import { drawBrush } from "../../drawing/browser/brush.js";
import { cleared, fit } from "../../drawing/browser/canvas.js";
import { Look } from "../../drawing/browser/look.js";
import { NOWHERE, layout } from "./layout.js";
import { drawWords } from "./words.js";

/** @typedef {import("../../drawing/browser/canvas.js").Context} Context */
/** @typedef {import("../../drawing/browser/raster.js").Raster} Raster */
/** @typedef {import("../../drawing/browser/saving/stamps.js").Stamps} Stamps */
/** @typedef {import("./panel.js").Panel} Panel */
/** @typedef {import("./panel.js").Picture} Picture */
/** @typedef {import("./stage.js").Stage} Stage */

const ABOVE = 80; // CSS pixels that a page keeps above a stage which is far down
const HIGH = 0.6; // of the window: a stage that begins higher shares it with what is above

/**
 * The height that one row of panels may have so that the player is on the screen with it.
 *
 * @param {Stage} stage
 */
function roomOf({ controls }) {
  const { frame, player } = controls;
  const scrolled = frame.closest(".stMain")?.scrollTop ?? window.scrollY;
  const top = frame.getBoundingClientRect().top + scrolled;
  const above = top < HIGH * window.innerHeight ? top : ABOVE;
  return window.innerHeight - above - player.element.offsetHeight;
}

/**
 * Find places for the panels in the width that the page gives; false while it gives none.
 *
 * @param {Stage} stage
 */
export function arrangePanels(stage) {
  const { canvas, panels, size, solo } = stage;
  const width = stage.controls.frame.clientWidth;
  if (!width) return false;
  const seen = panels.filter((_, index) => solo < 0 || index === solo);
  const { cells, height } = layout(seen.length, width, size, roomOf(stage), size > 1 && seen.length === 1);
  stage.pixelRatio = Math.min(window.devicePixelRatio || 1, 2);
  canvas.style.height = `${height}px`;
  fit(canvas, width, height, stage.pixelRatio);
  for (const panel of panels) Object.assign(panel, NOWHERE);
  seen.forEach((panel, index) => Object.assign(panel, cells[index]));
  return true;
}

/**
 * The look that the page has now.
 *
 * @param {Stage} stage
 * @param {number} pixelRatio pixels to a CSS pixel
 */
export function lookOf({ root, run, marks, size }, pixelRatio) {
  return new Look(root, run ?? { colours: [], symbols: [] }, marks, pixelRatio, size);
}

/**
 * How a stage is to be drawn now.
 *
 * @param {Stage} stage
 * @param {number} pixelRatio pixels to a CSS pixel
 * @returns {Picture}
 */
export function pictureOf(stage, pixelRatio) {
  const { camera, layers, selection, hovered, focus, looked, lit } = stage;
  const look = lookOf(stage, pixelRatio);
  return { look, camera, layers, selection, hovered, focus, looked, lit };
}

/**
 * Find where everything is at the playhead.
 *
 * @param {Stage} stage
 */
export function placePanels({ panels, clock, camera, layers, run }) {
  for (const panel of panels) {
    if (!panel.cell && panel.placed) continue;
    panel.spread(Boolean(layers.pictures && run?.pictures));
    panel.place(clock.head, camera);
  }
}

/**
 * Draw a stage on its canvas.
 *
 * @param {Stage} stage
 */
export function drawStage(stage) {
  const { timing, panels, canvas, pixelRatio } = stage;
  const picture = pictureOf(stage, pixelRatio);
  stage.look = picture.look;
  const begun = performance.now();
  placePanels(stage);
  const placed = performance.now();
  const context = cleared(canvas, pixelRatio);
  paint(context, panels, picture, (panel) => panel.raster);
  const { brush } = stage.pointer;
  if (brush) drawBrush(context, brush.from, brush.to, picture.look.accent);
  timing.place += placed - begun;
  timing.draw += performance.now() - placed;
  timing.pictures += 1;
}

/**
 * Draw panels where they are placed, on a canvas or into a file.
 *
 * @param {Context} context
 * @param {Panel[]} panels
 * @param {Picture} picture
 * @param {(panel: Panel) => Raster | Stamps} rasterOf what a panel's marks are stamped into
 */
export function paint(context, panels, picture, rasterOf) {
  for (const panel of panels) {
    if (!panel.cell) continue;
    context.save();
    drawWords(context, picture.look, panel);
    context.translate(panel.x, panel.y);
    panel.draw(context, picture, rasterOf(panel));
    context.restore();
  }
}
