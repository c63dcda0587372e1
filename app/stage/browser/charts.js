/**
 * The charts under the panels: drawn by Plotly from figures that Python made, one tab at a time.
 *
 * They share the stage's clock: a line shows the playhead, and a click on a step moves it there.
 */

import { addressOf } from "../../drawing/browser/address.js";
import { button, element } from "../../drawing/browser/element.js";
import { Theme } from "../../drawing/browser/look.js";
import { OPTIONS, plotly } from "../../drawing/browser/plotly.js";
import { NARROW, stack } from "../../drawing/browser/narrow.js";
import { stepAt } from "./view.js";

/** @typedef {import("./stage.js").Stage} Stage */
/**
 * Where the figures and Plotly are; `names` says which charts there are, if not all.
 *
 * @typedef {{ charts: string, plotly: string, names?: string[] }} Addresses
 */

const TABS = [
  ["curves", "measures"],
  ["strip", "support vectors"],
  ["angles", "angles"],
  ["budget", "which samples push"],
  ["pushes", "which classes push"],
  ["strangers", "strangers"],
];
const CURSOR_MILLISECONDS = 80; // between two moves of the line
const RENEWAL_MILLISECONDS = 1000; // at least, between two drawings of a run that grows
const RENEWAL_SHARE = 0.1; // of the browser's time that they may take

export class Charts {
  chosen = TABS[0][0];
  requested = ""; // the address of the figure that is to be shown
  ready = ""; // the chart that is drawn
  drawn = -1; // where the line is, as a playhead
  moved = 0; // when the line was moved
  cost = 0; // milliseconds of the last drawing
  wide = 0; // CSS pixels of the last drawing
  behind = false; // the run has grown since
  /** The x axes that count steps. @type {string[]} */
  timed = [];
  /** @type {Addresses | undefined} */
  addresses;
  /** Lines of the open figure that stay. @type {object[]} */
  marks = [];
  /** @type {number | undefined} */
  renewal;
  /** @type {number | undefined} */
  later;

  /**
   * @param {HTMLElement} root
   * @param {Stage} stage
   */
  constructor(root, stage) {
    this.stage = stage;
    this.tabs = element("div", { class: "tabs", role: "tablist", "aria-label": "Charts" });
    const place = element("div", { class: "chart", role: "tabpanel" });
    this.place = /** @type {HTMLDivElement & PlotlyElement} */ (place);
    root.append(this.tabs, this.place);
    this.buttons = TABS.map(([name, words]) =>
      button(words, () => this.open(name), { role: "tab", "data-chart": name }),
    );
    this.tabs.append(...this.buttons);
  }

  /**
   * Show the charts of a run.
   *
   * @param {Addresses} addresses
   */
  show(addresses) {
    this.addresses = addresses;
    clearTimeout(this.renewal);
    this.renewal = undefined;
    const names = addresses.names ?? TABS.map(([name]) => name);
    for (const tab of this.buttons) tab.hidden = !names.includes(tab.dataset.chart ?? "");
    if (!names.includes(this.chosen)) [this.chosen] = names;
    this.open(this.chosen);
  }

  /** The run of these charts is left: they stay, but are no longer drawn anew. */
  leave() {
    clearTimeout(this.renewal);
    this.renewal = undefined;
    this.addresses = undefined;
  }

  /** The run has grown: draw the open chart anew soon, but never so often that the stage stutters. */
  grown() {
    this.behind = true;
    if (this.renewal || !this.addresses) return;
    const wait = Math.max(RENEWAL_MILLISECONDS, this.cost / RENEWAL_SHARE);
    const renewal = setTimeout(async () => {
      this.behind = false;
      if (this.place.offsetParent) await this.open(this.chosen);
      if (this.renewal !== renewal) return; // another run is shown
      this.renewal = undefined;
      if (this.behind) this.grown();
    }, wait);
    this.renewal = renewal;
  }

  /** Draw the open chart anew, in the look that the stage has now. */
  dress() {
    if (this.addresses) this.open(this.chosen);
  }

