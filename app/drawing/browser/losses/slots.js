/**
 * What fills the slots f, g and h of a loss in the browser.
 *
 * Each file of this folder mirrors the file of the same name in the package `losses`, and exports
 * its functions under the names that they have there.  Python names a function as
 * "losses.arc_softmax:arc_margin"; the page imports only those that its losses use.  A margin may
 * have a function beside it with "_plain" behind its name: its plain formula, without the
 * continuation that keeps it falling.
 */

import { Loss } from "./equation.js";

/** @typedef {{ value: number, slope: number }} Out a value and its derivative; written into */
/** @typedef {Record<string, any>} Arguments numbers; the mode of MV-Softmax is a word */
/**
 * f of the target's cosine, with its slope by it.  All cosines and the label matter to NPCFace.
 *
 * @typedef {(
 *   cosY: number, given: Arguments, out: Out, cosines?: ArrayLike<number>, label?: number,
 * ) => Out} Margin
 */
/**
 * A margin's plain formula over the angle.
 *
 * @typedef {(theta: number, given: Arguments) => number} PlainMargin
 */
/**
 * g of log p_y, with its slope by it.  `batch` is log p_y of every sample, in rising order.
 *
 * @typedef {(logP: number, given: Arguments, out: Out, batch: Float64Array) => Out} Mining
 */
/**
 * cos_k + ln(h_k) / s of a rival's cosine, with its slope by it.
 *
 * @typedef {(cosine: number, boundary: number, given: Arguments, out: Out) => Out} Guidance
 */
/**
 * What a rival's cosine must exceed to make it a support vector, where it is not f.
 *
 * @typedef {(cosY: number, f: number, given: Arguments) => number} Boundary
 */

/**
 * Whether a rival with this cosine is a support vector, where it is not `beats`.
 *
 * @typedef {(cosine: number, boundary: number, given: Arguments) => boolean} Indicator
 */

/**
 * A slot as Python describes it.
 *
 * @typedef {object} Described
 * @property {string} code the name of its function
 * @property {Arguments} arguments
 * @property {Record<string, string>} reads the loss's parameter that each argument follows
 * @property {Described | null} boundary
 * @property {string} [indicator] the name of a function; empty where it is `beats`
 */
/**
 * A loss as Python describes it.
 *
 * @typedef {object} DescribedLoss
 * @property {string} name
 * @property {string} title
 * @property {number} scale
 * @property {Arguments} parameters
 * @property {Described | null} margin
 * @property {Described | null} mining
 * @property {Described | null} guidance
 */

/**
 * The function of a name.
 *
 * @param {string} code
 */
async function found(code) {
  const [file, name] = code.replace(/^losses\./, "").split(":");
  const functions = await import(`./${file}.js`);
  if (!functions[name]) throw new Error(`${file}.js does not export ${name}`);
  return { call: functions[name], plain: functions[`${name}_plain`] };
}

/** @type {(slot: Described | null | undefined) => Promise<any>} */
async function filled(slot) {
  if (!slot) return undefined;
  const { call, plain } = await found(slot.code);
  const indicator = slot.indicator ? (await found(slot.indicator)).call : undefined;
  return { call, plain, indicator, arguments: { ...slot.arguments }, reads: slot.reads };
}

/**
 * The loss of a description, with the code that it needs.
 *
 * @param {DescribedLoss} described
 */
export async function loadLoss({ name, title, scale, parameters, margin, mining, guidance }) {
  const slots = [margin, mining, guidance, guidance?.boundary];
  const [f, g, h, bound] = await Promise.all(slots.map(filled));
  return new Loss({ name, title, scale, parameters, margin: f, mining: g, guidance: h, bound });
}
