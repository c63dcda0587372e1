/**
 * A figure of a lesson that can be touched: it plays, and waits as soon as a hand takes hold of it.
 *
 * The browser calculates everything; the server hears of it when a hand lets go.
 */

import { addressOf } from "../../drawing/browser/address.js";
import { Frames, lessMotion, whenThemeChanges } from "../../drawing/browser/frames.js";
import { Handles } from "../../drawing/browser/handles.js";
import { loadLoss } from "../../drawing/browser/losses/slots.js";
import { cleared, fit } from "../../drawing/browser/canvas.js";
import { element } from "../../drawing/browser/element.js";
import { saveButtons } from "../../drawing/browser/saving/figure_files.js";
import { ClockBar } from "./clock_bar.js";
import { Drawing } from "./drawing.js";
import { known, write } from "./follow.js";
import { handOn } from "./hand.js";
import { loadKind } from "./kinds/load.js";
import { freshLook } from "./look.js";
import { filled, sentence, writeSentence } from "./says.js";
import { Sliders } from "./sliders.js";
import { Tour } from "./tour.js";
import { Variables, numberWords } from "./variables.js";

/** @typedef {import("./data.js").FigureData} FigureData */
/** @typedef {import("./kinds/kind.js").Kind} Kind */
/** @typedef {(name: string, value: unknown) => void} Tell */

