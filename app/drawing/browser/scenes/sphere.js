/** Decision regions on the front of a sphere, a pixel at a time, with great circles between them. */

import { canvasOf, contextOf } from "../canvas.js";
import { SHADES, shadeAt } from "../look.js";

/** @typedef {import("../camera.js").Camera} Camera */
/** @typedef {import("../canvas.js").Context} Context */
/** @typedef {import("../look.js").Look} Look */
/** @typedef {import("./ring.js").Regions} Regions */

/** The pixels of one sphere, kept from picture to picture. */
export class Shading {
  canvas = canvasOf();
  context = contextOf(this.canvas);
  image = this.context.createImageData(1, 1);

  /**
   * An image of this side.
   *
   * @param {number} side pixels
   */
  fit(side) {
    if (this.canvas.width !== side) {
      Object.assign(this.canvas, { width: side, height: side });
      this.image = this.context.createImageData(side, side);
    }
    return this.image;
  }
}

/**
 * Draw the regions around the origin.
 *
 * @param {Context} context
 * @param {Shading} shading of this sphere
 * @param {Regions} regions
 * @param {number} radius CSS pixels
 * @param {Look} look
 * @param {Camera} camera
 */
export function drawSphere(context, shading, regions, radius, look, camera) {
  const size = Math.max(32, Math.round(radius * 2 * look.detail));
  const image = shading.fit(size);
  fill(new Uint32Array(image.data.buffer), size, regions, look, camera);
  shading.context.putImageData(image, 0, 0);
  context.drawImage(shading.canvas, -radius, -radius, 2 * radius, 2 * radius);
}

/** @type {(pixels: Uint32Array, size: number, regions: Regions, look: Look, camera: Camera) => void} */
function fill(pixels, size, { weights, classes, keeps }, look, camera) {
  const seen = seenWeights(weights, classes, camera);
  const { paleColours, bandColours, boundaryColour } = look;
  const edge = 1.1 / size; // half the width of a boundary, in radii
  for (let row = 0, at = 0; row < size; row += 1) {
    const y = 1 - (2 * row + 1) / size;
    for (let column = 0; column < size; column += 1, at += 1) {
      const x = (2 * column + 1) / size - 1;
      const rest = 1 - x * x - y * y;
      if (rest <= 0) {
        pixels[at] = 0;
        continue;
      }
      const z = Math.sqrt(rest);
      let best = -2;
      let second = -2;
      let winner = 0;
      let runnerUp = 0;
      for (let c = 0, w = 0; c < classes; c += 1, w += 3) {
        const value = x * seen[w] + y * seen[w + 1] + z * seen[w + 2];
        if (value > best) {
          second = best;
          runnerUp = winner;
          best = value;
          winner = c;
        } else if (value > second) {
          second = value;
          runnerUp = c;
        }
      }
      // The great circle between two classes is where their cosines are equal; how fast they part
      // beside it depends on how far apart the weights are.
      if (best - second < 2 * edge && best - second < edge * apart(seen, winner, runnerUp)) {
        pixels[at] = boundaryColour;
      } else {
        const colours = keeps && !keeps(best, second) ? bandColours : paleColours;
        pixels[at] = colours[winner * SHADES + shadeAt(z)];
      }
    }
  }
}

/**
 * How far the weights of two classes are apart.
 *
 * @param {Float32Array} seen
 * @param {number} first
 * @param {number} second
 */
function apart(seen, first, second) {
  const [a, b] = [3 * first, 3 * second];
  return Math.hypot(seen[a] - seen[b], seen[a + 1] - seen[b + 1], seen[a + 2] - seen[b + 2]);
}

/** @type {(weights: Float32Array, classes: number, camera: Camera) => Float32Array} */
function seenWeights(weights, classes, camera) {
  const seen = new Float32Array(classes * 3);
  const point = [0, 0, 0];
  for (let c = 0; c < classes; c += 1) {
    camera.see(weights[3 * c], weights[3 * c + 1], weights[3 * c + 2], point);
    seen.set(point, 3 * c);
  }
  return seen;
}
