/** Where an axis has its numbers. */

/** @typedef {import("../../drawing/browser/axes.js").Ticks} Ticks */

const WANTED = 5;

/**
 * Round numbers between two ends; on a logarithmic axis the places are logarithms to base ten.
 *
 * @param {number} low
 * @param {number} high
 * @param {boolean} log
 * @returns {Ticks}
 */
export function ticksOf(low, high, log) {
  return log ? factors(low, high) : even(low, high);
}

/** @type {(low: number, high: number) => Ticks} */
function even(low, high) {
  const rough = (high - low) / WANTED;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough) ?? 10);
  /** @type {Ticks} */
  const ticks = [];
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + 1e-9 * step; i += 1) {
    ticks.push([i * step, String(Number((i * step).toPrecision(6))).replace("-", "−")]);
  }
  return ticks;
}

/** @type {(low: number, high: number) => Ticks} */
function factors(low, high) {
  const [first, last] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  const between = last - first > 3 ? [1] : last - first > 1 ? [1, 3] : [1, 2, 4];
  /** @type {Ticks} */
  const ticks = [];
  for (let power = first; power <= last; power += 1) {
    for (const factor of between) {
      const value = factor * 10 ** power;
      if (value < low * 0.999 || value > high * 1.001) continue;
      ticks.push([Math.log10(value), value >= 1 ? value.toLocaleString("en") : String(Number(value.toPrecision(2)))]);
    }
  }
  return ticks;
}
