/** What a part of the equation says of this sample, in a sentence with its numbers. */

import { degrees } from "../../drawing/browser/directions.js";
import { called, short } from "../../stage/browser/words.js";
import { rivalsOf } from "./chain.js";

/** @typedef {import("../../stage/browser/layers/lit.js").Lit} Lit */
/** @typedef {import("../../stage/browser/measured.js").Measured} Measured */
/** @typedef {import("../../stage/browser/panel.js").Panel} Panel */

/**
 * The sentence of a part that is lit; of nothing, the sample in short.
 *
 * @param {Lit} lit
 * @param {Panel} panel
 * @param {Measured} found
 */
export function sentence({ part, k }, panel, found) {
  if (!found.terms && part !== "picture" && part !== "angle") return withoutTerms(panel, found);
  const told = SENTENCES[part];
  const words = told ? told(panel, found, k) : inShort(panel, found);
  return words.replace(/^[a-z](?=[a-z])/, (first) => first.toUpperCase()); // but not f, g, h, p
}

/** @type {Record<string, (panel: Panel, found: Measured, k: number) => string>} */
const SENTENCES = {
  picture: ({ run }, { n }) =>
    `The network turns ${run.pictures ? "this picture" : "this sample"} (number ${run.ids[n]}) into a ` +
    "feature. Only the angles from the feature to the class weights count.",
  angle: angleSentence,
  f: fSentence,
  h: hSentence,
  logit: ({ run }, { label, terms, loss, unit, cosines }, k) => {
    if (!terms || !loss) return "";
    if (k === label) {
      return `s · f = ${short(loss.scale)} · ${terms.f.toFixed(3)} = ${terms.logits[k].toFixed(2)}.`;
    }
    if (k < 0) return "A logit is s · f for the own class, and s · cos θ + ln h for every rival.";
    const before = loss.scale * unit * cosines[k];
    const log = terms.logits[k] - before;
    return (
      `${called(run.classNames[k])}: s · cos θ = ${before.toFixed(2)}${
        Math.abs(log) < 5e-4 ? "." : `, and ln h adds ${log.toFixed(2)}: ${terms.logits[k].toFixed(2)}.`
      }`
    );
  },
  p: ({ run }, { label, terms }, k) => {
    if (!terms) return "";
    const at = k < 0 ? label : k;
    const share = `${(100 * terms.p[at]).toFixed(1)} %`;
    return at === label
      ? `p_y: the own class has ${share} of the sum below the line. All p add up to 1.`
      : `${called(run.classNames[at])} has ${share} of the sum below the line.`;
  },
  g: (_, { terms, loss }) => {
    if (!terms || !loss) return "";
    if (!loss.mining) return "g is 1: this loss does not weigh whole samples.";
    return `g = ${short(terms.g)}: this loss weighs the whole sample by how well it is known already.`;
  },
  loss: (_, { terms }) => {
    if (!terms) return "";
    return `L = ${short(terms.g)} · ${short(terms.nll)}: minus the logarithm of p_y, times g.`;
  },
  push: ({ run }, { label, terms }, k) => {
    if (!terms) return "";
    if (k < 0) {
      return (
        "Push is −dL/d cos θ: + moves the sample towards a class, − away from it. " +
        "A larger s makes all of it stronger."
      );
    }
    const how = short(Math.abs(terms.slope[k]));
    const way = terms.slope[k] <= 0 ? "towards" : "away from";
    if (k === label) return `The loss moves the sample ${way} its own class, with ${how}.`;
    return `The loss moves the sample ${way} ${called(run.classNames[k])}, with ${how}.`;
  },
};

/** @type {(panel: Panel, found: Measured, k: number) => string} */
function angleSentence({ run }, found, k) {
  const { label, angles, terms } = found;
  if (k < 0) return "θ: how far the feature is from each class weight.";
  const away = `${angles[k].toFixed(1)}°`;
  const name = called(run.classNames[k]);
  if (Number.isNaN(angles[k])) return "";
  if (k === label) return `The feature lies ${away} from the weight of its own class, ${name}.`;
  if (!terms) return `The feature lies ${away} from the weight of ${name}.`;
  if (terms.support[k]) {
    return `${name} is a support vector: it lies ${away} away, nearer than ${ownReach(found)}.`;
  }
  return `${name} lies ${away} away, farther than ${ownReach(found)}: no support vector.`;
}

/** @type {(panel: Panel, found: Measured) => string} */
function fSentence(_, { label, angles, cosines, terms, loss, unit }) {
  if (!terms || !loss) return "";
  const cosine = (unit * cosines[label]).toFixed(3);
  if (!loss.margin) return `No margin: f is ${unit === 1 ? "the cosine" : "the product"} itself, ${cosine}.`;
  return (
    `The own class is ${angles[label].toFixed(1)}° away. With the margin it counts as if it were ` +
    `${reach(terms.f)} away: f = ${terms.f.toFixed(3)} takes the place of the cosine, ${cosine}.`
  );
}

/** @type {(panel: Panel, found: Measured, k: number) => string} */
function hSentence(panel, found, k) {
  const { label, terms, loss, cosines, unit } = found;
  if (!terms || !loss) return "";
  if (k === label) return fSentence(panel, found);
  if (!loss.guidance) return "h is 1: this loss treats support vectors as all rivals.";
  if (k < 0) return "h weighs each rival: 1, and more for a support vector.";
  const name = called(panel.run.classNames[k]);
  const log = terms.logits[k] - loss.scale * unit * cosines[k];
  if (!terms.support[k] && Math.abs(log) < 5e-4) return `${name} is no support vector: h = 1.`;
  return `h makes the term of ${name} ${short(Math.exp(log))} times as heavy.`;
}

/** @type {(panel: Panel, found: Measured) => string} */
function inShort({ run }, found) {
  const { label, terms, angles, rivalAngle } = found;
  if (!terms) return "";
  const held = rivalsOf(found).filter((c) => terms.support[c]);
  if (held.length) {
    const names = held.slice(0, 3).map((c) => run.classNames[c]).join(", ");
    const more = held.length > 3 ? ` and ${held.length - 3} more` : "";
    return `Support vector${held.length > 1 ? "s" : ""}: ${names}${more}, nearer than ${ownReach(found)}.`;
  }
  const gap = rivalAngle - angles[label];
  return `No support vector: its gap is ${gap.toFixed(1)}°, so much farther is the nearest other class.`;
}

/**
 * Where the own class stands, as a rival is held against it: with its margin, if the loss has one.
 *
 * @param {Measured} found
 */
function ownReach({ terms, unit, loss }) {
  if (!terms) return "";
  const least = reach(terms.boundary / unit);
  return loss?.margin ? `the own class, which with its margin counts as ${least} away` : `the own class, ${least}`;
}

/** @type {(panel: Panel, found: Measured) => string} */
function withoutTerms(_, { recorded }) {
  return Number.isNaN(recorded) ? "" : `The loss of this sample at this step is ${short(recorded)}.`;
}

/**
 * The angle of a cosine that may lie beyond what a cosine can be.
 *
 * @param {number} cosine
 */
function reach(cosine) {
  if (cosine < -1) return "more than 180°";
  return `${degrees(cosine).toFixed(1)}°`;
}
