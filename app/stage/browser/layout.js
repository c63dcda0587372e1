/** Where the panels of a stage go in the width that the page gives. */

const COLUMNS = 3;
export const TITLE = 40; // CSS pixels above a panel
const CAPTION = 38; // and below
const REACH = 1.36; // of a panel, in radii
const LARGEST = 420; // width of a panel

/**
 * The place of a panel on the canvas, in CSS pixels.
 *
 * @typedef {object} Cell
 * @property {number} x its middle
 * @property {number} y its middle
 * @property {number} top of its title
 * @property {number} cell its width and height
 * @property {number} radius of its circle
 */

/**
 * The places of so many panels, and the height that they need.
 *
 * @param {number} count
 * @param {number} width CSS pixels
 * @param {number} size of words, 1 as usual
 * @returns {{ cells: Cell[], height: number }}
 */
export function layout(count, width, size) {
  const columns = count === 4 ? 2 : Math.min(COLUMNS, count);
  const cell = Math.min(width / columns, LARGEST);
  const left = (width - cell * columns) / 2;
  const row = (TITLE + CAPTION) * size + cell;
  const cells = Array.from({ length: count }, (_, index) => {
    const top = Math.floor(index / columns) * row;
    return {
      x: left + ((index % columns) + 0.5) * cell,
      y: top + TITLE * size + cell / 2,
      top,
      cell,
      radius: cell / 2 / REACH,
    };
  });
  return { cells, height: Math.ceil(count / columns) * row };
}
