/**
 * Decision regions: which class a direction is given, and whether it keeps the loss's margin.
 *
 * Both are found by comparing cosines: the nearest class wins, and it keeps the margin if
 * f(its cosine) still beats the next one's.  f comes as a table, so no formula stands here.
 */

import { nearest } from "../directions.js";

const DIRECTIONS = 720; // of the circle
const REGION = { inner: 1.06, outer: 1.14 }; // radii of the ring
const [KEPT, LOST] = [190, 56]; // opacity where the margin is kept, and where it is not

/** The ring around a circle, into a raster. */
export function drawRing(raster, panel, look) {
  const { run, loss, weights } = panel;
  const point = [0, 0];
  const found = {};
  const colours = new Uint32Array(DIRECTIONS);
  for (let a = 0; a < DIRECTIONS; a += 1) {
    const angle = (2 * Math.PI * a) / DIRECTIONS;
    point[0] = Math.cos(angle);
    point[1] = Math.sin(angle);
    nearest(point, 0, weights, run.classes, 2, found);
    const kept =
      !look.layers.margin || !(run.marginAt(panel.frame, loss, found.best) < found.second);
    colours[a] = (look.fullColours[found.class] | ((kept ? KEPT : LOST) << 24)) >>> 0;
  }
  if (raster.ring) {
    raster.ring(colours, panel.radius * REGION.inner, panel.radius * REGION.outer);
    return;
  }
  const { offsets, directions, cover } = bandOf(raster.side, panel.radius * look.pixelRatio);
  for (let i = 0; i < offsets.length; i += 1) {
    const colour = colours[directions[i]];
    const alpha = ((colour >>> 24) * cover[i]) / 255;
    raster.pixels[offsets[i]] = ((alpha << 24) | (colour & 0xffffff)) >>> 0;
  }
}

const bands = new Map(); // side and radius -> the pixels of the ring

function bandOf(side, radius) {
  const key = `${side} ${radius}`;
  if (bands.has(key)) return bands.get(key);
  if (bands.size > 8) bands.clear();
  const [offsets, directions, cover] = [[], [], []];
  const [inner, outer] = [radius * REGION.inner, radius * REGION.outer];
  for (let row = 0; row < side; row += 1) {
    for (let column = 0; column < side; column += 1) {
      const [x, y] = [column + 0.5 - side / 2, side / 2 - row - 0.5];
      const distance = Math.hypot(x, y);
      const inside = Math.min(distance - inner, outer - distance) + 0.5;
      if (inside <= 0) continue;
      const turn = Math.atan2(y, x) / (2 * Math.PI);
      offsets.push(row * side + column);
      directions.push(Math.round((turn + 1) * DIRECTIONS) % DIRECTIONS);
      cover.push(Math.round(255 * Math.min(1, inside)));
    }
  }
  const band = {
    offsets: Int32Array.from(offsets),
    directions: Int16Array.from(directions),
    cover: Uint8Array.from(cover),
  };
  bands.set(key, band);
  return band;
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
