/**
 * The one equation, as in losses/equation.py, for one sample; with the gradient on every cosine.
 *
 *   L = - g(p_y) log( e^{s f(theta_y)} / ( e^{s f(theta_y)} + sum_{k != y} h_k e^{s cos theta_k} ) )
 */

import { beats } from "./sv_softmax.js";

/** @typedef {import("./slots.js").Arguments} Arguments */
/** @typedef {import("./slots.js").Out} Out */
/**
 * A function in a slot with its arguments; `reads` names the loss's parameter that each follows.
 *
 * @template Call
 * @typedef {{ call: Call, arguments: Arguments, reads?: Record<string, string> }} Slot
 */
/** @typedef {Slot<import("./slots.js").Margin>} MarginSlot */
/** @typedef {Slot<import("./slots.js").Guidance> & { indicator?: Indicator }} GuidanceSlot */
/** @typedef {import("./slots.js").Indicator} Indicator */
/**
 * What makes a loss; a slot that is left out is empty.
 *
 * @typedef {object} Parts
 * @property {number} scale
 * @property {string} [name]
 * @property {string} [title]
 * @property {Arguments} [parameters]
 * @property {MarginSlot & { plain?: import("./slots.js").PlainMargin }} [margin]
 * @property {Slot<import("./slots.js").Mining>} [mining]
 * @property {GuidanceSlot} [guidance]
 * @property {Slot<import("./slots.js").Boundary>} [bound]
 */

const ALONE = Float64Array.of(Infinity); // a batch in which every sample is among the hardest

/** The parts of the equation for one sample; the arrays have an entry for every class. */
export class Terms {
  f = 0;
  boundary = 0;
  nll = 0; // -log p_y, with margin and guidance
  g = 0;
  loss = 0;

  /** @param {number} classes */
  constructor(classes) {
    this.guided = new Float64Array(classes); // cos_k + ln(h_k) / s; f for the target
    this.logits = new Float64Array(classes);
    this.p = new Float64Array(classes);
    this.support = new Uint8Array(classes); // I_k; never the target
    this.slope = new Float64Array(classes); // dL / dcos_k
    this.many = new Float64Array(classes).fill(1); // classes that an entry stands for
  }
}

export class Loss {
  /** @param {Parts} parts */
  constructor({ scale, name = "", title = "", parameters = {}, margin, mining, guidance, bound }) {
    this.scale = scale;
    this.name = name;
    this.title = title;
    /** @type {Arguments} */
    this.parameters = { scale, ...parameters };
    this.margin = margin;
    this.mining = mining;
    this.guidance = guidance;
    this.bound = bound;
    /** @type {Out} */
    this.out = { value: 0, slope: 0 };
  }

  /** The same loss with an empty slot h. */
  withoutGuidance() {
    const { scale, name, title, parameters, margin, mining } = this;
    return new Loss({ scale, name, title, parameters, margin, mining });
  }

  /**
   * Change a parameter, and the arguments that follow it.
   *
   * @param {string} name
   * @param {number} value
   */
  set(name, value) {
    this.parameters[name] = value;
    if (name === "scale") this.scale = value;
    for (const slot of [this.margin, this.mining, this.guidance, this.bound]) {
      for (const [argument, parameter] of Object.entries(slot?.reads ?? {})) {
        if (slot && parameter === name) slot.arguments[argument] = value;
      }
    }
  }

  /**
   * f where the target has this cosine, and its slope.  `cosines` matter to NPCFace alone.
   *
   * @param {number} cosY
   * @param {ArrayLike<number>} [cosines]
   * @param {number} [label]
   */
  f(cosY, cosines = [], label = 0) {
    const { margin, out } = this;
    if (margin) return margin.call(cosY, margin.arguments, out, cosines, label);
    out.value = cosY;
    out.slope = 1;
    return out;
  }

  /**
   * What a rival's cosine must exceed to make it a support vector.
   *
   * @param {number} cosY
   * @param {number} f
   */
  boundary(cosY, f) {
    return this.bound ? this.bound.call(cosY, f, this.bound.arguments) : f;
  }

  /**
   * I_k: whether a rival is a support vector.
   *
   * @param {number} cosine
   * @param {number} boundary
   */
  beating(cosine, boundary) {
    const { guidance } = this;
    if (!guidance?.indicator) return beats(cosine, boundary);
    return guidance.indicator(cosine, boundary, guidance.arguments);
  }

  /**
   * cos_k + ln(h_k) / s of a rival, and its slope.
   *
   * @param {number} cosine
   * @param {number} boundary
   */
  h(cosine, boundary) {
    const { guidance, out } = this;
    if (guidance) return guidance.call(cosine, boundary, guidance.arguments, out);
    out.value = cosine;
    out.slope = 1;
    return out;
  }

  /**
   * g of a sample with this log p_y, and its slope.
   *
   * @param {number} logP
   * @param {Float64Array} [batch] log p_y of every sample, in rising order
   */
  g(logP, batch = ALONE) {
    const { mining, out } = this;
    if (mining) return mining.call(logP, mining.arguments, out, batch);
    out.value = 1;
    out.slope = 0;
    return out;
  }

  /**
   * -log p_y, with margin and guidance; writes f, boundary, guided, logits, p, support and nll.
   *
   * @param {ArrayLike<number>} cosines
   * @param {number} label
   * @param {Terms} terms
   */
  likelihood(cosines, label, terms) {
    const { scale } = this;
    const { value: f, slope } = this.f(cosines[label], cosines, label);
    const boundary = this.boundary(cosines[label], f);
    terms.f = f;
    terms.boundary = boundary;
    let highest = -Infinity;
    for (let k = 0; k < cosines.length; k += 1) {
      if (k === label) {
        terms.guided[k] = f;
        terms.slope[k] = slope;
        terms.support[k] = 0;
      } else {
        const guided = this.h(cosines[k], boundary);
        terms.guided[k] = guided.value;
        terms.slope[k] = guided.slope;
        terms.support[k] = this.beating(cosines[k], boundary) ? 1 : 0;
      }
      terms.logits[k] = scale * terms.guided[k];
      if (terms.logits[k] > highest) highest = terms.logits[k];
    }
    let sum = 0;
    for (let k = 0; k < cosines.length; k += 1) {
      terms.p[k] = terms.many[k] * Math.exp(terms.logits[k] - highest);
      sum += terms.p[k];
    }
    for (let k = 0; k < cosines.length; k += 1) terms.p[k] /= sum;
    terms.nll = Math.log(sum) + highest - terms.logits[label];
    return terms.nll;
  }

  /**
   * All terms of the equation for a sample, written into `terms`.
   *
   * @param {ArrayLike<number>} cosines
   * @param {number} label
   * @param {Float64Array} [batch] log p_y of every sample, in rising order
   * @param {Terms} [terms]
   */
  terms(cosines, label, batch = ALONE, terms = new Terms(cosines.length)) {
    const { scale } = this;
    const nll = this.likelihood(cosines, label, terms);
    const { value: g, slope: gSlope } = this.g(-nll, batch);
    terms.g = g;
    terms.loss = g * nll;
    const perNat = g - gSlope * nll; // dL / d(-log p_y)
    let rest = 0; // 1 - p_y, exact also where p_y rounds to 1
    for (let k = 0; k < cosines.length; k += 1) {
      if (k === label) continue;
      rest += terms.p[k];
      terms.slope[k] *= perNat * scale * terms.p[k];
    }
    terms.slope[label] *= -perNat * scale * rest;
    return terms;
  }
}
