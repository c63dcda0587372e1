/** The thousands: the ring of regions, samples and support vectors, pixel by pixel; and wrong labels. */

import { crowding, ringOf, trace } from "../../../drawing/browser/markers.js";
import { drawRing } from "../../../drawing/browser/scenes/ring.js";

/** @typedef {import("../../../drawing/browser/canvas.js").Context} Context */
/** @typedef {import("../../../drawing/browser/raster.js").Raster} Raster */
/** @typedef {import("../../../drawing/browser/saving/stamps.js").Stamps} Stamps */
/** @typedef {import("../panel.js").Panel} Panel */
/** @typedef {import("../panel.js").Picture} Picture */

const MANY = 0.12; // of the samples
const [FEW_SQUARES, MANY_SQUARES] = [0.9, 0.45]; // opacity of squares, by how many there are
const BETWEEN_PICTURES = 0.22; // opacity of the marks that are no pictures

/**
 * Draw regions, samples and rings; on the far side of a sphere there are samples alone.
 *
 * A few rings lie above the samples; many lie below, so that they never hide the cloud.
 *
 * @param {Context} context
 * @param {Panel} panel
 * @param {Picture} picture
 * @param {Raster | Stamps} raster
 * @param {boolean} front whether those on the near side are drawn, or the others
 */
export function drawMarks(context, panel, { look, layers }, raster, front) {
  const { run, screen, pictured } = panel;
  const scale = look.pixelRatio;
  const begin = () => raster.begin(Math.round(panel.cell * scale));
  begin();
  if (front && layers.regions && panel.circle) {
    drawRing(raster, panel.regions(layers.margin), panel.radius, look);
  }
  if (front && pictured) {
    raster.end(context, panel.cell);
    begin();
  }
  const crowd = crowding(shareHeld(panel));
  const rings = () => {
    if (!front || !layers.rings) return;
    const sizes = crowd ? look.crowdedRings[crowd - 1] : look.rings;
    for (let n = 0; n < run.samples; n += 1) {
      const size = panel.ring(n);
      if (!size || !panel.front(n) || (pictured && !pictured[n])) continue;
      raster.stamp(ringOf(sizes, size), screen[3 * n] * scale, screen[3 * n + 1] * scale);
    }
  };
  const below = crowd && !pictured;
  if (below) rings();
  for (let n = 0; layers.samples && n < run.samples; n += 1) {
    if (panel.front(n) !== front || pictured?.[n]) continue;
    raster.stamp(look.marks[run.labels[n]], screen[3 * n] * scale, screen[3 * n + 1] * scale);
  }
  if (front && pictured) {
    const { globalAlpha } = context;
    context.globalAlpha = BETWEEN_PICTURES;
    raster.end(context, panel.cell);
    context.globalAlpha = globalAlpha;
    begin();
  }
  if (!below) rings();
  raster.end(context, panel.cell);
}

/**
 * The share of a panel's samples that have a support vector.
 *
 * @param {Panel} panel
 */
function shareHeld(panel) {
  let count = 0;
  for (let n = 0; n < panel.run.samples; n += 1) count += panel.ring(n) ? 1 : 0;
  return count / panel.run.samples;
}

/** @type {(context: Context, panel: Panel, picture: Picture) => void} */
export function drawMislabelled(context, panel, { look, selection }) {
  const { run, screen } = panel;
  const wrong = [...run.mislabelled.keys()].filter((n) => run.mislabelled[n] && panel.front(n));
  const usual = wrong.length > MANY * run.samples ? MANY_SQUARES : FEW_SQUARES;
  context.strokeStyle = look.accent;
  context.lineWidth = look.size;
  for (const n of wrong) {
    context.globalAlpha = selection.has(n) ? 1 : usual;
    context.save();
    context.translate(screen[3 * n], screen[3 * n + 1]);
    trace(context, "square", 5 * look.size);
    context.stroke();
    context.restore();
  }
  context.globalAlpha = 1;
}
