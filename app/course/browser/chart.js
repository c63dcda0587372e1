/**
 * A chart of a lesson: figures that Python drew, one for each value of its slider.
 *
 * Moving the slider asks the server nothing; the server gets the value when the reader lets go.
 */

import { addressOf } from "../../drawing/browser/address.js";
import { button, element } from "../../drawing/browser/element.js";
import { Frames, lessMotion } from "../../drawing/browser/frames.js";
import { Theme } from "../../drawing/browser/look.js";
import { OPTIONS, plotly } from "../../drawing/browser/plotly.js";
import { ClockBar } from "./clock_bar.js";
import { Tour } from "./tour.js";
import { Variables, nearest } from "./variables.js";
import { csvText, quoted } from "../../drawing/browser/saving/csv.js";
import { csvBlob, save } from "../../drawing/browser/saving/save.js";

/** @typedef {import("../../drawing/browser/saving/csv.js").Field} Field */
/**
 * A slider as Python describes it.
 *
 * @typedef {object} Slider
 * @property {string} name as links call it
 * @property {string} label
 * @property {string} unit
 * @property {number[]} values
 * @property {number} start the place of a value
 */
/**
 * What Python sends (app/course/slot.py).
 *
 * @typedef {object} ChartData
 * @property {PlotlyFigure[]} figures one for each value of the slider
 * @property {Slider | null} slider
 * @property {string} plotly the address of Plotly
 * @property {string} alternative the chart in words
 * @property {string} file how names of saved files begin
 * @property {string} [island] where the chart is as one file
 * @property {string} at the step of the lesson
 * @property {Record<string, string> | null} settings of the step; null to leave the chart as it is
 */

const LEAST = 120; // CSS pixels of height
const HEADER = ["trace", "x", "y", "deviation"];

export class CourseChart {
  file = "";
  /** @type {PlotlyFigure[]} */
  figures = [];
  /** @type {Slider | null} */
  slider = null;
  /** @type {Plotly | undefined} */
  Plotly;
  /** The place of the value whose figure is drawn. @type {number | undefined} */
  drawn;
  width = 0; // CSS pixels that the page gave when it was drawn
  variables = new Variables([]);
  tour = new Tour({}, this.variables);
  step = ""; // of the lesson, that has set the chart
  last = 0; // milliseconds
  frames = new Frames((now) => this.tick(now));
  /** @type {(at: number) => void} */
  report = () => {};

  /** @param {HTMLElement} root */
  constructor(root) {
    root.chart = this;
    this.place = element("div", { role: "img" });
    this.words = element("span");
    this.input = element("input", { type: "range", min: 0, step: 1 });
    this.reading = element("output");
    this.bar = element("label", { class: "slider" });
    this.bar.append(this.words, this.input, this.reading);
    const files = element("div", { class: "files" });
    for (const kind of /** @type {("png" | "svg" | "csv")[]} */ (["png", "svg", "csv"])) {
      const words = kind.toUpperCase();
      const title = `Take the chart away as ${words}`;
      files.append(button(words, () => this.save(kind), { title }));
    }
    this.clock = new ClockBar(
      () => this.toggle(),
      (share) => {
        this.tour.seek(share * this.tour.length);
        this.follow();
      },
    );
    this.island = element("a", { download: "", title: "The chart with its text as one file" }, "HTML");
    files.append(this.island);
    root.append(this.place, this.clock.element, this.bar, files);
    this.input.addEventListener("input", () => {
      this.tour.pause();
      this.clock.show(this.tour);
      this.draw();
    });
    this.input.addEventListener("change", () => this.report(this.at));
    new ResizeObserver(() => {
      if (this.place.clientWidth !== this.width) this.draw();
    }).observe(this.place);
  }

  /** The place of the slider's value. */
  get at() {
    return this.slider ? Number(this.input.value) : 0;
  }

  /**
   * Show what Python sends, and `tell` it the place of the value.
   *
   * @param {ChartData} data
   * @param {(name: string, value: unknown) => void} tell
   */
  async show({ figures, slider, plotly: address, alternative, file, at: step, settings, island }, tell) {
    this.island.href = island ? addressOf(island).href : "";
    this.island.style.display = island ? "" : "none";
    this.file = file;
    this.report = (at) => tell("at", at);
    this.figures = figures;
    const fresh = slider?.name !== this.slider?.name || this.at >= figures.length;
    this.slider = slider;
    this.place.setAttribute("aria-label", alternative);
    this.bar.hidden = !slider;
    this.bar.style.display = slider ? "" : "none";
    if (slider) {
      this.words.textContent = slider.label;
      this.input.max = String(slider.values.length - 1);
      if (fresh) this.input.value = String(slider.start);
      if (fresh) this.variables = new Variables([variableOf(slider)]);
    }
    if (this.step !== step && settings) this.play(settings);
    this.step = step;
    this.clock.show(this.tour);
    this.place.style.minHeight = `${this.layout().height}px`;
    try {
      this.Plotly = await plotly(address);
    } catch (error) {
      this.fail(error);
    }
    await this.draw();
  }

