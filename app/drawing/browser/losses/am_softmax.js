/** AM-Softmax, losses/am_softmax.py: the target's cosine must win by a fixed amount. */

/**
 * f = cos(theta_y) - m, and its slope by cos(theta_y).
 *
 * @type {import("./slots.js").Margin}
 */
export function am_margin(cosY, { margin }, out) {
  out.value = cosY - margin;
  out.slope = 1;
  return out;
}

/**
 * There is nothing to continue: the formula is monotone by itself.
 *
 * @type {import("./slots.js").PlainMargin}
 */
export const am_margin_plain = (theta, { margin }) => Math.cos(theta) - margin;
