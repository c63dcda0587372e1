/** Where the panels of a stage go in the room that the page gives. */

const COLUMNS = 3;
export const TITLE = 48; // CSS pixels above a panel
export const CAPTION = 40; // and below, where the measures have one line
const LINE = 16; // of a measure more
const NARROW = 250; // width of words that has no room for two measures in a line
const REACH = 1.32; // of a panel, in radii
const LARGEST = 420; // width of a panel among others
const SMALLEST = 205; // below it panels go one below the other
const LOWEST = 200; // of a panel that a low window makes smaller

/**
 * The place of a panel on the canvas, in CSS pixels.
 *
 * @typedef {object} Cell
 * @property {number} x its middle
 * @property {number} y its middle
 * @property {number} top of its title
 * @property {number} cell its width and height
 * @property {number} radius of its circle
 * @property {number} wide of its words
 */

/**
 * Whether the measures below a panel stand one below the other.
 *
 * @param {number} wide CSS pixels
 * @param {number} size of words
 */
export const isNarrow = (wide, size) => wide < NARROW * size;

/** A panel that is not seen. @type {Cell} */
export const NOWHERE = { x: -1e6, y: -1e6, top: -1e6, cell: 0, radius: 0, wide: 0 };

/**
 * The places of so many panels, and the height that they need.
 *
 * @param {number} count
 * @param {number} width CSS pixels
 * @param {number} size of words, 1 as usual
 * @param {number} [room] CSS pixels of height in which a single row should fit
 * @param {boolean} [alone] a panel that may be as large as there is room
 * @returns {{ cells: Cell[], height: number }}
 */
export function layout(count, width, size, room = Infinity, alone = false) {
  const most = count === 4 ? 2 : Math.min(COLUMNS, count);
  const columns = Math.max(1, Math.min(most, Math.floor(width / SMALLEST)));
  const apart = isNarrow(width / (alone ? 1 : columns), size) ? LINE : 0;
  const words = (TITLE + CAPTION + apart) * size;
  const fitting = columns >= count ? Math.max(LOWEST, room - words) : Infinity;
  const cell = Math.min(width / columns, fitting, alone ? Infinity : LARGEST);
  const wide = Math.min(width / columns, Math.max(cell, alone ? cell : LARGEST));
  const left = (width - wide * columns) / 2;
  const row = words + cell;
  const cells = Array.from({ length: count }, (_, index) => {
    const top = Math.floor(index / columns) * row;
    return {
      x: left + ((index % columns) + 0.5) * wide,
      y: top + TITLE * size + cell / 2,
      top,
      cell,
      radius: cell / 2 / REACH,
      wide: alone ? width : wide,
    };
  });
  return { cells, height: Math.ceil(count / columns) * row };
}
