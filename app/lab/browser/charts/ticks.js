/** The ticks of the lab's charts, and how finely their curves are drawn. */

import { span } from "../../../drawing/browser/axes.js";

/** @typedef {import("../../../drawing/browser/axes.js").Ticks} Ticks */

export const STEPS = 180; // of a curve

/** @type {Ticks} */
export const ANGLES = [0, 45, 90, 135, 180].map((value) => [value, `${value}°`]);

/** @type {Ticks} */
export const QUARTERS = [0, 0.25, 0.5, 0.75, 1].map((value) => [value, String(value)]);

const SIZES = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500];

/**
 * Ticks from 0 to `high` at round numbers, so that no two have the same words.
 *
 * @param {number} high
 * @param {string} [unit]
 * @returns {Ticks}
 */
export function ticks(high, unit = "") {
  const step = SIZES.find((size) => high / size <= 6) ?? 1000;
  const count = Math.floor(high / step);
  return span(count, 0, count * step).map((value) => [value, `${+value.toFixed(2)}${unit}`]);
}
