/**
 * The lecturer's page, which the room sees: the question, all answers laid over one another, the outcome.
 *
 * Keys: right and left, p for a pause, s for two answers side by side, r for the way in.
 */

import { addressOf } from "../../drawing/browser/address.js";
import { element } from "../../drawing/browser/element.js";
import { plotly } from "../../drawing/browser/plotly.js";
import { Controls } from "./controls.js";
import { Door } from "./door.js";
import { Figures } from "./figures.js";
import { Kept, given, place } from "./given.js";
import { GONE, Line } from "./line.js";
import { optionsOf } from "./options.js";
import { mostChosen, mostDifferent } from "./pairs.js";
import { showCourseText } from "./course_text.js";

/** @typedef {import("./way.js").State} State */

const LARGE = 1500; // CSS pixels of a wall whose figures have large words

class Wall {
  /** @type {State} */
  state = { at: -1, of: 0, phase: "asking", paused: false, shut: false, played: false, here: 0, answered: 0, left: 0 };
  /** @type {any} */
  question = null;
  /** Counts of options, or what was drawn. @type {any[]} */
  answers = [];
  beside = false;
  pair = 0;
  wayIn = false;

  constructor() {
    const { code, plotly: charts } = given();
    // It is large, and some question may need it; a chart that finds none tries again.
    window.addEventListener("load", () => plotly(charts).catch(() => {}));
    this.kept = new Kept("wall", code);
    this.door = new Door(given(), (address) => this.line.say({ do: "address", address }));
    this.controls = new Controls({
      say: (message) => this.line.say(message),
      beside: () => this.toggleBeside(),
      another: () => this.another(),
      wayIn: () => this.toggleWayIn(),
    });
    this.top = element("header");
    this.figures = new Figures();
    this.second = new Figures();
    this.title = element("h1");
    this.text = element("div", { class: "lesson-text" });
    this.choices = element("div");
    this.lesson = element("a", { target: "_blank", class: "in-lesson" }, "This step in the lesson");
    const words = element("div", { class: "words-of-step" });
    words.append(this.text, this.choices, this.lesson);
    this.pictures = element("div", { class: "pictures" });
    this.pictures.append(this.figures.element, this.second.element);
    this.step = element("section", { class: "step" });
    this.step.append(this.pictures, words);
    place().append(this.top, this.title, this.door.element, this.step, this.controls.element);
    this.line = new Line(`/hall/${code}/line`, {
      greeting: () => ({ key: this.kept.word, dark: window.matchMedia("(prefers-color-scheme: dark)").matches }),
      take: (message) => this.take(message),
      there: (there) => this.controls.isThere(there),
      ended: (ended, reason) => this.ended(ended, reason),
    });
  }

  /** @param {any} message */
  take({ own, state, answers, question, qr, problem }) {
    if (own !== undefined) this.door.suggest(own);
    if (qr || problem) this.door.take({ qr, problem });
    if (!state) return;
    const before = this.state;
    const fresh = Boolean(question) || state.at < 0;
    if (fresh) this.question = question;
    this.state = state;
    this.answers = answers;
    if (fresh || before.phase !== state.phase || before.at !== state.at) {
      this.beside = false;
      this.wayIn = state.at < 0;
      this.show();
    } else this.refresh();
  }

  /** @type {(code: number, reason: string) => void} */
  ended(code, reason) {
    if (code === GONE) this.kept.forget();
    const words = code === GONE ? "The room is closed. Nothing of it is kept." : reason;
    const card = element("div", { class: "card" });
    card.append(element("h1", {}, words));
    place().replaceChildren(card);
  }

  toggleBeside() {
    if (this.state.phase === "asking" || this.answers.length < 2) return;
    this.beside = !this.beside;
    this.pair = 0;
    this.show();
  }

  another() {
    this.pair += 1;
    this.show();
  }

  toggleWayIn() {
    if (this.state.at < 0) return;
    this.wayIn = !this.wayIn;
    this.show();
  }

  // What is seen.

  show() {
    const { question, state } = this;
    const played = state.phase === "outcome";
    document.body.dataset.phase = this.wayIn ? "lobby" : state.phase;
    this.title.textContent = this.wayIn ? "Come in and answer" : (question?.title ?? "");
    if (!this.wayIn && question) {
      showCourseText(this.text, (played && question.outcome.text) || question.text);
      this.lesson.href = addressOf(question.lesson).href;
      this.showFigures();
    }
    this.refresh();
  }

  showFigures() {
    const { question, state } = this;
    const { outcome, figures, drawn } = question;
    const shown = state.phase === "outcome" && outcome.figures.length ? outcome.figures : figures;
    const beside = Boolean(this.beside && drawn);
    const all = shown.map((/** @type {any} */ data) => ({
      ...data,
      at: `${data.at}/${state.phase}/${beside}`,
      island: "",
      ...(data.look && { look: { ...data.look, large: window.innerWidth >= LARGE }, many: [] }),
    }));
    this.pictures.classList.toggle("two", beside);
    Promise.all([this.figures.show(all), this.second.show(beside ? all : [])]).then(() => this.lay());
  }

  /** Lay the answers over the figure, all or two. */
  lay() {
    const { question, state, answers } = this;
    if (!question?.drawn) return;
    if (this.beside) {
      const order = mostDifferent(answers);
      const pairs = Math.floor(order.length / 2);
      const first = 2 * (this.pair % pairs);
      this.figures.lay([order[first]]);
      this.second.lay([order[first + 1]]);
    } else this.figures.lay(state.phase === "asking" ? [] : answers);
  }

  /** What changes while a question stands: the numbers, and late answers. */
  refresh() {
    const { question, state } = this;
    this.top.textContent = state.at < 0 ? "" : `Question ${state.at + 1} of ${state.of}${question?.from ? ` · ${question.from.toLowerCase()}` : ""}`;
    this.door.counts(state.here);
    this.controls.show(state, { beside: this.beside, wayIn: this.wayIn, answers: this.answers.length });
    if (!question || this.wayIn) return;
    this.choices.replaceChildren(...(question.options.length ? [this.options()] : []));
    this.lay();
  }

  options() {
    const { question, state } = this;
    /** @type {number[]} */
    const counts = this.answers;
    const order = mostChosen(counts);
    const only = this.beside ? [order[0], order[1 + (this.pair % (order.length - 1))]] : undefined;
    return optionsOf(question, counts, { shown: state.phase !== "asking", played: state.phase === "outcome", only });
  }
}

new Wall();
