/** Class weights: an arrow each, with the class's name where there is room. */

import { arrowHead } from "../../../drawing/browser/scenes/arrows.js";
import { spoke } from "../../../drawing/browser/scenes/circle.js";
import { widthOf } from "../../../drawing/browser/text_width.js";
import { hasPortrait } from "./pictures.js";

/** @typedef {import("../../../drawing/browser/canvas.js").Context} Context */
/** @typedef {import("../panel.js").Panel} Panel */
/** @typedef {import("../panel.js").Picture} Picture */

/** @typedef {{ words: string, x: number, y: number }} Name around a place */

const LETTERS = 12; // of a name, or of each line of it
const FEW = 6; // classes: so many have room for two lines, and for long names above and below
const UPRIGHT = 0.9; // of the way up or down: there a name has the width of the panel
const NEAR = 10; // pixels between two names that would cover one another
const EDGE = 2; // pixels between a name and the edge of its panel
const HIGH = 14; // pixels, of the patch of paper behind a name that is moved
const PATCH = 0.8; // its opacity
const NAME_AT = 1.21; // radii from the middle
const NAMED_FROM = 0.3; // of the radius: shorter ones of a projection lie on a heap in the middle

/**
 * Draw the weights on the near side, or those on the far side.
 *
 * @param {Context} context
 * @param {Panel} panel
 * @param {Picture} picture
 * @param {boolean} front
 */
export function drawWeights(context, panel, { look, camera }, front) {
  const { run, radius } = panel;
  const point = [0, 0, 1];
  /** @type {Name[]} */
  const names = [];
  const [from, to] = run.dimension === 3 ? [front ? 0.985 : 0, 1.14] : [0, 1];
  context.font = look.font("fine", 500);
  context.textAlign = "center";
  context.textBaseline = "middle";
  for (let c = 0; c < run.classes; c += 1) {
    panel.see(panel.weights, c * run.dimension, camera, point);
    if (point[2] >= 0 !== front) continue;
    const [x, y] = [point[0] * radius, -point[1] * radius];
    context.globalAlpha = front ? 1 : 0.35;
    context.strokeStyle = look.quiet(look.ink, "spoke");
    context.lineWidth = look.size;
    spoke(context, x, y, from, to);
    arrowHead(context, to * x, to * y, Math.atan2(y, x), look.colours[c], look.paper);
    const heaped = run.projected && Math.hypot(point[0], point[1]) < NAMED_FROM;
    if (run.classes <= run.named && !heaped && !hasPortrait(panel, c)) {
      const words = run.classes > FEW ? shortened(run.classNames[c], LETTERS) : run.classNames[c];
      names.push({ words, x: NAME_AT * x, y: NAME_AT * y });
    }
  }
  context.globalAlpha = front ? 1 : 0.35;
  for (const name of met(names, NEAR * look.size)) {
    const upright = Math.abs(name.y) > UPRIGHT * NAME_AT * radius;
    const lines = upright ? [shortened(name.words, 2 * LETTERS)] : inLines(name.words);
    lines.forEach((words, i) => {
      const y = name.y + (i - (lines.length - 1) / 2) * HIGH * look.size;
      write(context, look, { words, x: name.x, y }, panel.wide / 2);
    });
  }
  context.globalAlpha = 1;
}

/** @type {(name: string, most: number) => string} */
const shortened = (name, most) => (name.length > most ? `${name.slice(0, most - 1).trimEnd()}…` : name);

/**
 * A name in one line, or in two if it is long; what is too long for them ends in dots.
 *
 * @param {string} name
 */
function inLines(name) {
  if (name.length <= LETTERS) return [name];
  const space = name.lastIndexOf(" ", LETTERS);
  if (space < 0) return [shortened(name, LETTERS)];
  return [name.slice(0, space), shortened(name.slice(space + 1), LETTERS)];
}

/**
 * Names that lie on one another become one: the weights of these classes have met.
 *
 * @param {Name[]} names
 * @param {number} near CSS pixels
 */
function met(names, near) {
  /** @type {Name[]} */
  const found = [];
  for (const name of names) {
    const there = found.find(({ x, y }) => Math.hypot(x - name.x, y - name.y) < near);
    if (there) there.words += `, ${name.words}`;
    else found.push({ ...name });
  }
  return found;
}

/**
 * A name around a place, as far inwards as it must be to stay within its panel.
 *
 * @type {(context: Context, look: import("../../../drawing/browser/look.js").Look, name: Name, room: number) => void}
 */
function write(context, look, { words, x, y }, room) {
  const wide = widthOf(words, look.font("fine", 500));
  const most = Math.max(0, room - wide / 2 - EDGE);
  const middle = Math.min(most, Math.max(-most, x));
  if (middle !== x) {
    const { globalAlpha } = context;
    context.globalAlpha = PATCH * globalAlpha; // it may lie on the ring or on samples
    context.fillStyle = look.paper;
    context.fillRect(middle - wide / 2 - EDGE, y - HIGH * look.size / 2, wide + 2 * EDGE, HIGH * look.size);
    context.globalAlpha = globalAlpha;
  }
  context.fillStyle = look.ink;
  context.fillText(words, middle, y);
}
