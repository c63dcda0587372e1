/** Arc-Softmax, losses/arc_softmax.py: the target's angle must win by a fixed amount. */

import { sine } from "./angles.js";

/**
 * f = cos(theta_y + m), continued past pi - m; and its slope by cos(theta_y).
 *
 * @type {import("./slots.js").Margin}
 */
export function arc_margin(cosY, { margin }, out) {
  const [cosM, sinM] = [Math.cos(margin), Math.sin(margin)];
  if (margin > 0 && cosY < -cosM) {
    out.value = cosY - (1 - cosM);
    out.slope = 1;
  } else if (margin < 0 && cosY > cosM) {
    out.value = 1;
    out.slope = 0;
  } else {
    sine(cosY, out);
    out.value = cosY * cosM - out.value * sinM;
    out.slope = cosM - out.slope * sinM;
  }
  return out;
}

/**
 * What the formula gives without the continuation: it turns upward after pi - m.
 *
 * @type {import("./slots.js").PlainMargin}
 */
export const arc_margin_plain = (theta, { margin }) => Math.cos(theta + margin);
