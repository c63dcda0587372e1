/**
 * A tour: what the clock of a figure plays.
 *
 * A setting "20..100..55" takes a variable from 20 to 100 and then to 55.  The settings of a tour
 * play together, leg by leg: with "0..0..0.3" another one waits for the second leg.  A setting
 * without dots only sets its variable.
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
    /** The stops of each variable that moves. @type {[string, number[]][]} */
    const moving = [];
    for (const [name, setting] of Object.entries(settings)) {
      const places = stops(setting);
      if (!variables.of(name) || !places.every(Number.isFinite)) continue;
      if (places.length > 1) moving.push([name, places]);
      else this.still.push([name, places[0]]);
    }
    const last = Math.max(1, ...moving.map(([, places]) => places.length));
    let begin = 0;
    for (let at = 1; at < last; at += 1) {
      const together = moving.flatMap(([name, places]) =>
        at < places.length ? [{ name, from: places[at - 1], to: places[at] }] : []);
      const end = begin + Math.max(SHORTEST, ...together.map((leg) => this.seconds(leg)));
      for (const leg of together) this.legs.push({ ...leg, begin, end });
      begin = end + REST;
    }
    this.length = this.legs.length ? begin - REST : 0;
  }

  /** How long a variable takes by itself. @param {{ name: string, from: number, to: number }} leg */
  seconds({ name, from, to }) {
    const variable = this.variables.of(name);
    if (!variable) return 0;
    const way = this.variables.share(variable, to) - this.variables.share(variable, from);
    return Math.abs(way) * variable.seconds;
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
