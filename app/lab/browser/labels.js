/** Words on the circle: the angles between sample and weights, and names; none lies on another or on an arrow. */

import { DEGREES, radians } from "../../drawing/browser/directions.js";
import { aroundPoint, besideLine, freest } from "../../drawing/browser/placing.js";
import { widthOf } from "../../drawing/browser/text_width.js";

/** @typedef {import("../../drawing/browser/canvas.js").Context} Context */
/** @typedef {import("../../drawing/browser/look.js").Look} Look */
/** @typedef {import("../../drawing/browser/placing.js").Area} Area */
/** @typedef {import("../../drawing/browser/placing.js").Spot} Spot */
/** @typedef {import("./scene.js").Scene} Scene */
/**
 * Words, and where they may stand.
 *
 * @typedef {object} Label
 * @property {string} words
 * @property {string} font
 * @property {(box: { wide: number, high: number }) => Spot[]} spots
 */

const [ANGLE, SMALLEST] = [0.2, 0.06]; // radius of an angle's arc, in radii; radians of the smallest
const [ALONG, OUT] = [[0.5, 0.7, 0.3, 0.9, 0.1], [14, 28, 42]]; // shares of it, and pixels outside it, for its degrees
const BEYOND = 0.45; // radians from an end of it, where it is too narrow for its degrees
const RING = 1.09; // radii, where what is drawn around the circle ends
const SPOKE = [0.56, 0.45, 0.35, 0.66, 0.76]; // of the sample's spoke: where its name may be
const HIGH = 15; // CSS pixels, of words
const BIT = 5; // CSS pixels: the size of the pieces of a line that words should not cross
const SAMPLE = "sample";

/**
 * The angle between the sample and the weight of class k; gives its degrees, or nothing.
 *
 * @param {Context} context
 * @param {Look} look
 * @param {Scene} scene
 * @param {number} radius CSS pixels
 * @param {number} k
 * @param {boolean} lit
 * @returns {Label[]}
 */
export function drawAngle(context, look, scene, radius, k, lit) {
  const angle = radians(scene.cosines[k]);
  if (angle < SMALLEST) return [];
  const way = Math.sin(scene.weights[k] - scene.sample) < 0 ? -1 : 1;
  const r = ANGLE * radius;
  context.strokeStyle = look.ink;
  context.lineWidth = (lit ? 3 : 1.2) * look.size;
  context.beginPath();
  context.arc(0, 0, r, -scene.sample, -scene.sample - way * angle, way > 0);
  context.stroke();
  const shares = [...ALONG, 1 + BEYOND / angle, -BEYOND / angle];
  const spots = OUT.flatMap((out, farther) =>
    shares.map((share, rank) => {
      const [at, off] = [scene.sample + way * angle * share, r + out * look.size];
      return { x: off * Math.cos(at), y: -off * Math.sin(at), far: 0.25 * rank + 0.7 * farther };
    }),
  );
  const words = `${(angle * DEGREES).toFixed(0)}°`;
  return [{ words, font: look.font("small", lit ? 700 : 400), spots: () => spots }];
}

/**
 * The names of the classes outside their weights, the own one bold, and the sample's at its spoke.
 *
 * @param {Look} look
 * @param {Scene} scene
 * @param {number} radius CSS pixels
 * @param {string[]} names
 * @param {Set<number>} lit classes
 * @returns {Label[]}
 */
export function namesOf(look, scene, radius, names, lit) {
  const classes = scene.weights.map((weight, k) => ({
    words: `class ${names[k]}`,
    font: look.font("fine", lit.has(k) || k === scene.label ? 700 : 400),
    spots: (/** @type {{ wide: number, high: number }} */ box) =>
      aroundPoint(at(weight, RING * radius), 3 * look.size, -weight, box),
  }));
  const spots = (/** @type {{ wide: number, high: number }} */ box) => [
    ...besideLine((share) => at(scene.sample, share * radius), SPOKE, box),
    ...aroundPoint(at(scene.sample, RING * radius), 3 * look.size, -scene.sample, box).map(
      (spot) => ({ ...spot, far: spot.far + 2 }),
    ),
  ];
  return [...classes, { words: SAMPLE, font: look.font("fine"), spots }];
}

/** @type {(angle: number, radius: number) => [number, number]} */
const at = (angle, radius) => [radius * Math.cos(angle), -radius * Math.sin(angle)];

/**
 * Write words where they are freest, the first with the choice of places.
 *
 * @param {Context} context
 * @param {Look} look
 * @param {Label[]} labels
 * @param {Area[]} taken what they must not cover
 * @param {number} side of the picture, CSS pixels
 */
export function writeLabels(context, look, labels, taken, side) {
  const within = { x: 0, y: 0, wide: side, high: side };
  context.fillStyle = look.ink;
  context.textAlign = "center";
  context.textBaseline = "middle";
  for (const { words, font, spots } of labels) {
    const box = { wide: widthOf(words, font), high: HIGH * look.size };
    const { x, y } = freest(spots(box), box, taken, within);
    taken.push({ x, y, ...box });
    context.font = font;
    context.fillText(words, x, y);
  }
}

/**
 * An arc around the middle, or a spoke, as small areas that no words should lie on.
 *
 * @param {number} angle of its begin
 * @param {number} span radians counterclockwise, 0 for a spoke
 * @param {number} from its radius, or the begin of a spoke, CSS pixels
 * @param {number} to the end of a spoke
 * @returns {Area[]}
 */
export function bitsOf(angle, span, from, to = from) {
  const count = 1 + Math.ceil((Math.abs(span) * from + Math.abs(to - from)) / BIT);
  return Array.from({ length: count + 1 }, (_, i) => {
    const share = i / count;
    const [x, y] = at(angle + share * span, from + share * (to - from));
    return { x, y, wide: BIT, high: BIT };
  });
}
