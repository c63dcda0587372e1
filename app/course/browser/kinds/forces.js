/** Pulls on the circle, borders, and where a loss behaves as if a sample were. */

import { radians } from "../../../drawing/browser/directions.js";

/** @typedef {import("../../../drawing/browser/losses/equation.js").Loss} Loss */
/** @typedef {import("../../../drawing/browser/losses/equation.js").Terms} Terms */

const HALVINGS = 50;

/**
 * The pull on the sample along the circle, counterclockwise: -dL by its direction.
 *
 * @param {number[]} weights directions, radians
 * @param {number} sample
 * @param {ArrayLike<number>} slope dL by each cosine
 */
export const pullOn = (weights, sample, slope) =>
  weights.reduce((sum, weight, k) => sum + slope[k] * Math.sin(sample - weight), 0);

/**
 * The pull on the weight of a class.
 *
 * @param {number[]} weights
 * @param {number} sample
 * @param {ArrayLike<number>} slope
 * @param {number} k
 */
export const pullOnWeight = (weights, sample, slope, k) =>
  -slope[k] * Math.sin(sample - weights[k]);

/**
 * The direction at which class k begins to beat what the loss makes of the own class; without a
 * loss, the direction between the two weights.
 *
 * @param {Loss | undefined} loss
 * @param {number[]} weights
 * @param {number} own
 * @param {number} k
 */
export function border(loss, weights, own, k) {
  let way = weights[k] - weights[own];
  way -= 2 * Math.PI * Math.round(way / (2 * Math.PI));
  /** @type {(share: number) => number} */
  const lead = (share) => {
    const cosine = Math.cos(share * way);
    const f = loss ? loss.f(cosine).value : cosine;
    return f - Math.cos((1 - share) * way);
  };
  let [low, high] = [0, 1];
  for (let i = 0; i < HALVINGS; i += 1) {
    const middle = (low + high) / 2;
    if (lead(middle) > 0) low = middle;
    else high = middle;
  }
  return weights[own] + low * way;
}

/**
 * The direction at which softmax would see what the loss sees: the target that is seen further from
 * its own class ("own"), or nearer to the rival ("rival").
 *
 * @param {number[]} weights
 * @param {number} sample
 * @param {number} own
 * @param {number} rival
 * @param {Terms} terms
 * @param {string} side
 */
export function seemsAt(weights, sample, own, rival, terms, side) {
  const from = side === "own" ? own : rival;
  const seen = terms.guided[from];
  if (Math.abs(seen - Math.cos(sample - weights[from])) < 1e-9) return sample;
  const way = Math.sin(sample - weights[from]) < 0 ? -1 : 1;
  return weights[from] + way * radians(seen);
}
