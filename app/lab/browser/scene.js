/**
 * The sample and the class weights on the circle, and the loss at every direction.
 *
 * Angles in radians; a pull is minus dL / d(angle), the way a gradient step moves things.
 */

import { Terms } from "../../drawing/browser/losses/equation.js";
import { nearestRival } from "../../drawing/browser/losses/leverage.js";

/** @typedef {import("../../drawing/browser/losses/equation.js").Loss} Loss */
/** @typedef {{ sample: number, label: number, weights: number[] }} Placed */
/**
 * A loss around the circle: its values, log p_y in rising order, and the greatest value.
 *
 * @typedef {{ values: Float64Array, batch: Float64Array, highest: number }} Landscape
 */

export const DIRECTIONS = 180; // of the loss around the whole circle; also the batch of a mining

export class Scene {
  /** @type {number[]} */
  cosines = []; // of the sample to every class

  /** @param {Placed} placed */
  constructor({ sample, label, weights }) {
    this.sample = sample;
    this.label = label;
    this.weights = weights;
    this.update();
  }

  /** After the sample or a weight has moved. */
  update() {
    this.cosines = this.weights.map((weight) => Math.cos(this.sample - weight));
  }

  /** The class, other than the sample's own, whose weight is nearest. */
  get rival() {
    return nearestRival(this);
  }

  /**
   * The sample, with other classes at right angles to it until there are so many.
   *
   * @param {number} classes 0 for those that there are
   */
  among(classes) {
    const { cosines, label } = this;
    const more = classes - cosines.length;
    if (more <= 0) return { cosines, label };
    return { cosines: [...cosines, 0], label, many: [...cosines.map(() => 1), more] };
  }
}

/**
 * The pull on the sample.
 *
 * @param {Placed} placed
 * @param {ArrayLike<number>} slope dL / dcos_k
 */
export function pullOn({ sample, weights }, slope) {
  let pull = 0;
  for (let k = 0; k < weights.length; k += 1) pull += slope[k] * Math.sin(sample - weights[k]);
  return pull;
}

/**
 * The pull on the sample, counted towards its own class.
 *
 * @param {Placed} placed
 * @param {ArrayLike<number>} slope dL / dcos_k
 */
export function pullHome(placed, slope) {
  const way = Math.sin(placed.weights[placed.label] - placed.sample);
  return way < 0 ? -pullOn(placed, slope) : pullOn(placed, slope);
}

/**
 * The pull on the weight of class k.
 *
 * @param {Placed} placed
 * @param {ArrayLike<number>} slope dL / dcos_k
 * @param {number} k
 */
export const pullOnWeight = ({ sample, weights }, slope, k) =>
  -slope[k] * Math.sin(sample - weights[k]);

/**
 * The loss with the sample at every direction.
 *
 * @param {Loss} loss
 * @param {Placed} placed
 * @returns {Landscape}
 */
export function landscape(loss, { weights, label }) {
  const nll = new Float64Array(DIRECTIONS);
  const cosines = new Float64Array(weights.length);
  const terms = new Terms(weights.length);
  for (let i = 0; i < DIRECTIONS; i += 1) {
    const angle = (2 * Math.PI * i) / DIRECTIONS;
    for (let k = 0; k < weights.length; k += 1) cosines[k] = Math.cos(angle - weights[k]);
    nll[i] = loss.likelihood(cosines, label, terms);
  }
  const batch = nll.map((value) => -value).sort();
  const values = nll.map((value) => loss.g(-value, batch).value * value);
  return { values, batch, highest: Math.max(1e-9, ...values) };
}
