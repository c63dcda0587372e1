/**
 * A tour: what the clock of a figure plays.
 *
 * A setting "20..100..55" takes a variable from 20 to 100 and then to 55; the settings of a tour are
 * played one after another.  A setting without dots only sets its variable.
 */

import { numberWords } from "./variables.js";

/** @typedef {import("./variables.js").Variables} Variables */
/** @typedef {{ name: string, from: number, to: number, begin: number, end: number }} Leg */

const SHORTEST = 0.5; // seconds of a leg
const REST = 0.5; // seconds at each stop

/** @param {string} setting */
const stops = (setting) => setting.split("..").map(Number);

export class Tour {
  head = 0; // seconds
  playing = false;

  /**
   * @param {Record<string, string>} settings
   * @param {Variables} variables
   */
  constructor(settings, variables) {
    this.variables = variables;
    /** @type {Leg[]} */
    this.legs = [];
    /** What is only set. @type {[string, number][]} */
    this.still = [];
    let begin = 0;
    for (const [name, setting] of Object.entries(settings)) {
      const variable = variables.of(name);
      const [first, ...others] = stops(setting);
      if (!variable || !Number.isFinite(first)) continue;
      if (!others.length) this.still.push([name, first]);
      let from = first;
      for (const to of others) {
        const way = Math.abs(variables.share(variable, to) - variables.share(variable, from));
        const end = begin + Math.max(SHORTEST, way * variable.seconds);
        this.legs.push({ name, from, to, begin, end });
        begin = end + REST;
        from = to;
      }
    }
    this.length = this.legs.length ? begin - REST : 0;
  }

  /** Put every variable where it is at this time. */
  apply() {
    const { variables, head } = this;
    for (const [name, value] of this.still) variables.set(name, value);
    const seen = new Set();
    for (const { name, from, to, begin, end } of this.legs) {
      if (head < begin && seen.has(name)) continue;
      seen.add(name);
      const variable = variables.of(name);
      if (!variable) continue;
      const share = eased(Math.min(1, Math.max(0, (head - begin) / (end - begin))));
      const [a, b] = [variables.share(variable, from), variables.share(variable, to)];
      variables.set(name, variables.at(variable, a + share * (b - a)));
      if (head >= end) variables.set(name, to);
    }
  }

  play() {
    if (this.head >= this.length) this.head = 0;
    this.playing = this.length > 0;
  }

  pause() {
    this.playing = false;
  }

  /** @param {number} head seconds */
  seek(head) {
    this.pause();
    this.head = Math.min(this.length, Math.max(0, head));
    this.apply();
  }

  /**
   * Let time pass; true while it plays.
   *
   * @param {number} seconds
   */
  tick(seconds) {
    if (!this.playing) return false;
    this.head = Math.min(this.length, this.head + seconds);
    this.apply();
    if (this.head >= this.length) this.playing = false;
    return true;
  }

  /** The clock in words. */
  get words() {
    return `${numberWords(this.head, 0)} of ${numberWords(this.length, 0)} seconds`;
  }
}

/** Slow at both ends. @param {number} share */
const eased = (share) => share * share * (3 - 2 * share);
