/** The page that opens a room with a lesson. */

import { addressOf } from "../../drawing/browser/address.js";
import { button, element } from "../../drawing/browser/element.js";
import { Kept, given, place } from "./given.js";

const { lesson, title, questions, hours } = given();
const card = element("div", { class: "card" });
const problem = element("p", { class: "problem", role: "alert" });
const points = element("ul");
for (const words of [
  `Students come in by a code or a picture, on phones and laptops, and answer ${questions} questions of this lesson.`,
  "You say when: the question, all answers on the wall, then the outcome.",
  `There are no accounts and no names. The room ends when you close it, or after ${hours} hours; nothing of it is stored.`,
]) points.append(element("li", {}, words));

async function open() {
  start.disabled = true;
  problem.textContent = "";
  try {
    const answer = await fetch(addressOf(`/hall?lesson=${lesson}`), { method: "POST" });
    const found = answer.headers.get("content-type")?.includes("json") ? await answer.json() : {};
    if (!answer.ok) throw new Error(found.problem ?? (await answer.text()));
    new Kept("wall", found.code).keep(found.key);
    window.location.href = addressOf(`/hall/${found.code}`).href;
  } catch (error) {
    problem.textContent = error instanceof TypeError ? "The server does not answer." : String(/** @type {Error} */ (error).message);
    start.disabled = false;
  }
}

const start = button("Open a room", open, { class: "main" });
card.append(element("p", { class: "over" }, title), element("h1", {}, "Let the whole room answer"), points, start, problem);
place().append(card);
start.focus();
