/** The leverage dial of the lab: for the sample on the circle, among as many classes as one imagines. */

import { element } from "../../drawing/browser/element.js";
import { LeverageDial } from "../../drawing/browser/leverage/dial.js";

/** @typedef {import("../../drawing/browser/look.js").Look} Look */
/** @typedef {import("./lab.js").Lab} Lab */

/** 0 stands for those on the circle; the last is MS1M as the SV paper cleaned it. */
const CHOICES = [0, 100, 1000, 86876];

const GAUGE =
  "The gauge: the scale s over s_A = √2 ln(K − 1), AdaCos' scale for K classes. Far below s_A all rivals share the push, far above it the nearest has all.";

export class Leverage {
  dial = new LeverageDial(2);
  /** @type {Map<number, HTMLInputElement>} */
  inputs = new Map();

  /** @param {Lab} lab */
  constructor(lab) {
    this.lab = lab;
    this.element = element("div", { class: "dial" });
    this.choices = element("fieldset", { class: "among" });
    this.element.append(this.dial.element, element("p", { class: "gauge-words" }, GAUGE));
    this.dial.canvas.after(this.choices); // on a small screen the sentence may be below its edge
  }

  /** Offer the numbers of classes, and the one that a link has brought. */
  show() {
    const { lab } = this;
    const { imagined } = lab;
    const offered = [...new Set([...CHOICES, imagined])].sort((a, b) => a - b);
    this.inputs.clear();
    const labels = offered.map((classes) => {
      const input = element("input", { type: "radio", name: "lab-among", value: classes });
      input.addEventListener("change", () => lab.imagine(classes));
      this.inputs.set(classes, input);
      const there = `the ${lab.scene.weights.length} drawn`;
      const label = element("label", {}, "");
      label.append(input, classes ? classes.toLocaleString("en") : there);
      return label;
    });
    const legend = element("legend", {}, "Among");
    this.choices.replaceChildren(legend, ...labels, element("span", {}, "classes, the others at right angles"));
  }

  /** @param {number} ratio pixels to a CSS pixel */
  arrange(ratio) {
    this.dial.arrange(ratio);
  }

  /** @param {Look} look */
  draw(look) {
    const { scene, focus, focused, imagined, data } = this.lab;
    const names = [...data.classNames.map((name) => `class ${name}`), "each class that is not drawn"];
    this.dial.show(focus, scene.among(imagined), names, this.lab.colour(focused));
    this.dial.draw(look);
    for (const [classes, input] of this.inputs) input.checked = classes === imagined;
  }
}