export class CourseFigure {
  variables = new Variables([]);
  /** @type {Kind | undefined} */
  kind;
  /** @type {FigureData | undefined} */
  data;
  /** What was asked for last; it may still be on its way. @type {FigureData | undefined} */
  newest;
  tour = new Tour({}, this.variables);
  /** @type {Drawing | undefined} */
  drawing;
  timing = { pictures: 0, draw: 0 };
  made = ""; // what the kind was made of
  at = ""; // the step of the lesson that has set the figure
  last = 0; // milliseconds, of the picture before
  frames = new Frames((now) => this.draw(now));
  /** @type {Tell} */
  tell = () => {};

  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    root.figure = this;
    this.says = element("p", { class: "says", "aria-live": "off" });
    this.place = element("div", { class: "place" });
    this.canvas = element("canvas", { role: "img" });
    this.handles = new Handles(
      {
        drag: (name, x, y) => this.touch(() => this.drag(name, x, y)),
        step: (name, steps) => this.touch(() => this.step(name, steps)),
        ended: () => this.ended(),
      },
      [0, 1],
    );
    this.place.append(this.canvas, this.handles.element);
    this.clock = new ClockBar(
      () => this.toggle(),
      (share) => this.seek(share),
    );
    this.sliders = new Sliders(this);
    this.files = element("div", { class: "figure-files" });
    root.append(this.says, this.place, this.clock.element, this.sliders.element, this.files);
    new ResizeObserver(() => this.arrange()).observe(this.place);
    whenThemeChanges(() => this.frames.request());
    handOn(this);
    root.addEventListener("keydown", (event) => {
      if (event.key !== " " || event.target instanceof HTMLInputElement) return;
      if (event.target instanceof HTMLButtonElement && !event.target.dataset.handle) return;
      event.preventDefault();
      this.toggle();
    });
  }

  /**
   * Show what Python sends; `tell` reports what a hand has set or drawn.
   *
   * @param {FigureData} data
   * @param {Tell} tell
   */
  async show(data, tell) {
    this.tell = tell;
    this.newest = data;
    if (data.made !== this.made) {
      const [{ Figure }, losses] = await Promise.all([
        loadKind(data.kind),
        Promise.all(data.losses.map(loadLoss)),
      ]);
      if (this.newest !== data) return; // the page was renewed meanwhile
      this.made = data.made;
      this.at = "";
      this.variables = new Variables(data.variables);
      const { variables } = this;
      this.kind = new Figure({ content: data.content, looks: data.looks, variables, losses });
      this.sliders.show();
    }
    this.data = data;
    if (this.kind) this.kind.quiet = data.quiet;
    if (this.at !== data.at) this.open(data);
    known(data.slot, this);
    this.canvas.setAttribute("aria-label", data.alternative);
    this.showFiles(data);
    this.arrange();
  }

  /**
   * Be as the step of the lesson wants it: set, and playing.
   *
   * @param {FigureData} data
   */
  open({ at, settings, ask, answer, ghost, many }) {
    this.at = at;
    this.drawing = ask ? new Drawing(ask, answer, ghost, many) : undefined;
    this.kind?.leave();
    if (!settings) return;
    this.play(settings, lessMotion());
  }

  /**
   * Play a tour, or be at its end.
   *
   * @param {Record<string, string>} settings
   * @param {boolean} [still]
   */
  play(settings, still = false) {
    this.tour = new Tour(settings, this.variables);
    if (still || !this.tour.length) this.tour.seek(this.tour.length);
    else this.tour.play();
    this.frames.request();
  }

  /**
   * Do what a link says.
   *
   * @param {Record<string, string>} settings
   */
  set(settings) {
    this.play(settings, lessMotion());
    this.ended();
  }

  toggle() {
    if (this.tour.playing) this.tour.pause();
    else if (lessMotion()) this.tour.seek(this.tour.length);
    else this.tour.play();
    this.frames.request();
  }

  /** @param {number} share of the tour */
  seek(share) {
    this.tour.seek(share * this.tour.length);
    this.frames.request();
  }

  /**
   * A hand moves something: the clock waits.
   *
   * @param {() => void} move
   */
  touch(move) {
    this.tour.pause();
    move();
    this.frames.request();
  }

  /** @type {(name: string, x: number, y: number) => void} */
  drag(name, x, y) {
    const { kind, drawing } = this;
    const at = Drawing.place(name);
    if (!kind) return;
    if (at < 0) kind.drag(name, x, y);
    else if (drawing && !drawing.ask.marks) drawing.set(at, kind.valueAt(drawing.ask, at, x, y));
  }

  /** @type {(name: string, steps: number) => void} */
  step(name, steps) {
    const at = Drawing.place(name);
    if (at < 0) this.kind?.step(name, steps);
    else this.drawing?.step(at, steps);
  }

  /** Whether a prediction is to be drawn in it now. */
  get asked() {
    return Boolean(this.drawing && !this.drawing.ghost);
  }

  /** A hand has let go: tell the server. */
  ended() {
    this.kind?.release();
    for (const { name } of this.variables.list) this.variables.settle(name);
    this.frames.request();
    const { drawing } = this;
    if (drawing && !drawing.ghost && !drawing.many && drawing.begun) {
      this.tell("drawn", { at: this.at, ask: drawing.ask.name, values: [...drawing.values] });
    }
    this.tell("state", { ...this.variables.now });
  }

  arrange() {
    if (!this.kind || !this.place.clientWidth) return;
    const width = this.place.clientWidth;
    const height = this.kind.arrange(width, this.look().size);
    this.place.style.height = `${height}px`;
    fit(this.canvas, width, height, window.devicePixelRatio || 1);
    this.canvas.style.width = `${width}px`;
    this.canvas.style.height = `${height}px`;
    this.frames.request();
  }

  look() {
    return freshLook(this.root, this.data);
  }

  /** @param {number} now milliseconds */
  draw(now) {
    const { kind, data } = this;
    // A page hides what it replaces: a figure that comes then has no room yet.
    if (!kind?.width || !data || !this.root.isConnected) return;
    const begun = performance.now();
    const seconds = Math.min(0.1, (now - this.last) / 1000);
    this.last = now;
    const plays = this.tour.tick(seconds);
    this.followed();
    if (kind.move(seconds, lessMotion()) || plays) this.frames.request();
    const look = this.look();
    kind.draw(cleared(this.canvas, window.devicePixelRatio || 1), look, this.drawing);
    const { asked } = this;
    const others = kind.handles().filter(({ name }) => !(asked && kind.idle(name)));
    this.handles.place([...(this.drawing?.handles(kind) ?? []), ...others]);
    this.clock.show(this.tour);
    this.place.classList.toggle("asked", asked && !this.drawing?.ask.marks && !this.drawing?.many);
    this.sliders.place((name) => asked && kind.idle(name));
    const { numbers, readings } = this.read(); // the sentence would give the answer away
    writeSentence(this.says, asked || data.quiet ? data.alternative : sentence(data.says, numbers, readings));
    write(data.slot, readings);
    this.timing.pictures += 1;
    this.timing.draw += performance.now() - begun;
  }

  /** The losses follow the variables that are their parameters. */
  followed() {
    for (const { name, parameter } of this.variables.list) {
      if (!parameter) continue;
      for (const loss of this.kind?.losses ?? []) {
        if (parameter in loss.parameters) loss.set(parameter, this.variables.now[name]);
      }
    }
  }

  /** All numbers of the figure, and how they are written. */
  read() {
    const { kind, variables } = this;
    const numbers = { ...variables.now, ...kind?.numbers() };
    /** @type {Record<string, string>} */
    const readings = {};
    for (const [name, value] of Object.entries(numbers)) readings[name] = numberWords(value, 2);
    for (const { name } of variables.list) readings[name] = variables.words(name);
    return { numbers, readings: { ...readings, ...kind?.readings() } };
  }

  // Taking it away.

  /** @param {FigureData} data */
  showFiles({ file, island, reading, alternative }) {
    const { kind } = this;
    if (!kind || this.files.dataset.of === file + island) return;
    this.files.dataset.of = file + island;
    const figure = {
      name: file,
      title: alternative,
      get width() {
        return kind.width;
      },
      get height() {
        return kind.height;
      },
      xWords: kind.xWords,
      yWords: kind.yWords,
      about: () => ({
        title: alternative,
        caption: filled(`${this.says.textContent} ${reading}`, this.read().readings),
      }),
      drawOn: (/** @type {any} */ context, /** @type {any} */ look) => kind.draw(context, look, this.drawing),
    };
    this.files.replaceChildren(saveButtons(figure, "lesson", () => this.look()));
    if (island) {
      const words = { href: addressOf(island).href, download: "", title: "The figure with its text as one file that works alone" };
      this.files.append(element("a", words, "HTML"));
    }
  }
}
