/** The losses of a run as they were at each kept step, ready to fill in the equation of a sample. */

import { loadLoss } from "../../drawing/browser/losses/slots.js";

/** @typedef {import("../../drawing/browser/losses/equation.js").Loss} Loss */
/** @typedef {import("../../drawing/browser/losses/slots.js").DescribedLoss} DescribedLoss */
/**
 * A loss as app/stage/equations.py tells it.
 *
 * @typedef {object} Told
 * @property {string} name
 * @property {string} title
 * @property {(DescribedLoss & { normalised: boolean, comparesSamples: boolean }) | null} equation
 * @property {string} why there is no equation, or what must be known to read its numbers
 */
/** @typedef {[name: string, parameters: Record<string, any>]} Choice */

export class Equations {
  /** By step and panel. @type {Choice[][]} */
  choices = [];
  /** By name, for each panel. @type {Map<string, Loss>[]} */
  losses = [];

  /** @param {Told[][] | null | undefined} told for each panel its loss, and that of its warm-up */
  constructor(told) {
    this.told = told ?? [];
    this.ready = Promise.all(this.told.map((ofPanel, at) => this.load(ofPanel, at)));
  }

  /**
   * @param {Told[]} ofPanel
   * @param {number} at
   */
  async load(ofPanel, at) {
    /** @type {Map<string, Loss>} */
    const losses = new Map();
    this.losses[at] = losses;
    for (const { name, equation } of ofPanel) {
      if (equation) losses.set(name, await loadLoss(equation));
    }
  }

  /**
   * Append the choices of further steps; null stands for those of the step before.
   *
   * @param {(Choice[] | null)[]} [choices]
   */
  add(choices = []) {
    for (const one of choices) this.choices.push(one ?? this.choices[this.choices.length - 1]);
  }

  /**
   * What is told of the loss that a panel had at a kept step.
   *
   * @param {number} k
   * @param {number} panel
   * @returns {Told | undefined}
   */
  toldAt(k, panel) {
    const choice = this.choices[k]?.[panel];
    return choice && this.told[panel]?.find(({ name }) => name === choice[0]);
  }

  /**
   * Whether a panel had the plain softmax of its warm-up at a kept step, and not its own loss.
   *
   * @param {number} k
   * @param {number} panel
   */
  warmsUp(k, panel) {
    const choice = this.choices[k]?.[panel];
    return Boolean(choice) && choice[0] !== this.told[panel]?.[0].name;
  }

  /**
   * The loss of a panel at a kept step; undefined if its equation cannot be filled in.
   *
   * @param {number} k
   * @param {number} panel
   */
  at(k, panel) {
    const choice = this.choices[k]?.[panel];
    const loss = choice && this.losses[panel]?.get(choice[0]);
    if (!loss) return undefined;
    for (const [name, value] of Object.entries(choice[1])) {
      if (loss.parameters[name] !== value) loss.set(name, value);
    }
    return loss;
  }
}
