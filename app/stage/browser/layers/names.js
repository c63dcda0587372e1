/** Names of the classes, each by its arrow, where it lies on no arrow and on no other name. */

import { aroundPoint, freest } from "../../../drawing/browser/placing.js";
import { widthOf } from "../../../drawing/browser/text_width.js";
import { hasPortrait, portraitsOf } from "./pictures.js";

/** @typedef {import("../../../drawing/browser/canvas.js").Context} Context */
/** @typedef {import("../../../drawing/browser/look.js").Look} Look */
/** @typedef {import("../../../drawing/browser/placing.js").Area} Area */
/** @typedef {import("../panel.js").Panel} Panel */
/** @typedef {import("../panel.js").Picture} Picture */
/** @typedef {{ words: string, x: number, y: number, front: boolean }} Named a class, or several that have met, at its arrow */
/** @typedef {{ lines: string[], front: boolean, area: Area }} Name */

const LETTERS = 12; // of a name, or of each line of it
const FEW = 6; // classes: so many have room for two lines, and for long names above and below
const UPRIGHT = 0.9; // of the way up or down: there a name has the width of the panel
const NEAR = 10; // pixels between two arrows whose names become one
const EDGE = 2; // pixels between a name and the edge of its panel
const HIGH = 14; // pixels, of a line
const PATCH = 0.8; // opacity of the paper behind a name
const OUTSIDE = 1.12; // radii: names that begin farther out lie on paper as it is
const CLEAR = { circle: 1, sphere: 9 }; // pixels between a name and the ring or an arrow's tip
const HEAD = 8; // pixels, of an arrow's head
const NAMED_FROM = 0.3; // of the radius: shorter ones of a projection lie on a heap in the middle

/** Where an arrow ends, in radii. @param {Panel} panel */
export const tipOf = ({ run }) => (run.dimension === 3 ? 1.14 : 1);

/**
 * The names of a panel in their places, and all areas that other labels should leave free.
 *
 * Names on the near side have the choice of places.
 *
 * @param {Panel} panel
 * @param {Picture} picture
 * @returns {{ names: Name[], taken: Area[] }}
 */
export function namesOf(panel, { look, camera, layers }) {
  if (!layers.weights) return { names: [], taken: [] };
  const { run, radius } = panel;
  const head = HEAD * look.size;
  /** @type {Named[]} */
  const named = [];
  /** @type {Area[]} */
  const taken = portraitsOf(panel, camera);
  const point = [0, 0, 1];
  for (let c = 0; c < run.classes; c += 1) {
    panel.see(panel.weights, c * run.dimension, camera, point);
    const front = point[2] >= 0;
    const [x, y] = [point[0] * radius, -point[1] * radius];
    if (front) taken.push({ x: tipOf(panel) * x, y: tipOf(panel) * y, wide: head, high: head });
    const heaped = run.projected && Math.hypot(point[0], point[1]) < NAMED_FROM;
    if (run.classes > run.named || heaped || hasPortrait(panel, c)) continue;
    const words = run.classes > FEW ? shortened(run.classNames[c], LETTERS) : run.classNames[c];
    const from = panel.circle ? OUTSIDE : tipOf(panel);
    named.push({ words, x: from * x, y: from * y, front });
  }
  const within = { x: 0, y: 0, wide: panel.wide - 2 * EDGE, high: panel.cell };
  const names = [true, false].flatMap((front) =>
    met(named.filter((name) => name.front === front), NEAR * look.size).map((name) => {
      const lines = linesOf(name, radius);
      const wide = Math.max(...lines.map((line) => widthOf(line, look.font("fine", 500))));
      const label = { wide: wide + 2 * EDGE, high: HIGH * lines.length * look.size };
      const clear = CLEAR[panel.circle ? "circle" : "sphere"] * look.size;
      const spots = aroundPoint([name.x, name.y], clear, Math.atan2(name.y, name.x), label);
      const { x, y } = freest(spots, label, taken, within);
      const area = { x, y, ...label };
      taken.push(area);
      return { lines, front, area };
    }),
  );
  return { names, taken };
}

/**
 * Write the names on the near side, or those on the far side.
 *
 * @type {(context: Context, panel: Panel, look: Look, names: Name[], front: boolean) => void}
 */
export function writeNames(context, panel, look, names, front) {
  const opacity = front ? 1 : 0.35;
  context.font = look.font("fine", 500);
  context.textAlign = "center";
  context.textBaseline = "middle";
  for (const { lines, area, front: near } of names) {
    if (near !== front) continue;
    const { x, y, wide, high } = area;
    const begins = Math.hypot(Math.max(0, Math.abs(x) - wide / 2), Math.max(0, Math.abs(y) - high / 2));
    if (begins < OUTSIDE * panel.radius) {
      context.globalAlpha = PATCH * opacity; // it may lie on the ring or on samples
      context.fillStyle = look.paper;
      context.fillRect(x - wide / 2, y - high / 2, wide, high);
    }
    context.globalAlpha = opacity;
    context.fillStyle = look.ink;
    lines.forEach((words, i) => {
      context.fillText(words, x, y + (i - (lines.length - 1) / 2) * HIGH * look.size);
    });
  }
  context.globalAlpha = 1;
}

/** @type {(name: string, most: number) => string} */
const shortened = (name, most) => (name.length > most ? `${name.slice(0, most - 1).trimEnd()}…` : name);

/**
 * A name in one line, or in two if it is long; what is too long for them ends in dots.
 *
 * @type {(name: Named, radius: number) => string[]}
 */
function linesOf({ words, y }, radius) {
  if (Math.abs(y) > UPRIGHT * radius) return [shortened(words, 2 * LETTERS)];
  if (words.length <= LETTERS) return [words];
  const space = words.lastIndexOf(" ", LETTERS);
  if (space < 0) return [shortened(words, LETTERS)];
  return [words.slice(0, space), shortened(words.slice(space + 1), LETTERS)];
}

/**
 * Classes whose arrows have met get one name.
 *
 * @param {Named[]} named
 * @param {number} near CSS pixels
 */
function met(named, near) {
  /** @type {Named[]} */
  const found = [];
  for (const name of named) {
    const there = found.find(({ x, y }) => Math.hypot(x - name.x, y - name.y) < near);
    if (there) there.words += `, ${name.words}`;
    else found.push({ ...name });
  }
  return found;
}
