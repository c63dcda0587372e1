/**
 * The opening: a story on spheres that plays by itself, and waits when a hand takes a sphere.
 *
 * The story is data (app/opening/story.py).  The picture is a function of the clock and of the hand.
 */

import { Camera } from "../../drawing/browser/camera.js";
import { cleared, fit } from "../../drawing/browser/canvas.js";
import { element } from "../../drawing/browser/element.js";
import { Frames, lessMotion, whenThemeChanges } from "../../drawing/browser/frames.js";
import { Look, dress, projectorIsRequested } from "../../drawing/browser/look.js";
import { Marks } from "../../drawing/browser/markers.js";
import { fetchRun } from "../../stage/browser/run.js";
import { Ball } from "./ball.js";
import { Bar } from "./bar.js";
import { Hand } from "./hand.js";
import { listenToKeys } from "./keys.js";
import { layout } from "./layout.js";
import { paint } from "./painting.js";
import { StoryClock } from "./story_clock.js";
import { Strangers } from "./strangers.js";
import { TakeAway } from "./take.js";
import { Timeline } from "./timeline.js";
import { Words } from "./words.js";

/** @typedef {import("../../stage/browser/run.js").Run} Run */
/** @typedef {import("./data.js").OpeningData} OpeningData */
/** @typedef {import("./painting.js").Shown} Shown */
/** @typedef {import("./painting.js").Spot} Spot */

const LARGE = 1.2; // words and marks on a projector
const LONGEST = 0.1; // seconds that may pass between two pictures
const [LOWEST, HIGHEST] = [250, 640]; // height of the picture, CSS pixels
const PHONE = 472; // height of the picture where the page scrolls anyway

/** Words grow with those of the page, in presenter mode. */
const largeType = () =>
  Math.min(LARGE, parseFloat(getComputedStyle(document.documentElement).fontSize) / 16);

