/** What the parameter in focus would be in another loss, in words. */

import { am_margin } from "../../drawing/browser/losses/am_softmax.js";
import { arc_margin } from "../../drawing/browser/losses/arc_softmax.js";
import { element } from "../../drawing/browser/element.js";
import { shown } from "./sliders.js";
import { translate } from "./translator.js";

/** @typedef {import("./lab.js").Lab} Lab */
/** @typedef {import("./translator.js").Family} Family */

const T = 1.2; // where the loss in focus has none

export class Translation {
  /** @param {Lab} lab */
  constructor(lab) {
    this.lab = lab;
    this.element = element("div", { class: "translator" });
  }

  write() {
    const { focus } = this.lab;
    const t = focus.parameters.t ?? T;
    const am = this.equal("sv", t, "am", "m");
    const arc = this.equal("sv", t, "arc", "m");
    const lines = [
      `Here SV-Softmax with t = ${shown(t)} pulls like AM-Softmax with ${am}, like Arc-Softmax with ${arc}.`,
    ];
    const { margin } = focus.parameters;
    for (const [family, title, code] of /** @type {[Family, string, Function][]} */ ([
      ["am", "AM-Softmax", am_margin],
      ["arc", "Arc-Softmax", arc_margin],
    ])) {
      if (focus.margin?.call !== code) continue;
      const sv = this.equal(family, margin, "sv", "t");
      lines.push(`${title} with m = ${shown(margin)} pulls like SV-Softmax with ${sv}.`);
    }
    const text = `${lines.join(" ")} (s = ${shown(focus.scale)})`;
    if (text !== this.element.textContent) this.element.textContent = text;
  }

  /** @type {(from: Family, value: number, to: Family, symbol: string) => string} */
  equal(from, value, to, symbol) {
    const { scene, focus } = this.lab;
    const found = translate(scene, focus.scale, from, value, to);
    return found === undefined ? `no ${symbol} at all` : `${symbol} = ${found.toFixed(3)}`;
  }
}
