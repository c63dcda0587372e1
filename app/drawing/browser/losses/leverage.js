/** Leverage, losses/leverage.py: how much harder guidance pushes a sample, and where it can. */

import { fixed_scale } from "./fixed_scale.js";
import { Terms } from "./equation.js";

/** @typedef {import("./equation.js").Loss} Loss */
/**
 * A sample: its cosine to every class, and its own class.  An entry of `cosines` stands for one
 * class, or for as many classes at this cosine as `many` says.
 *
 * @typedef {{ cosines: number[], label: number, many?: number[] }} Sample
 */
/**
 * What guidance does to a sample, beside the same loss without h.
 *
 * @typedef {object} Leverage
 * @property {boolean} guided whether the loss has guidance; without it the rest is neutral
 * @property {number} classes
 * @property {number} rival the class, other than the sample's own, whose weight is nearest
 * @property {number} over s / s_A; infinite for two classes, which have no s_A
 * @property {number} margin ln(h_k) / s of that rival: what guidance is worth as a CosFace margin
 * @property {number} slope how much faster than its cosine the rival's edited cosine grows; SV's t
 * @property {number} target how many times harder the own class pulls
 * @property {number} push how many times harder the rival is pushed
 * @property {number} blame the rival's share of the push on all rivals without h, 0 to 1
 */

/**
 * The class, other than the sample's own, whose weight is nearest.
 *
 * @param {Sample} sample
 */
export function nearestRival({ cosines, label }) {
  let best = -1;
  cosines.forEach((cosine, k) => {
    if (k !== label && (best < 0 || cosine > cosines[best])) best = k;
  });
  return best;
}

/** @type {(loss: Loss, sample: Sample) => Terms} */
function termsOf(loss, { cosines, label, many }) {
  const terms = new Terms(cosines.length);
  if (many) terms.many.set(many);
  return loss.terms(cosines, label, undefined, terms);
}

/**
 * |dL / dcos| of the target and of the nearest rival.
 *
 * @param {Loss} loss
 * @param {Sample} sample
 * @returns {[number, number]}
 */
export function forces(loss, sample) {
  const { slope } = termsOf(loss, sample);
  const rival = nearestRival(sample);
  // Classes at one cosine share a slope.
  return [Math.abs(slope[sample.label]), Math.abs(slope[rival]) / (sample.many?.[rival] ?? 1)];
}

/**
 * How many times harder target and nearest rival are pushed than by the same loss without h.
 *
 * @param {Loss} loss
 * @param {Sample} sample
 * @returns {[number, number]}
 */
export function force_ratios(loss, sample) {
  const [target, rival] = forces(loss, sample);
  const [plainTarget, plainRival] = forces(loss.withoutGuidance(), sample);
  return [ratio(target, plainTarget), ratio(rival, plainRival)];
}

/** Two forces too small for a float are equal. @type {(force: number, plain: number) => number} */
const ratio = (force, plain) => (force === plain ? 1 : force / plain);

/**
 * All of it for a sample.
 *
 * @param {Loss} loss
 * @param {Sample} sample
 * @returns {Leverage}
 */
export function leverage(loss, sample) {
  const { cosines, label, many } = sample;
  const rival = nearestRival(sample);
  const classes = many ? many.reduce((sum, count) => sum + count, 0) : cosines.length;
  const plain = termsOf(loss.withoutGuidance(), sample);
  const pushes = plain.p.reduce((sum, p, k) => (k === label ? sum : sum + p), 0);
  const { boundary } = termsOf(loss, sample);
  const { value, slope } = loss.h(cosines[rival], boundary);
  const [target, push] = force_ratios(loss, sample);
  return {
    guided: Boolean(loss.guidance),
    classes,
    rival,
    over: classes < 3 ? Infinity : loss.scale / fixed_scale(classes),
    margin: value - cosines[rival],
    slope,
    target,
    push,
    blame: pushes > 0 ? plain.p[rival] / (many?.[rival] ?? 1) / pushes : 1,
  };
}
