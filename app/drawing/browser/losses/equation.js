/**
 * The one equation, as in losses/equation.py, for one sample; with the gradient on every cosine.
 *
 *   L = - g(p_y) log( e^{s f(theta_y)} / ( e^{s f(theta_y)} + sum_{k != y} h_k e^{s cos theta_k} ) )
 *
 * A loss comes from Python as the names of its slots' code and their arguments.
 */

import { SLOTS } from "./slots.js";
import { beats } from "./sv_softmax.js";

const ALONE = Float64Array.of(Infinity); // a batch in which every sample is among the hardest

const filled = (slot) =>
  slot ? { ...slot, arguments: { ...slot.arguments }, call: SLOTS[slot.code] } : undefined;

/** What a loss makes of a sample: the arrays have an entry for every class. */
class Told {
  constructor(classes) {
    this.guided = new Float64Array(classes); // cos_k + ln(h_k) / s; f for the target
    this.logits = new Float64Array(classes);
    this.p = new Float64Array(classes);
    this.support = new Uint8Array(classes); // I_k; never the target
    this.slope = new Float64Array(classes); // dL / dcos_k
  }
}

export class Loss {
  constructor({ scale, margin, mining, guidance, ...words }) {
    Object.assign(this, words);
    this.scale = scale;
    this.margin = filled(margin);
    this.mining = filled(mining);
    this.guidance = filled(guidance);
    this.bound = filled(guidance?.boundary);
    this.parameters = { scale, ...words.parameters };
    this.out = { value: 0, slope: 0 };
  }

  /** Change a parameter; a slot may know it under another name. */
  set(name, value) {
    this.parameters[name] = value;
    if (name === "scale") this.scale = value;
    for (const slot of [this.margin, this.mining, this.guidance, this.bound]) {
      for (const [argument, from] of Object.entries(slot?.reads ?? {})) {
        if (from === name) slot.arguments[argument] = value;
      }
    }
  }

  /** f where the target has this cosine, and its slope.  `cosines` matter to NPCFace alone. */
  f(cosY, cosines = [], label = 0) {
    const { margin, out } = this;
    if (margin) return margin.call(cosY, margin.arguments, out, cosines, label);
    out.value = cosY;
    out.slope = 1;
    return out;
  }

  /** What a rival's cosine must exceed to make it a support vector. */
  boundary(cosY, f) {
    return this.bound ? this.bound.call(cosY, f, this.bound.arguments) : f;
  }

  /** cos_k + ln(h_k) / s of a rival, and its slope. */
  h(cosine, boundary) {
    const { guidance, out } = this;
    if (guidance) return guidance.call(cosine, boundary, guidance.arguments, out);
    out.value = cosine;
    out.slope = 1;
    return out;
  }

  /** g of a sample with this log p_y, and its slope. */
  g(logP, batch = ALONE) {
    const { mining, out } = this;
    if (mining) return mining.call(logP, mining.arguments, out, batch);
    out.value = 1;
    out.slope = 0;
    return out;
  }

  /** -log p_y, with margin and guidance.  Fills guided, logits and support. */
  likelihood(cosines, label, told) {
    const { scale } = this;
    const { value: f, slope } = this.f(cosines[label], cosines, label);
    const boundary = this.boundary(cosines[label], f);
    told.f = f;
    told.boundary = boundary;
    let highest = -Infinity;
    for (let k = 0; k < cosines.length; k += 1) {
      if (k === label) {
        told.guided[k] = f;
        told.slope[k] = slope;
        told.support[k] = 0;
      } else {
        const guided = this.h(cosines[k], boundary);
        told.guided[k] = guided.value;
        told.slope[k] = guided.slope;
        told.support[k] = beats(cosines[k], boundary) ? 1 : 0;
      }
      told.logits[k] = scale * told.guided[k];
      if (told.logits[k] > highest) highest = told.logits[k];
    }
    let sum = 0;
    for (let k = 0; k < cosines.length; k += 1) {
      told.p[k] = Math.exp(told.logits[k] - highest);
      sum += told.p[k];
    }
    for (let k = 0; k < cosines.length; k += 1) told.p[k] /= sum;
    told.nll = Math.log(sum) + highest - told.logits[label];
    return told.nll;
  }

  /** Everything about a sample, in an object that the next call writes into again. */
  evaluate(cosines, label, batch = ALONE) {
    if (this.told?.p.length !== cosines.length) this.told = new Told(cosines.length);
    const { told, scale } = this;
    const nll = this.likelihood(cosines, label, told);
    const { value: g, slope: gSlope } = this.g(-nll, batch);
    told.g = g;
    told.loss = g * nll;
    const perNat = g - gSlope * nll; // dL / d(-log p_y)
    let rest = 0; // 1 - p_y, exact also where p_y rounds to 1
    for (let k = 0; k < cosines.length; k += 1) {
      if (k === label) continue;
      rest += told.p[k];
      told.slope[k] *= perNat * scale * told.p[k];
    }
    told.slope[label] *= -perNat * scale * rest;
    return told;
  }
}
