/** F-Softmax, losses/focal.py: samples that are right already count less. */

const TINY = 2 ** -1022; // the smallest normal number, as torch.finfo(float64).tiny

/**
 * g = (1 - p_y)^gamma from log p_y, and its slope by log p_y.
 *
 * @type {import("./slots.js").Mining}
 */
export function focal_weight(logP, { gamma }, out) {
  const miss = -Math.expm1(logP);
  const floored = Math.max(miss, TINY);
  out.value = floored ** gamma;
  out.slope = miss >= TINY && gamma ? -gamma * floored ** (gamma - 1) * Math.exp(logP) : 0;
  return out;
}
