/** NPCFace, losses/npcface.py: a harder push against hard rivals, and they raise the target's margin too. */

import { arc_margin } from "./arc_softmax.js";
import { beats } from "./sv_softmax.js";

const scratch = { value: 0, slope: 0 };

/**
 * cos(theta_y + hard_margin), above which a rival is hard.
 *
 * @type {import("./slots.js").Boundary}
 */
export function npc_boundary(cosY, f, { hard_margin }) {
  return arc_margin(cosY, { margin: hard_margin }, scratch).value;
}

/**
 * t cos_k + a for the hard rivals.
 *
 * @type {import("./slots.js").Guidance}
 */
export function npc_guide(cosine, boundary, { t, a }, out) {
  const hard = beats(cosine, boundary);
  out.value = hard ? t * cosine + a : cosine;
  out.slope = hard ? t : 1;
  return out;
}

/**
 * f = cos(theta_y + m0 + m1 * mean hard cosine); the margin has no slope.
 *
 * @type {import("./slots.js").Margin}
 */
export function npc_margin(cosY, { m0, m1, hard_margin }, out, cosines = [], label = 0) {
  const boundary = npc_boundary(cosY, cosY, { hard_margin });
  let [count, total] = [0, 0];
  for (let k = 0; k < cosines.length; k += 1) {
    if (k === label || !beats(cosines[k], boundary)) continue;
    count += 1;
    total += cosines[k];
  }
  return arc_margin(cosY, { margin: m0 + (m1 * total) / Math.max(1, count) }, out);
}
