/** Class weights: an arrow each. */

import { arrowHead } from "../../../drawing/browser/scenes/arrows.js";
import { spoke } from "../../../drawing/browser/scenes/circle.js";
import { tipOf } from "./names.js";

/** @typedef {import("../../../drawing/browser/canvas.js").Context} Context */
/** @typedef {import("../panel.js").Panel} Panel */
/** @typedef {import("../panel.js").Picture} Picture */

/**
 * Draw the weights on the near side, or those on the far side.
 *
 * @param {Context} context
 * @param {Panel} panel
 * @param {Picture} picture
 * @param {boolean} front
 */
export function drawWeights(context, panel, { look, camera }, front) {
  const { run, radius } = panel;
  const point = [0, 0, 1];
  const from = run.dimension === 3 && front ? 0.985 : 0;
  const to = tipOf(panel);
  context.globalAlpha = front ? 1 : 0.35;
  for (let c = 0; c < run.classes; c += 1) {
    panel.see(panel.weights, c * run.dimension, camera, point);
    if (point[2] >= 0 !== front) continue;
    const [x, y] = [point[0] * radius, -point[1] * radius];
    context.strokeStyle = look.quiet(look.ink, "spoke");
    context.lineWidth = look.size;
    spoke(context, x, y, from, to);
    arrowHead(context, to * x, to * y, Math.atan2(y, x), look.colours[c], look.paper);
  }
  context.globalAlpha = 1;
}
