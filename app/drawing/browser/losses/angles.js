/** The sine and the angle of a cosine, losses/angles.py: at both ends their slope is 0. */

/** @type {(cosine: number) => boolean} */
const within = (cosine) => 1 - cosine * cosine > Number.EPSILON;

/**
 * sin(theta) >= 0, and its slope by the cosine.
 *
 * @type {(cosine: number, out: import("./slots.js").Out) => import("./slots.js").Out}
 */
export function sine(cosine, out) {
  const inside = within(cosine);
  out.value = inside ? Math.sqrt(1 - cosine * cosine) : 0;
  out.slope = inside ? -cosine / out.value : 0;
  return out;
}

/**
 * theta in radians, and its slope by the cosine.
 *
 * @type {(cosine: number, out: import("./slots.js").Out) => import("./slots.js").Out}
 */
export function angle(cosine, out) {
  const inside = within(cosine);
  out.value = inside ? Math.acos(cosine) : cosine < 0 ? Math.PI : 0;
  out.slope = inside ? -1 / Math.sqrt(1 - cosine * cosine) : 0;
  return out;
}

/**
 * The slope that a function of the angle has where the angle is 0 or pi; elsewhere 0.
 *
 * @type {(cosine: number, at0: number, atPi: number) => number}
 */
export function sloped_ends(cosine, at0, atPi) {
  if (within(cosine)) return 0;
  return cosine > 0 ? at0 : atPi;
}
