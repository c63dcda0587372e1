/**
 * The charts under the panels: drawn by Plotly from figures that Python made, one tab at a time.
 *
 * They share the stage's clock: a line shows where it stands, and a click on a step moves it there.
 */

import { plotly } from "../../drawing/browser/plotly.js";

const TABS = [
  ["curves", "measures"],
  ["strip", "support vectors over time"],
  ["angles", "angles"],
  ["budget", "who owns the gradient"],
  ["pushes", "who pushes whom"],
];
const CURSOR_MILLISECONDS = 80; // between two moves of the line
const RENEWAL_MILLISECONDS = 1000; // at least, between two drawings of a run that grows
const RENEWAL_SHARE = 0.1; // of the browser's time that they may take

export class Charts {
  constructor(root, stage) {
    this.stage = stage;
    this.tabs = document.createElement("div");
    this.tabs.className = "tabs";
    this.tabs.setAttribute("role", "tablist");
    this.tabs.setAttribute("aria-label", "Charts");
    this.place = document.createElement("div");
    this.place.className = "chart";
    this.place.setAttribute("role", "tabpanel");
    root.append(this.tabs, this.place);
    this.buttons = TABS.map(([name, words]) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = words;
      button.dataset.chart = name;
      button.setAttribute("role", "tab");
      button.addEventListener("click", () => this.open(name));
      this.tabs.append(button);
      return button;
    });
    this.chosen = TABS[0][0];
  }

  /** Show the charts of a run; `addresses` says where the figures and Plotly are, and which
   *  charts there are if not all. */
  show(addresses) {
    this.addresses = addresses;
    clearTimeout(this.renewal);
    this.renewal = undefined;
    const names = addresses.names ?? TABS.map(([name]) => name);
    for (const button of this.buttons) button.hidden = !names.includes(button.dataset.chart);
    if (!names.includes(this.chosen)) [this.chosen] = names;
    this.open(this.chosen);
  }

  /** The run has grown: draw anew what is open, soon, and never so often that the stage stutters. */
  grown() {
    this.behind = true;
    if (this.renewal || !this.addresses) return;
    const wait = Math.max(RENEWAL_MILLISECONDS, (this.cost ?? 0) / RENEWAL_SHARE);
    const renewal = setTimeout(async () => {
      this.behind = false;
      if (this.place.offsetParent) await this.open(this.chosen);
      if (this.renewal !== renewal) return; // another run is shown
      this.renewal = undefined;
      if (this.behind) this.grown();
    }, wait);
    this.renewal = renewal;
  }

  /** Draw anew what is open, in the look that the stage has now. */
  dress() {
    if (this.addresses) this.open(this.chosen);
  }

  async open(name) {
    this.chosen = name;
    for (const button of this.buttons) {
      button.setAttribute("aria-selected", String(button.dataset.chart === name));
    }
    const dark = isDark(getComputedStyle(this.place).getPropertyValue("--st-background-color"));
    const asked = `${this.addresses.charts}/${name}?dark=${dark ? 1 : 0}`;
    this.asked = asked;
    try {
      const [Plotly, answer] = await Promise.all([plotly(this.addresses.plotly), fetch(asked)]);
      if (!answer.ok) throw new Error(await answer.text());
      const figure = await answer.json();
      if (this.asked !== asked) return; // another tab was opened meanwhile
      if (this.stage.host.dataset.look === "projector") enlarge(figure.layout);
      this.place.style.minHeight = `${figure.layout.height}px`;
      figure.layout.uirevision = this.addresses.charts; // a reader's zoom outlives a redrawing
      this.timed = timeAxes(figure);
      const { head } = this.stage.clock;
      figure.layout.shapes = this.lines(head);
      const begun = performance.now();
      const options = { displaylogo: false, responsive: true, modeBarButtonsToRemove: ["lasso2d", "select2d"] };
      await Plotly.react(this.place, figure.data, figure.layout, options);
      this.cost = performance.now() - begun;
      this.place.removeAllListeners?.("plotly_click");
      if (this.timed.length) this.place.on("plotly_click", (event) => this.clicked(event));
      this.ready = name;
      this.drawn = head;
      this.cursor(this.stage.clock.head);
    } catch (error) {
      this.timed = [];
      this.place.textContent = `This chart cannot be shown: ${error.message}`;
    }
  }

  clicked(event) {
    const { steps } = this.stage.run;
    const step = event.points[0].x;
    const k = steps.reduce((best, s, at) => (Math.abs(s - step) < Math.abs(steps[best] - step) ? at : best), 0);
    this.stage.seek(k);
  }

  /** Move the line to the playhead, not oftener than is worth drawing. */
  cursor(head) {
    if (!this.timed?.length || head === this.drawn) return;
    const now = performance.now();
    clearTimeout(this.later);
    if (now - (this.moved ?? 0) < CURSOR_MILLISECONDS) {
      this.later = setTimeout(() => this.cursor(this.stage.clock.head), CURSOR_MILLISECONDS);
      return;
    }
    this.moved = now;
    this.drawn = head;
    window.Plotly.relayout(this.place, { shapes: this.lines(head) });
  }

  /** A line at the playhead in every chart with steps. */
  lines(head) {
    const { steps } = this.stage.run;
    const low = Math.min(Math.floor(head), steps.length - 1);
    const high = Math.min(low + 1, steps.length - 1);
    const step = steps[low] + (head - low) * (steps[high] - steps[low]);
    const color = getComputedStyle(this.place).getPropertyValue("--st-text-color");
    return this.timed.map((axis) => ({
      type: "line",
      xref: axis,
      yref: `${axis.replace("x", "y")} domain`,
      x0: step,
      x1: step,
      y0: 0,
      y1: 1,
      line: { color, width: 1.5 },
    }));
  }
}

/** Words for those who sit far from a projector's screen. */
function enlarge(layout) {
  layout.font = { ...layout.font, color: "#000000", size: 17 };
  for (const title of layout.annotations ?? []) title.font = { ...title.font, color: "#000000", size: 18 };
}

/** The x axes that count steps: "x", "x2" and so on. */
function timeAxes(figure) {
  return Object.keys(figure.layout)
    .filter((name) => name.startsWith("xaxis") && figure.layout[name].title?.text === "step")
    .map((name) => name.replace("axis", ""));
}

function isDark(colour) {
  const [r, g, b] = (colour.trim().match(/[0-9a-f]{2}/gi) ?? ["ff", "ff", "ff"]).map((hex) => parseInt(hex, 16));
  return r + g + b < 384;
}
