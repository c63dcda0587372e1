/** Charts on a phone: beside one another they would be too narrow for their titles and numbers. */

export const NARROW = 500; // CSS pixels
const ROW = 265; // the height of a chart, CSS pixels
const [HEAD, FOOT] = [46, 56]; // of it above and below the axes
const LINE = 22; // of a legend

/** Annotations and shapes that name lines at their ends (app/figures/direct_labels.py). */
const DIRECT = "direct";

/**
 * Name the lines in a legend below: there is no room at their ends.
 *
 * @param {PlotlyLayout} layout
 */
function nameInLegend(layout) {
  /** @type {(part: { name?: string }) => boolean} */
  const stays = ({ name }) => name !== DIRECT;
  const lines = (layout.annotations ?? []).filter((part) => !stays(part)).length;
  if (!lines) return;
  layout.annotations = layout.annotations?.filter(stays);
  layout.shapes = layout.shapes?.filter(stays);
  layout.showlegend = true;
  layout.legend = { ...layout.legend, y: 0, yanchor: "top" };
  Object.assign(layout.margin, { r: 10, b: 10 + LINE * lines });
}

/**
 * Put the charts of a figure below one another, as they were drawn beside one another.
 *
 * @param {PlotlyLayout} layout
 */
export function stack(layout) {
  const suffixes = Object.keys(layout)
    .filter((name) => /^xaxis\d*$/.test(name))
    .map((name) => name.slice("xaxis".length));
  if (suffixes.length < 2) return;
  const before = layout.height - (layout.margin?.t ?? 0) - (layout.margin?.b ?? 0);
  nameInLegend(layout);
  const { t = 0, b = 0 } = layout.margin ?? {};
  const after = ROW * suffixes.length;
  const titles = (layout.annotations ?? []).filter(
    ({ xref, yref }) => xref === "paper" && yref === "paper",
  );
  suffixes.forEach((suffix, row) => {
    const [x, y] = [layout[`xaxis${suffix}`], layout[`yaxis${suffix}`]];
    const [left, right] = x.domain;
    const [, top] = y.domain;
    const domain = [1 - (ROW * (row + 1) - FOOT) / after, 1 - (ROW * row + HEAD) / after];
    for (const title of titles) {
      if (title.x < left || title.x > right || Math.abs(title.y - top) > 1e-6) continue;
      titles.splice(titles.indexOf(title), 1);
      Object.assign(title, { x: 0.5, y: domain[1] });
      break;
    }
    x.domain = [0, 1];
    Object.assign(y, { domain, showticklabels: true });
  });
  layout.height = after + t + b;
  if (layout.legend?.y < 0) layout.legend.y *= before / after;
}
