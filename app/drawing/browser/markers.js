/**
 * Markers: one small picture for each class, drawn once and stamped thousands of times.
 *
 * The shape repeats what the colour says.  Its names are those of Python's table of colours.
 */

import { mix } from "./colours.js";
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

// Rings from the lightest to the heaviest; pixels.
const RINGS = { count: 12, radius: [4.8, 8], stroke: [1, 2], alpha: [0.75, 0.95] };
// The more samples have a ring, the smaller and paler the rings: from which share of the samples on,
// how far on the way to the smallest, and how much of the paper is in their colour. They are opaque,
// so that many on one spot are no darker than a single one.
const CROWDS = [
  { from: 0.03, smaller: 0.3, paler: 0.15 },
  { from: 0.1, smaller: 0.6, paler: 0.4 },
  { from: 0.25, smaller: 1, paler: 0.65 },
];

/** The marks of the classes and the rings around samples, drawn anew only when they change. */
export class Marks {
  constructor() {
    this.key = "";
    /** @type {Mark[]} */
    this.classes = [];
    /** @type {Mark[]} */
    this.rings = [];
    /** The same in crowds, the smallest crowd first. @type {Mark[][]} */
    this.crowdedRings = [];
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
    this.crowdedRings = CROWDS.map(({ smaller, paler }) =>
      shares.map((share) => ring(share * (1 - smaller), 1, mix(ink, paper, paler), pixelRatio)),
    );
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

/**
 * How crowded rings are: 0 for few, up to 3.
 *
 * @param {number} share of the samples that have one
 */
export const crowding = (share) => CROWDS.filter(({ from }) => share > from).length;
