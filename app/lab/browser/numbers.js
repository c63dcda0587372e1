/** The table of the lab: every loss in numbers, with buttons that choose the loss in focus. */

import { button, element } from "../../drawing/browser/element.js";
import { pullHome } from "./scene.js";
import { swatch } from "./swatch.js";

/** @typedef {import("./lab.js").Lab} Lab */
/** @typedef {ReturnType<typeof swatch>} Swatch */
/** @typedef {{ row: HTMLElement, choose: HTMLElement, cells: HTMLElement[], line: Swatch }} Row */

/** The columns, and what they say in full. @type {[string, string][]} */
const HEAD = [
  ["", ""],
  ["fills", "the slots of the equation that the loss fills"],
  ["loss", "L of this sample"],
  ["p", "what the loss takes for the probability of the own class"],
  ["own class", "the pull on the sample: + turns it towards its own class, − away from it"],
];

export class Numbers {
  /** @type {Row[]} */
  rows = [];

  /** @param {Lab} lab */
  constructor(lab) {
    this.lab = lab;
    this.element = element("table", { class: "numbers" });
  }

  /** Lay out the table for the losses that the lab has now. */
  show() {
    const head = element("tr");
    head.append(...HEAD.map(([words, title]) => element("th", { scope: "col", title }, words)));
    const [top, body] = [element("thead"), element("tbody")];
    this.rows = this.lab.losses.map((loss, at) => this.row(loss.title, at));
    top.append(head);
    body.append(...this.rows.map(({ row }) => row));
    this.element.replaceChildren(top, body);
  }

  /** @type {(title: string, at: number) => Row} */
  row(title, at) {
    const { lab } = this;
    const choose = button(title, () => lab.focusOn(at), { class: "name" });
    const name = element("th", { scope: "row" });
    const line = swatch(lab.stroke(at));
    name.append(line.element, choose);
    const cells = HEAD.slice(1).map(() => element("td"));
    const row = element("tr");
    row.append(name, ...cells);
    row.addEventListener("click", ({ target }) => {
      if (target !== choose) lab.focusOn(at);
    });
    return { row, choose, cells, line };
  }

  /** Write the numbers of this picture. */
  write() {
    const { scene, losses, terms, focused } = this.lab;
    this.rows.forEach(({ row, choose, cells, line }, at) => {
      line.paint(this.lab.colour(at));
      const { loss, p, slope } = terms[at];
      row.classList.toggle("focus", at === focused);
      choose.setAttribute("aria-pressed", String(at === focused));
      const words = [
        slotsOf(losses[at]),
        loss.toFixed(2),
        probability(p[scene.label]),
        way(pullHome(scene, slope)),
      ];
      words.forEach((text, i) => {
        cells[i].textContent = text;
      });
    });
  }
}

/**
 * The slots that a loss fills.
 *
 * @param {import("../../drawing/browser/losses/equation.js").Loss} loss
 */
function slotsOf({ margin, mining, guidance }) {
  const filled = [margin && "f", mining && "g", guidance && "h"].filter(Boolean);
  return filled.join(" ") || "–";
}

/** A probability; a small one by its power of ten. @type {(p: number) => string} */
const probability = (p) => (p > 0 && p < 0.001 ? p.toExponential(0).replace("-", "−") : p.toFixed(3));

/** A pull in words: towards the own class, or away from it. @type {(pull: number) => string} */
function way(pull) {
  const size = Math.abs(pull).toFixed(1);
  if (Number(size) === 0) return size;
  return pull > 0 ? `+${size} towards` : `−${size} away`;
}
