/**
 * A Plotly chart on the page, as a tidy table and as a picture.
 *
 * A row is one mark of one series: (series, x axis, x, y axis, y, z, words).  What x and y are, with
 * their units, is what the axes say.
 */

import { drawCaption, roomFor } from "./caption.js";
import { csvText } from "./csv.js";
import { SvgContext } from "./svg.js";

const HEADER = ["chart", "series", "x_axis", "x", "y_axis", "y", "z_axis", "z", "text"];
const SCALE = 3; // of a PNG

const plain = (html) =>
  new DOMParser().parseFromString(String(html ?? "").replace(/<br\s*\/?>/gi, ", "), "text/html").body.textContent;

/** What an axis of a trace is called: its own title, else that of the chart above it, with its unit. */
function axisName(chart, trace, letter) {
  const layout = chart._fullLayout;
  const id = trace[`${letter}axis`] ?? letter;
  const axis = layout[`${letter}axis${id.slice(1)}`];
  if (!axis) return letter;
  const said = chart.layout[`${letter}axis${id.slice(1)}`]?.title;
  const title = plain(typeof said === "string" ? said : said?.text);
  const unit = plain(axis.ticksuffix).trim();
  const above = title || (letter === "y" ? titleAbove(chart, trace) : "");
  return [above || letter, unit].filter(Boolean).join(", ");
}

/** The annotation over the middle of the chart that a trace is in. */
function titleAbove(chart, trace) {
  const layout = chart._fullLayout;
  const axis = layout[`xaxis${(trace.xaxis ?? "x").slice(1)}`];
  const up = layout[`yaxis${(trace.yaxis ?? "y").slice(1)}`];
  if (!axis || !up) return "";
  const middle = (axis.domain[0] + axis.domain[1]) / 2;
  const found = (layout.annotations ?? []).find(
    (one) => one.xref === "paper" && Math.abs(one.x - middle) < 1e-6 && Math.abs(one.y - up.domain[1]) < 1e-6,
  );
  return found ? plain(found.text) : "";
}

/** The rows of a chart, without the header. */
export function rowsOf(chart, name) {
  const rows = [];
  for (const trace of chart._fullData) {
    const series = plain(trace.name);
    const [x, y] = [trace.x ?? [], trace.y ?? []];
    const [xAxis, yAxis] = [axisName(chart, trace, "x"), axisName(chart, trace, "y")];
    const zAxis = trace.z ? plain(trace.colorbar?.title?.text) || "z" : "";
    const grid = trace.z && (Array.isArray(trace.z[0]) || ArrayBuffer.isView(trace.z[0]));
    if (grid) {
      trace.z.forEach((line, r) =>
        line.forEach((z, c) => rows.push([name, series, xAxis, x[c] ?? c, yAxis, y[r] ?? r, zAxis, z, trace.text?.[r]?.[c]])),
      );
      continue;
    }
    for (let i = 0; i < Math.max(x.length, y.length); i += 1) {
      const words = Array.isArray(trace.text) ? plain(trace.text[i]) : "";
      rows.push([name, series, xAxis, x[i], yAxis, y[i], zAxis, trace.z?.[i], words]);
    }
  }
  return rows;
}

export function csvOf(chart, name) {
  return csvText(HEADER, rowsOf(chart, name));
}

/** A picture with a caption below; `format` is "png" or "svg", `look` has font, ink and paper. */
export async function pictureOf(Plotly, chart, caption, format, look) {
  const { width, height } = chart._fullLayout;
  const layout = structuredClone(chart.layout);
  // The line where the clock stands says nothing on paper.
  Object.assign(layout, { autosize: false, shapes: [], paper_bgcolor: look.paper });
  const scale = format === "png" ? SCALE : 1;
  const drawn = await Plotly.toImage({ data: chart.data, layout }, { format, width, height, scale });
  const room = roomFor(caption, look, width, height);
  if (format === "svg") {
    const whole = new SvgContext();
    whole.fillStyle = look.paper;
    whole.fillRect(0, 0, width, room.height);
    whole.parts.push(decodeURIComponent(drawn.slice(drawn.indexOf(",") + 1)));
    drawCaption(whole, look, room);
    return new Blob([whole.file(width, room.height, caption[0] ?? "")], { type: "image/svg+xml" });
  }
  const picture = new Image();
  picture.src = drawn;
  await picture.decode();
  const whole = document.createElement("canvas");
  Object.assign(whole, { width: width * scale, height: Math.ceil(room.height * scale) });
  const context = whole.getContext("2d");
  context.fillStyle = look.paper;
  context.fillRect(0, 0, whole.width, whole.height);
  context.drawImage(picture, 0, 0);
  context.setTransform(scale, 0, 0, scale, 0, 0);
  drawCaption(context, look, room);
  return new Promise((resolve) => whole.toBlob(resolve, "image/png"));
}