export class Opening {
  timeline = new Timeline([]);
  clock = new StoryClock(0);
  camera = new Camera();
  marks = new Marks();
  size = 1;
  width = 1;
  height = 1;
  hovered = -1;
  timing = { draw: 0, pictures: 0 };
  /** @type {Spot[]} */
  spots = [];
  /** @type {Ball[]} */
  balls = [];
  /** @type {OpeningData | undefined} */
  data;
  /** @type {Run | undefined} */
  run;
  /** @type {Strangers | undefined} */
  strangers;
  /** @type {Look | undefined} */
  look;
  /** @type {number | undefined} */
  before;
  /** @type {Bar | undefined} */
  bar;
  /** @type {Words | undefined} */
  words;
  /** @type {HTMLElement | undefined} */
  stage;
  frames = new Frames((now) => this.draw(now));
  still = lessMotion(); // stills that are paged, in place of a film

  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    root.opening = this;
    if (projectorIsRequested()) {
      this.size = LARGE;
      dress(root, true);
    }
    this.canvas = element("canvas", { role: "img", "aria-label": "The story is being prepared." });
  }

  /** @param {OpeningData} data */
  async show(data) {
    if (this.data) return; // it was sent again, and nothing in it changes
    this.data = data;
    const run = await fetchRun(data.run ?? "");
    if (!run) {
      this.root.append(element("p", {}, "The story is gone from the server; reload the page."));
      return;
    }
    this.begin(data, run);
  }

  /**
   * Build the page, and play.
   *
   * @param {OpeningData} data
   * @param {Run} run
   */
  begin(data, run) {
    this.data = data;
    this.run = run;
    this.strangers = new Strangers(data.strangers);
    this.balls = run.titles.map((_, loss) => new Ball(run, loss));
    this.timeline = new Timeline(data.story.scenes);
    this.clock = new StoryClock(this.timeline.seconds);
    this.bar = new Bar(this);
    this.words = new Words(data, () => this.toggle());
    this.stage = element("div", { class: "picture" });
    this.stage.append(this.words.caption, this.canvas, this.words.waiting, this.words.tip);
    this.take = new TakeAway(this);
    this.bar.element.append(this.take.element);
    this.root.append(this.stage, this.bar.element, this.words.doors);
    this.hand = new Hand(this);
    listenToKeys(this);
    new ResizeObserver(() => this.arrange()).observe(this.root);
    window.addEventListener("resize", () => this.arrange());
    whenThemeChanges(() => this.arrange());
    this.arrange();
    const asked = data.story.scenes.findIndex(({ name }) => name === data.scene);
    if (this.still) this.go(Math.max(0, asked));
    else {
      this.clock.seek(this.timeline.starts[Math.max(0, asked)]);
      this.clock.play();
    }
    this.redraw();
  }

  /** The room has changed, or the colours of the page. */
  arrange() {
    const { run, root } = this;
    if (!run || !root.isConnected) return;
    const ratio = Math.min(2, window.devicePixelRatio || 1);
    if (!projectorIsRequested()) this.size = largeType();
    this.look = new Look(root, run, this.marks, ratio, this.size);
    this.width = Math.max(200, root.clientWidth);
    this.height = this.roomForPicture();
    this.canvas.style.height = `${this.height}px`;
    fit(this.canvas, this.width, this.height, ratio);
    const { measures, narrow } = layout(this.width, this.height, this.size);
    this.words?.fit(narrow ? 0 : measures.y - 6);
    this.redraw();
  }

  /** The height that is left on the screen for the picture. */
  roomForPicture() {
    const { stage, bar, words } = this;
    if (!stage || !bar || !words) return LOWEST;
    const narrow = words.narrow(this.width);
    const below = bar.element.offsetHeight + words.doors.offsetHeight + 30;
    const top = this.root.getBoundingClientRect().top + window.scrollY;
    const head = stage.offsetTop - this.root.offsetTop;
    const left = window.innerHeight - top - head - below;
    return narrow ? PHONE * this.size : Math.min(HIGHEST * this.size, Math.max(LOWEST, left));
  }

  /** Go on, or stand. */
  toggle() {
    const { timeline, clock } = this;
    const now = timeline.indexAt(clock.time);
    if (this.still) {
      this.go((now + 1) % timeline.scenes.length);
      return;
    }
    // A scene that was gone to while the story stood is told from its beginning.
    if (!clock.playing && clock.time === timeline.still(now)) clock.seek(timeline.starts[now]);
    clock.toggle();
    this.redraw();
  }

  /**
   * Go to a scene; a story that has ended or waits goes on from there, and one that stands shows
   * how the scene ends.
   *
   * @param {number} index
   */
  go(index) {
    const { timeline, clock } = this;
    const asked = Math.min(Math.max(index, 0), timeline.scenes.length - 1);
    const goesOn = clock.playing || clock.waiting || clock.time >= clock.seconds;
    const plays = goesOn && !this.still;
    clock.seek(plays ? timeline.starts[asked] : timeline.still(asked));
    if (plays) clock.play();
    if (this.root.getBoundingClientRect().top < 0) this.root.scrollIntoView();
    const address = new URL(window.location.href);
    address.searchParams.set("scene", timeline.scenes[asked].name);
    if (this.data?.run) window.history.replaceState(window.history.state, "", address);
    this.redraw();
  }

  redraw() {
    this.frames.request();
  }

  /** @returns {Shown | undefined} */
  shown() {
    const { run, strangers, look, data, clock, timeline } = this;
    if (!run || !strangers || !look || !data) return undefined;
    const moment = timeline.at(clock.time);
    const { yaw, pitch } = clock.hand;
    this.camera.aim(moment.yaw + yaw, moment.pitch + pitch);
    return {
      ...{ run, strangers, look, moment, balls: this.balls, story: data.story, camera: this.camera },
      ...{ width: this.width, height: this.height, hovered: this.hovered },
      before: timeline.scenes[Math.max(0, moment.index - 1)].panels,
    };
  }

  /** @param {number} now milliseconds */
  draw(now) {
    if (!this.root.isConnected) return;
    const passed = Math.min((now - (this.before ?? now)) / 1000, LONGEST);
    this.before = this.clock.playing ? now : undefined;
    this.clock.tick(passed);
    const shown = this.shown();
    if (!shown) return;
    const begun = performance.now();
    this.spots = paint(cleared(this.canvas, shown.look.pixelRatio), shown);
    this.timing.draw = performance.now() - begun;
    this.timing.pictures += 1;
    this.bar?.show(this.clock.time, this.clock.playing, this.still);
    this.words?.show(shown.moment, this.clock);
    this.canvas.setAttribute("aria-label", this.words?.alternative ?? "");
    if (this.clock.playing) this.redraw();
    else this.before = undefined;
  }
}
