/**
 * Pictures in place of marks: as many as stay readable, and one for each class at its weight.
 *
 * Where pictures would lie on one another, the chosen samples come first, then those that were
 * pictures before, then the others in an order that never changes; what is left out stays a mark.
 */

/** @typedef {import("../../../drawing/browser/canvas.js").Context} Context */
/** @typedef {import("../panel.js").Panel} Panel */
/** @typedef {import("../panel.js").Picture} Picture */

const SIZE = { share: 0.2, least: 15, most: 28 }; // of a radius; CSS pixels
const PORTRAIT = { share: 0.26, least: 18, most: 44 }; // the same at a class weight
const APART = 0.8; // of a picture's size: how near two may come to one another
export const PORTRAIT_AT = 1.2; // radii from the middle

/** Which samples of a panel are drawn as pictures. */
export class Thinning {
  /** @param {number} samples */
  constructor(samples) {
    this.shown = new Uint8Array(samples);
    this.before = new Uint8Array(samples);
    this.order = shuffled(samples);
    /** Places that are taken, by cell of a grid. @type {Map<number, number[]>} */
    this.cells = new Map();
  }

  /**
   * Choose among the samples on the near side.
   *
   * @param {Panel} panel that is placed
   * @param {Iterable<number>} first samples that must be seen
   * @param {number} apart the least distance, CSS pixels
   */
  choose(panel, first, apart) {
    [this.shown, this.before] = [this.before, this.shown];
    const { shown, before, cells } = this;
    shown.fill(0);
    cells.clear();
    const { screen } = panel;
    /** @type {(n: number) => void} */
    const take = (n) => {
      if (shown[n] || !panel.front(n)) return;
      const [x, y] = [screen[3 * n], screen[3 * n + 1]];
      const [column, row] = [Math.floor(x / apart), Math.floor(y / apart)];
      for (let i = -1; i <= 1; i += 1) {
        for (let j = -1; j <= 1; j += 1) {
          for (const other of cells.get(cell(column + i, row + j)) ?? []) {
            const away = Math.hypot(screen[3 * other] - x, screen[3 * other + 1] - y);
            if (away < apart) return;
          }
        }
      }
      const here = cell(column, row);
      const taken = cells.get(here);
      if (taken) taken.push(n);
      else cells.set(here, [n]);
      shown[n] = 1;
    };
    for (const n of first) if (n >= 0 && n < shown.length) take(n);
    for (const n of this.order) if (before[n]) take(n);
    for (const n of this.order) take(n);
    return shown;
  }
}

/** @type {(column: number, row: number) => number} */
const cell = (column, row) => (column + 4096) * 8192 + row + 4096;

/**
 * The numbers below `count` in an order that looks like chance and is always the same.
 *
 * @param {number} count
 */
function shuffled(count) {
  const order = Array.from({ length: count }, (_, n) => n);
  /** @type {(n: number) => number} */
  const key = (n) => (Math.imul(n + 1, 2654435761) >>> 0) / 2 ** 32;
  return order.sort((a, b) => key(a) - key(b));
}

/**
 * The size of a picture in a panel, CSS pixels.
 *
 * @param {{ share: number, least: number, most: number }} size
 * @param {number} radius CSS pixels
 */
const sized = ({ share, least, most }, radius) => Math.min(most, Math.max(least, share * radius));

/**
 * Find which samples become pictures; none while the layer is off, or where there are no pictures.
 *
 * @param {Panel} panel
 * @param {Picture} picture
 */
export function choosePictures(panel, { layers, selection, hovered }) {
  const { pictures } = panel.run;
  if (!pictures || !layers.pictures || !layers.samples) {
    panel.pictured = undefined;
    return;
  }
  panel.thinning ??= new Thinning(panel.run.samples);
  const first = hovered < 0 ? selection : [hovered, ...selection];
  panel.pictured = panel.thinning.choose(panel, first, APART * sized(SIZE, panel.radius));
}

/** @type {(context: Context, panel: Panel, picture: Picture) => void} */
export function drawPictures(context, panel, { look, layers, camera }) {
  const { run, pictured, screen, radius } = panel;
  const { pictures } = run;
  if (!pictures || !pictured) return;
  const size = sized(SIZE, radius);
  for (let n = 0; n < run.samples; n += 1) {
    if (!pictured[n]) continue;
    const colour = look.colours[run.labels[n]];
    pictures.draw(context, n, screen[3 * n], screen[3 * n + 1], size, colour);
  }
  if (!layers.weights || run.classes > run.named) return;
  for (const { n, c, x, y, wide } of portraitsOf(panel, camera)) {
    pictures.draw(context, n, x, y, wide, look.colours[c]);
  }
}

/**
 * The portraits on the near side: the picture n of class c, and the square that it takes.
 *
 * @param {Panel} panel
 * @param {Picture["camera"]} camera
 */
export function portraitsOf(panel, camera) {
  const { run, radius } = panel;
  const side = sized(PORTRAIT, radius);
  const point = [0, 0, 1];
  return (run.pictures?.portraits ?? []).flatMap((n, c) => {
    if (!hasPortrait(panel, c)) return [];
    panel.see(panel.weights, c * run.dimension, camera, point);
    if (point[2] < 0) return [];
    const [x, y] = [PORTRAIT_AT * point[0] * radius, -PORTRAIT_AT * point[1] * radius];
    return [{ n, c, x, y, wide: side, high: side }];
  });
}

/**
 * Whether a class has its portrait in the place of its name.
 *
 * @param {Panel} panel
 * @param {number} c the class
 */
export const hasPortrait = ({ run, pictured }, c) =>
  Boolean(pictured && run.pictures && run.classes <= run.named && run.pictures.portraits[c] >= 0);
