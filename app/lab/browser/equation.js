/** The equation of the loss in focus, in symbols and with this sample's numbers; terms light up. */

import { button, element } from "../../drawing/browser/element.js";
import { logSum } from "../../drawing/browser/log_sum.js";
import { readingOf } from "./reading.js";
import { shown } from "./sliders.js";
import { litWith, termOfRival } from "./terms.js";

/** @typedef {import("./lab.js").Lab} Lab */
/** @typedef {import("./terms.js").Term} Term */

const WRITTEN = 3; // rivals with a term of their own; the others are one
const THETA = "θ";

/** e with an exponent, whose text is set later. */
class Power {
  exponent = element("sup");
  element = element("span", { class: "power" }, "e");

  constructor() {
    this.element.append(this.exponent);
  }

  /** @param {string} text */
  write(text) {
    if (this.exponent.textContent !== text) this.exponent.textContent = text;
  }
}

/**
 * Parts above and below a line.
 *
 * @param {(Node | string)[]} above
 * @param {(Node | string)[]} below
 */
function fraction(above, below) {
  const [made, top, bottom] = [element("span", { class: "fraction" }), element("span"), element("span")];
  top.append(...above);
  bottom.append(...below);
  made.append(top, bottom);
  return made;
}

/** A text with a part below the line. @type {(before: string, sub: string, after?: string) => Node[]} */
const withSub = (before, sub, after = "") => [
  new Text(before),
  element("sub", {}, sub),
  new Text(after),
];

/** A rival's term: its h, where that is not 1, and its power. */
class RivalTerm {
  h = new Power();
  times = element("span");
  power = new Power();

  /** @param {HTMLElement} token */
  constructor(token) {
    this.element = token;
    this.times.append(this.h.element, " · ");
    token.append("+ ", this.times, this.power.element);
  }
}

export class Equation {
  /** Every element that shows a term. @type {[Term, HTMLElement][]} */
  tokens = [];
  /** @type {Map<number, RivalTerm>} */
  rivals = new Map();
  targets = [new Power(), new Power()];
  loss = element("span");
  weight = element("span");

  /** @param {Lab} lab */
  constructor(lab) {
    this.lab = lab;
    this.lines = element("div", { class: "lines" });
    this.shares = element("div", { class: "shares", "aria-hidden": "true" });
    const bar = element("p", { class: "bar" }, "The sum below the line, in shares of the classes; that of the own class is p:");
    this.words = element("p", { class: "reading", role: "status" });
    this.element = element("div", {
      class: "equation",
      role: "group",
      "aria-label": "The equation with the numbers of this sample",
    });
    this.element.append(this.lines, bar, this.shares, this.words);
  }

  /**
   * An element that lights up with a term, and touches it.
   *
   * @param {Term} term
   * @param {(Node | string)[]} content
   * @param {HTMLElement} [made]
   */
  token(term, content, made = button("", () => this.lab.touch(term), { class: "term" })) {
    made.dataset.term = term;
    made.append(...content);
    // By keys each term once.
    if (this.tokens.some(([known]) => known === term)) made.tabIndex = -1;
    const touch = () => this.lab.touch(term);
    const leave = () => this.lab.touch(undefined);
    for (const [begin, end] of [["pointerenter", "pointerleave"], ["focus", "blur"]]) {
      made.addEventListener(begin, touch);
      made.addEventListener(end, leave);
    }
    this.tokens.push([term, made]);
    return made;
  }

  /** Lay it out for the classes that the scene has now. */
  show() {
    const { scene } = this.lab;
    this.tokens = [];
    this.targets = [new Power(), new Power()];
    this.rivals.clear();
    const line = this.symbols();
    const [top, below] = this.targets.map((power) => this.token("f", [power.element]));
    const terms = scene.weights.flatMap((_, k) => {
      if (k === scene.label) return [];
      const rival = new RivalTerm(this.token(termOfRival(k), []));
      this.rivals.set(k, rival);
      return [rival.element];
    });
    this.rest = new RivalTerm(this.token("rivals", []));
    this.loss = element("span");
    this.weight = element("span");
    this.lines.replaceChildren(
      ...line,
      this.token("L", [this.loss]),
      element("span", {}, "="),
      this.token("g", ["− ", this.weight]),
      element("span", {}, "log"),
      fraction([top], [below, ...terms, this.rest.element]),
    );
    this.shares.replaceChildren(
      ...scene.weights.map((_, k) =>
        this.token(k === scene.label ? "f" : termOfRival(k), [], element("span")),
      ),
    );
    this.colour();
  }

