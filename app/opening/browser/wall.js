/** The question: pictures in no order, which then fly to their points on the sphere. */

/** @typedef {import("../../drawing/browser/canvas.js").Context} Context */
/** @typedef {import("../../drawing/browser/look.js").Look} Look */
/** @typedef {import("./ball.js").Ball} Ball */
/** @typedef {import("./layout.js").Box} Box */
/** @typedef {import("./layout.js").Place} Place */

const OF_EACH = 3; // pictures of a person
const FILLED = 0.74; // of a cell of the wall
const SMALLEST = 0.05; // size of a picture that has arrived, in radii of the sphere

/**
 * A few pictures of each person, mixed.
 *
 * @param {ArrayLike<number>} labels of all pictures
 * @param {number} classes
 */
export function mixed(labels, classes) {
  const left = new Array(classes).fill(OF_EACH);
  /** @type {number[]} */
  const found = [];
  for (let n = 0; n < labels.length; n += 1) {
    if (left[labels[n]] <= 0) continue;
    left[labels[n]] -= 1;
    found.push(n);
  }
  /** @type {(n: number) => number} */
  const key = (n) => (Math.imul(n + 7, 2654435761) >>> 0) / 2 ** 32;
  return found.sort((a, b) => key(a) - key(b));
}

/**
 * The grid without a gap that makes pictures largest.
 *
 * @param {number} count
 * @param {Box} world
 */
function grid(count, { width, height }) {
  let best = { columns: 1, rows: count, cell: 0 };
  for (let columns = 1; columns <= count; columns += 1) {
    const rows = count / columns;
    const cell = Math.min(width / columns, height / rows);
    if (Number.isInteger(rows) && cell > best.cell) best = { columns, rows, cell };
  }
  return best;
}

/**
 * @param {Context} context
 * @param {Ball} ball
 * @param {Look} look
 * @param {number[]} shown pictures
 * @param {Box} world
 * @param {Place} place of the sphere
 * @param {number} stay 1 on the wall, 0 at the points
 * @param {number} revealed 0 to 1: how far the frames say who it is
 */
export function drawWall(context, ball, look, shown, world, place, stay, revealed) {
  const { run, seen } = ball;
  const { pictures } = run;
  if (!pictures) return;
  const { columns, rows, cell } = grid(shown.length, world);
  const [left, top] = [
    world.x + (world.width - cell * columns) / 2,
    world.y + (world.height - cell * rows) / 2,
  ];
  shown.forEach((n, i) => {
    const colour = look.colours[run.labels[n]];
    const at = [left + cell * ((i % columns) + 0.5), top + cell * (Math.floor(i / columns) + 0.5)];
    const to = [place.x + seen[3 * n] * place.radius, place.y - seen[3 * n + 1] * place.radius];
    const [x, y] = [0, 1].map((d) => to[d] + stay * (at[d] - to[d]));
    const small = SMALLEST * place.radius;
    const size = small + stay * (FILLED * cell - small);
    context.globalAlpha = Math.min(1, 0.2 + 2 * stay);
    context.drawImage(pictures.of(n, colour), x - size / 2, y - size / 2, size, size);
    context.globalAlpha *= revealed;
    context.strokeStyle = colour;
    context.lineWidth = Math.max(1.5, 0.055 * size);
    context.strokeRect(x - size / 2, y - size / 2, size, size);
  });
  context.globalAlpha = 1;
}
