/** The names of lines above a chart, each with a piece of its line. */

import { widthOf } from "../../drawing/browser/text_width.js";
import { colourOf } from "./look.js";

/** @typedef {import("../../drawing/browser/canvas.js").Context} Context */
/** @typedef {import("./look.js").CourseLook} CourseLook */
/** @typedef {{ name: string, role: string, dash: number[] }} Named */

const [ROW, SIGN, APART] = [20, 20, 14]; // CSS pixels
const FONT = "600 13px sans-serif"; // for an estimate

/** @type {(named: { name: string }[], width: number, size: number) => { x: number, row: number }[]} */
function places(named, width, size) {
  let [x, row] = [0, 0];
  return named.map(({ name }) => {
    const wide = (SIGN + 6 + APART + widthOf(name, FONT)) * size;
    if (x > 0 && x + wide > width) [x, row] = [0, row + 1];
    const place = { x, row };
    x += wide;
    return place;
  });
}

/** @type {(named: { name: string }[], width: number, size: number) => number} */
export function legendHeight(named, width, size) {
  const rows = places(named, width, size).at(-1)?.row;
  return rows === undefined ? 0 : (rows + 1) * ROW * size + 4;
}

/** @type {(context: Context, look: CourseLook, named: Named[], width: number) => void} */
export function drawLegend(context, look, named, width) {
  places(named, width, look.size).forEach(({ x, row }, at) => {
    const colour = colourOf(look, named[at].role);
    const y = (row + 0.5) * ROW * look.size;
    context.strokeStyle = colour;
    context.lineWidth = 3 * look.size;
    context.setLineDash(named[at].dash);
    context.beginPath();
    context.moveTo(x, y);
    context.lineTo(x + SIGN * look.size, y);
    context.stroke();
    context.setLineDash([]);
    context.fillStyle = colour;
    context.font = look.font("small", 600);
    context.textAlign = "left";
    context.textBaseline = "middle";
    context.fillText(named[at].name, x + (SIGN + 6) * look.size, y);
  });
}
