/**
 * Directions as unit vectors: between two kept steps, and how near they are to one another.
 *
 */

const UNIT = 32767;

/** Unit vectors (count, D) between two packed frames, `share` of the way; of length 1 again. */
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
    if (flat) continue; // a projection: lengths are part of the picture
    const scale = length > 0 ? 1 / Math.sqrt(length) : 0;
    for (let d = 0; d < dimension; d += 1) out[at + d] *= scale;
  }
  return out;
}

export function cosine(a, at, b, bt, dimension) {
  let sum = 0;
  for (let d = 0; d < dimension; d += 1) sum += a[at + d] * b[bt + d];
  return sum;
}

/** The class whose weight is nearest, and how near it and the next one are. */
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
