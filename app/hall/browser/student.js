/**
 * A student's page: the question that the room is asked, and this student's own answer.
 *
 * An answer goes out at once, and again after a lost line until the server has it; there it has one
 * place, so that it counts once.
 */

import { button, element } from "../../drawing/browser/element.js";
import { Figures } from "./figures.js";
import { Kept, given, place } from "./given.js";
import { ELSEWHERE, GONE, Line } from "./line.js";
import { outcomeOf } from "./outcome.js";
import { showCourseText } from "./course_text.js";

const LETTERS = "ABCDEFGH";
const PATIENCE = 4000; // milliseconds for a word from the server
const REST = 300; // from one sending of an answer to the next
const ENDS = { [GONE]: "The room is closed. Nothing of it is kept, on the server or here.", [ELSEWHERE]: "This room is open in another window of yours." };

/** @typedef {{ at: number, of: number, phase: "asking" | "answers" | "outcome", paused: boolean }} State */
/** @typedef {number | number[]} Answer */

class Student {
  /** @type {State} */
  state = { at: -1, of: 0, phase: "asking", paused: false };
  /** @type {any} */
  question = null;
  /** What the server has. @type {Answer | null} */
  mine = null;
  /** What it is to have. @type {Answer | null} */
  wanted = null;
  /** What is on its way. @type {Answer | null} */
  sent = null;
  /** @type {any} */
  outcome = null;
  problem = "";
  number = 0;
  timer = 0;
  resting = 0;
  there = false;

  constructor() {
    const { code, words } = given();
    this.kept = new Kept("seat", code);
    this.top = element("p", { class: "top" });
    this.top.append(element("span", {}, `Room ${words}`));
    this.sign = element("span", { class: "sign" });
    this.top.append(this.sign);
    this.title = element("h1");
    this.from = element("p", { class: "over" });
    this.text = element("div", { class: "lesson-text" });
    this.options = element("div", { class: "options" });
    this.figures = new Figures(({ values }) => this.choose(values));
    this.says = element("p", { class: "state", role: "status" });
    this.came = element("div", { class: "outcome" });
    place().append(this.top, this.from, this.title, this.text, this.came, this.figures.element, this.options, this.says);
    this.line = new Line(`/h/${code}/line`, {
      greeting: () => ({ seat: this.kept.word }),
      take: (message) => this.take(message),
      there: (there) => this.isThere(there),
      ended: (ended, reason) => this.ended(ended, reason),
    });
    this.show();
  }

  /** @param {any} message */
  take({ seat, state, question, mine, outcome, heard, why }) {
    if (seat) this.kept.keep(seat);
    if (state) {
      if (state.at !== this.state.at) this.wanted = null;
      this.state = state;
      if (question || state.at < 0) this.question = question;
      this.mine = mine;
      this.outcome = outcome;
      if (this.wanted === null || state.phase !== "asking") this.wanted = mine;
      this.problem = "";
      this.show(Boolean(question));
      this.send();
    }
    if (heard !== undefined && heard === this.number) {
      clearTimeout(this.timer);
      this.timer = 0;
      this.problem = why;
      if (!why) this.mine = this.sent;
      this.showState();
      if (!same(this.mine, this.wanted) && !why) this.send();
    }
  }

  /** @param {boolean} there */
  isThere(there) {
    if (this.there === there) return;
    this.there = there;
    if (!there) {
      clearTimeout(this.timer);
      this.timer = 0;
    }
    this.showState();
  }

  /** @type {(code: number, reason: string) => void} */
  ended(code, reason) {
    clearTimeout(this.timer);
    if (code !== ELSEWHERE) this.kept.forget();
    place().replaceChildren(element("div", { class: "card" }));
    place().firstElementChild?.append(element("h1", {}, ENDS[code] ?? reason));
  }

  /** @param {Answer} answer */
  choose(answer) {
    const { phase, paused } = this.state;
    if (phase !== "asking" || paused) return;
    this.wanted = answer;
    this.problem = "";
    this.showState();
    clearTimeout(this.resting);
    this.resting = window.setTimeout(() => this.send(), typeof answer === "number" ? 0 : REST);
  }

  /** Send what is wanted, unless the server has it or is about to. */
  send() {
    const { state, wanted } = this;
    if (this.timer || wanted === null || same(wanted, this.mine)) return;
    if (state.phase !== "asking" || state.paused) return;
    this.number += 1;
    if (!this.line.say({ at: state.at, answer: wanted, number: this.number })) return;
    this.sent = wanted;
    this.timer = window.setTimeout(() => {
      this.timer = 0;
      this.line.renew();
    }, PATIENCE);
  }

  // What is seen.

  /** @param {boolean} [fresh] whether the question is another */
  show(fresh = false) {
    const { question, state } = this;
    document.body.dataset.phase = question ? state.phase : "lobby";
    this.title.textContent = question?.title ?? "You are in";
    this.from.textContent = question?.from ?? "";
    this.came.replaceChildren(...(this.outcome ? outcomeOf(this.outcome) : []));
    if (!question) {
      this.text.textContent = "The first question comes soon. Nobody sees who you are; you can leave and come back.";
      this.options.replaceChildren();
      this.figures.show([]);
    } else if (fresh) {
      showCourseText(this.text, question.text);
      this.options.replaceChildren(...question.options.map((/** @type {string} */ words, /** @type {number} */ at) => this.option(words, at)));
      window.scrollTo(0, 0);
    }
    if (question) this.figures.show(this.figuresNow());
    this.showState();
  }

  /** The figures: to draw in, as they were drawn in, or playing the outcome. */
  figuresNow() {
    const { question, state, outcome, mine } = this;
    const figures = outcome?.figures.length ? outcome.figures : question.figures;
    const asking = state.phase === "asking" && !state.paused;
    const drawn = Array.isArray(this.wanted) ? this.wanted : mine;
    return figures.map((/** @type {any} */ data) => ({
      ...data,
      at: `${data.at}/${state.phase}/${state.paused}`,
      answer: drawn,
      ghost: Boolean(outcome),
      many: asking || (outcome && drawn) ? undefined : drawn ? [drawn] : [],
    }));
  }

  /** @type {(words: string, at: number) => HTMLElement} */
  option(words, at) {
    const made = button("", () => this.choose(at), { class: "option" });
    made.append(element("b", {}, LETTERS[at]), element("span"));
    showCourseText(/** @type {Element} */ (made.lastElementChild), words);
    return made;
  }

  showState() {
    const { state, question } = this;
    this.sign.textContent = this.there ? "" : "The line is lost; it comes back by itself.";
    if (!question) {
      this.says.textContent = "";
      return;
    }
    const closed = state.phase !== "asking" || state.paused;
    [...this.options.children].forEach((option, at) => {
      const chosen = this.wanted === at;
      option.setAttribute("aria-pressed", String(chosen));
      /** @type {HTMLButtonElement} */ (option).disabled = closed;
    });
    this.says.textContent = this.words();
    this.says.dataset.here = String(this.mine !== null && same(this.mine, this.wanted));
  }

  words() {
    const { state, mine, wanted, problem } = this;
    if (state.phase === "outcome") return "";
    if (state.phase === "answers") return "All answers are on the wall now.";
    if (state.paused) return "A pause: look at the wall.";
    if (problem) return problem;
    if (wanted === null) return this.question.drawn ? "Draw your answer in the figure." : "Choose an answer.";
    return same(mine, wanted) ? "Your answer is there. You can change it until all are shown." : "On its way …";
  }
}

/** @type {(a: Answer | null | undefined, b: Answer | null | undefined) => boolean} */
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

new Student();
