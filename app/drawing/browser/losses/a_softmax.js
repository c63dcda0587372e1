/** A-Softmax, losses/a_softmax.py: the target's angle counts m times. */

import { angle, sloped_ends } from "./angles.js";

/**
 * f = psi(theta_y), and its slope by cos(theta_y).
 *
 * @type {import("./slots.js").Margin}
 */
export function a_margin(cosY, { margin }, out) {
  angle(cosY, out);
  const turned = margin * out.value;
  const k = Math.floor(turned / Math.PI);
  const sign = 1 - 2 * (k % 2);
  out.slope *= -sign * margin * Math.sin(turned);
  out.slope += sloped_ends(cosY, margin ** 2, Number.isInteger(margin) ? margin ** 2 : 0);
  out.value = sign * Math.cos(turned) - 2 * k;
  return out;
}

/**
 * What the formula gives without the monotone continuation: cos(m theta).
 *
 * @type {import("./slots.js").PlainMargin}
 */
export const a_margin_plain = (theta, { margin }) => Math.cos(margin * theta);
