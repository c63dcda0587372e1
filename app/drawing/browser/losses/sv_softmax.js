/** SV-Softmax, losses/sv_softmax.py: push harder against the classes that beat the target. */

/**
 * I_k: strictly, a tie is not a support vector.
 *
 * @type {(cosine: number, boundary: number) => boolean}
 */
export const beats = (cosine, boundary) => cosine > boundary;

/**
 * cos_k + ln(h_k) / s, and its slope by cos_k: t cos_k + t - 1 for a support vector.
 *
 * @type {import("./slots.js").Guidance}
 */
export function sv_guide(cosine, boundary, { t }, out) {
  const held = beats(cosine, boundary) ? 1 : 0;
  out.value = cosine + (t - 1) * (cosine + 1) * held;
  out.slope = 1 + (t - 1) * held;
  return out;
}