  /** The line of symbols. @returns {HTMLElement[]} */
  symbols() {
    const power = () => {
      const made = element("span", { class: "power" }, "e");
      const exponent = element("sup");
      exponent.append("s f(", ...withSub(THETA, "y", ")"));
      made.append(exponent);
      return made;
    };
    const every = element("span", { class: "power" }, "e");
    const exponent = element("sup");
    exponent.append("s ", element("span", { class: "upright" }, "cos "), ...withSub(THETA, "k"));
    every.append(exponent);
    const sum = this.token("rivals", ["+ ", ...withSub("Σ", "k≠y")]);
    const line = [
      this.token("L", ["L"]),
      element("span", {}, "="),
      this.token("g", ["− g(", ...withSub("p", "y", ")")]),
      element("span", { class: "upright" }, "log"),
      fraction(
        [this.token("f", [power()])],
        [this.token("f", [power()]), sum, this.token("h", withSub("h", "k")), this.token("rivals", [every])],
      ),
    ];
    for (const part of line) part.classList.add("symbol");
    return line;
  }

  /** Underline the terms of the numbers in their classes' colours. */
  colour() {
    const { scene, data } = this.lab;
    for (const [term, made] of this.tokens) {
      const k = term === "f" ? scene.label : term.startsWith("k:") ? Number(term.slice(2)) : -1;
      if (k >= 0) made.style.setProperty("--class", data.classColours[k]);
      made.classList.toggle("of-class", k >= 0);
    }
  }

  /** Write the numbers of this picture, and light what is touched. */
  write() {
    const { lab } = this;
    const { scene, focus, focused, touched } = lab;
    const terms = lab.terms[focused];
    const s = shown(focus.scale);
    /** @type {(value: number) => string} */
    const power = (value) => `${s}·${value < 0 ? `(${minus(value)})` : value.toFixed(3)}`;
    this.loss.textContent = terms.loss.toFixed(2);
    this.weight.textContent = `${shown(+terms.g.toFixed(3))} ·`;
    for (const target of this.targets) target.write(power(terms.f));
    const order = [...this.rivals.keys()].sort((a, b) => terms.logits[b] - terms.logits[a]);
    const alone = order.length > WRITTEN + 1 ? WRITTEN : order.length;
    order.forEach((k, at) => {
      const { element: token, times, h, power: of } = /** @type {RivalTerm} */ (this.rivals.get(k));
      token.hidden = at >= alone;
      const extra = terms.logits[k] - focus.scale * scene.cosines[k]; // ln h
      times.hidden = Math.abs(extra) < 5e-3;
      h.write(minus(extra, 1));
      of.write(power(scene.cosines[k]));
    });
    this.writeRest(order.slice(alone));
    this.writeShares(terms.p);
    const lit = litWith(touched, scene, terms);
    for (const [term, made] of this.tokens) made.classList.toggle("lit", lit.has(term));
    const words = readingOf(touched, lab);
    if (words !== this.words.textContent) this.words.textContent = words;
  }

  /** The rivals without a term of their own, as one. @param {number[]} classes */
  writeRest(classes) {
    if (!this.rest) return;
    const { element: token, times, power } = this.rest;
    token.hidden = !classes.length;
    times.hidden = true;
    const { logits } = this.lab.terms[this.lab.focused];
    if (classes.length) power.write(minus(logSum(classes.map((k) => logits[k])), 1));
    token.title = `the other ${classes.length}`;
  }

  /** @param {Float64Array} p */
  writeShares(p) {
    [...this.shares.children].forEach((made, k) => {
      if (made instanceof HTMLElement) made.style.flexGrow = p[k].toFixed(4);
    });
  }
}

/** A number with a true minus. @type {(value: number, digits?: number) => string} */
const minus = (value, digits = 3) => value.toFixed(digits).replace("-", "−");
