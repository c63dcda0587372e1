/** A camera that looks at the unit sphere: x to the right, y up, z towards the reader. */

/** A rotation matrix, row by row. */
export class Camera {
  constructor() {
    this.matrix = multiply(turnX(-0.45), turnY(0.6));
  }

  /**
   * Turn by a drag, as if a hand held the sphere.
   *
   * @param {number} right radians
   * @param {number} down radians
   */
  turn(right, down) {
    this.matrix = multiply(multiply(turnX(down), turnY(right)), this.matrix);
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

  /** How far the sphere is turned to the right by `aim`, radians. */
  get yaw() {
    return Math.atan2(this.matrix[2], this.matrix[0]);
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
