/** What is drawn on a circle around the origin: its outline, spokes, sectors, and a curve around it. */

/** @typedef {import("../canvas.js").Context} Context */
/** @typedef {import("../look.js").Look} Look */

const TURN = 2 * Math.PI;

/**
 * The outline of a circle or a sphere.
 *
 * @param {Context} context
 * @param {number} radius CSS pixels
 * @param {string} colour
 */
export function outline(context, radius, colour) {
  context.strokeStyle = colour;
  context.lineWidth = 1;
  context.beginPath();
  context.arc(0, 0, radius, 0, TURN);
  context.stroke();
}

/**
 * A line from the middle, or from a part of the way, to a place.
 *
 * @param {Context} context
 * @param {number} x CSS pixels
 * @param {number} y CSS pixels
 * @param {number} [from] the part of the way where it begins
 * @param {number} [to] the part of the way where it ends
 */
export function spoke(context, x, y, from = 0, to = 1) {
  context.beginPath();
  context.moveTo(from * x, from * y);
  context.lineTo(to * x, to * y);
  context.stroke();
}

/**
 * A band that shows for every direction the class whose weight is nearest.
 *
 * @param {Context} context
 * @param {number[]} weights where they are, radians
 * @param {number} radius CSS pixels
 * @param {Look} look
 */
export function sectors(context, weights, radius, look) {
  const order = weights
    .map((weight, k) => [((weight % TURN) + TURN) % TURN, k])
    .sort((a, b) => a[0] - b[0]);
  context.lineWidth = 6 * look.size;
  context.globalAlpha = 0.75;
  order.forEach(([weight, k], i) => {
    const before = order[(i + order.length - 1) % order.length][0] - (i === 0 ? TURN : 0);
    const after = order[(i + 1) % order.length][0] + (i === order.length - 1 ? TURN : 0);
    context.strokeStyle = look.colours[k];
    context.beginPath();
    context.arc(0, 0, radius, -(before + weight) / 2, -(weight + after) / 2, true);
    context.stroke();
  });
  context.globalAlpha = 1;
}

/**
 * A curve around the circle: the greater a value, the further out.
 *
 * @param {Context} context
 * @param {(at: number) => number} reach the radius of the curve at each of `count` directions
 * @param {number} count
 * @param {number} radius where the filled part begins, CSS pixels
 * @param {string} colour
 */
export function curveAround(context, reach, count, radius, colour) {
  const trace = () => {
    context.beginPath();
    for (let i = 0; i <= count; i += 1) {
      const [angle, r] = [(TURN * i) / count, reach(i % count)];
      context.lineTo(r * Math.cos(angle), -r * Math.sin(angle));
    }
  };
  trace();
  context.arc(0, 0, radius, 0, TURN, false);
  context.fillStyle = colour;
  context.globalAlpha = 0.16;
  context.fill("evenodd");
  context.globalAlpha = 1;
  trace();
  context.strokeStyle = colour;
  context.lineWidth = 1.6;
  context.stroke();
}

/**
 * A round mark at a place.
 *
 * @param {Context} context
 * @param {number} x CSS pixels
 * @param {number} y CSS pixels
 * @param {number} radius CSS pixels
 */
export function disc(context, x, y, radius) {
  context.beginPath();
  context.arc(x, y, radius, 0, TURN);
  context.fill();
}
