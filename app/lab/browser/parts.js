/** The parts of the lab on the page: circle with handles, numbers and sliders beside it, charts below. */

import { DEGREES } from "../../drawing/browser/directions.js";
import { element } from "../../drawing/browser/element.js";
import { Handles } from "../../drawing/browser/handles.js";
import { saveButtons } from "../../drawing/browser/saving/figure_files.js";
import { CliffChart } from "./charts/cliff.js";
import { GuidanceChart } from "./charts/guidance.js";
import { MarginChart } from "./charts/margin.js";
import { MiningChart } from "./charts/mining.js";
import { PlaneChart } from "./charts/plane.js";
import { Circle } from "./circle.js";
import { Equation } from "./equation.js";
import { Leverage } from "./leverage.js";
import { Meter } from "./meter.js";
import { Numbers } from "./numbers.js";
import { ClassChoice, Sliders } from "./sliders.js";
import { termOfHandle } from "./terms.js";
import { Translation } from "./translation.js";

/** @typedef {import("../../drawing/browser/look.js").Look} Look */
/** @typedef {import("./lab.js").Lab} Lab */

const FILES = "loss-lab"; // how the names of saved files begin

export class Parts {
  still = false; // the still layers of the charts are drawn
  follow = false; // the stage has drawn another picture

  /** @param {Lab} lab */
  constructor(lab) {
    this.lab = lab;
    this.circle = new Circle(lab);
    this.handles = new Handles(
      {
        drag: (name, x, y) => lab.move(name, this.circle.angle(x, y)),
        step: (name, steps) => lab.move(name, this.angleOf(name) + steps / DEGREES),
        ended: () => lab.ended(),
      },
      [0, 360],
    );
    this.equation = new Equation(lab);
    this.numbers = new Numbers(lab);
    this.classChoice = new ClassChoice(lab);
    this.sliders = new Sliders(lab);
    this.leverage = new Leverage(lab);
    this.meter = new Meter(lab);
    this.translation = new Translation(lab);
    this.plane = new PlaneChart(lab, (samples) => lab.stage()?.stage.select(samples));
    this.charts = [
      new MarginChart(lab),
      new GuidanceChart(lab),
      new CliffChart(lab),
      new MiningChart(lab),
      this.plane,
    ];
    this.lay();
  }

  lay() {
    const { lab } = this;
    const look = () => lab.look;
    const [panel, beneath] = [element("div", { class: "panel" }), element("div", { class: "beneath" })];
    for (const part of [this.equation, this.numbers, this.sliders, this.leverage]) {
      panel.append(part.element);
    }
    const picture = element("div", { class: "under" });
    picture.append(this.classChoice.element, saveButtons(this.circle, FILES, look));
    beneath.append(this.circle.legend, picture, this.meter.element, this.translation.element);
    const upper = element("div", { class: "upper" });
    upper.append(this.circle.element, panel, beneath);
    this.circle.element.append(this.handles.element);
    this.pointAtHandles();
    const { dial } = this.leverage;
    dial.heading.append(saveButtons(dial, FILES, look));
    const lower = element("div", { class: "charts" });
    for (const chart of this.charts) {
      chart.heading.append(saveButtons(chart, FILES, look));
      lower.append(chart.element);
    }
    lab.root.replaceChildren(upper, element("h2", {}, "The slots, drawn"), lower);
  }

  /** What is pointed at on the circle lights its term. */
  pointAtHandles() {
    const { lab } = this;
    const touch = (/** @type {Event} */ { target }) => {
      const name = target instanceof HTMLElement ? target.dataset.handle : undefined;
      if (name !== undefined) lab.touch(termOfHandle(name, lab.scene));
    };
    const leave = () => lab.touch(undefined);
    for (const [begin, end] of [["pointerover", "pointerout"], ["focusin", "focusout"]]) {
      this.handles.element.addEventListener(begin, touch);
      this.handles.element.addEventListener(end, leave);
    }
  }

  /** Lay out what depends on which losses and classes the lab has. */
  show() {
    this.equation.show();
    this.numbers.show();
    this.classChoice.show();
    this.sliders.show();
    this.leverage.show();
  }

  /** @param {number} ratio pixels to a CSS pixel */
  arrange(ratio) {
    this.circle.arrange(ratio);
    this.leverage.arrange(ratio);
    for (const chart of this.charts) chart.arrange(ratio);
  }

  /** @param {Look} look */
  draw(look) {
    this.circle.draw(look);
    this.placeHandles();
    for (const chart of this.charts) {
      if (!this.still || chart.moves) chart.drawBase(look);
      chart.drawTop(look);
    }
    if (!this.still || this.follow || this.plane.brush) this.plane.drawMiddle(look);
    this.equation.write();
    this.numbers.write();
    this.leverage.draw(look);
    this.classChoice.write();
    this.meter.write();
    this.translation.write();
    this.still = true;
    this.follow = false;
  }

  /** @param {string} name */
  angleOf(name) {
    const { scene } = this.lab;
    return name === "sample" ? scene.sample : scene.weights[Number(name)];
  }

  placeHandles() {
    const { scene, data, focus, focused, terms } = this.lab;
    const loss = `${focus.title}: loss ${terms[focused].loss.toFixed(2)}`;
    const names = ["sample", ...scene.weights.map((_, k) => String(k))];
    this.handles.place(
      names.map((name) => {
        const angle = this.angleOf(name);
        const value = Math.round(angle * DEGREES);
        const words = `${value} degrees`;
        const own = name === "sample";
        return {
          ...{ name, value, ...this.circle.place(angle) },
          kind: own ? "sample" : "weight",
          words: own ? `${words}, ${loss}` : words,
          label: own
            ? `The sample, of class ${data.classNames[scene.label]}`
            : `Weight of class ${data.classNames[Number(name)]}`,
        };
      }),
    );
  }
}
