/**
 * Where things stand at the playhead, and where that is on the screen.
 *
 * Panel coordinates: x to the right, y up, z towards the reader; the sphere has radius 1.
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

/** A camera: a rotation matrix, row by row; in two dimensions it stays as it is. */
export class Camera {
  constructor() {
    this.reset();
  }

  reset() {
    this.matrix = multiply(turnX(-0.45), turnY(0.6));
  }

  /** Turn by a drag of so many radians to the right and down, as if the sphere were held. */
  turn(right, down) {
    this.matrix = multiply(multiply(turnX(down), turnY(right)), this.matrix);
  }

  /** A point (3,) seen from the camera. */
  see(x, y, z, out) {
    const m = this.matrix;
    out[0] = m[0] * x + m[1] * y + m[2] * z;
    out[1] = m[3] * x + m[4] * y + m[5] * z;
    out[2] = m[6] * x + m[7] * y + m[8] * z;
    return out;
  }
}

function turnX(angle) {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return [1, 0, 0, 0, c, -s, 0, s, c];
}

function turnY(angle) {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return [c, 0, s, 0, 1, 0, -s, 0, c];
}

function multiply(a, b) {
  const out = new Array(9);
  for (let row = 0; row < 3; row += 1) {
    for (let column = 0; column < 3; column += 1) {
      let sum = 0;
      for (let i = 0; i < 3; i += 1) sum += a[row * 3 + i] * b[i * 3 + column];
      out[row * 3 + column] = sum;
    }
  }
  return out;
}
