/** Whether the margin in focus can be met, in words. */

import { DEGREES } from "../../drawing/browser/directions.js";
import { element } from "../../drawing/browser/element.js";
import { judge, largest } from "./feasibility.js";
import { shown } from "./sliders.js";

/** @typedef {import("./lab.js").Lab} Lab */

const VERDICTS = {
  met: ["●", "the margin can be met"],
  barely: ["▲", "the margin can barely be met, by tight clusters only"],
  never: ["✕", "nobody can meet the margin"],
};
/** A small number in few digits. @type {(value: number) => string} */
const small = (value) => (value < 0.001 ? "under 0.001" : value.toPrecision(3));

export class Meter {
  /** @param {Lab} lab */
  constructor(lab) {
    this.lab = lab;
    this.element = element("div", { class: "meter", role: "status" });
  }

  write() {
    const { focus, data } = this.lab;
    const { words } = data.arrangement;
    const { room, bestP, floor, verdict } = judge(focus, data.arrangement);
    const [sign, says] = VERDICTS[verdict];
    const stray =
      room < 0
        ? `The nearest class weight would have to be ${(-room * DEGREES).toFixed(0)}° further away.`
        : `A sample may stray ${(room * DEGREES).toFixed(0)}° from its class weight.`;
    const best = verdict === "met" ? "" : ` At best: loss ${small(floor)}, p ${small(bestP)}.`;
    const asked = focus.margin || verdict !== "met" ? says : "no margin is asked";
    this.element.dataset.verdict = verdict;
    this.element.textContent = `${sign} ${words}: ${asked}.${this.limit()} ${stray}${best}`;
  }

  /** The largest margin that can be met, in words; nothing where all can. */
  limit() {
    const { focus, focused, data } = this.lab;
    const { sliders } = data.losses[focused];
    const slider = focus.margin && sliders.find(({ name }) => name === "margin" || name === "m2");
    if (!slider) return "";
    const { nearest } = data.arrangement;
    const most = largest(focus, slider.name, slider.low, slider.high, nearest);
    return most === undefined ? "" : ` At most ${slider.symbol} = ${shown(+most.toFixed(3), slider.unit)} can be met.`;
  }
}
