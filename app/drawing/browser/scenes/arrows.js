/** Arrows: the head of a straight arrow, and an arrow along an arc. */

/** @typedef {import("../canvas.js").Context} Context */

const LEAST = 0.012; // radians; a shorter arrow along an arc is left out

/**
 * The head of an arrow that ends at a place.
 *
 * @param {Context} context
 * @param {number} x
 * @param {number} y
 * @param {number} angle the way it points, radians clockwise from the right
 * @param {string} colour
 * @param {string} ink of its outline
 */
export function arrowHead(context, x, y, angle, colour, ink) {
  context.save();
  context.translate(x, y);
  context.rotate(angle);
  context.beginPath();
  context.moveTo(3, 0);
  context.lineTo(-8, 4.2);
  context.lineTo(-5.5, 0);
  context.lineTo(-8, -4.2);
  context.closePath();
  context.fillStyle = colour;
  context.fill();
  context.lineWidth = 1;
  context.strokeStyle = ink;
  context.stroke();
  context.restore();
}

/**
 * An arrow along a circle around the origin, if the circle is large enough for it.
 *
 * @param {Context} context
 * @param {number} angle where it begins, radians counterclockwise from the right
 * @param {number} span how far it goes, radians counterclockwise
 * @param {number} radius CSS pixels
 * @param {string} colour
 * @param {number} size 1 as usual
 */
export function arcArrow(context, angle, span, radius, colour, size) {
  if (Math.abs(span) < LEAST || radius <= 0) return;
  const end = angle + span;
  context.strokeStyle = colour;
  context.fillStyle = colour;
  context.lineWidth = 2.2 * size;
  context.beginPath();
  context.arc(0, 0, radius, -angle, -end, span > 0);
  context.stroke();
  const [x, y] = [radius * Math.cos(end), -radius * Math.sin(end)];
  const way = -end + (span > 0 ? -Math.PI / 2 : Math.PI / 2);
  const half = 5.5 * size;
  context.beginPath();
  for (const [along, aside] of [[1, 0], [-0.7, 0.75], [-0.7, -0.75]]) {
    const [u, v] = [along * half, aside * half];
    context.lineTo(
      x + u * Math.cos(way) - v * Math.sin(way),
      y + u * Math.sin(way) + v * Math.cos(way),
    );
  }
  context.fill();
}
