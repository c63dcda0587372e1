/** The Plotly charts on the page, as files. */

import { Theme } from "../../drawing/browser/look.js";
import { plotly } from "../../drawing/browser/plotly.js";
import { captionLines } from "../../drawing/browser/saving/caption.js";
import { csvOfChart, pictureOfChart } from "../../drawing/browser/saving/plotly_files.js";
import { csvBlob, save } from "../../drawing/browser/saving/save.js";

/** @typedef {import("./menu.js").MenuData} MenuData */

const CAPTION_WIDTH = 0.95; // of a chart
const LONGEST = 48; // letters of a title

/**
 * The charts that are drawn and seen.
 *
 * @returns {PlotlyElement[]}
 */
export function chartsOnPage() {
  /** @type {NodeListOf<PlotlyElement>} */
  const charts = document.querySelectorAll(".js-plotly-plot");
  return [...charts].filter((chart) => chart._fullData && chart.offsetParent !== null);
}

/**
 * What a chart shows, in a few words: the title that it brings along for this, the tab that it is
 * in, its title on the page, or its alternative text.
 *
 * @param {PlotlyElement} chart
 */
export function titleOf(chart) {
  if (chart.layout.meta?.title) return chart.layout.meta.title;
  const tab = chart.closest(".stage")?.querySelector(".tabs [aria-selected=true]");
  const label = chart.closest("[aria-label]")?.getAttribute("aria-label");
  const words = chart.layout.title?.text ?? label ?? "";
  const title = tab?.textContent || words.replaceAll(/<[^>]+>/g, " ");
  return title.length > LONGEST ? `${title.slice(0, LONGEST - 1)}…` : title.trim();
}

/**
 * Save a chart; gives the name of the file.
 *
 * @param {MenuData} data
 * @param {PlotlyElement} chart
 * @param {string} title
 * @param {"png" | "svg" | "csv"} format
 * @param {Element} root of the menu, whose theme the picture has
 */
export async function saveChart(data, chart, title, format, root) {
  const words = title.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
  const { stem = data.name, caption = data.caption } = chart.layout.meta ?? {};
  const name = `${[stem, words].filter(Boolean).join("_")}.${format}`;
  if (format === "csv") {
    save(name, csvBlob(csvOfChart(chart, title)));
    return name;
  }
  const theme = new Theme(root);
  const Plotly = await plotly(data.plotly);
  const width = CAPTION_WIDTH * chart._fullLayout.width;
  // A chart is of the whole run: its last step.
  const lines = captionLines(caption, data.lastStep, theme.font(12), width);
  const heading = title.charAt(0).toUpperCase() + title.slice(1);
  save(name, await pictureOfChart(Plotly, chart, heading, lines, format, theme));
  return name;
}
