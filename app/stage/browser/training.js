/** The training in the player: how far it is, and the buttons that ask Python to act on it. */

import { button, element } from "../../drawing/browser/element.js";

/** @typedef {import("./run.js").Change} Change */
/**
 * What the server says of a training.
 *
 * @typedef {object} Live
 * @property {"waiting" | "training" | "paused" | "finished" | "stopped" | "failed"} state
 * @property {number} step
 * @property {number} of steps
 * @property {number | null} left seconds, at its present pace
 * @property {number} place in line; 0 if it does not wait
 * @property {Change[]} changes by hand
 * @property {boolean} [over]
 */
/** @typedef {"pause" | "resume" | "step" | "stop" | "again"} Command */

export class Training {
  /** What the server said last of the training that is followed. @type {Live | undefined} */
  live;
  /** Asks Python for something. @type {((command: Command) => void) | undefined} */
  ask;

  constructor() {
    this.words = element("span", { class: "training" });
    this.trouble = element("span", { class: "trouble", role: "status" });
    this.stop = named("Stop: keep what is trained so far", "■", () => this.ask?.("stop"));
    this.again = named("Train again from the start", "↻", () => this.ask?.("again"));
    this.redraw();
  }

  /**
   * Take what the server says; nothing if no training is followed.
   *
   * @param {Live | undefined} live
   */
  show(live) {
    this.live = live;
    this.redraw();
  }

  redraw() {
    const { live } = this;
    // What was heard last is old while there is no connection.
    this.words.textContent = live && !this.trouble.textContent ? inWords(live) : "";
    this.words.hidden = !this.words.textContent;
    this.stop.hidden = !this.ask || !live || !["waiting", "training", "paused"].includes(live.state);
    this.again.hidden = !this.ask;
  }

  /**
   * Say what is wrong with the connection; nothing if it is well.
   *
   * @param {string} words
   */
  say(words) {
    this.trouble.textContent = words;
    this.redraw();
  }

  /**
   * Let the training go on or pause; false if there is nothing to ask for.
   *
   * @param {boolean} on
   */
  play(on) {
    if (!this.ask || this.live?.state !== (on ? "paused" : "training")) return false;
    this.ask(on ? "resume" : "pause");
    return true;
  }

  /** Make one step of the training; false if none is under way. */
  step() {
    const underWay = Boolean(this.ask) && ["training", "paused"].includes(this.live?.state ?? "");
    if (underWay) this.ask?.("step");
    return underWay;
  }
}

/**
 * How far a training is.
 *
 * @param {Live} live
 */
function inWords({ state, step, left, place }) {
  if (state === "waiting" && place > 1) return `number ${place} in line`;
  // What has been trained for a while and waits again has given its place to another.
  if (state === "waiting") return step > 0 ? "next in line" : "starting";
  if (state === "paused") return "training paused";
  if (state !== "training") return "";
  return left === null ? "training" : `${duration(left)} left`;
}

/**
 * @param {number} seconds
 */
function duration(seconds) {
  if (seconds < 10) return `${Math.max(1, Math.ceil(seconds))} s`;
  if (seconds < 90) return `${10 * Math.ceil(seconds / 10)} s`;
  return `${Math.ceil(seconds / 60)} min`;
}

/** @type {(label: string, text: string, press: () => void) => HTMLButtonElement} */
const named = (label, text, press) => button(text, press, { "aria-label": label, title: label });
