/**
 * The terms of the equation that a reader can touch, and what belongs to each on the circle.
 *
 *   L        the loss              the curve around the circle
 *   g        the sample's weight   the sample
 *   f        the own class's term  the weight of the own class
 *   h        the guidance          the weights of the support vectors
 *   rivals   the sum               the weights of all rivals
 *   k:3      a rival's term        the weight of class 3
 */

/** @typedef {import("../../drawing/browser/losses/equation.js").Terms} Terms */
/** @typedef {import("./scene.js").Scene} Scene */
/** @typedef {string} Term */

/** @type {(k: number) => Term} */
export const termOfRival = (k) => `k:${k}`;

/** @type {(term: Term) => number | undefined} */
const rivalOf = (term) => (term.startsWith("k:") ? Number(term.slice(2)) : undefined);

/**
 * The term of a handle on the circle.
 *
 * @param {string} name "sample", or a class
 * @param {Scene} scene
 * @returns {Term}
 */
export function termOfHandle(name, { label }) {
  if (name === "sample") return "L";
  return Number(name) === label ? "f" : termOfRival(Number(name));
}

/**
 * The classes whose weights belong to a term.
 *
 * @param {Term | undefined} touched
 * @param {Scene} scene
 * @param {Terms} terms
 * @returns {number[]}
 */
export function classesOf(touched, { weights, label }, { support }) {
  if (!touched) return [];
  const rival = rivalOf(touched);
  if (rival !== undefined) return [rival];
  if (touched === "f") return [label];
  const rivals = weights.flatMap((_, k) => (k === label ? [] : [k]));
  if (touched === "rivals") return rivals;
  return touched === "h" ? rivals.filter((k) => support[k]) : [];
}

/**
 * The terms that light up with one that is touched.
 *
 * @param {Term | undefined} touched
 * @param {Scene} scene
 * @param {Terms} terms
 * @returns {Set<Term>}
 */
export function litWith(touched, scene, terms) {
  if (!touched) return new Set();
  const lit = new Set([touched]);
  for (const k of classesOf(touched, scene, terms)) if (k !== scene.label) lit.add(termOfRival(k));
  if (rivalOf(touched) !== undefined) lit.add("rivals");
  return lit;
}
