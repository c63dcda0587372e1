/** A rectangle that a pointer draws to choose what is inside. */

/** @typedef {import("./canvas.js").Context} Context */
/** @typedef {{ x: number, y: number }} Place */

/**
 * Whether a place is inside the rectangle between two corners.
 *
 * @param {Place} from
 * @param {Place} to
 * @param {number} [grown] how much larger the rectangle is taken on each side
 * @returns {(x: number, y: number) => boolean}
 */
export function inside(from, to, grown = 0) {
  const [left, right] = [Math.min(from.x, to.x) - grown, Math.max(from.x, to.x) + grown];
  const [top, bottom] = [Math.min(from.y, to.y) - grown, Math.max(from.y, to.y) + grown];
  return (x, y) => x >= left && x <= right && y >= top && y <= bottom;
}

/**
 * Draw the rectangle.
 *
 * @param {Context} context
 * @param {Place} from
 * @param {Place} to
 * @param {string} colour
 */
export function drawBrush(context, from, to, colour) {
  context.strokeStyle = colour;
  context.setLineDash([4, 3]);
  context.strokeRect(from.x, from.y, to.x - from.x, to.y - from.y);
  context.setLineDash([]);
}
