/** How students come in: the address, the code and its picture; before the first question, and again for latecomers. */

import { addressOf } from "../../drawing/browser/address.js";
import { element } from "../../drawing/browser/element.js";
import { showCourseText } from "./course_text.js";

const HERE = ["localhost", "127.0.0.1", "[::1]", "0.0.0.0"];

export class Door {
  /**
   * @param {{ code: string, words: string }} room
   * @param {(address: string) => void} ask for the picture of an address
   */
  constructor({ code, words }, ask) {
    this.code = code;
    this.ask = ask;
    this.element = element("section", { class: "door" });
    this.picture = element("div", { class: "picture", role: "img", "aria-label": "The address as a QR picture" });
    this.short = element("p", { class: "short" });
    this.count = element("p", { class: "count" });
    const label = element("label", { class: "reached" }, "Students reach this server at");
    this.input = element("input", { type: "url", spellcheck: "false", size: 32 });
    this.input.addEventListener("change", () => this.show());
    label.append(this.input);
    this.problem = element("p", { class: "problem", role: "alert" });
    const right = element("div");
    right.append(
      element("p", { class: "over" }, "Point your camera at the picture, or open"), this.short,
      element("p", { class: "over" }, "and type"), element("p", { class: "code" }, words), this.count, label, this.problem,
    );
    this.element.append(this.picture, right);
  }

  /** The address of this machine in its network, which may be another than the lecturer's browser uses. @param {string} own */
  suggest(own) {
    if (this.input.value) return;
    const root = addressOf("/");
    if (HERE.includes(root.hostname) && own) root.hostname = own;
    this.input.value = root.href.replace(/\/$/, "");
    this.show();
  }

  show() {
    const root = this.input.value.trim().replace(/\/+$/, "");
    this.short.textContent = `${root.replace(/^https?:\/\//, "")}/h`;
    this.ask(`${root}/h/${this.code}`);
  }

  /** @param {{ qr?: string, problem?: string }} answer */
  take({ qr, problem }) {
    this.problem.textContent = problem ?? (HERE.some((name) => this.input.value.includes(`//${name}`)) ? "Only this machine finds this address: write its name in the network." : "");
    showCourseText(this.picture, qr ?? "");
  }

  /** @param {number} here */
  counts(here) {
    this.count.textContent = here === 1 ? "1 is here" : `${here} are here`;
  }
}
