/**
 * Markers: one small picture for each class, drawn once and stamped thousands of times.
 *
 * The shape repeats what the colour says; the names are those of the colour table's shapes.
 */

import { Mark } from "./raster.js";

const SIZE = 3.1; // half the extent of a marker, CSS pixels

const polygon = (corners, turn) =>
  Array.from({ length: corners }, (_, k) => {
    const angle = turn + (2 * Math.PI * k) / corners;
    return [Math.sin(angle), -Math.cos(angle)];
  });

const star = (points) =>
  Array.from({ length: 2 * points }, (_, k) => {
    const angle = (Math.PI * k) / points;
    const reach = k % 2 ? 0.45 : 1.15;
    return [reach * Math.sin(angle), -reach * Math.cos(angle)];
  });

const plus = [
  [-0.35, -1], [0.35, -1], [0.35, -0.35], [1, -0.35], [1, 0.35], [0.35, 0.35],
  [0.35, 1], [-0.35, 1], [-0.35, 0.35], [-1, 0.35], [-1, -0.35], [-0.35, -0.35],
]; // prettier-ignore

const rotated = (points) => points.map(([x, y]) => [(x - y) * Math.SQRT1_2, (x + y) * Math.SQRT1_2]);

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

/** Trace a shape around the origin. */
export function trace(context, symbol, half) {
  context.beginPath();
  for (const [x, y] of SHAPES[symbol]) context.lineTo(x * half, y * half);
  context.closePath();
}

/** One mark a class, at the screen's resolution. */
export function classMarks(colours, symbols, pixelRatio) {
  return colours.map(
    (colour, k) =>
      new Mark(SIZE * 1.2 + 1, pixelRatio, (context) => {
        trace(context, symbols[k], SIZE);
        context.fillStyle = colour;
        context.fill();
      }),
  );
}

const RINGS = { count: 12, smallest: 5, largest: 12 }; // radii in CSS pixels

/** Rings from the smallest to the largest. */
export function ringMarks(colour, pixelRatio) {
  return Array.from({ length: RINGS.count }, (_, i) => {
    const radius = RINGS.smallest + ((RINGS.largest - RINGS.smallest) * i) / (RINGS.count - 1);
    return new Mark(radius + 1, pixelRatio, (context) => {
      context.strokeStyle = colour;
      context.globalAlpha = 0.45; // where many overlap they add up
      context.lineWidth = 1.1;
      context.beginPath();
      context.arc(0, 0, radius, 0, 2 * Math.PI);
      context.stroke();
    });
  });
}

/** Which of the rings shows a size from 1 to 255. */
export function ringOf(marks, size) {
  return marks[Math.round(((size - 1) / 254) * (marks.length - 1))];
}
