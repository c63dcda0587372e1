/** MV-Softmax, losses/mv_softmax.py: SV-Softmax with a t that is 1 less, or a fixed emphasis. */

import { beats, sv_guide } from "./sv_softmax.js";

/**
 * cos_k + ln(h_k) / s, and its slope by cos_k.
 *
 * @type {import("./slots.js").Guidance}
 */
export function mv_guide(cosine, boundary, { t, mode }, out) {
  if (mode === "adaptive") return sv_guide(cosine, boundary, { t: 1 + t }, out);
  out.value = cosine + (beats(cosine, boundary) ? t : 0);
  out.slope = 1;
  return out;
}
