/** Inter-class filtering, losses/interclass_filter.py: a rival that is too near is left out. */

/**
 * 0 for a rival that is nearer than the limit, with slope 0.
 *
 * @type {import("./slots.js").Guidance}
 */
export function filter_guide(cosine, boundary, { limit }, out) {
  const left = cosine > limit;
  out.value = left ? 0 : cosine;
  out.slope = left ? 0 : 1;
  return out;
}
