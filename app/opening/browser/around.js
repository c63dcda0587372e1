/**
 * Strangers' pictures around one of them: the distance from the middle is the angle, whatever the
 * number of dimensions, and a dashed circle is the limit within which two pictures are one person.
 *
 * The direction says who it is: the stranger in the middle has the upper half, the others the lower.
 */

/** @typedef {import("../../drawing/browser/canvas.js").Context} Context */
/** @typedef {import("../../drawing/browser/look.js").Look} Look */
/** @typedef {import("../../drawing/browser/pictures.js").Pictures} Pictures */
/**
 * @typedef {object} Around
 * @property {Pictures} pictures
 * @property {ArrayLike<number>} labels who it is, by picture
 * @property {ArrayLike<number>} angles from the picture in the middle, degrees, by picture
 * @property {[number, number]} pair the picture in the middle, and another of the same stranger
 * @property {number} limit degrees
 * @property {number} most degrees at the edge
 */

const [SMALL, LARGE] = [0.11, 0.18]; // of pictures, in radii
const REST = 0.8; // opacity of the other strangers
const DASH = [6, 4]; // as around a picture in the chapters on arrows

/**
 * The place of a picture: its distance from the middle in shares of the radius is its angle.
 *
 * @param {Around} around
 * @param {number} n
 * @param {number} turn radians
 * @returns {[number, number]} to the right and down, in radii
 */
export function placeOf({ labels, angles, pair, most }, n, turn) {
  const own = labels[pair[0]];
  /** @type {(label: number) => number} */
  const rank = (label) => label - Number(label > own);
  let [before, count, people] = [0, 0, 0];
  for (let m = 0; m < labels.length; m += 1) {
    people = Math.max(people, labels[m] + 1);
    if (labels[m] !== labels[n] || m === pair[0]) continue;
    count += 1;
    if (m < n) before += 1;
  }
  const share = (before + 0.5) / count;
  const half = labels[n] === own ? share : 1 + (rank(labels[n]) + share) / (people - 1);
  const way = Math.PI * half + turn;
  const far = Math.min(angles[n], most) / most;
  return [far * Math.cos(way), -far * Math.sin(way)];
}

/**
 * Draw them around the origin.
 *
 * @type {(context: Context, look: Look, around: Around, radius: number, opacity: number, turn: number) => void}
 */
export function drawAround(context, look, around, radius, opacity, turn) {
  const { pictures, labels, pair, limit, most } = around;
  const own = labels[pair[0]];
  const reach = radius * (1 - SMALL / 2); // pictures at the edge stay on the disc
  circle(context, radius);
  context.fillStyle = look.faint;
  context.globalAlpha = 0.45 * opacity;
  context.fill();
  circle(context, (reach * limit) / most);
  context.globalAlpha = opacity;
  context.fillStyle = look.paper;
  context.fill();
  context.strokeStyle = look.ink;
  context.lineWidth = 1.8 * look.size;
  context.setLineDash(DASH);
  context.stroke();
  context.setLineDash([]);
  const order = Array.from(labels, (_, n) => n).filter((n) => !pair.includes(n));
  order.sort((a, b) => Number(labels[a] === own) - Number(labels[b] === own));
  for (const n of order) {
    const [x, y] = placeOf(around, n, turn);
    const mine = labels[n] === own;
    context.globalAlpha = opacity * (mine ? 1 : REST);
    pictures.draw(context, n, x * reach, y * reach, SMALL * radius, mine ? look.ink : look.muted);
  }
  context.globalAlpha = opacity;
  const [x, y] = placeOf(around, pair[1], turn);
  context.lineWidth = 2.4 * look.size;
  context.beginPath();
  context.moveTo(0, 0);
  context.lineTo(x * reach, y * reach);
  context.stroke();
  pictures.draw(context, pair[0], 0, 0, LARGE * radius, look.ink);
  pictures.draw(context, pair[1], x * reach, y * reach, LARGE * radius, look.ink);
}

/** @type {(context: Context, radius: number) => void} */
function circle(context, radius) {
  context.beginPath();
  context.arc(0, 0, radius, 0, 2 * Math.PI);
}
