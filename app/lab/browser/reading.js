/** What the touched term is for this sample, in a sentence; of none, what the symbols stand for. */

import { degrees } from "../../drawing/browser/directions.js";
import { SYMBOLS } from "../../drawing/browser/symbols.js";

/** @typedef {import("./lab.js").Lab} Lab */
/** @typedef {import("./terms.js").Term} Term */

/** @type {(share: number) => string} */
function percent(share) {
  if (share < 0.001) return "under 0.1 %";
  if (share > 0.999) return "over 99.9 %";
  return `${(100 * share).toFixed(share < 0.1 || share > 0.9 ? 1 : 0)} %`;
}

/**
 * @param {Term | undefined} touched
 * @param {Lab} lab
 */
export function readingOf(touched, lab) {
  const { scene, focus, focused, data } = lab;
  const terms = lab.terms[focused];
  const { label, cosines } = scene;
  /** @type {(k: number) => string} */
  const name = (k) => `class ${data.classNames[k]}`;
  /** @type {(k: number) => string} */
  const place = (k) => `${degrees(cosines[k]).toFixed(0)}° away, cosine ${cosines[k].toFixed(3)}`;
  if (touched === undefined) return SYMBOLS;
  if (touched === "L") {
    return `L, the loss: ${terms.loss.toFixed(2)}, minus the natural logarithm of p = ${terms.p[label].toPrecision(2)}${focus.mining ? ", times g" : ""}. The curve around the circle has it for every direction.`;
  }
  if (touched === "g") {
    return focus.mining
      ? `g, the mining: the whole sample counts ${terms.g.toFixed(2)}, by its p.`
      : `g, the mining: ${focus.title} has none, every sample counts 1.`;
  }
  if (touched === "f") {
    const margin = focus.margin ? `the margin makes it f = ${terms.f.toFixed(3)}` : "without a margin, f is that cosine";
    return `f, the own class: ${name(label)} is ${place(label)}; ${margin}.`;
  }
  const ahead = cosines.flatMap((_, k) => (terms.support[k] ? [name(k)] : []));
  if (touched === "h") {
    if (!focus.guidance) return `h, the guidance: ${focus.title} has none, every rival counts as it is.`;
    return ahead.length
      ? `h, the guidance: ${ahead.join(", ")} beat${ahead.length > 1 ? "" : "s"} the target, so h makes ${ahead.length > 1 ? "them" : "it"} weigh more.`
      : "h, the guidance: no rival beats the target, so every h is 1.";
  }
  if (touched === "rivals") {
    return `The rivals have ${percent(1 - terms.p[label])} of the sum; the own class has ${percent(terms.p[label])}, which is p.`;
  }
  const k = Number(touched.slice(2));
  const held = terms.support[k] ? "it beats the target: a support vector" : "it does not beat the target";
  return `A rival: ${name(k)} is ${place(k)}; ${held}. It has ${percent(terms.p[k])} of the sum.`;
}
