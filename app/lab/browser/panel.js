/** Beside the circle: every loss in numbers, the sliders of one, the meter and the translator. */

import { judge, largest } from "./feasibility.js";
import { pullOn } from "./scene.js";
import { translate } from "./translator.js";

const DEGREES = 180 / Math.PI;
const LIGHTS = {
  met: ["●", "can be met"],
  barely: ["▲", "barely: only tight clusters meet it"],
  never: ["✕", "cannot be met by anybody"],
};
const HEAD = ["", "loss", "p", "g", "support vectors", "pull"];

const element = (tag, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
};

export class Panel {
  constructor(lab) {
    this.lab = lab;
    this.table = element("table", { className: "numbers" });
    this.classes = element("label", { className: "own" }, "The sample is of class ");
    this.own = element("select");
    this.own.addEventListener("change", () => lab.relabel(Number(this.own.value)));
    this.classes.append(this.own);
    this.sliders = element("div", { className: "sliders" });
    this.meter = element("div", { className: "meter" });
    this.meter.setAttribute("role", "status");
    this.words = element("div", { className: "translator" });
    this.element = element("div", { className: "panel" }, this.table, this.classes, this.sliders, this.meter, this.words);
  }

  show(losses, arrangement) {
    this.described = losses;
    this.arrangement = arrangement;
    const { lab } = this;
    const head = element("tr", {}, ...HEAD.map((words) => element("th", { textContent: words, scope: "col" })));
    this.rows = losses.map((loss, at) => {
      const choose = element("button", { type: "button", className: "name", textContent: loss.title });
      choose.addEventListener("click", () => lab.focusOn(at));
      const line = element("span", { className: "line" });
      line.style.borderTopColor = lab.colour(at);
      line.style.borderTopStyle = lab.data.dashes[at].length ? "dashed" : "solid";
      const cells = HEAD.slice(1).map(() => element("td"));
      const row = element("tr", {}, element("th", { scope: "row" }, line, choose), ...cells);
      return { row, choose, cells };
    });
    this.table.replaceChildren(element("thead", {}, head), element("tbody", {}, ...this.rows.map(({ row }) => row)));
    this.own.replaceChildren(
      ...lab.scene.weights.map((_, k) => element("option", { value: k, textContent: lab.data.classNames[k] })),
    );
    this.showSliders();
  }

  judge(arrangement) {
    this.arrangement = arrangement;
  }

  /** The sliders of the loss in focus. */
  showSliders() {
    const { lab } = this;
    const { title, sliders } = this.described[lab.focused];
    this.sliders.replaceChildren(element("h4", { textContent: title }));
    for (const { name, symbol, meaning, unit, low, high, step } of sliders) {
      const value = lab.focus.parameters[name];
      const reading = element("output", { textContent: shown(value) });
      const input = element("input", { type: "range", min: low, max: high, step });
      input.value = value;
      input.setAttribute("aria-label", `${symbol}: ${meaning}${unit ? `, ${unit}` : ""}`);
      input.dataset.parameter = name;
      input.addEventListener("input", () => {
        lab.set(name, Number(input.value));
        reading.textContent = shown(Number(input.value));
      });
      input.addEventListener("change", () => lab.ended());
      const words = element("span", { textContent: symbol, title: meaning });
      this.sliders.append(element("label", {}, words, input, reading));
    }
    if (sliders.length > 1) {
      this.sliders.append(element("p", { textContent: "s is that of all losses that have the same." }));
    }
  }

  /** The numbers of this picture. */
  tell({ scene, losses, focused, focus }) {
    losses.forEach((loss, at) => {
      const { row, choose, cells } = this.rows[at];
      const { told } = loss;
      row.classList.toggle("focus", at === focused);
      choose.setAttribute("aria-pressed", at === focused);
      const vectors = told.support.reduce((sum, one) => sum + one, 0);
      [
        told.loss.toFixed(3),
        told.p[scene.label].toFixed(3),
        told.g.toFixed(2),
        `${vectors}`,
        pullOn(scene, told.slope).toFixed(2),
      ].forEach((words, i) => {
        cells[i].textContent = words;
      });
    });
    this.own.value = scene.label;
    this.tellMeter(focus);
    this.tellTranslation(scene, focus);
  }

  tellMeter(focus) {
    const { words, nearest } = this.arrangement;
    const { room, bestP, floor, verdict } = judge(focus, this.arrangement);
    const [sign, says] = LIGHTS[verdict];
    const { sliders } = this.described[this.lab.focused];
    const margin = focus.margin && sliders.find(({ name }) => name === "margin" || name === "m2");
    const most = margin && largest(focus, margin.name, margin.low, margin.high, nearest);
    const limit = most === undefined ? "" : ` At most ${margin.symbol} = ${most.toFixed(3)} can be met.`;
    const stray =
      room < 0
        ? `The nearest class weight would have to be ${(-room * DEGREES).toFixed(0)}° further away.`
        : `A sample may stray ${(room * DEGREES).toFixed(0)}° from its class weight.`;
    this.meter.dataset.verdict = verdict;
    this.meter.textContent = `${sign} ${words}: the margin ${says}.${limit} ${stray} At best p = ${bestP.toFixed(3)}, loss ${floor.toPrecision(3)}.`;
  }

  tellTranslation(scene, focus) {
    const { scale } = focus;
    const t = focus.parameters.t ?? 1.2;
    const { margin } = focus.parameters;
    const code = focus.margin?.code ?? "";
    const told = (value, symbol) => (value === undefined ? `no ${symbol} at all` : `${symbol} = ${value.toFixed(3)}`);
    const lines = [
      `Here SV-Softmax with t = ${shown(t)} pulls like AM-Softmax with ${told(translate(scene, scale, "sv", t, "am"), "m")}, like Arc-Softmax with ${told(translate(scene, scale, "sv", t, "arc"), "m")}.`,
    ];
    for (const family of ["am", "arc"]) {
      if (!code.endsWith(`:${family}_margin`)) continue;
      lines.push(
        `${family === "am" ? "AM" : "Arc"}-Softmax with m = ${shown(margin)} pulls like SV-Softmax with ${told(translate(scene, scale, family, margin, "sv"), "t")}.`,
      );
    }
    const text = `${lines.join(" ")} (s = ${shown(scale)})`;
    if (text !== this.words.textContent) this.words.textContent = text;
  }
}

const shown = (value) => String(+Number(value).toPrecision(4));
