/**
 * Everything about one sample under the loss of one panel, at the playhead.
 *
 * Angles come from what is drawn, between kept steps too.  Of a projection they come from `kept`
 * cosines, if somebody has fetched them, or else only the two that the frames hold are known.
 */

import { DEGREES, cosine, degrees } from "../../drawing/browser/directions.js";
import { Terms } from "../../drawing/browser/losses/equation.js";
import { half } from "./run.js";

/** @typedef {import("../../drawing/browser/losses/equation.js").Loss} Loss */
/** @typedef {import("./panel.js").Panel} Panel */
/**
 * @typedef {object} Measured
 * @property {number} n the sample
 * @property {number} label
 * @property {number} rival the nearest other class; -1 if it is not shown, or not known
 * @property {number} rivalAngle degrees to the nearest other class, shown or not; NaN if not known
 * @property {Float64Array} angles to every class, degrees; NaN where unknown
 * @property {Float64Array} cosines
 * @property {number} unit what a cosine is multiplied with before the loss takes it: 1, or the
 *   length of the feature
 * @property {Loss | undefined} loss undefined if its equation cannot be filled in
 * @property {Terms | undefined} terms of the equation, their slope by the cosine
 * @property {number} recorded the loss that the run had at the kept step; NaN if not known
 */

/**
 * @param {Panel} panel that is placed
 * @param {number} n
 * @returns {Measured}
 */
export function measured(panel, n) {
  const { run, frame, k } = panel;
  const at = panel.loss * run.samples + n;
  const label = run.labels[n];
  const cosines = cosinesOf(panel, n);
  const angles = cosines.map(degrees);
  const recorded = frame.loss ? half(frame.loss[at]) : NaN;
  const known = !cosines.some(Number.isNaN);
  const loss = known ? run.equations.at(k, panel.loss) : undefined;
  const told = run.equations.toldAt(k, panel.loss)?.equation;
  const unit = told && !told.normalised && frame.norm ? half(frame.norm[at]) : 1;
  const terms = loss && filled(panel, loss, cosines, label, unit, Boolean(told?.comparesSamples));
  const isShown = panel.rival(n) >= 0;
  const rival = isShown ? nearestOther(cosines, label) : -1;
  const hiddenAngle = !isShown && frame.rivalAngle ? DEGREES * half(frame.rivalAngle[at]) : NaN;
  const rivalAngle = rival >= 0 ? angles[rival] : hiddenAngle;
  return { n, label, rival, rivalAngle, angles, cosines, unit, loss, terms, recorded };
}

/** @type {(panel: Panel, loss: Loss, cosines: Float64Array, label: number, unit: number, compares: boolean) => Terms} */
function filled(panel, loss, cosines, label, unit, compares) {
  const taken = unit === 1 ? cosines : cosines.map((value) => unit * value);
  const batch = compares && !panel.run.projected ? logOfAll(panel, loss) : undefined;
  const terms = loss.terms(taken, label, batch);
  if (unit !== 1) terms.slope.forEach((_, c) => (terms.slope[c] *= unit));
  return terms;
}

/**
 * log p_y of every recorded sample, in rising order, for a mining that compares them.
 *
 * @param {Panel} panel
 * @param {Loss} loss
 */
function logOfAll(panel, loss) {
  const { run } = panel;
  const terms = new Terms(run.classes);
  const found = new Float64Array(run.samples);
  for (let n = 0; n < run.samples; n += 1) {
    found[n] = -loss.likelihood(cosinesOf(panel, n), run.labels[n], terms);
  }
  return found.sort();
}

/**
 * The cosines of a sample to every class weight; NaN where they are not known.
 *
 * @param {Panel} panel
 * @param {number} n
 */
function cosinesOf(panel, n) {
  const { run, features, weights } = panel;
  const d = run.dimension;
  const found = new Float64Array(run.classes);
  if (run.projected) return keptCosines(panel, n, found);
  for (let c = 0; c < run.classes; c += 1) {
    found[c] = Math.min(1, Math.max(-1, cosine(features, n * d, weights, c * d, d)));
  }
  return found;
}

/** @type {(panel: Panel, n: number, found: Float64Array) => Float64Array} */
function keptCosines(panel, n, found) {
  const { run, loss, frame, k, head } = panel;
  const kept = run.keptCosines.get(n);
  if (kept) {
    const size = run.losses * run.classes;
    const low = Math.min(Math.floor(head), run.last);
    const high = Math.min(low + 1, run.last);
    const share = head - low;
    for (let c = 0; c < run.classes; c += 1) {
      const at = loss * run.classes + c;
      found[c] = (1 - share) * kept[low * size + at] + share * kept[high * size + at];
    }
    return found;
  }
  found.fill(NaN);
  const at = loss * run.samples + n;
  if (!frame.ownAngle || !frame.rivalAngle || k < 0) return found;
  found[run.labels[n]] = Math.cos(half(frame.ownAngle[at]));
  const rival = panel.rival(n);
  if (rival >= 0) found[rival] = Math.cos(half(frame.rivalAngle[at]));
  return found;
}

/** @type {(cosines: Float64Array, label: number) => number} */
function nearestOther(cosines, label) {
  let best = -1;
  for (let c = 0; c < cosines.length; c += 1) {
    if (c === label || Number.isNaN(cosines[c])) continue;
    if (best < 0 || cosines[c] > cosines[best]) best = c;
  }
  return best;
}

/**
 * The loss of a sample: by the equation, or else as the run had it.
 *
 * @param {Measured} measured
 */
export const lossOf = ({ terms, recorded }) => (terms ? terms.loss : recorded);

