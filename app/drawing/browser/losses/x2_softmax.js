/** X2-Softmax, losses/x2_softmax.py: the target's logit is a parabola of its angle. */

import { angle, sloped_ends } from "./angles.js";

/**
 * f = a (theta_y - h)^2 + k, and its slope by cos(theta_y).
 *
 * @type {import("./slots.js").Margin}
 */
export function x2_margin(cosY, { bend, vertex, peak }, out) {
  const beyond = angle(cosY, out).value - vertex;
  out.value = bend * beyond ** 2 + peak;
  out.slope = 2 * bend * beyond * out.slope + sloped_ends(cosY, vertex ? 0 : -2 * bend, 0);
  return out;
}

/**
 * The parabola itself: it falls everywhere.
 *
 * @type {import("./slots.js").PlainMargin}
 */
export const x2_margin_plain = (theta, { bend, vertex, peak }) => bend * (theta - vertex) ** 2 + peak;
