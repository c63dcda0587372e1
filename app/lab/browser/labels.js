/** Words on the circle: the angles between sample and weights, and names. */

import { DEGREES } from "../../drawing/browser/directions.js";
import { widthOf } from "../../drawing/browser/text_width.js";

/** @typedef {import("../../drawing/browser/canvas.js").Context} Context */
/** @typedef {import("../../drawing/browser/look.js").Look} Look */
/** @typedef {import("./scene.js").Scene} Scene */

const TURN = 2 * Math.PI;
const [ANGLE, SMALLEST] = [0.2, 0.06]; // radius of an angle's arc, in radii; radians of the smallest
// Where names stand, in radii: classes' above or below and aside of their weights, and the sample's.
const [ABOVE, ASIDE, INSIDE] = [1.2, 1.11, 0.56];
const UPRIGHT = 0.4; // the cosine below which a spoke counts as upright
const SAMPLE = "sample";

/**
 * The angle between the sample and the weight of class k, with its degrees.
 *
 * @param {Context} context
 * @param {Look} look
 * @param {Scene} scene
 * @param {number} radius CSS pixels
 * @param {number} k
 * @param {boolean} lit
 */
export function drawAngle(context, look, scene, radius, k, lit) {
  const angle = Math.acos(Math.min(1, Math.max(-1, scene.cosines[k])));
  if (angle < SMALLEST) return;
  const way = Math.sin(scene.weights[k] - scene.sample) < 0 ? -1 : 1;
  const r = ANGLE * radius;
  context.strokeStyle = look.ink;
  context.lineWidth = (lit ? 3 : 1.2) * look.size;
  context.beginPath();
  context.arc(0, 0, r, -scene.sample, -scene.sample - way * angle, way > 0);
  context.stroke();
  const middle = scene.sample + (way * angle) / 2;
  context.font = look.font("small", lit ? 700 : 400);
  context.fillStyle = look.ink;
  context.textAlign = "center";
  context.textBaseline = "middle";
  const out = r + 14 * look.size;
  const words = `${(angle * DEGREES).toFixed(0)}°`;
  context.fillText(words, out * Math.cos(middle), -out * Math.sin(middle));
}

/**
 * The names of the classes outside their weights, the own one bold; the sample's at its spoke.
 *
 * @param {Context} context
 * @param {Look} look
 * @param {Scene} scene
 * @param {number} radius CSS pixels
 * @param {string[]} names
 * @param {Set<number>} lit classes
 */
export function drawNames(context, look, scene, radius, names, lit) {
  context.fillStyle = look.ink;
  context.textBaseline = "middle";
  scene.weights.forEach((weight, k) => {
    const [u, v] = [Math.cos(weight), Math.sin(weight)];
    const upright = Math.abs(u) < UPRIGHT;
    context.font = look.font("fine", lit.has(k) || k === scene.label ? 700 : 400);
    context.textAlign = upright ? "center" : u > 0 ? "left" : "right";
    const r = radius * (upright ? ABOVE : ASIDE);
    context.fillText(`class ${names[k]}`, r * u, -r * v);
  });
  context.textAlign = "center";
  context.font = look.font("fine");
  const [u, v] = [Math.cos(scene.sample), Math.sin(scene.sample)];
  // Aside by half of what the word takes across the spoke.
  const across = Math.abs(v) * widthOf(SAMPLE, context.font) + Math.abs(u) * 12 * look.size;
  const [aside, r] = [roomier(scene) * (across / 2 + 5), INSIDE * radius];
  context.fillText(SAMPLE, r * u - aside * v, -r * v - aside * u);
}

/** The side of the sample on which the next weight is further: 1 is counterclockwise. @param {Scene} scene */
function roomier({ sample, weights }) {
  const turns = weights.map((weight) => (((weight - sample) % TURN) + TURN) % TURN);
  return Math.min(...turns) > TURN - Math.max(...turns) ? 1 : -1;
}
