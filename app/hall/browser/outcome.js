/** What came out, on a student's page: what was said beside it, and the reply. */

import { element } from "../../drawing/browser/element.js";
import { showCourseText } from "./course_text.js";

/** @typedef {{ said: string, came: string, reply: string, right: boolean }} Outcome */

/** @type {(outcome: Outcome) => HTMLElement[]} */
export function outcomeOf({ said, came, reply, right }) {
  const both = element("div", { class: "both" });
  both.append(part("Your answer", said || "none"), part("Outcome", came));
  const words = element("div", { class: right ? "reply right" : "reply" });
  showCourseText(words, reply);
  return reply ? [both, words] : [both];
}

/** @type {(name: string, words: string) => HTMLElement} */
function part(name, words) {
  const box = element("div", { class: "box" });
  const inside = element("div");
  showCourseText(inside, words);
  box.append(element("p", { class: "over" }, name), inside);
  return box;
}
