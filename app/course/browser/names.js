/** Names with a subscript on a canvas: "w_y". */

import { widthOf } from "../../drawing/browser/text_width.js";

/** @typedef {import("../../drawing/browser/canvas.js").Context} Context */
/** @typedef {import("../../drawing/browser/look.js").Look} Look */

/**
 * A name centred on a place; what follows "_" stands lower and smaller.
 *
 * @param {Context} context its fillStyle is the colour
 * @param {Look} look
 * @param {string} name
 * @param {number} x
 * @param {number} y
 * @param {number} [weight] of the letters
 */
export function subscripted(context, look, name, x, y, weight = 600) {
  const [base, below = ""] = name.split("_");
  const [large, small] = [look.font("body", weight), look.font("fine", weight)];
  const [first, second] = [widthOf(base, large), below ? widthOf(below, small) : 0];
  const left = x - (first + second) / 2;
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.font = large;
  context.fillText(base, left, y);
  if (!below) return;
  context.font = small;
  context.fillText(below, left + first, y + 5 * look.size);
}
