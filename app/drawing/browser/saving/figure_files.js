/** The figures of the lab as files: drawn anew with title and caption, or what was drawn as a table. */

import { csvText } from "./csv.js";
import { save } from "./save.js";
import { SvgContext } from "./svg.js";

const PAD = 14; // CSS pixels around a figure
const LINE = 17;
const PIXELS = 3; // of a PNG, to each CSS pixel
const HEADER = ["chart", "series", "x_axis", "x", "y_axis", "y"];

/**
 * Buttons that save a figure.
 *
 * It has name, width, height, xWords, yWords, about(lab) with title and caption, and
 * drawOn(context, lab, look), which gives what was drawn: [name, its points].
 */
export function saveButtons(lab, figure) {
  const place = document.createElement("span");
  place.className = "saves";
  for (const [format, fileOf] of Object.entries({ PNG: pngOf, SVG: svgOf, CSV: csvOf })) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = format;
    button.setAttribute("aria-label", `Save the figure ${figure.name} as ${format}`);
    button.addEventListener("click", async () => {
      save(`loss-lab-${figure.name}.${format.toLowerCase()}`, await fileOf(lab, figure));
    });
    place.append(button);
  }
  return place;
}

/** Where the parts of a picture stand; `ruler` has the caption's font. */
function arranged(ruler, look, { width, height }, { title, caption }) {
  ruler.font = look.font(11);
  const lines = broken(ruler, caption, width);
  const top = 2 * PAD + LINE * look.size;
  return { title, lines, top, foot: top + height + PAD, width: width + 2 * PAD, line: LINE * look.size };
}

/** Paper, title, figure and caption. */
function compose(context, lab, figure, { title, lines, top, foot, width, line }) {
  const { look } = lab;
  context.fillStyle = look.paper;
  context.fillRect(0, 0, width, heightOf({ lines, foot, line }));
  context.fillStyle = look.ink;
  context.textAlign = "left";
  context.textBaseline = "top";
  context.font = look.font(13, 600);
  context.fillText(title, PAD, PAD);
  context.font = look.font(11);
  lines.forEach((text, row) => context.fillText(text, PAD, foot + line * row));
  context.save();
  context.translate(PAD, top);
  figure.drawOn(context, lab, look);
  context.restore();
}

const heightOf = ({ lines, foot, line }) => foot + line * lines.length + PAD;

export function pngOf(lab, figure) {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d");
  const places = arranged(context, lab.look, figure, figure.about(lab));
  canvas.width = Math.round(places.width * PIXELS);
  canvas.height = Math.round(heightOf(places) * PIXELS);
  context.scale(PIXELS, PIXELS);
  compose(context, lab, figure, places);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

export function svgOf(lab, figure) {
  const ruler = document.createElement("canvas").getContext("2d");
  const places = arranged(ruler, lab.look, figure, figure.about(lab));
  const context = new SvgContext();
  compose(context, lab, figure, places);
  const file = context.file(places.width, heightOf(places), places.title);
  return new Blob([file], { type: "image/svg+xml" });
}

/** A row is a point of a line or a mark; angles in degrees. */
export function csvOf(lab, figure) {
  const { name, xWords, yWords } = figure;
  const rows = figure
    .drawOn(new SvgContext(), lab, lab.look)
    .flatMap(([series, points]) => points.map(([x, y]) => [name, series, xWords, x, yWords, y]));
  return new Blob([csvText(HEADER, rows)], { type: "text/csv" });
}

/** The words in lines that are no wider. */
function broken(context, words, width) {
  const lines = [];
  for (const word of words.split(" ")) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (lines.length && context.measureText(longer).width <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
