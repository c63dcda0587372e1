/** The parameter of a loss that pulls a sample as another loss does: as toy_models/translator.py. */

import { am_margin } from "../../drawing/browser/losses/am_softmax.js";
import { arc_margin } from "../../drawing/browser/losses/arc_softmax.js";
import { Loss } from "../../drawing/browser/losses/equation.js";
import { sv_guide } from "../../drawing/browser/losses/sv_softmax.js";
import { pullOn } from "./scene.js";

/** @typedef {import("./scene.js").Scene} Scene */
/** @typedef {"sv" | "am" | "arc"} Family */

const SCAN = 120;
const HALVINGS = 50;
const SAME = 1e-6;

/**
 * The smallest x from low to high with of(x) = wanted, or undefined; a jump is no solution.
 * Nothing is compared with a fixed number: values may all be tiny.
 *
 * @param {number} wanted
 * @param {(x: number) => number} of
 * @param {number} low
 * @param {number} high
 */
function solve(wanted, of, low, high) {
  let [before, xBefore] = [of(low), low];
  if (Math.abs(before - wanted) <= SAME * Math.abs(wanted)) return low;
  for (let i = 1; i <= SCAN; i += 1) {
    const x = low + ((high - low) * i) / SCAN;
    const value = of(x);
    if ((before - wanted) * (value - wanted) <= 0) {
      let [a, b, atA] = [xBefore, x, before];
      for (let halving = 0; halving < HALVINGS; halving += 1) {
        const middle = (a + b) / 2;
        const atMiddle = of(middle);
        if ((atA - wanted) * (atMiddle - wanted) <= 0) b = middle;
        else [a, atA] = [middle, atMiddle];
      }
      const step = Math.abs(value - before);
      if (Math.abs(of(b) - wanted) <= SAME * Math.max(Math.abs(wanted), step)) return b;
    }
    [before, xBefore] = [value, x];
  }
  return undefined;
}

/** @type {Record<Family, (scale: number, value: number) => Loss>} */
const FAMILIES = {
  sv: (scale, t) => new Loss({ scale, guidance: { call: sv_guide, arguments: { t } } }),
  am: (scale, margin) => new Loss({ scale, margin: { call: am_margin, arguments: { margin } } }),
  arc: (scale, margin) => new Loss({ scale, margin: { call: arc_margin, arguments: { margin } } }),
};
/** @type {Record<Family, [number, number]>} */
export const RANGES = { sv: [1, 2], am: [0, 1], arc: [0, 1.5] };

/**
 * The value of family `to` that pulls the scene's sample as `from` with this value does.
 *
 * @param {Scene} scene
 * @param {number} scale
 * @param {Family} from
 * @param {number} value
 * @param {Family} to
 */
export function translate(scene, scale, from, value, to) {
  /** @type {(family: Family) => (x: number) => number} */
  const pull = (family) => (x) =>
    pullOn(scene, FAMILIES[family](scale, x).terms(scene.cosines, scene.label).slope);
  return solve(pull(from)(value), pull(to), ...RANGES[to]);
}
