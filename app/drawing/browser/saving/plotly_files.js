/**
 * A Plotly chart on the page, as a tidy table and as a picture.
 *
 * A row is one mark of one series: (series, x axis, x, y axis, y, z, words).  The names of the axes
 * say what x and y are, with their units.
 */

import { EDGE, roomFor } from "./caption.js";
import { pngWithCaption, svgWithCaption } from "./captioned.js";
import { csvText } from "./csv.js";

/** @typedef {import("./csv.js").Field} Field */
/** @typedef {import("../look.js").Theme} Theme */

const HEADER = ["chart", "series", "x_axis", "x", "y_axis", "y", "z_axis", "z", "text"];
const SCALE = 3; // of a PNG
const HEADING = 34; // for the title above a chart, CSS pixels

/** @type {(html: unknown) => string} */
function plain(html) {
  const text = String(html ?? "").replace(/<br\s*\/?>/gi, ", ");
  return new DOMParser().parseFromString(text, "text/html").body.textContent ?? "";
}

/**
 * The name of an axis of a trace: its own title, else that of the chart above it, with its unit.
 *
 * @param {PlotlyElement} chart
 * @param {PlotlyTrace} trace
 * @param {"x" | "y"} letter
 */
function axisName(chart, trace, letter) {
  const id = trace[/** @type {"xaxis" | "yaxis"} */ (`${letter}axis`)] ?? letter;
  const name = `${letter}axis${id.slice(1)}`;
  const axis = chart._fullLayout[name];
  if (!axis) return letter;
  const given = chart.layout[name]?.title;
  const title = plain(typeof given === "string" ? given : given?.text);
  const unit = plain(axis.ticksuffix).trim();
  const above = title || (letter === "y" ? titleAbove(chart, trace) : "");
  return [above || letter, unit].filter(Boolean).join(", ");
}

/**
 * The annotation over the middle of the chart that a trace is in.
 *
 * @param {PlotlyElement} chart
 * @param {PlotlyTrace} trace
 */
function titleAbove(chart, trace) {
  const layout = chart._fullLayout;
  const across = layout[`xaxis${(trace.xaxis ?? "x").slice(1)}`];
  const up = layout[`yaxis${(trace.yaxis ?? "y").slice(1)}`];
  if (!across || !up) return "";
  const middle = (across.domain[0] + across.domain[1]) / 2;
  const title = (layout.annotations ?? []).find(
    ({ xref, x, y }) =>
      xref === "paper" && Math.abs(x - middle) < 1e-6 && Math.abs(y - up.domain[1]) < 1e-6,
  );
  return title ? plain(title.text) : "";
}

/** @type {(chart: PlotlyElement, trace: PlotlyTrace, name: string) => Field[][]} */
function rowsOfTrace(chart, trace, name) {
  const series = plain(trace.name);
  const [x, y] = [trace.x ?? [], trace.y ?? []];
  const [xAxis, yAxis] = [axisName(chart, trace, "x"), axisName(chart, trace, "y")];
  const zAxis = trace.z ? plain(trace.colorbar?.title?.text) || "z" : "";
  /** @type {Field[][]} */
  const rows = [];
  if (trace.z && (Array.isArray(trace.z[0]) || ArrayBuffer.isView(trace.z[0]))) {
    trace.z.forEach((/** @type {number[]} */ line, /** @type {number} */ r) =>
      line.forEach((z, c) => {
        const words = trace.text?.[r]?.[c];
        rows.push([name, series, xAxis, x[c] ?? c, yAxis, y[r] ?? r, zAxis, z, words]);
      }),
    );
    return rows;
  }
  for (let i = 0; i < Math.max(x.length, y.length); i += 1) {
    const words = Array.isArray(trace.text) ? plain(trace.text[i]) : "";
    rows.push([name, series, xAxis, x[i], yAxis, y[i], zAxis, trace.z?.[i], words]);
  }
  return rows;
}

/**
 * All marks of a chart as a table.
 *
 * @param {PlotlyElement} chart
 * @param {string} name
 */
export function csvOfChart(chart, name) {
  return csvText([HEADER, ...chart._fullData.flatMap((trace) => rowsOfTrace(chart, trace, name))]);
}

/**
 * A chart as a picture with its title above, and a caption below.
 *
 * @param {Plotly} Plotly
 * @param {PlotlyElement} chart
 * @param {string} title for a chart that has none on the page
 * @param {string[]} caption its lines
 * @param {"png" | "svg"} format
 * @param {Theme} theme
 * @returns {Promise<Blob>}
 */
export async function pictureOfChart(Plotly, chart, title, caption, format, theme) {
  const { width } = chart._fullLayout;
  let { height } = chart._fullLayout;
  const layout = structuredClone(chart.layout);
  // The line at the playhead says nothing on paper; what the figure has marked has a name.
  /** @type {{ name?: string }[]} */
  const shapes = layout.shapes ?? [];
  layout.shapes = shapes.filter(({ name }) => name);
  Object.assign(layout, { autosize: false, paper_bgcolor: theme.paper });
  if (title && !layout.title?.text) {
    height += HEADING;
    layout.margin = { ...layout.margin, t: chart._fullLayout.margin.t + HEADING };
    layout.height = height;
    layout.title = headingOf(title, theme);
  }
  const scale = format === "png" ? SCALE : 1;
  const figure = { data: chart.data, layout };
  const drawn = await Plotly.toImage(figure, { format, width, height, scale });
  const room = roomFor(caption, theme, width, height);
  if (format === "svg") {
    const svg = decodeURIComponent(drawn.slice(drawn.indexOf(",") + 1));
    return svgWithCaption([svg], room, theme, title || (caption[0] ?? ""));
  }
  const picture = new Image();
  picture.src = drawn;
  await picture.decode();
  return pngWithCaption(picture, room, theme, SCALE);
}

/** @type {(title: string, theme: Theme) => PlotlyLayout["title"]} */
const headingOf = (title, theme) => ({
  text: `<b>${title.replaceAll("<", "&lt;")}</b>`,
  ...{ x: 0, xanchor: "left", y: 1, yanchor: "top", pad: { t: EDGE, l: EDGE } },
  font: { size: theme.pixels("body"), color: theme.ink },
});
