/**
 * What can be moved in a figure: by a hand, a slider, a link, a number in the text, or the clock.
 *
 * A variable is between `low` and `high`, in steps, or is one of its `values`.
 */

/**
 * A variable as Python describes it (lessons/figure.py).
 *
 * @typedef {object} Variable
 * @property {string} name in links
 * @property {string} label
 * @property {number} low
 * @property {number} high
 * @property {number} step of an arrow key
 * @property {number} start
 * @property {string} unit
 * @property {number} digits
 * @property {boolean} slider below the figure
 * @property {boolean} log equal ways are equal factors
 * @property {number[]} values if there are only these
 * @property {string[]} words of the values
 * @property {string} parameter of the losses that follows it
 * @property {number} seconds of the clock for the whole way
 */

export class Variables {
  /** @type {Record<string, number>} */
  now = {};

  /** @param {Variable[]} list */
  constructor(list) {
    this.list = list;
    for (const { name, start } of list) this.now[name] = start;
  }

  /** @param {string} name */
  of(name) {
    return this.list.find((variable) => variable.name === name);
  }

  /**
   * Move a variable; a value beyond its ends is held there.  False if there is no such variable.
   *
   * @param {string} name
   * @param {number} value
   */
  set(name, value) {
    const variable = this.of(name);
    if (!variable || !Number.isFinite(value)) return false;
    this.now[name] = Math.min(variable.high, Math.max(variable.low, value));
    return true;
  }

  /**
   * Move a variable by steps.
   *
   * @param {string} name
   * @param {number} steps
   */
  step(name, steps) {
    const variable = this.of(name);
    if (!variable) return;
    const { values, step, log } = variable;
    const value = this.now[name];
    if (values.length) {
      const at = nearest(values, value) + steps;
      this.set(name, values[Math.min(values.length - 1, Math.max(0, at))]);
    } else if (log) this.set(name, value * step ** steps);
    else this.set(name, Math.round((value + steps * step) / step) * step);
  }

  /**
   * Let go: a variable that has only some values goes to the nearest.
   *
   * @param {string} name
   */
  settle(name) {
    const variable = this.of(name);
    if (variable?.values.length) {
      this.now[name] = variable.values[nearest(variable.values, this.now[name])];
    }
  }

  /**
   * The value in words, with its unit.
   *
   * @param {string} name
   */
  words(name) {
    const variable = this.of(name);
    if (!variable) return "";
    const { values, words, unit, digits } = variable;
    if (words.length) return words[nearest(values, this.now[name])];
    return numberWords(this.now[name], digits) + unit;
  }

  /**
   * Where a value is on the way from low to high, 0 to 1.
   *
   * @param {Variable} variable
   * @param {number} value
   */
  share({ low, high, log }, value) {
    const along = log ? Math.log : (/** @type {number} */ x) => x;
    return (along(value) - along(low)) / (along(high) - along(low));
  }

  /**
   * The value at a part of the way.
   *
   * @param {Variable} variable
   * @param {number} share 0 to 1
   */
  at({ low, high, log }, share) {
    return log ? low * (high / low) ** share : low + share * (high - low);
  }
}

/**
 * The place of the nearest value.
 *
 * @param {number[]} values
 * @param {number} value
 */
export function nearest(values, value) {
  const off = values.map((other) => Math.abs(other - value));
  return off.indexOf(Math.min(...off));
}

/**
 * A number as it is written: a minus that is one, and thousands apart.
 *
 * @param {number} value
 * @param {number} digits after the point
 */
export function numberWords(value, digits) {
  const rounded = Number(value.toFixed(digits));
  const words = Math.abs(rounded).toLocaleString("en", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return rounded < 0 ? `−${words}` : words;
}
