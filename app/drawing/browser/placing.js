/**
 * Where labels go: near what they measure, off the faces and off one another.
 *
 * A label has several places that would do.  It takes the one that costs least: what it covers
 * costs most, then how far it is from where it belongs.
 */

/** @typedef {{ x: number, y: number, wide: number, high: number }} Area around a middle, CSS pixels */
/**
 * A place that would do.
 *
 * @typedef {object} Spot
 * @property {number} x of the label's middle
 * @property {number} y
 * @property {[number, number]} [to] what it points at, if it does not lie there
 * @property {number} far how far it is from the best place, 1 for the height of a label
 */

const COVERED = 40; // cost of a label that lies on something with all of its area
const CROSSED = 1.5; // cost of a line from a label that runs over a face all the way
const STEPS = 8; // along such a line
const AROUND = 2; // CSS pixels between a label and anything else

/** What two areas share, square pixels. @type {(a: Area, b: Area) => number} */
export function common(a, b) {
  const wide = Math.min(a.wide, b.wide, (a.wide + b.wide) / 2 - Math.abs(a.x - b.x));
  const high = Math.min(a.high, b.high, (a.high + b.high) / 2 - Math.abs(a.y - b.y));
  return Math.max(0, wide) * Math.max(0, high);
}

/**
 * The place that costs least.
 *
 * @param {Spot[]} spots
 * @param {{ wide: number, high: number }} label
 * @param {Area[]} taken what should stay free
 * @param {Area} within where labels may be
 */
export function freest(spots, { wide, high }, taken, within) {
  const whole = wide * high;
  let [best, found] = [Infinity, spots[0]];
  for (const spot of spots) {
    const { x, y, far } = spot;
    const grown = { x, y, wide: wide + 2 * AROUND, high: high + 2 * AROUND };
    const covered = taken.reduce((sum, area) => sum + common(grown, area), 0);
    const outside = whole - common({ x, y, wide, high }, within);
    const cost = (COVERED * (covered + outside)) / whole + CROSSED * crossed(spot, taken) + far;
    if (cost < best) [best, found] = [cost, spot];
  }
  return found;
}

/** The share of the line from a label that runs over something. @type {(spot: Spot, taken: Area[]) => number} */
function crossed({ x, y, to }, taken) {
  if (!to) return 0;
  let over = 0;
  for (let step = 0; step <= STEPS; step += 1) {
    const share = step / STEPS;
    const point = { x: x + share * (to[0] - x), y: y + share * (to[1] - y), wide: 1, high: 1 };
    if (taken.some((area) => common(point, area) > 0)) over += 1;
  }
  return over / (STEPS + 1);
}

/**
 * Places along a line: on it, and beside it on both sides.
 *
 * @param {(share: number) => [number, number]} line where it is at a share of its length
 * @param {number[]} shares the best first
 * @param {{ wide: number, high: number }} label
 * @returns {Spot[]}
 */
export function alongLine(line, shares, { wide, high }) {
  /** @type {Spot[]} */
  const spots = [];
  shares.forEach((share, rank) => {
    const [x, y] = line(share);
    spots.push({ x, y, far: 0.25 * rank });
  });
  return [...spots, ...besideLine(line, shares, { wide, high })];
}

/**
 * Places beside a line, on both sides, near it and farther away.
 *
 * @param {(share: number) => [number, number]} line where it is at a share of its length
 * @param {number[]} shares the best first
 * @param {{ wide: number, high: number }} label
 * @returns {Spot[]}
 */
export function besideLine(line, shares, { wide, high }) {
  /** @type {Spot[]} */
  const spots = [];
  shares.forEach((share, rank) => {
    const [x, y] = line(share);
    const [[ax, ay], [bx, by]] = [line(Math.max(0, share - 0.05)), line(Math.min(1, share + 0.05))];
    const long = Math.hypot(bx - ax, by - ay) || 1;
    const [nx, ny] = [-(by - ay) / long, (bx - ax) / long]; // across the line
    const clear = (Math.abs(nx) * wide + Math.abs(ny) * high) / 2 + 4; // until the line is free
    for (const side of [1, -1]) {
      for (const more of [0, 1, 2.2, 4]) {
        const off = side * (clear + more * high);
        spots.push({
          ...{ x: x + off * nx, y: y + off * ny, far: 0.8 + 0.25 * rank + 0.7 * more },
          to: more ? [x, y] : undefined,
        });
      }
    }
  });
  return spots;
}

const EIGHTHS = [0, 1, -1, 2, -2, 3, -3, 4]; // of a turn from the best way
const FARTHER = [0, 1, 2.2]; // heights of a label

/**
 * Places around a point.
 *
 * @param {[number, number]} point
 * @param {number} clear CSS pixels between the point and the label
 * @param {number} way the best way from the point to the label, radians clockwise from the right
 * @param {{ wide: number, high: number }} label
 * @returns {Spot[]}
 */
export function aroundPoint([x, y], clear, way, { wide, high }) {
  return FARTHER.flatMap((farther) =>
    EIGHTHS.map((eighths) => {
      const angle = way + (eighths * Math.PI) / 4;
      const [u, v] = [Math.cos(angle), Math.sin(angle)];
      const inside = Math.min(wide / 2 / Math.abs(u), high / 2 / Math.abs(v)); // of the label
      const off = clear + inside + farther * high;
      return { x: x + off * u, y: y + off * v, far: 0.4 * Math.abs(eighths) + farther };
    }),
  );
}
