/**
 * A loss of the run at a moment: where pictures and arrows are on its sphere, and their angles.
 *
 * N: pictures, C: people.
 */

import { between, cosine, degrees } from "../../drawing/browser/directions.js";

/** @typedef {import("../../drawing/browser/camera.js").Camera} Camera */
/** @typedef {import("../../stage/browser/run.js").Run} Run */
/** @typedef {{ own: number, other: number, rival: number }} Angles degrees, and whose arrow `other` is */

const D = 3;

export class Ball {
  k = 0; // the kept step before the playhead
  /** @type {Camera | undefined} */
  camera;

  /**
   * @param {Run} run
   * @param {number} loss
   */
  constructor(run, loss) {
    this.run = run;
    this.loss = loss;
    this.features = new Float32Array(run.samples * D);
    this.weights = new Float32Array(run.classes * D);
    /** x, y, z as the camera sees them, in radii. */
    this.seen = new Float32Array(run.samples * D);
    this.seenWeights = new Float32Array(run.classes * D);
  }

  /**
   * Be at a step of the training.
   *
   * @param {number} step
   */
  at(step) {
    const { run, loss } = this;
    const head = run.place(step);
    const low = Math.min(Math.floor(head), run.last);
    const [a, b] = [run.frames[low], run.frames[Math.min(low + 1, run.last)]];
    const share = head - low;
    this.k = low;
    between(a.features, b.features, share, loss * run.samples * D, run.samples, D, false, this.features);
    between(a.weights, b.weights, share, loss * run.classes * D, run.classes, D, false, this.weights);
  }

  /** @param {Camera} camera */
  look(camera) {
    this.camera = camera;
    turned(this.features, camera, this.seen);
    turned(this.weights, camera, this.seenWeights);
  }

  /**
   * The angles of a picture to its own arrow and to the nearest other.
   *
   * @param {number} n
   * @returns {Angles}
   */
  angles(n) {
    const { run, features, weights } = this;
    const label = run.labels[n];
    let [best, rival] = [-2, 0];
    for (let c = 0; c < run.classes; c += 1) {
      if (c === label) continue;
      const value = cosine(features, n * D, weights, c * D, D);
      if (value > best) [best, rival] = [value, c];
    }
    const own = degrees(cosine(features, n * D, weights, label * D, D));
    return { own, other: degrees(best), rival };
  }

  /** The mean over the pictures: by how many degrees the own arrow is nearer. */
  get gap() {
    let sum = 0;
    for (let n = 0; n < this.run.samples; n += 1) {
      const { own, other } = this.angles(n);
      sum += other - own;
    }
    return sum / this.run.samples;
  }

  /**
   * The picture at a place, or -1.
   *
   * @param {number} x radii from the middle to the right
   * @param {number} y radii down
   * @param {number} reach radii
   */
  hit(x, y, reach) {
    let [found, nearest] = [-1, reach];
    for (let n = 0; n < this.run.samples; n += 1) {
      if (this.seen[D * n + 2] < 0) continue;
      const away = Math.hypot(this.seen[D * n] - x, -this.seen[D * n + 1] - y);
      if (away < nearest) [found, nearest] = [n, away];
    }
    return found;
  }
}

/**
 * Vectors as the camera sees them.
 *
 * @param {Float32Array} vectors (count, 3)
 * @param {Camera} camera
 * @param {Float32Array} out
 */
export function turned(vectors, camera, out) {
  const point = [0, 0, 0];
  for (let i = 0; i < vectors.length; i += D) {
    camera.see(vectors[i], vectors[i + 1], vectors[i + 2], point);
    out.set(point, i);
  }
}
