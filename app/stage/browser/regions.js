/**
 * Decision regions: which class a direction is given, and whether it keeps the loss's margin.
 *
 * Both are found by comparing cosines: the nearest class wins, and it keeps the margin if
 * f(its cosine) still beats the next one's.  f comes as a table, so no formula stands here.
 */

import { nearest } from "./geometry.js";

const DIRECTIONS = 720; // of the circle
const REGION = { inner: 1.06, outer: 1.14 };

/** The ring around a circle: one arc for each run of equal directions. */
export function drawRing(context, panel, look) {
  const { run, loss, radius, weights } = panel;
  const point = [0, 0];
  const found = {};
  const kinds = new Int32Array(DIRECTIONS);
  for (let a = 0; a < DIRECTIONS; a += 1) {
    const angle = (2 * Math.PI * a) / DIRECTIONS;
    point[0] = Math.cos(angle);
    point[1] = Math.sin(angle);
    nearest(point, 0, weights, run.classes, 2, found);
    const kept = !look.layers.margin || !(run.marginAt(panel.frame, loss, found.best) < found.second);
    kinds[a] = 2 * found.class + (kept ? 1 : 0);
  }
  const middle = (radius * (REGION.inner + REGION.outer)) / 2;
  context.lineWidth = radius * (REGION.outer - REGION.inner);
  for (let from = 0, a = 1; a <= DIRECTIONS; a += 1) {
    if (a < DIRECTIONS && kinds[a] === kinds[from]) continue;
    const [start, end] = [from, a].map((at) => (-2 * Math.PI * (at - 0.5)) / DIRECTIONS);
    context.strokeStyle = look.colour(kinds[from] >> 1);
    context.globalAlpha = kinds[from] & 1 ? 0.75 : 0.22;
    context.beginPath();
    context.arc(0, 0, middle, start, end, true);
    context.stroke();
    from = a;
  }
  context.globalAlpha = 1;
}

const shades = new WeakMap(); // panel slot -> { canvas, context, image }

/** The front of the sphere, a pixel at a time: pale class colours, great circles between them. */
export function drawSphere(context, panel, look) {
  const { run, loss, radius, weights, slot } = panel;
  const size = Math.max(32, Math.round(radius * 2 * look.detail));
  const shade = shadeOf(slot, size);
  const pixels = new Uint32Array(shade.image.data.buffer);
  const seen = seenWeights(weights, run.classes, look.camera);
  const colours = look.paleColours;
  const edge = 1.6 / size; // half the width of a boundary, in radii
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
      for (let c = 0, w = 0; c < run.classes; c += 1, w += 3) {
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
        pixels[at] = look.boundaryColour;
      } else if (look.layers.margin && run.marginAt(panel.frame, loss, best) < second) {
        pixels[at] = look.bandColours[winner];
      } else pixels[at] = colours[winner];
    }
  }
  shade.context.putImageData(shade.image, 0, 0);
  context.drawImage(shade.canvas, -radius, -radius, 2 * radius, 2 * radius);
}

function apart(seen, one, other) {
  const [a, b] = [3 * one, 3 * other];
  return Math.hypot(seen[a] - seen[b], seen[a + 1] - seen[b + 1], seen[a + 2] - seen[b + 2]);
}

function shadeOf(slot, size) {
  let shade = shades.get(slot);
  if (!shade || shade.canvas.width !== size) {
    const canvas = document.createElement("canvas");
    canvas.width = size;
    canvas.height = size;
    const context = canvas.getContext("2d");
    shade = { canvas, context, image: context.createImageData(size, size) };
    shades.set(slot, shade);
  }
  return shade;
}

function seenWeights(weights, classes, camera) {
  const seen = new Float32Array(classes * 3);
  const point = [0, 0, 0];
  for (let c = 0; c < classes; c += 1) {
    camera.see(weights[3 * c], weights[3 * c + 1], weights[3 * c + 2], point);
    seen.set(point, 3 * c);
  }
  return seen;
}
