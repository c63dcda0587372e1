/**
 * The gap between two classes: how much of the angle between their weights is empty.
 *
 * On the great circle through both weights each class reaches from its weight to the place up to
 * which nine of ten of its samples lie.  What is between the two places is the gap; where the classes
 * overlap, it is negative.
 * It is what a sample at the edge is nearer to its own class than to the other, the mean of both
 * edges: so the gap between classes and the gap of a sample are one thing.
 */

import { DEGREES, cosine } from "../../drawing/browser/directions.js";

/** @typedef {import("./panel.js").Panel} Panel */
/**
 * The gap between a class and the class whose weight is nearest to its own.
 *
 * @typedef {object} Gap
 * @property {number} from a class
 * @property {number} to its nearest rival
 * @property {number} between degrees between the weights
 * @property {number} near degrees from the first weight to the edge of its samples
 * @property {number} far degrees from the second weight to the edge of its samples
 * @property {number} size degrees that are empty, below 0 where they overlap
 */

const WITHIN = 0.9; // of a class's samples are on its own side of its edge
const TURN = 2 * Math.PI;
const MOST = 150; // classes; of more, nobody could see the gaps

/**
 * The gap of every class of a panel to its nearest rival; none where weights are not seen whole.
 *
 * @param {Panel} panel that is placed
 * @returns {Gap[]}
 */
export function gapsOf(panel) {
  const { run, weights } = panel;
  const d = run.dimension;
  if (run.projected || run.classes < 2 || run.classes > MOST) return [];
  const members = membersOf(panel);
  return Array.from({ length: run.classes }, (_, from) => {
    let [to, best] = [-1, -2];
    for (let c = 0; c < run.classes; c += 1) {
      const value = c === from ? -3 : cosine(weights, from * d, weights, c * d, d);
      if (value > best) [to, best] = [c, value];
    }
    return gapBetween(panel, members, from, to);
  });
}

/**
 * On a circle, the gap of every class to the next one around it.
 *
 * @param {Panel} panel that is placed
 * @returns {Gap[]}
 */
export function gapsAround(panel) {
  const { run, weights } = panel;
  if (!panel.circle || run.classes < 2 || run.classes > MOST) return [];
  const members = membersOf(panel);
  const order = Array.from({ length: run.classes }, (_, c) => c).sort(
    (a, b) => angleOf(weights, a) - angleOf(weights, b),
  );
  return order.flatMap((from, at) => {
    const to = order[(at + 1) % order.length];
    const turn = (angleOf(weights, to) - angleOf(weights, from) + TURN) % TURN;
    return turn < TURN / 2 ? [gapBetween(panel, members, from, to)] : [];
  });
}

/** @type {(weights: Float32Array, c: number) => number} */
const angleOf = (weights, c) => Math.atan2(weights[2 * c + 1], weights[2 * c]);

/** @type {WeakMap<Panel["run"], number[][]>} */
const known = new WeakMap();

/**
 * The samples of each class, by class; those with a wrong label belong to none.
 *
 * @param {Panel} panel
 */
function membersOf({ run }) {
  const found = known.get(run);
  if (found) return found;
  /** @type {number[][]} */
  const members = Array.from({ length: run.classes }, () => []);
  run.labels.forEach((label, n) => {
    if (!run.mislabelled[n]) members[label].push(n);
  });
  known.set(run, members);
  return members;
}

/** @type {(panel: Panel, members: number[][], from: number, to: number) => Gap} */
function gapBetween(panel, members, from, to) {
  const { weights, run } = panel;
  const d = run.dimension;
  const cos = Math.max(-1, Math.min(1, cosine(weights, from * d, weights, to * d, d)));
  const between = DEGREES * Math.acos(cos);
  const near = edge(panel, members[from], from, to, cos);
  const far = edge(panel, members[to], to, from, cos);
  return { from, to, between, near, far, size: between - near - far };
}

/**
 * How far the samples of a class reach from its weight towards another weight, in degrees.
 *
 * @param {Panel} panel
 * @param {number[]} samples
 * @param {number} own
 * @param {number} other
 * @param {number} cos between the two weights
 */
function edge({ features, weights, run }, samples, own, other, cos) {
  if (!samples.length) return 0;
  const d = run.dimension;
  const sine = Math.sqrt(Math.max(1 - cos * cos, 1e-12));
  const reached = samples.map((n) => {
    const along = cosine(features, n * d, weights, own * d, d);
    // The part towards the other weight, at a right angle to the own.
    const towards = (cosine(features, n * d, weights, other * d, d) - cos * along) / sine;
    return Math.atan2(towards, along);
  });
  reached.sort((a, b) => a - b);
  const last = reached[Math.min(reached.length - 1, Math.floor(WITHIN * reached.length))];
  return DEGREES * Math.max(0, last);
}

/**
 * The mean of the gaps and the least, in degrees.
 *
 * @param {Gap[]} gaps
 */
export function summary(gaps) {
  if (!gaps.length) return undefined;
  const sizes = gaps.map(({ size }) => size);
  return { mean: sizes.reduce((a, b) => a + b) / sizes.length, least: Math.min(...sizes) };
}
