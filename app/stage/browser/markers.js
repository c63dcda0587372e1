/**
 * Markers: one small picture for each class, drawn once and stamped thousands of times.
 *
 * The shape repeats what the colour says; the names are those of the colour table's shapes.
 */

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

/** One stamp a class, at the screen's resolution. */
export function stamps(colours, symbols, pixelRatio) {
  const extent = Math.ceil(2 * (SIZE * 1.2 + 1) * pixelRatio);
  return colours.map((colour, k) => {
    const canvas = document.createElement("canvas");
    canvas.width = extent;
    canvas.height = extent;
    const context = canvas.getContext("2d");
    context.translate(extent / 2, extent / 2);
    context.scale(pixelRatio, pixelRatio);
    trace(context, symbols[k], SIZE);
    context.fillStyle = colour;
    context.fill();
    return canvas;
  });
}
