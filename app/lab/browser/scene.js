/**
 * The sample and the class weights on the circle, and what a loss makes of every direction.
 *
 * Angles in radians; a pull is minus dL / d(angle), the way a gradient step moves things.
 */

export const DIRECTIONS = 180; // of the loss around the whole circle; also the batch of a mining

export class Scene {
  constructor({ sample, label, weights }) {
    Object.assign(this, { sample, label, weights });
    this.cosines = [];
    this.turn();
  }

  /** After the sample or a weight has moved. */
  turn() {
    this.cosines = this.weights.map((weight) => Math.cos(this.sample - weight));
  }

  /** The class, other than the sample's own, whose weight is nearest. */
  get rival() {
    let best = -1;
    this.cosines.forEach((cosine, k) => {
      if (k !== this.label && (best < 0 || cosine > this.cosines[best])) best = k;
    });
    return best;
  }
}

/** The pull on the sample. */
export function pullOn({ sample, weights }, slope) {
  let pull = 0;
  for (let k = 0; k < weights.length; k += 1) pull += slope[k] * Math.sin(sample - weights[k]);
  return pull;
}

/** The pull on the weight of class k. */
export const pullOnWeight = ({ sample, weights }, slope, k) =>
  -slope[k] * Math.sin(sample - weights[k]);

/** The loss with the sample at every direction, and log p_y there in rising order. */
export function landscape(loss, { weights, label }) {
  const nll = new Float64Array(DIRECTIONS);
  const cosines = new Float64Array(weights.length);
  const scratch = (loss.scratch ??= {});
  if (scratch.p?.length !== weights.length) {
    for (const name of ["guided", "logits", "p", "support", "slope"]) {
      scratch[name] = new Float64Array(weights.length);
    }
  }
  for (let i = 0; i < DIRECTIONS; i += 1) {
    const angle = (2 * Math.PI * i) / DIRECTIONS;
    for (let k = 0; k < weights.length; k += 1) cosines[k] = Math.cos(angle - weights[k]);
    nll[i] = loss.likelihood(cosines, label, scratch);
  }
  const batch = nll.map((value) => -value).sort();
  const values = nll.map((value) => loss.g(-value, batch).value * value);
  return { values, batch, highest: Math.max(1e-9, ...values) };
}