  /** @param {string} name */
  async open(name) {
    const { addresses } = this;
    if (!addresses) return;
    this.chosen = name;
    for (const tab of this.buttons) {
      tab.setAttribute("aria-selected", String(tab.dataset.chart === name));
    }
    const requested = `${addresses.charts}/${name}?dark=${Number(new Theme(this.place).dark)}`;
    this.requested = requested;
    try {
      const [Plotly, answer] = await Promise.all([plotly(addresses.plotly), fetch(addressOf(requested))]);
      if (!answer.ok) throw new Error(await answer.text());
      const figure = await answer.json();
      if (this.requested !== requested) return; // another tab was opened meanwhile
      await this.draw(Plotly, figure, addresses.charts);
      this.ready = name;
      this.cursor(this.stage.clock.head);
    } catch (error) {
      this.timed = [];
      const reason = error instanceof Error ? error.message : error;
      this.place.textContent = `This chart cannot be shown: ${reason}`;
    }
  }

  /**
   * @param {Plotly} Plotly
   * @param {PlotlyFigure} figure
   * @param {string} revision a reader's zoom outlives a redrawing of the same
   */
  async draw(Plotly, { data, layout }, revision) {
    if (this.stage.root.dataset.look === "projector") enlarge(layout);
    if (this.place.clientWidth > 0 && this.place.clientWidth < NARROW) stack(layout);
    this.place.style.minHeight = `${layout.height}px`;
    layout.uirevision = revision;
    this.timed = timeAxes(layout);
    const { head } = this.stage.clock;
    this.marks = layout.shapes ?? [];
    layout.shapes = this.lines();
    const begun = performance.now();
    await Plotly.react(this.place, data, layout, OPTIONS);
    // A projector's stage is wider; Plotly itself follows the window alone.
    const wide = this.place.clientWidth;
    if (wide && wide !== this.wide) await Plotly.Plots.resize(this.place);
    this.wide = wide;
    this.cost = performance.now() - begun;
    this.place.removeAllListeners?.("plotly_click");
    if (this.timed.length) this.place.on("plotly_click", (event) => this.clicked(event));
    this.drawn = head;
  }

  /** @param {{ points: { x: number }[] }} event */
  clicked(event) {
    const { steps } = this.stage.run ?? { steps: [] };
    const step = event.points[0].x;
    /** @type {(at: number) => number} */
    const off = (at) => Math.abs(steps[at] - step);
    this.stage.seek(steps.reduce((best, _, at) => (off(at) < off(best) ? at : best), 0));
  }

  /**
   * Move the line to the playhead, no oftener than is worth drawing.
   *
   * @param {number} head
   */
  cursor(head) {
    if (!this.timed.length || head === this.drawn) return;
    const now = performance.now();
    clearTimeout(this.later);
    if (now - this.moved < CURSOR_MILLISECONDS) {
      this.later = setTimeout(() => this.cursor(this.stage.clock.head), CURSOR_MILLISECONDS);
      return;
    }
    this.moved = now;
    this.drawn = head;
    window.Plotly.relayout(this.place, { shapes: this.lines() });
  }

  /** A line at the playhead in every chart with steps, then what the figure itself has marked. */
  lines() {
    const step = stepAt(this.stage);
    const color = getComputedStyle(this.place).getPropertyValue("--st-text-color");
    const playhead = this.timed.map((axis) => ({
      type: "line",
      xref: axis,
      yref: `${axis.replace("x", "y")} domain`,
      x0: step,
      x1: step,
      y0: 0,
      y1: 1,
      line: { color, width: 1.5 },
    }));
    return [...playhead, ...this.marks];
  }
}

/**
 * Enlarge the words for people who sit far from a projector's screen.
 *
 * @param {PlotlyLayout} layout
 */
function enlarge(layout) {
  layout.font = { ...layout.font, color: "#000000", size: 17 };
  if (layout.annotations?.some(({ name }) => name === "direct")) layout.margin.r *= 1.4;
  for (const title of layout.annotations ?? []) {
    const color = title.name === "direct" ? title.font?.color : "#000000";
    title.font = { ...title.font, color, size: title.textangle ? 14 : 18 };
  }
}

/**
 * The x axes that count steps: "x", "x2" and so on.
 *
 * @param {PlotlyLayout} layout
 */
function timeAxes(layout) {
  return Object.keys(layout)
    .filter((name) => name.startsWith("xaxis") && layout[name].title?.text === "step")
    .map((name) => name.replace("axis", ""));
}
