/** The line of a loss, as its curves have it. */

/** @typedef {import("../../drawing/browser/chart.js").Stroke} Stroke */

const SVG = "http://www.w3.org/2000/svg";
const [WIDE, TALL] = [34, 10]; // CSS pixels

/**
 * A piece of a line with this stroke.
 *
 * @param {Stroke} stroke
 */
export function swatch({ colour, dash = [] }) {
  const made = document.createElementNS(SVG, "svg");
  made.setAttribute("class", "swatch");
  made.setAttribute("viewBox", `0 0 ${WIDE} ${TALL}`);
  made.setAttribute("width", String(WIDE));
  made.setAttribute("height", String(TALL));
  made.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(SVG, "path");
  line.setAttribute("d", `M0 ${TALL / 2}H${WIDE}`);
  line.setAttribute("stroke-width", "3");
  if (dash.length) line.setAttribute("stroke-dasharray", dash.join(" "));
  made.append(line);
  let painted = "";
  /** @param {string} now a colour, which changes with the page's theme */
  const paint = (now) => {
    if (now !== painted) line.setAttribute("stroke", now);
    painted = now;
  };
  paint(colour);
  return { element: made, paint };
}
