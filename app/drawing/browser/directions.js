/** Directions as unit vectors: between two kept steps, and how near they are to one another. */

/** @typedef {{ [at: number]: number }} Numbers */
/** @typedef {{ best: number, second: number, class: number }} Nearest */

export const UNIT = 32767; // a packed component of 1
export const DEGREES = 180 / Math.PI; // of a radian

/**
 * Unit vectors (count, D) between two packed frames, written into `out`.
 *
 * @param {Numbers} first packed frame
 * @param {Numbers} second packed frame
 * @param {number} share of the way from the first to the second
 * @param {number} offset where the vectors begin in a frame
 * @param {number} count
 * @param {number} dimension
 * @param {boolean} flat keep the lengths: the vectors are projections
 * @param {Float32Array} out
 */
export function between(first, second, share, offset, count, dimension, flat, out) {
  for (let n = 0; n < count; n += 1) {
    const at = n * dimension;
    let length = 0;
    for (let d = 0; d < dimension; d += 1) {
      const a = first[offset + at + d];
      const value = (a + share * (second[offset + at + d] - a)) / UNIT;
      out[at + d] = value;
      length += value * value;
    }
    if (flat) continue;
    const scale = length > 0 ? 1 / Math.sqrt(length) : 0;
    for (let d = 0; d < dimension; d += 1) out[at + d] *= scale;
  }
  return out;
}

/**
 * The cosine between the unit vectors that begin at `at` in `a` and at `bt` in `b`.
 *
 * @param {Numbers} a
 * @param {number} at
 * @param {Numbers} b
 * @param {number} bt
 * @param {number} dimension
 */
export function cosine(a, at, b, bt, dimension) {
  let sum = 0;
  for (let d = 0; d < dimension; d += 1) sum += a[at + d] * b[bt + d];
  return sum;
}

/**
 * The class whose weight is nearest, and the cosines to it and to the next one, in `out`.
 *
 * @param {Numbers} point
 * @param {number} at where the point begins
 * @param {Numbers} weights
 * @param {number} classes
 * @param {number} dimension
 * @param {Nearest} out
 */
export function nearest(point, at, weights, classes, dimension, out) {
  out.best = -2;
  out.second = -2;
  for (let c = 0; c < classes; c += 1) {
    const value = cosine(point, at, weights, c * dimension, dimension);
    if (value > out.best) {
      out.second = out.best;
      out.best = value;
      out.class = c;
    } else if (value > out.second) {
      out.second = value;
    }
  }
  return out;
}

/**
 * The angle of a cosine, radians; a cosine beyond -1 or 1 through rounding is held there.
 *
 * @param {number} value
 */
export function radians(value) {
  return Math.acos(Math.min(1, Math.max(-1, value)));
}

/**
 * The same, degrees.
 *
 * @param {number} value
 */
export function degrees(value) {
  return (radians(value) * 180) / Math.PI;
}

/**
 * The shorter way on the sphere between two unit vectors: its coordinate `d` at a share of the way.
 * Where both are nearly one, or opposite, it is the straight line.
 *
 * @param {Numbers} a
 * @param {number} at where the first begins
 * @param {Numbers} b
 * @param {number} bt where the second begins
 * @param {number} dimension
 * @returns {(share: number, d: number) => number}
 */
export function greatCircle(a, at, b, bt, dimension) {
  const whole = radians(cosine(a, at, b, bt, dimension));
  const sine = Math.sin(whole);
  if (sine < 1e-4) return (share, d) => a[at + d] + share * (b[bt + d] - a[at + d]);
  return (share, d) =>
    (Math.sin((1 - share) * whole) * a[at + d] + Math.sin(share * whole) * b[bt + d]) / sine;
}
