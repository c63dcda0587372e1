/** Sliders below a figure, for what has no handle in it. */

import { element } from "../../drawing/browser/element.js";

/** @typedef {import("./figure.js").CourseFigure} CourseFigure */

const STEPS = 500;

export class Sliders {
  /** @type {Map<string, { row: HTMLElement, input: HTMLInputElement, reading: HTMLElement }>} */
  rows = new Map();

  /** @param {CourseFigure} figure */
  constructor(figure) {
    this.figure = figure;
    this.element = element("div", { class: "sliders" });
  }

  /** A row for each variable that wants one. */
  show() {
    this.rows.clear();
    this.element.replaceChildren();
    for (const variable of this.figure.variables.list) {
      if (!variable.slider) continue;
      const row = element("label", { class: "slider" });
      const input = element("input", { type: "range", min: 0, max: STEPS, step: 1 });
      input.dataset.variable = variable.name;
      if (variable.values.length) input.max = String(variable.values.length - 1);
      const reading = element("output");
      row.append(element("span", {}, variable.label), input, reading);
      input.addEventListener("input", () => this.move(variable.name, Number(input.value)));
      input.addEventListener("change", () => this.figure.ended());
      this.rows.set(variable.name, { row, input, reading });
      this.element.append(row);
    }
  }

  /** @type {(name: string, at: number) => void} */
  move(name, at) {
    const { figure } = this;
    const { variables } = figure;
    const variable = variables.of(name);
    if (!variable) return;
    const { values } = variable;
    figure.touch(() =>
      variables.set(name, values.length ? values[at] : variables.at(variable, at / STEPS)),
    );
  }

  /**
   * Put the sliders where the variables are.
   *
   * @param {(name: string) => boolean} idle whether a slider would move nothing now
   */
  place(idle) {
    const { variables } = this.figure;
    for (const [name, { row, input, reading }] of this.rows) {
      row.hidden = idle(name);
      const variable = variables.of(name);
      if (!variable) continue;
      const { values } = variable;
      const value = variables.now[name];
      const place = values.length
        ? values.reduce((best, other, at) =>
            Math.abs(other - value) < Math.abs(values[best] - value) ? at : best, 0)
        : Math.round(STEPS * variables.share(variable, value));
      input.value = String(place);
      reading.textContent = variables.words(name);
      input.setAttribute("aria-valuetext", variables.words(name));
    }
  }
}
