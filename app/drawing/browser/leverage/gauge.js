/** The gauge of the leverage dial: s over AdaCos' scale s_A, from many rivals to two classes. */

import { mix } from "../colours.js";
import { widthOf } from "../text_width.js";

/** @typedef {import("../canvas.js").Context} Context */
/** @typedef {import("../look.js").Theme} Theme */
/** @typedef {{ x: number, y: number, radius: number }} Place of the gauge's middle, CSS pixels */

const OCTAVES = 3; // to either side of s = s_A
const PIECES = 48; // of the arc
const [ACTS, GONE] = [-0.5, 1.6]; // octaves between which the colour fades
const FAINT = 0.86; // of the way to the paper's colour
const MARKS = [-OCTAVES, 0, OCTAVES];

/**
 * The angle of a ratio, radians counterclockwise from the right.
 *
 * @param {number} over s / s_A
 */
export function angleOf(over) {
  const octaves = Math.min(OCTAVES, Math.max(-OCTAVES, Math.log2(over)));
  return (Math.PI / 2) * (1 - octaves / OCTAVES);
}

/**
 * @param {Context} context
 * @param {Theme} theme
 * @param {Place} place
 * @param {number} over s / s_A
 * @param {string} colour of guidance
 * @param {boolean} awake whether guidance acts on the sample
 */
export function drawGauge(context, theme, { x, y, radius }, over, colour, awake) {
  context.save();
  context.translate(x, y);
  drawArc(context, theme, radius, colour);
  drawMarks(context, theme, radius);
  drawNeedle(context, theme, radius, over, awake);
  drawValue(context, theme, over);
  context.restore();
}

/** @type {(context: Context, theme: Theme, radius: number, colour: string) => void} */
function drawArc(context, theme, radius, colour) {
  context.lineWidth = 0.17 * radius;
  for (let i = 0; i < PIECES; i += 1) {
    const octaves = OCTAVES * ((2 * (i + 0.5)) / PIECES - 1);
    const share = Math.min(1, Math.max(0, (octaves - ACTS) / (GONE - ACTS)));
    context.strokeStyle = mix(colour, theme.paper, FAINT * share * share * (3 - 2 * share));
    context.beginPath();
    const [from, to] = [i, i + 1].map((at) => Math.PI * (1 + at / PIECES));
    context.arc(0, 0, radius, from, to + (i < PIECES - 1 ? 0.01 : 0));
    context.stroke();
  }
}

/** @type {(context: Context, theme: Theme, radius: number) => void} */
function drawMarks(context, theme, radius) {
  const outer = 1.12 * radius;
  context.fillStyle = theme.ink;
  context.strokeStyle = theme.ink;
  context.lineWidth = 1.5;
  for (const octaves of MARKS) {
    const angle = angleOf(2 ** octaves);
    const [u, v] = [Math.cos(angle), -Math.sin(angle)];
    context.beginPath();
    context.moveTo(0.91 * radius * u, 0.91 * radius * v);
    context.lineTo(outer * u, outer * v);
    context.stroke();
  }
  drawScale(context, theme, "", theme.pixels("fine"), -outer - 7 * theme.size);
  const below = 15 * theme.size;
  context.font = theme.font("fine");
  context.fillStyle = theme.muted;
  context.textAlign = "center";
  context.textBaseline = "alphabetic";
  context.fillText("many rivals", -radius, below);
  context.fillText("two classes", radius, below);
}

/** @type {(context: Context, theme: Theme, radius: number, over: number, awake: boolean) => void} */
function drawNeedle(context, theme, radius, over, awake) {
  const angle = angleOf(over);
  const [u, v] = [Math.cos(angle), -Math.sin(angle)];
  const [tip, half] = [0.97 * radius, 0.055 * radius];
  context.fillStyle = theme.ink;
  context.globalAlpha = awake ? 1 : 0.45;
  context.beginPath();
  context.moveTo(tip * u, tip * v);
  context.lineTo(-half * v, half * u);
  context.lineTo(half * v, -half * u);
  context.closePath();
  context.fill();
  context.beginPath();
  context.arc(0, 0, 1.5 * half, 0, 2 * Math.PI);
  context.fill();
  context.globalAlpha = 1;
}

/** s = 1.9 s_A, below the middle; two classes have no s_A. @type {(context: Context, theme: Theme, over: number) => void} */
function drawValue(context, theme, over) {
  const words = Number.isFinite(over) ? `s = ${+over.toPrecision(2)} ` : "no ";
  drawScale(context, theme, words, theme.pixels("body"), 38 * theme.size);
}

/**
 * Words and s_A behind them, in the middle.
 *
 * @param {Context} context
 * @param {Theme} theme
 * @param {string} before
 * @param {number} size
 * @param {number} y
 */
function drawScale(context, theme, before, size, y) {
  const [font, sub] = [theme.font(size, 600), theme.font(0.7 * size, 600)];
  const words = `${before}s`;
  const wide = widthOf(words, font);
  const from = -(wide + widthOf("A", sub)) / 2;
  context.fillStyle = theme.ink;
  context.textBaseline = "alphabetic";
  context.textAlign = "left";
  context.font = font;
  context.fillText(words, from, y);
  context.font = sub;
  context.fillText("A", from + wide, y + 0.25 * size * theme.size);
}
