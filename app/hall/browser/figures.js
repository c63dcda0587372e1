/** Figures of a lesson on a page of the hall; a figure that stays is not made anew. */

import { CourseChart } from "../../course/browser/chart.js";
import { CourseFigure } from "../../course/browser/figure.js";
import { listenToLinks } from "../../course/browser/links.js";
import { element } from "../../drawing/browser/element.js";

/** @typedef {any} FigureMessage what Python sends of a figure or of a chart */

export class Figures {
  /** @type {Map<string, CourseFigure | CourseChart>} */
  shown = new Map();

  /**
   * @param {(drawn: { ask: string, values: number[] }) => void} [drawn] is given a prediction
   */
  constructor(drawn = () => {}) {
    this.element = element("div", { class: "figures" });
    this.drawn = drawn;
    listenToLinks((slot) => this.shown.get(slot));
  }

  /** @param {FigureMessage[]} figures */
  async show(figures) {
    const names = figures.map(nameOf);
    for (const [name, figure] of this.shown) {
      if (names.includes(name)) continue;
      rootOf(figure).remove();
      this.shown.delete(name);
    }
    await Promise.all(figures.map((data, at) => this.shownAs(names[at], data)));
  }

  /** @type {(name: string, data: FigureMessage) => Promise<void>} */
  async shownAs(name, data) {
    let figure = this.shown.get(name);
    if (!figure) {
      const chart = "figures" in data;
      const root = element("div", { class: chart ? "course-chart" : "course-figure" });
      this.element.append(root);
      figure = chart ? new CourseChart(root) : new CourseFigure(root);
      this.shown.set(name, figure);
    }
    await figure.show(data, (what, value) => {
      if (what === "drawn") this.drawn(/** @type {any} */ (value));
    });
  }

  /** Lay these predictions over one another, where the figure has a prediction. @param {number[][]} many */
  lay(many) {
    for (const figure of this.shown.values()) {
      if (!(figure instanceof CourseFigure) || !figure.drawing) continue;
      figure.drawing.many = many;
      figure.frames.request();
    }
  }
}

/** @param {FigureMessage} data */
const nameOf = (data) => data.slot ?? data.file;

/** @param {CourseFigure | CourseChart} figure */
const rootOf = (figure) => /** @type {HTMLElement} */ (figure.place.parentElement);
