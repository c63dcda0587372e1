/** The sliders of the loss in focus, and the choice of the sample's class. */

import { DEGREES } from "../../drawing/browser/directions.js";
import { element } from "../../drawing/browser/element.js";

/** @typedef {import("./lab.js").Lab} Lab */
/**
 * A slider as Python describes it.
 *
 * @typedef {object} Slider
 * @property {string} name of the parameter
 * @property {string} symbol
 * @property {string} meaning
 * @property {string} unit
 * @property {number} low
 * @property {number} high
 * @property {number} step
 */

/**
 * A value as the reader sees it: an angle also in degrees, as the circle has it.
 *
 * @param {number} value
 * @param {string} [unit]
 */
export function shown(value, unit = "") {
  const number = String(+Number(value).toPrecision(4));
  return unit === RADIANS ? `${number} rad (${(value * DEGREES).toFixed(0)}°)` : number;
}

export const RADIANS = "radians";
const SHARED = "Moves with the scale of every loss that has the same";

export class Sliders {
  /** @param {Lab} lab */
  constructor(lab) {
    this.lab = lab;
    this.element = element("div", { class: "sliders" });
  }

  /** Lay out the sliders of the loss that is in focus now. */
  show() {
    const { lab } = this;
    const { title, sliders } = lab.data.losses[lab.focused];
    const heading = element("h2", {}, title);
    this.element.replaceChildren(heading, ...sliders.map((slider) => this.slider(slider)));
  }

  /** @param {Slider} slider */
  slider({ name, symbol, meaning, unit, low, high, step }) {
    const { lab } = this;
    const value = lab.focus.parameters[name];
    const reading = element("output", {}, shown(value, unit));
    const input = element("input", { type: "range", min: low, max: high, step });
    input.value = String(value);
    input.setAttribute("aria-label", `${symbol}: ${meaning}${unit ? `, ${unit}` : ""}`);
    input.dataset.parameter = name;
    input.addEventListener("input", () => {
      lab.set(name, Number(input.value));
      reading.textContent = shown(Number(input.value), unit);
    });
    input.addEventListener("change", () => lab.ended());
    const label = element("label");
    const what = element("span", name === "scale" ? { title: SHARED } : {});
    what.append(element("b", {}, symbol), ` ${meaning}`);
    label.append(what, input, reading);
    return label;
  }
}

export class ClassChoice {
  /** @param {Lab} lab */
  constructor(lab) {
    this.lab = lab;
    this.select = element("select");
    this.select.addEventListener("change", () => lab.relabel(Number(this.select.value)));
    this.element = element("label", { class: "own" }, "The sample is of class ");
    this.element.append(this.select);
  }

  /** Offer the classes that the scene has now. */
  show() {
    const { scene, data } = this.lab;
    const options = scene.weights.map((_, k) => element("option", { value: k }, data.classNames[k]));
    this.select.replaceChildren(...options);
  }

  /** Show the class that the sample has now. */
  write() {
    this.select.value = String(this.lab.scene.label);
  }
}
