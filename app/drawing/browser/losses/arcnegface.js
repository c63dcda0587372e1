/** ArcNegFace, losses/arcnegface.py: every rival is emphasised, more when near the target. */

/**
 * cos_k becomes tau_k cos_k + tau_k - 1; tau_k is a weight, without slope.
 *
 * @type {import("./slots.js").Guidance}
 */
export function arcneg_guide(cosine, boundary, { alpha, sigma }, out) {
  const tau = alpha * Math.exp(-((cosine - boundary) ** 2) / sigma);
  out.value = tau * cosine + (tau - 1);
  out.slope = tau;
  return out;
}
