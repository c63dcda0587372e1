/** The options of a question on the wall: before the answers are shown, and with a bar for each. */

import { element } from "../../drawing/browser/element.js";
import { showCourseText } from "./course_text.js";

const LETTERS = "ABCDEFGH";

/**
 * @param {{ options: string[], outcome: { replies: string[], right: boolean[] } }} question
 * @param {number[]} counts how many chose each
 * @param {{ shown: boolean, played: boolean, only?: number[] }} how counts are shown; the outcome is; of these options alone
 */
export function optionsOf({ options, outcome }, counts, { shown, played, only }) {
  const all = counts.reduce((sum, count) => sum + count, 0);
  const list = element("div", { class: only ? "choices beside" : "choices" });
  for (const at of only ?? options.keys()) {
    const row = element("div", { class: "choice", "data-right": String(played && outcome.right[at]) });
    const words = element("div", { class: "words" });
    showCourseText(words, options[at]);
    row.append(element("b", {}, LETTERS[at]), words);
    if (shown) {
      const share = all ? counts[at] / all : 0;
      row.style.setProperty("--share", `${100 * share}%`);
      row.append(element("output", {}, String(counts[at])));
    }
    if (played && (only || outcome.right[at])) {
      const reply = element("div", { class: "reply" });
      showCourseText(reply, outcome.replies[at]);
      row.append(reply);
    }
    list.append(row);
  }
  return list;
}
