/**
 * Markers: one small picture for each class, drawn once and stamped thousands of times.
 *
 * The shape repeats what the colour says.  Its names are those of Python's table of colours.
 */

import { Mark } from "./raster.js";

/** @typedef {import("./canvas.js").Context} Context */
/** @typedef {[number, number]} Point */
/**
 * The colours and marker shapes of the classes.
 *
 * @typedef {{ colours: string[], symbols: string[] }} ClassColours
 */

const SIZE = 3.1; // half the extent of a marker, CSS pixels

/** @type {(corners: number, turn: number) => Point[]} */
const polygon = (corners, turn) =>
  Array.from({ length: corners }, (_, k) => {
    const angle = turn + (2 * Math.PI * k) / corners;
    return [Math.sin(angle), -Math.cos(angle)];
  });

/** @type {(points: number) => Point[]} */
const star = (points) =>
  Array.from({ length: 2 * points }, (_, k) => {
    const angle = (Math.PI * k) / points;
    const reach = k % 2 ? 0.45 : 1.15;
    return [reach * Math.sin(angle), -reach * Math.cos(angle)];
  });

/** @type {Point[]} */
const plus = [
  [-0.35, -1], [0.35, -1], [0.35, -0.35], [1, -0.35], [1, 0.35], [0.35, 0.35],
  [0.35, 1], [-0.35, 1], [-0.35, 0.35], [-1, 0.35], [-1, -0.35], [-0.35, -0.35],
]; // prettier-ignore

/** @type {(points: Point[]) => Point[]} */
const rotated = (points) => points.map(([x, y]) => [(x - y) * Math.SQRT1_2, (x + y) * Math.SQRT1_2]);

/** @type {Record<string, Point[]>} */
const SHAPES = {
  circle: polygon(24, 0),
  square: polygon(4, Math.PI / 4),
  diamond: polygon(4, 0),
  "triangle-up": polygon(3, 0),
  "triangle-down": polygon(3, Math.PI),
  cross: plus,
  x: rotated(plus),
  star: star(5),
  pentagon: polygon(5, 0),
  hexagram: star(6),
};

/**
 * Trace a shape around the origin.
 *
 * @param {Context} context
 * @param {string} symbol
 * @param {number} half half its extent, CSS pixels
 */
export function trace(context, symbol, half) {
  context.beginPath();
  for (const [x, y] of SHAPES[symbol]) context.lineTo(x * half, y * half);
  context.closePath();
}

// From the lightest to the heaviest; pixels. Rings around most of the samples say little: then they are faint.
const RINGS = { count: 12, radius: [4.8, 8], stroke: [1, 2], alpha: [0.75, 0.95], faint: 0.3, faintest: 0.13 };

/** The marks of the classes and the rings around samples, drawn anew only when they change. */
export class Marks {
  constructor() {
    this.key = "";
    /** @type {Mark[]} */
    this.classes = [];
    /** @type {Mark[]} */
    this.rings = [];
    /** The same, faint. @type {Mark[]} */
    this.faintRings = [];
    /** @type {Mark[]} where most samples have a ring */
    this.faintestRings = [];
  }

  /**
   * Have these classes' marks at this resolution.
   *
   * @param {ClassColours} classes
   * @param {string} ink the colour of the rings
   * @param {string} paper that parts marks which overlap
   * @param {number} pixelRatio pixels to a CSS pixel
   */
  fit({ colours, symbols }, ink, paper, pixelRatio) {
    const key = `${colours} ${symbols} ${ink} ${paper} ${pixelRatio}`;
    if (key === this.key) return;
    this.key = key;
    this.classes = colours.map((colour, k) => classMark(colour, symbols[k], paper, pixelRatio));
    const shares = Array.from({ length: RINGS.count }, (_, i) => i / (RINGS.count - 1));
    this.rings = shares.map((share) => ring(share, between(RINGS.alpha, share), ink, pixelRatio));
    const faint = (/** @type {number} */ alpha) => shares.map((share) => ring(share / 3, alpha, ink, pixelRatio));
    this.faintRings = faint(RINGS.faint);
    this.faintestRings = faint(RINGS.faintest);
  }
}

/** @type {(extent: number[], share: number) => number} */
const between = ([low, high], share) => low + (high - low) * share;

/** @type {(colour: string, symbol: string, paper: string, pixelRatio: number) => Mark} */
function classMark(colour, symbol, paper, pixelRatio) {
  return new Mark(SIZE * 1.2 + 1, pixelRatio, (context) => {
    trace(context, symbol, SIZE);
    context.strokeStyle = paper;
    context.lineWidth = 1.4;
    context.stroke();
    context.fillStyle = colour;
    context.fill();
  });
}

/** @type {(share: number, alpha: number, colour: string, pixelRatio: number) => Mark} */
function ring(share, alpha, colour, pixelRatio) {
  const radius = between(RINGS.radius, share);
  return new Mark(radius + 2, pixelRatio, (context) => {
    context.strokeStyle = colour;
    context.globalAlpha = alpha;
    context.lineWidth = between(RINGS.stroke, share);
    context.beginPath();
    context.arc(0, 0, radius, 0, 2 * Math.PI);
    context.stroke();
  });
}

/**
 * Which of the rings shows a size from 1 to 255.
 *
 * @param {Mark[]} rings from the smallest to the largest
 * @param {number} size
 */
export function ringOf(rings, size) {
  return rings[Math.round(((size - 1) / 254) * (rings.length - 1))];
}
