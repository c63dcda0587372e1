/**
 * A prediction that is drawn: a value at each of some places, with a handle each.
 *
 * A curve can also be drawn in one stroke, and things can be marked with a touch.  Once the outcome is
 * seen, the prediction stays as a ghost.  In the place of one prediction there can be those of many, as
 * on the wall of a lecture hall.
 */

/** @typedef {import("../../drawing/browser/handles.js").Handle} Handle */
/** @typedef {import("./kinds/kind.js").Kind} Kind */
/**
 * What is asked for, as Python describes it (lessons/figure.py).
 *
 * @typedef {object} Ask
 * @property {string} name
 * @property {number[]} places where a value is asked for
 * @property {string[]} labels of the places
 * @property {number} low
 * @property {number} high
 * @property {boolean} log equal ways are equal factors
 * @property {number} start
 * @property {string} unit
 * @property {number} digits
 * @property {boolean} marks things are marked: a value is 1 or 0
 */

import { numberWords } from "./variables.js";

const STEPS = 50; // of an arrow key, from low to high

export class Drawing {
  /** Where the pen was. @type {{ at: number, value: number } | undefined} */
  pen;

  /**
   * @param {Ask} ask
   * @param {number[] | null} values what was drawn before
   * @param {boolean} ghost it can no longer change
   * @param {number[][]} [many] what many have drawn, in the place of one
   */
  constructor(ask, values, ghost, many) {
    this.ask = ask;
    this.ghost = ghost;
    this.many = many;
    this.begun = Boolean(values);
    this.values = values ?? ask.places.map(() => ask.start);
  }

  /** @param {string} name of a handle */
  static place(name) {
    return name.startsWith("drawn-") ? Number(name.slice(6)) : -1;
  }

  /**
   * A handle for each place; none for a ghost, and none for many.
   *
   * @param {Kind} kind
   * @returns {Handle[]}
   */
  handles(kind) {
    if (this.ghost || this.many) return [];
    const { places, unit, digits, labels, marks } = this.ask;
    return places.map((place, at) => ({
      name: `drawn-${at}`,
      kind: marks ? "mark" : "drawn",
      ...kind.placeOf(this.ask, at, this.values[at]),
      value: this.values[at],
      words: marks ? (this.values[at] ? "marked" : "not marked") : numberWords(this.values[at], digits) + unit,
      label: `Your prediction${labels[at] ? `, ${labels[at]}` : ""}`,
    }));
  }

  /**
   * @param {number} at
   * @param {number} value
   */
  set(at, value) {
    const { low, high } = this.ask;
    this.begun = true;
    this.values[at] = Math.min(high, Math.max(low, value));
  }

  /**
   * Move a place by steps of an arrow key.
   *
   * @param {number} at
   * @param {number} steps
   */
  step(at, steps) {
    const { low, high, log, marks } = this.ask;
    if (marks) this.set(at, steps > 0 ? high : low);
    else if (log) this.set(at, this.values[at] * (high / low) ** (steps / STEPS));
    else this.set(at, this.values[at] + (steps * (high - low)) / STEPS);
  }

  /**
   * Mark a place, or take its mark away.
   *
   * @param {number} at
   */
  toggle(at) {
    const { low, high } = this.ask;
    this.set(at, this.values[at] === high ? low : high);
  }

  /**
   * Draw with the pen: every place that it passes takes its height.
   *
   * @param {Kind} kind
   * @param {number} x CSS pixels
   * @param {number} y CSS pixels
   */
  stroke(kind, x, y) {
    const off = this.ask.places.map((_, at) =>
      Math.abs(kind.placeOf(this.ask, at, this.values[at]).x - x),
    );
    const at = off.indexOf(Math.min(...off));
    const value = kind.valueAt(this.ask, at, x, y);
    const from = this.pen ?? { at, value };
    const ways = Math.abs(at - from.at);
    for (let i = 0; i <= ways; i += 1) {
      const share = ways ? i / ways : 1;
      this.set(from.at + Math.sign(at - from.at) * i, from.value + share * (value - from.value));
    }
    this.pen = { at, value };
  }
}
