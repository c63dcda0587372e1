/** The chain in a table: a row for the own class, for the rivals that count, and for the rest. */

import { button, element } from "../../drawing/browser/element.js";
import { short } from "../../stage/browser/words.js";
import { swatch } from "./head.js";

/** @typedef {import("../../stage/browser/measured.js").Measured} Measured */
/** @typedef {import("../../stage/browser/panel.js").Panel} Panel */
/** @typedef {import("../../stage/browser/stage.js").Stage} Stage */
/** @typedef {{ row: HTMLTableRowElement, name: HTMLElement, cells: HTMLElement[] }} Row */

const RIVALS = 4; // with a row of their own
const COLUMNS = [
  ["angle", "θ"],
  ["h", "f, h"],
  ["logit", "logit"],
  ["p", "p"],
  ["push", "push"],
];
const PUSH = "−dL/d cos θ: how hard the loss moves this cosine, and which way; a larger s pushes harder";
const WAYS = "Push: + moves the sample towards the class, − away from it.";

export class Chain {
  /** @type {Row[]} */
  rows = [];
  all = false;
  shown = ""; // which classes have rows

  constructor() {
    this.element = element("div", { class: "chain" });
    const table = element("table");
    const head = element("tr");
    head.append(element("th", { scope: "col" }, "class"));
    for (const [part, name] of COLUMNS) {
      const cell = element("th", { scope: "col", "data-part": part }, name);
      if (part === "push") cell.title = PUSH;
      head.append(cell);
    }
    this.body = element("tbody");
    const top = element("thead");
    top.append(head);
    table.append(top, this.body);
    this.toggle = button("", () => this.turn(), { class: "quiet", "aria-expanded": "false" });
    this.ways = element("p", { class: "note" }, WAYS);
    const foot = element("div", { class: "foot" });
    foot.append(this.ways, this.toggle);
    this.element.append(table, foot);
  }

  turn() {
    this.all = !this.all;
    this.toggle.setAttribute("aria-expanded", String(this.all));
    this.renew?.();
  }

  /** @type {(stage: Stage, panel: Panel, found: Measured) => void} */
  show(stage, panel, found) {
    this.renew = () => stage.redraw();
    const { run } = panel;
    const others = rivalsOf(found);
    const listed = [found.label, ...(this.all ? others : others.slice(0, RIVALS))];
    const rest = others.slice(listed.length - 1);
    const shown = `${listed} ${rest.length > 0} ${stage.look.colours} ${run.classNames}`;
    if (shown !== this.shown) this.build(stage, panel, listed, rest.length > 0);
    this.shown = shown;
    const most = found.terms ? Math.max(...found.terms.slope.map(Math.abs)) : 1;
    listed.forEach((c, at) => this.fill(this.rows[at], c, panel, found, most));
    if (rest.length && found.terms) this.fillRest(this.rows[listed.length], rest, found, most);
    this.ways.hidden = !found.terms;
    this.toggle.hidden = others.length <= RIVALS;
    const words = this.all ? "Fewer classes" : `All ${run.classes} classes`;
    if (this.toggle.textContent !== words) this.toggle.textContent = words;
  }

  /** @type {(stage: Stage, panel: Panel, listed: number[], rest: boolean) => void} */
  build({ look }, { run }, listed, rest) {
    this.rows = listed.map((c) => this.makeRow(c, run.classNames[c], look.colours[c]));
    if (rest) this.rows.push(this.makeRow(-1, "", ""));
    this.body.replaceChildren(...this.rows.map(({ row }) => row));
  }

  /** @type {(c: number, name: string, colour: string) => Row} */
  makeRow(c, name, colour) {
    const row = element("tr", c >= 0 ? { tabindex: "0", "data-part": "angle", "data-k": c } : {});
    const head = element("th", { scope: "row" });
    const words = element("span", { class: "name" }, name);
    if (c >= 0) head.append(swatch(colour));
    head.append(words);
    row.append(head);
    const cells = COLUMNS.map(([part]) => {
      const cell = element("td", { "data-part": part, ...(c >= 0 ? { "data-k": c } : {}) });
      row.append(cell);
      return cell;
    });
    return { row, name: words, cells };
  }

  /** @type {(row: Row, c: number, panel: Panel, found: Measured, most: number) => void} */
  fill({ row, name, cells }, c, { run }, { label, angles, terms, loss, unit }, most) {
    const support = Boolean(terms?.support[c]);
    row.classList.toggle("own", c === label);
    row.classList.toggle("support", support);
    set(name, run.classNames[c]);
    row.title = support ? "a support vector" : "";
    set(cells[0], Number.isNaN(angles[c]) ? "–" : `${angles[c].toFixed(1)}°`);
    if (!terms || !loss) {
      for (const cell of cells.slice(1)) set(cell, "–");
      return;
    }
    const slot = c === label ? `f ${terms.f.toFixed(2).replace("-", "−")}` : hOf(terms.logits[c] - loss.scale * unit * Math.cos(angles[c] * RADIAN));
    set(cells[1], slot);
    set(cells[2], terms.logits[c].toFixed(1).replace("-", "−"));
    bar(cells[3], terms.p[c], small(terms.p[c]));
    bar(cells[4], Math.abs(terms.slope[c]) / most, signed(-terms.slope[c]));
  }

  /** @type {(row: Row, rest: number[], found: Measured, most: number) => void} */
  fillRest({ name, cells }, rest, { terms }, most) {
    if (!terms) return;
    const p = rest.reduce((sum, c) => sum + terms.p[c], 0);
    const push = rest.reduce((sum, c) => sum - terms.slope[c], 0);
    set(name, rest.length === 1 ? "the other" : `the other ${rest.length}`);
    bar(cells[3], p, small(p));
    bar(cells[4], Math.abs(push) / most, signed(push));
  }
}

const RADIAN = Math.PI / 180;

/**
 * A share or a push as it is written in the table.
 *
 * @param {number} value
 */
const small = (value) => (value < 5e-4 ? "0" : value < 10 ? value.toFixed(3) : value.toFixed(1));

/**
 * A push as it is written: + towards the class, − away from it.
 *
 * @param {number} push
 */
export function signed(push) {
  const size = small(Math.abs(push));
  return size === "0" ? size : `${push < 0 ? "−" : "+"}${size}`;
}

/**
 * h as it is written in the table.
 *
 * @param {number} log ln h
 */
const hOf = (log) => (Math.abs(log) < 5e-4 ? "h 1" : `h ${short(Math.exp(log))}`);

/**
 * The rivals, the greatest logit first; without an equation, the nearest first.
 *
 * @param {Measured} found
 */
export function rivalsOf({ label, cosines, terms }) {
  const order = terms ? terms.logits : cosines;
  const others = Array.from(cosines, (_, c) => c).filter((c) => c !== label && !Number.isNaN(order[c]));
  return others.sort((a, b) => order[b] - order[a]);
}

/** @type {(cell: HTMLElement, text: string) => void} */
function set(cell, text) {
  if (cell.textContent !== text) cell.textContent = text;
}

/** @type {(cell: HTMLElement, share: number, text: string) => void} */
function bar(cell, share, text) {
  set(cell, text);
  cell.style.setProperty("--share", `${(100 * Math.min(1, Math.max(0, share))).toFixed(1)}%`);
}