  /** @param {unknown} error */
  fail(error) {
    const reason = error instanceof Error ? error.message : error;
    this.place.textContent = `This chart cannot be shown: ${reason}`;
  }

  /**
   * Set the slider as a link says: `{ t: "1.2" }` goes to the nearest value there is, and
   * `{ t: "1..1.4" }` plays.
   *
   * @param {Record<string, string>} settings
   */
  set(settings) {
    if (!this.slider) return;
    this.play(settings);
    this.report(this.at);
  }

  /** @param {Record<string, string>} settings */
  play(settings) {
    this.tour = new Tour(settings, this.variables);
    if (lessMotion() || !this.tour.length) this.tour.seek(this.tour.length);
    else this.tour.play();
    this.follow();
  }

  toggle() {
    if (this.tour.playing) this.tour.pause();
    else if (lessMotion()) this.tour.seek(this.tour.length);
    else this.tour.play();
    this.follow();
  }

  /** @param {number} now milliseconds */
  tick(now) {
    const played = this.tour.tick(Math.min(0.1, (now - this.last) / 1000));
    this.last = now;
    if (played) this.follow();
  }

  /** Put the slider where the clock is. */
  follow() {
    const { slider, variables, tour } = this;
    this.clock.show(tour);
    if (tour.playing) this.frames.request();
    if (!slider) return;
    const at = nearest(slider.values, variables.now[slider.name]);
    if (at !== this.at) {
      this.input.value = String(at);
      this.draw();
    } else if (this.drawn === undefined) this.draw();
  }

  /** The layout, no higher than suits the width: a figure may say how high it is for its width. */
  layout() {
    const { layout } = this.figures[this.at];
    const { ratio } = layout.meta ?? {};
    const { margin, height } = layout;
    const most = ratio ? ratio * this.place.clientWidth + margin.b + margin.t : height;
    return { ...layout, height: Math.min(height, Math.max(most, LEAST)) };
  }

  /**
   * Save the chart with the value of its slider, on the colour of the page.
   *
   * @param {"png" | "svg" | "csv"} kind
   */
  async save(kind) {
    const { data } = this.figures[this.at];
    const { slider } = this;
    const value = slider ? `-${slider.name}-${slider.values[this.at]}` : "";
    const name = `${this.file}${value}.${kind}`;
    if (kind === "csv") {
      save(name, csvBlob(csvText([HEADER, ...rowsOf(data)], quoted, "\r\n")));
      return;
    }
    if (!this.Plotly) return;
    const width = this.place.clientWidth;
    const layout = { ...this.layout(), paper_bgcolor: new Theme(this.place).paper, width };
    const size = { width, height: layout.height, scale: kind === "png" ? 2 : 1 };
    save(name, await this.Plotly.toImage({ data, layout }, { format: kind, ...size }));
  }

  /** Draw it, unless the page hides it: then it is drawn as soon as there is room. */
  async draw() {
    if (this.slider) {
      const { values, unit } = this.slider;
      const words = `${values[this.at]}${unit}`;
      this.reading.textContent = words;
      this.input.setAttribute("aria-valuetext", words);
    }
    const { at, Plotly } = this;
    const { clientWidth } = this.place;
    if (!Plotly || !clientWidth) return;
    this.width = clientWidth;
    try {
      await Plotly.react(this.place, this.figures[at].data, this.layout(), OPTIONS);
      this.drawn = at;
    } catch (error) {
      this.fail(error);
    }
  }
}

/** @type {(slider: Slider) => import("./variables.js").Variable} */
const variableOf = ({ name, label, unit, values, start }) => ({
  name, label, unit, values, start: values[start], low: Math.min(...values), high: Math.max(...values),
  step: 1, digits: 0, slider: true, log: false, words: [], parameter: "", seconds: 4,
});

/**
 * A row for every point of every trace that is data and not decoration.
 *
 * @param {PlotlyTrace[]} traces
 */
function rowsOf(traces) {
  return traces.flatMap(({ mode, name, x = [], y = [], error_y: error }, number) => {
    if (mode === "none") return [];
    const series = name ?? `trace ${number + 1}`;
    return Array.from(x, (value, at) => [series, value, y[at], error?.array?.[at]]);
  });
}
