/** A camera that looks at the unit sphere: x to the right, y up, z towards the reader. */

/** A rotation matrix, row by row. */
export class Camera {
  turned = false; // by a hand

  constructor() {
    this.matrix = usual();
  }

  /** Look as at first. */
  rest() {
    this.matrix = usual();
  }

  /**
   * Turn by a drag, as if a hand held the sphere.
   *
   * @param {number} right radians
   * @param {number} down radians
   */
  turn(right, down) {
    this.turned = true;
    this.matrix = multiply(multiply(turnX(down), turnY(right)), this.matrix);
  }

  /**
   * Look so that a direction of the sphere is seen in this one.
   *
   * @param {number[]} from unit vector on the sphere
   * @param {number[]} to unit vector as the reader sees it
   */
  bring([a, b, c], [x, y, z]) {
    const [u, v, w] = [b * z - c * y, c * x - a * z, a * y - b * x]; // the axis
    const cosine = a * x + b * y + c * z;
    if (cosine < -0.9999) return; // there is no way that is the shortest
    const k = 1 / (1 + cosine);
    this.matrix = [
      ...[cosine + k * u * u, k * u * v - w, k * u * w + v],
      ...[k * u * v + w, cosine + k * v * v, k * v * w - u],
      ...[k * u * w - v, k * v * w + u, cosine + k * w * w],
    ];
  }

  /**
   * Look from a direction, as from a place above the equator.
   *
   * @param {number} yaw degrees that the sphere is turned to the right
   * @param {number} pitch degrees that it is then tilted towards the reader
   */
  aim(yaw, pitch) {
    const radians = Math.PI / 180;
    this.matrix = multiply(turnX(pitch * radians), turnY(yaw * radians));
  }

  /**
   * Write a point, as the camera sees it, into `out`.
   *
   * @param {number} x
   * @param {number} y
   * @param {number} z
   * @param {number[]} out
   */
  see(x, y, z, out) {
    const m = this.matrix;
    out[0] = m[0] * x + m[1] * y + m[2] * z;
    out[1] = m[3] * x + m[4] * y + m[5] * z;
    out[2] = m[6] * x + m[7] * y + m[8] * z;
    return out;
  }
}

const usual = () => multiply(turnX(-0.45), turnY(0.6));

/** @param {number} angle */
function turnX(angle) {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return [1, 0, 0, 0, c, -s, 0, s, c];
}

/** @param {number} angle */
function turnY(angle) {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return [c, 0, s, 0, 1, 0, -s, 0, c];
}

/** @type {(a: number[], b: number[]) => number[]} */
function multiply(a, b) {
  const out = new Array(9).fill(0);
  for (let row = 0; row < 3; row += 1) {
    for (let column = 0; column < 3; column += 1) {
      let sum = 0;
      for (let i = 0; i < 3; i += 1) sum += a[row * 3 + i] * b[i * 3 + column];
      out[row * 3 + column] = sum;
    }
  }
  return out;
}
