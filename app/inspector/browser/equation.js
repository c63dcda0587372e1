/**
 * The one equation in three lines: in symbols, with the numbers of this sample, and the result.
 *
 *   L = - g(p_y) log( e^{s f(theta_y)} / ( e^{s f(theta_y)} + sum_{k != y} h_k e^{s cos theta_k} ) )
 */

import { element } from "../../drawing/browser/element.js";
import { logSum } from "../../drawing/browser/log_sum.js";
import { called, short } from "../../stage/browser/words.js";
import { rivalsOf } from "./chain.js";

/** @typedef {import("../../stage/browser/measured.js").Measured} Measured */
/** @typedef {import("../../stage/browser/panel.js").Panel} Panel */
/** @typedef {import("../../stage/browser/stage.js").Stage} Stage */

const WRITTEN = 2; // rivals with a term of their own

export class Equation {
  constructor() {
    this.element = element("div", { class: "equation", role: "math" });
    this.symbols = symbols(true);
    this.plain = symbols(false);
    this.numbers = element("div", { class: "line" });
    this.result = element("div", { class: "line" });
    this.g = part("g", "span");
    this.gAgain = part("g", "span");
    this.above = part("f", "span");
    this.below = part("f", "span");
    this.rivals = Array.from({ length: WRITTEN }, () => part("h", "span"));
    this.rest = part("p", "span");
    this.p = part("p", "span");
    this.value = part("loss", "strong");
    const below = element("span", { class: "below" });
    below.append(this.below, ...this.rivals, this.rest);
    this.numbers.append("= −", this.g, " log ", fraction(this.above, below));
    this.result.append("= −", this.gAgain, " log ", this.p, " = ", this.value);
    this.element.append(this.symbols, this.plain, this.numbers, this.result);
  }

  /** @type {(stage: Stage, panel: Panel, found: Measured) => void} */
  show(stage, { run }, found) {
    const { label, terms, loss, cosines, unit } = found;
    this.element.hidden = !terms;
    if (!terms || !loss) return;
    this.symbols.hidden = unit !== 1;
    this.plain.hidden = unit === 1;
    const g = `${short(terms.g)} ·`;
    write(this.g, [g]);
    write(this.gAgain, [g]);
    for (const place of [this.above, this.below]) {
      write(place, ["e", power(digits(terms.logits[label]))]);
      place.dataset.k = String(label);
      place.style.color = "";
      underline(place, stage.look.colours[label]);
    }
    const order = rivalsOf(found);
    this.rivals.forEach((place, at) => {
      const c = order[at];
      place.hidden = c === undefined;
      if (c === undefined) return;
      const before = loss.scale * unit * cosines[c];
      const log = terms.logits[c] - before;
      const h = Math.abs(log) < 5e-4 ? "" : `${short(Math.exp(log))}·`;
      write(place, [` + ${h}e`, power(digits(before))]);
      place.dataset.k = String(c);
      place.title = called(run.classNames[c]);
      underline(place, stage.look.colours[c]);
    });
    const rest = order.slice(WRITTEN);
    this.rest.hidden = !rest.length;
    if (rest.length) {
      write(this.rest, [" + e", power(digits(logSum(rest.map((c) => terms.logits[c]))))]);
      this.rest.title = `the other ${rest.length}`;
    }
    const p = Math.exp(-terms.nll);
    write(this.p, [short(p)]);
    write(this.value, [short(terms.loss)]);
    const words = `L = minus ${short(terms.g)} times log of ${short(p)} = ${short(terms.loss)}`;
    this.element.setAttribute("aria-label", words);
  }
}

/**
 * The equation in symbols; each part can be touched.
 *
 * @param {boolean} normalised whether the loss takes cosines, and not inner products
 */
export function symbols(normalised) {
  const line = element("div", { class: "line symbols" });
  const f = () => {
    const place = part("f", "span");
    place.append("e", normalised ? sup("s f(θ", sub("y"), ")") : sup("w", sub("y"), "·x"));
    return place;
  };
  const h = part("h", "span");
  h.append("h", sub("k"));
  const angle = part("angle", "span");
  angle.append("e", normalised ? sup("s cos θ", sub("k")) : sup("w", sub("k"), "·x"));
  const g = part("g", "span");
  g.append("g(p", sub("y"), ")");
  const below = element("span", { class: "below" });
  below.append(f(), " + Σ ", h, " ", angle);
  const loss = part("loss", "span");
  loss.append("L");
  line.append(loss, " = −", g, " log ", fraction(f(), below));
  return line;
}

/** @type {(name: string, tag: "span" | "strong") => HTMLElement} */
const part = (name, tag) => element(tag, { "data-part": name });

/** @type {(above: HTMLElement, below: HTMLElement) => HTMLElement} */
function fraction(above, below) {
  const whole = element("span", { class: "fraction" });
  const top = element("span", { class: "above" });
  top.append(above);
  whole.append(top, below);
  return whole;
}

/** @type {(...content: (string | Node)[]) => HTMLElement} */
function sup(...content) {
  const made = element("sup");
  made.append(...content);
  return made;
}

/** @param {string} text */
const sub = (text) => element("sub", {}, text);

/** @param {string} text */
const power = (text) => element("sup", {}, text.replace("-", "−"));

/**
 * An exponent, with so many digits that a line has room for four of them.
 *
 * @param {number} value
 */
const digits = (value) => value.toFixed(Math.abs(value) < 10 ? 2 : 1);

/** @type {(place: HTMLElement, content: (string | HTMLElement)[]) => void} */
function write(place, content) {
  const text = content.map((one) => (typeof one === "string" ? one : one.textContent)).join("");
  if (place.textContent !== text) place.replaceChildren(...content);
}

/** @type {(place: HTMLElement, colour: string) => void} */
function underline(place, colour) {
  place.style.setProperty("--class", colour);
}
