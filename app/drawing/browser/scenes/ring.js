/** Decision regions around a circle: the class that each direction is given. */

import { nearest } from "../directions.js";

/** @typedef {import("../look.js").Look} Look */
/** @typedef {import("../raster.js").Raster} Raster */
/** @typedef {import("../saving/stamps.js").Stamps} Stamps */
/**
 * What decides: the class with the nearest weight wins.
 *
 * @typedef {object} Regions
 * @property {Float32Array} weights (classes, dimension), unit vectors
 * @property {number} classes
 * @property {(best: number, second: number) => boolean} [keeps] whether the margin is kept at these
 *   cosines to the nearest class and to the next; without it every region is drawn alike
 */

const DIRECTIONS = 720; // of the circle
const [INNER, OUTER] = [1.06, 1.1]; // radii
const [KEPT, LOST] = [200, 48]; // opacity where the margin is kept, and where it is not

/**
 * Draw the ring into a raster.
 *
 * @param {Raster | Stamps} raster
 * @param {Regions} regions
 * @param {number} radius of the circle, CSS pixels
 * @param {Pick<Look, "fullColours" | "pixelRatio">} look
 */
export function drawRing(raster, regions, radius, look) {
  const colours = coloursAround(regions, look.fullColours);
  if ("ring" in raster) {
    raster.ring(colours, radius * INNER, radius * OUTER);
    return;
  }
  const { offsets, directions, cover } = bandOf(raster.side, radius * look.pixelRatio);
  for (let i = 0; i < offsets.length; i += 1) {
    const colour = colours[directions[i]];
    const alpha = ((colour >>> 24) * cover[i]) / 255;
    raster.pixels[offsets[i]] = ((alpha << 24) | (colour & 0xffffff)) >>> 0;
  }
}

/**
 * The colour (ABGR) of each direction.
 *
 * @param {Regions} regions
 * @param {Uint32Array} classColours
 */
function coloursAround({ weights, classes, keeps }, classColours) {
  const point = [0, 0];
  const found = { best: 0, second: 0, class: 0 };
  const colours = new Uint32Array(DIRECTIONS);
  for (let a = 0; a < DIRECTIONS; a += 1) {
    const angle = (2 * Math.PI * a) / DIRECTIONS;
    point[0] = Math.cos(angle);
    point[1] = Math.sin(angle);
    nearest(point, 0, weights, classes, 2, found);
    const kept = !keeps || keeps(found.best, found.second);
    colours[a] = (classColours[found.class] | ((kept ? KEPT : LOST) << 24)) >>> 0;
  }
  return colours;
}

/**
 * The pixels of a ring: where they are, which direction they show, and how much of each is covered.
 *
 * @typedef {{ offsets: Int32Array, directions: Int16Array, cover: Uint8Array }} Band
 */

/** @type {Map<string, Band>} */
const bands = new Map(); // by side and radius

/** @type {(side: number, radius: number) => Band} */
function bandOf(side, radius) {
  const key = `${side} ${radius}`;
  const known = bands.get(key);
  if (known) return known;
  if (bands.size > 8) bands.clear();
  /** @type {number[][]} */
  const [offsets, directions, cover] = [[], [], []];
  const [inner, outer] = [radius * INNER, radius * OUTER];
  for (let row = 0; row < side; row += 1) {
    for (let column = 0; column < side; column += 1) {
      const [x, y] = [column + 0.5 - side / 2, side / 2 - row - 0.5];
      const distance = Math.hypot(x, y);
      const within = Math.min(distance - inner, outer - distance) + 0.5;
      if (within <= 0) continue;
      const turn = Math.atan2(y, x) / (2 * Math.PI);
      offsets.push(row * side + column);
      directions.push(Math.round((turn + 1) * DIRECTIONS) % DIRECTIONS);
      cover.push(Math.round(255 * Math.min(1, within)));
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
