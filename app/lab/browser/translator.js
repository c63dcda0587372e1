/** Margins and mining in one another's words: as toy_models/translator.py. */

import { Loss } from "../../drawing/browser/losses/equation.js";
import { pullOn } from "./scene.js";

const SCAN = 120;
const HALVINGS = 50;
const SAME = 1e-6;

/** The smallest x from low to high with of(x) = wanted, or undefined; a jump is no solution. */
export function same(wanted, of, low, high) {
  const close = (value) => Math.abs(value - wanted) <= SAME * Math.max(1, Math.abs(wanted));
  let [before, xBefore] = [of(low), low];
  if (close(before)) return low;
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
      if (close(of(b))) return b;
    }
    [before, xBefore] = [value, x];
  }
  return undefined;
}

const slot = (code, given) => ({ code, arguments: given });
const FAMILIES = {
  sv: (scale, t) => new Loss({ scale, guidance: slot("losses.sv_softmax:sv_guide", { t }) }),
  am: (scale, margin) => new Loss({ scale, margin: slot("losses.am_softmax:am_margin", { margin }) }),
  arc: (scale, margin) => new Loss({ scale, margin: slot("losses.arc_softmax:arc_margin", { margin }) }),
};
const RANGES = { sv: [1, 2], am: [0, 1], arc: [0, 1.5] };

/** The value of family `to` that pulls the scene's sample as `from` with this value does. */
export function translate(scene, scale, from, value, to) {
  const pull = (family) => (x) => {
    const told = FAMILIES[family](scale, x).evaluate(scene.cosines, scene.label);
    return pullOn(scene, told.slope);
  };
  return same(pull(from)(value), pull(to), ...RANGES[to]);
}
