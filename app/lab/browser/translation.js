/** What the parameter in focus would be in another loss, in words. */

import { am_margin } from "../../drawing/browser/losses/am_softmax.js";
import { arc_margin } from "../../drawing/browser/losses/arc_softmax.js";
import { element } from "../../drawing/browser/element.js";
import { RADIANS, shown } from "./sliders.js";
import { RANGES, translate } from "./translator.js";

/** @typedef {import("./lab.js").Lab} Lab */
/** @typedef {import("./translator.js").Family} Family */

const T = 1.2; // where the loss in focus has none
/** @type {Record<Family, string>} */
const TITLES = { sv: "SV-Softmax", am: "AM-Softmax", arc: "Arc-Softmax" };
/** @type {Record<Family, string>} */
const SYMBOLS = { sv: "t", am: "m", arc: "m" };
/** @type {Record<Family, string>} */
const UNITS = { sv: "", am: "", arc: RADIANS };

export class Translation {
  /** @param {Lab} lab */
  constructor(lab) {
    this.lab = lab;
    this.element = element("div", { class: "translator" });
  }

  write() {
    const { focus } = this.lab;
    const { t = T, margin } = focus.parameters;
    const from = focus.margin?.call === am_margin ? "am" : focus.margin?.call === arc_margin ? "arc" : "sv";
    const value = from === "sv" ? t : margin;
    const others = /** @type {Family[]} */ (from === "sv" ? ["am", "arc"] : ["sv"]);
    const equal = others.map((to) => this.equal(from, value, to)).join(", and ");
    const text = `${TITLES[from]} with ${SYMBOLS[from]} = ${shown(value, UNITS[from])} pulls this sample as ${equal}.`;
    if (text !== this.element.textContent) this.element.textContent = text;
  }

  /** @type {(from: Family, value: number, to: Family) => string} */
  equal(from, value, to) {
    const { scene, focus } = this.lab;
    const found = translate(scene, focus.scale, from, value, to);
    const symbol = SYMBOLS[to];
    if (found !== undefined) return `${TITLES[to]} does with ${symbol} = ${shown(+found.toFixed(3), UNITS[to])}`;
    const [low, high] = RANGES[to];
    return `no ${TITLES[to]} does, whatever its ${symbol} from ${low} to ${shown(high, UNITS[to])}`;
  }
}
