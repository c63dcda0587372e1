/** Circle loss, losses/circle.py: every cosine is pushed as hard as it is far from its optimum. */

/**
 * f = [1 + m - cos_y]+ (cos_y - (1 - m)); the bracket is a weight, without slope.
 *
 * @type {import("./slots.js").Margin}
 */
export function circle_margin(cosY, { margin }, out) {
  const alpha = Math.max(0, 1 + margin - cosY);
  out.value = alpha * (cosY - (1 - margin));
  out.slope = alpha;
  return out;
}

/**
 * cos_k becomes [cos_k + m]+ (cos_k - m), for every rival.
 *
 * @type {import("./slots.js").Guidance}
 */
export function circle_guide(cosine, boundary, { relaxation }, out) {
  const alpha = Math.max(0, cosine + relaxation);
  out.value = alpha * (cosine - relaxation);
  out.slope = alpha;
  return out;
}

/**
 * The cosine >= 0 whose h equals f; below -1 where every rival's h exceeds f.
 *
 * @type {import("./slots.js").Boundary}
 */
export function circle_boundary(cosY, f, { relaxation }) {
  const squared = f + relaxation * relaxation;
  return squared >= 0 ? Math.sqrt(squared) : -2;
}

/**
 * Whether h exceeds f: above the boundary, and if f < 0 below its negative.
 *
 * @type {import("./slots.js").Indicator}
 */
export function circle_beats(cosine, boundary, { relaxation }) {
  return cosine > boundary || (boundary < relaxation && cosine < -boundary);
}
