/** Where things are on the picture of the opening: the measures, and the spheres beside them. */

/**
 * @typedef {object} Place
 * @property {number} x of the middle, CSS pixels
 * @property {number} y of the middle
 * @property {number} radius of the sphere
 */
/** @typedef {{ x: number, y: number, width: number, height: number }} Box */
/**
 * @typedef {object} Layout
 * @property {Box} measures
 * @property {Box} world where the spheres are
 * @property {boolean} narrow the measures lie below the spheres
 */

export const NARROW = 760; // CSS pixels
const TOLD = 0.3; // the share of the width that caption and measures have
export const REACH = 1.26; // of a sphere with its portraits, in radii
const NAME = 26; // for the name below a sphere, CSS pixels
const BELOW = 200; // of the measures on a phone: three bars and a note, or two and three lines

/**
 * @param {number} width of the picture, CSS pixels
 * @param {number} height
 * @param {number} size of words, 1 as usual
 * @returns {Layout}
 */
export function layout(width, height, size) {
  if (width < NARROW) {
    const below = BELOW * size;
    return {
      measures: { x: 0, y: height - below, width, height: below },
      world: { x: 0, y: 0, width, height: height - below },
      narrow: true,
    };
  }
  const told = Math.round(TOLD * width);
  const tall = Math.min(0.45 * height, 210 * size);
  return {
    measures: { x: 0, y: height - tall, width: told - 24, height: tall },
    world: { x: told, y: 0, width: width - told, height },
    narrow: false,
  };
}

/**
 * The places of so many spheres in a row.
 *
 * @param {number} count
 * @param {Box} world
 * @param {number} size of words
 * @returns {Place[]}
 */
export function places(count, world, size) {
  const cell = world.width / count;
  const room = world.height - NAME * size;
  const radius = Math.min(cell, room) / 2 / REACH;
  return Array.from({ length: count }, (_, i) => ({
    x: world.x + cell * (i + 0.5),
    y: world.y + room / 2,
    radius,
  }));
}

/**
 * The place of a loss's sphere as scenes change: it moves from where it was to where it is.
 *
 * @param {number} loss
 * @param {number[]} before losses of the scene before
 * @param {number[]} now losses of this scene
 * @param {number} arrived 0 to 1
 * @param {Box} world
 * @param {number} size
 * @returns {Place | undefined}
 */
export function placeOf(loss, before, now, arrived, world, size) {
  /** @type {(losses: number[]) => Place | undefined} */
  const find = (losses) => places(losses.length || 1, world, size)[losses.indexOf(loss)];
  const [then, here] = [find(before), find(now)];
  if (!then || !here) return here ?? then;
  /** @type {(a: number, b: number) => number} */
  const mixed = (a, b) => a + arrived * (b - a);
  return {
    x: mixed(then.x, here.x),
    y: mixed(then.y, here.y),
    radius: mixed(then.radius, here.radius),
  };
}
