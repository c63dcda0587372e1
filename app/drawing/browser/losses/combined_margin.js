/** The combined margin, losses/combined_margin.py: A-, Arc- and AM-Softmax applied in turn. */

import { a_margin } from "./a_softmax.js";
import { am_margin } from "./am_softmax.js";
import { arc_margin } from "./arc_softmax.js";

/**
 * f = cos(m1 theta_y + m2) - m3, and its slope by cos(theta_y).
 *
 * @type {import("./slots.js").Margin}
 */
export function combined_margin(cosY, { m1, m2, m3 }, out) {
  let slope = a_margin(cosY, { margin: m1 }, out).slope;
  slope *= arc_margin(out.value, { margin: m2 }, out).slope;
  slope *= am_margin(out.value, { margin: m3 }, out).slope;
  out.slope = slope;
  return out;
}

/**
 * What the formula gives without the continuations.
 *
 * @type {import("./slots.js").PlainMargin}
 */
export const combined_margin_plain = (theta, { m1, m2, m3 }) => Math.cos(m1 * theta + m2) - m3;
