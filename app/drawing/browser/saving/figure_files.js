/** A figure as files: drawn anew with title and caption, or what it draws as a table. */

import { canvasOf, contextOf } from "../canvas.js";
import { button } from "../element.js";
import { broken } from "./caption.js";
import { csvText } from "./csv.js";
import { csvBlob, pngOf, save, svgBlob } from "./save.js";
import { SvgContext } from "./svg_context.js";

/** @typedef {import("../canvas.js").Context} Context */
/** @typedef {import("../look.js").Theme} Theme */
/**
 * The points of something that is drawn, by its name.
 *
 * @typedef {[string, number[][]]} Series
 */
/**
 * What can be saved.
 *
 * @template {Theme} Looks
 * @typedef {object} Figure
 * @property {string} name for the file
 * @property {number} width CSS pixels
 * @property {number} height CSS pixels
 * @property {string} xWords what x is
 * @property {string} yWords what y is
 * @property {() => { title: string, caption: string }} about
 * @property {(context: Context, look: Looks) => Series[]} drawOn draws it, and gives what it drew
 */

const PAD = 14; // CSS pixels around a figure
const LINE = 17;
const PIXELS = 3; // of a PNG, to each CSS pixel
const HEADER = ["chart", "series", "x_axis", "x", "y_axis", "y"];

/**
 * Buttons that save a figure.
 *
 * @template {Theme} Looks
 * @param {Figure<Looks>} figure
 * @param {string} stem how names of files begin
 * @param {() => Looks} look the look that the figure has now
 */
export function saveButtons(figure, stem, look) {
  const place = document.createElement("span");
  place.className = "saves";
  for (const [format, fileOf] of Object.entries({ PNG: pngOfFigure, SVG: svgOf, CSV: csvOf })) {
    const press = async () =>
      save(`${stem}-${figure.name}.${format.toLowerCase()}`, await fileOf(figure, look()));
    const label = `Save the figure ${figure.name} as ${format}`;
    place.append(button(format, press, { "aria-label": label }));
  }
  return place;
}

/**
 * Where the parts of a picture are: paper, title, figure and caption.
 *
 * @template {Theme} Looks
 * @param {Figure<Looks>} figure
 * @param {Looks} look
 */
function arranged(figure, look) {
  const { title, caption } = figure.about();
  const lines = broken(caption, look.font(11), figure.width);
  const line = LINE * look.size;
  const top = 2 * PAD + line;
  const foot = top + figure.height + PAD;
  const height = foot + line * lines.length + PAD;
  return { title, lines, line, top, foot, width: figure.width + 2 * PAD, height };
}

/**
 * Draw paper, title, figure and caption.
 *
 * @template {Theme} Looks
 * @param {Context} context
 * @param {Figure<Looks>} figure
 * @param {Looks} look
 * @param {ReturnType<typeof arranged>} places
 */
function compose(context, figure, look, { title, lines, line, top, foot, width, height }) {
  context.fillStyle = look.paper;
  context.fillRect(0, 0, width, height);
  context.fillStyle = look.ink;
  context.textAlign = "left";
  context.textBaseline = "top";
  context.font = look.font(13, 600);
  context.fillText(title, PAD, PAD);
  context.font = look.font(11);
  lines.forEach((text, row) => context.fillText(text, PAD, foot + line * row));
  context.save();
  context.translate(PAD, top);
  figure.drawOn(context, look);
  context.restore();
}

/** @type {<Looks extends Theme>(figure: Figure<Looks>, look: Looks) => Promise<Blob>} */
function pngOfFigure(figure, look) {
  const places = arranged(figure, look);
  const canvas = canvasOf(
    Math.round(places.width * PIXELS),
    Math.round(places.height * PIXELS),
  );
  const context = contextOf(canvas);
  context.scale(PIXELS, PIXELS);
  compose(context, figure, look, places);
  return pngOf(canvas);
}

/** @type {<Looks extends Theme>(figure: Figure<Looks>, look: Looks) => Blob} */
function svgOf(figure, look) {
  const places = arranged(figure, look);
  const context = new SvgContext();
  compose(context, figure, look, places);
  return svgBlob(context.file(places.width, places.height, places.title));
}

/**
 * A row for every point of a line or a mark; angles in degrees.
 *
 * @type {<Looks extends Theme>(figure: Figure<Looks>, look: Looks) => Blob}
 */
function csvOf(figure, look) {
  const { name, xWords, yWords } = figure;
  const rows = figure
    .drawOn(new SvgContext(), look)
    .flatMap(([series, points]) => points.map(([x, y]) => [name, series, xWords, x, yWords, y]));
  return csvBlob(csvText([HEADER, ...rows]));
}
