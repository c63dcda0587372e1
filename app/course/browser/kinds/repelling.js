/**
 * Class weights that repel one another: each class is one picture, which lies on its weight.
 *
 * They walk down the logarithm of the summed loss, as in lessons/room/repelling.py; a test compares
 * the two.
 */

import { cosine, radians } from "../../../drawing/browser/directions.js";
import { Terms } from "../../../drawing/browser/losses/equation.js";

/** @typedef {import("../../../drawing/browser/losses/equation.js").Loss} Loss */
/** @typedef {number[]} Point x, y, z of length 1; on a circle z is 0 */

const [STRIDE, AXES] = [4, 3]; // stride of a step, in units of 1 / s²

/** @type {(a: Point, b: Point) => number} */
const dot = (a, b) => cosine(a, 0, b, 0, AXES);

/** @type {(point: Point) => Point} */
export const unit = ([x, y, z]) => {
  const length = Math.hypot(x, y, z) || 1;
  return [x / length, y / length, z / length];
};

/**
 * One step; a held point stays.  Gives how far the point that moved most has moved, radians.
 *
 * @param {Loss} loss
 * @param {Point[]} points are moved
 * @param {number} [held] its place
 */
export function repel(loss, points, held = -1) {
  const cosines = points.map((a) => points.map((b) => dot(a, b)));
  let sum = 0;
  const slopes = cosines.map((row, label) => {
    const terms = loss.terms(row, label, undefined, new Terms(row.length));
    sum += Math.max(terms.loss, -terms.slope[label] / loss.scale); // equal where the loss is tiny
    return terms.slope;
  });
  const stride = STRIDE / loss.scale ** 2 / sum;
  let most = 0;
  const moved = points.map((point, k) => {
    if (k === held) return point;
    const to = [...point];
    points.forEach((other, j) => {
      if (j === k) return;
      const pull = stride * (slopes[k][j] + slopes[j][k]);
      for (let axis = 0; axis < AXES; axis += 1) to[axis] -= pull * (other[axis] - cosines[k][j] * point[axis]);
    });
    const next = unit(to);
    most = Math.max(most, Math.hypot(next[0] - point[0], next[1] - point[1], next[2] - point[2]));
    return next;
  });
  points.splice(0, points.length, ...moved);
  return most;
}

/**
 * The two nearest points, and the angle between them in radians.
 *
 * @param {Point[]} points two or more
 */
export function nearestPair(points) {
  let [first, second, largest] = [0, 1, -2];
  points.forEach((a, i) => {
    for (let j = i + 1; j < points.length; j += 1) {
      const near = dot(a, points[j]);
      if (near > largest) [first, second, largest] = [i, j, near];
    }
  });
  return { first, second, angle: radians(largest) };
}
