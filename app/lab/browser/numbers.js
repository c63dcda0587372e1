/** The table of the lab: every loss in numbers, with buttons that choose the loss in focus. */

import { button, element } from "../../drawing/browser/element.js";
import { pullOn } from "./scene.js";

/** @typedef {import("./lab.js").Lab} Lab */
/** @typedef {{ row: HTMLElement, choose: HTMLElement, cells: HTMLElement[] }} Row */

const HEAD = ["", "loss", "p", "g", "support vectors", "pull"];

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
    head.append(...HEAD.map((words) => element("th", { scope: "col" }, words)));
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
    const line = element("span", { class: "line" });
    line.style.borderTopColor = lab.colour(at);
    line.style.borderTopStyle = lab.data.looks[at].dash.length ? "dashed" : "solid";
    const name = element("th", { scope: "row" });
    name.append(line, choose);
    const cells = HEAD.slice(1).map(() => element("td"));
    const row = element("tr");
    row.append(name, ...cells);
    return { row, choose, cells };
  }

  /** Write the numbers of this picture. */
  write() {
    const { scene, terms, focused } = this.lab;
    this.rows.forEach(({ row, choose, cells }, at) => {
      const { loss, p, g, support, slope } = terms[at];
      row.classList.toggle("focus", at === focused);
      choose.setAttribute("aria-pressed", String(at === focused));
      const words = [
        loss.toFixed(3),
        p[scene.label].toFixed(3),
        g.toFixed(2),
        String(support.reduce((sum, held) => sum + held, 0)),
        pullOn(scene, slope).toFixed(2),
      ];
      words.forEach((text, i) => {
        cells[i].textContent = text;
      });
    });
  }
}
