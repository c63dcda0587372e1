/** The player: play and step buttons, the scrubber with marks for changes, the reading, the speed. */

import { SPEEDS } from "../../drawing/browser/clock.js";
import { button, element } from "../../drawing/browser/element.js";
import { Training } from "./training.js";

/** @typedef {import("../../drawing/browser/clock.js").Clock} Clock */
/** @typedef {import("./run.js").Run} Run */
/** @typedef {import("./stage.js").Stage} Stage */

export class Player {
  /** @param {Stage} stage which the player moves */
  constructor(stage) {
    this.element = element("div", { class: "player", role: "group", "aria-label": "Player" });
    this.playButton = named("Play", "▶", () => stage.toggle());
    this.scrubber = element("input", { type: "range", min: 0, step: "any", "aria-label": "Step" });
    this.scrubber.addEventListener("input", () => stage.seek(Number(this.scrubber.value)));
    this.reading = element("output", { class: "reading" });
    this.speed = element("select", { "aria-label": "Speed" });
    for (const speed of SPEEDS) this.speed.append(element("option", { value: speed }, `${speed}×`));
    this.speed.value = String(stage.clock.speed);
    this.speed.addEventListener("change", () => {
      stage.clock.speed = Number(this.speed.value);
    });
    this.track = element("div", { class: "track" });
    this.track.append(this.scrubber);
    this.training = new Training();
    this.large = named("Larger, for a projector", "A+", () => {
      stage.enlarge(this.large.getAttribute("aria-pressed") !== "true");
    });
    const back = named("One step back", "◀", () => stage.step(-1));
    const on = named("One step on", "▶|", () => stage.step(1));
    this.element.append(this.playButton, back, on);
    this.element.append(this.training.stop, this.training.again);
    this.element.append(this.track, this.reading, this.training.words, this.training.trouble, this.speed, this.large);
    this.showLarge(false);
  }

  /**
   * Show whether the stage has the projector's look.
   *
   * @param {boolean} large
   */
  showLarge(large) {
    this.large.setAttribute("aria-pressed", String(large));
  }

  /**
   * Put a mark on the scrubber for everything that was changed by hand, and say how long the warm-up is.
   *
   * @param {Run} run
   */
  showChanges(run) {
    for (const mark of this.track.querySelectorAll(".change, .warm-up, .warm-up-words")) mark.remove();
    const warmUp = Math.max(0, ...run.warmUp);
    if (warmUp && run.last) {
      const mark = element("span", { class: "warm-up" });
      const words = element("span", { class: "warm-up-words" }, "all begin as plain softmax, until here");
      for (const part of [mark, words]) {
        part.style.width = `${percent(run, warmUp)}%`;
        this.track.append(part);
      }
    }
    for (const [step, words] of run.changes) {
      const attributes = { class: "change", title: words, role: "img", "aria-label": words };
      const mark = element("span", attributes);
      mark.style.left = `${percent(run, step)}%`;
      this.track.append(mark);
    }
  }

  /**
   * Whether the picture moves by itself, or will when the training goes on.
   *
   * @param {Clock} clock
   */
  moves(clock) {
    // A picture that only goes to the newest step of a paused training is about to stand still.
    return clock.following ? this.training.live?.state !== "paused" : clock.playing;
  }

  /**
   * Show where the playhead is.
   *
   * @param {Clock} clock
   * @param {Run} run
   */
  showClock(clock, run) {
    const step = run.steps[Math.min(Math.round(clock.head), run.last)];
    this.scrubber.max = String(endOf(run));
    this.scrubber.value = String(clock.head);
    this.scrubber.setAttribute("aria-valuetext", `step ${step}`);
    const words = `step ${step} of ${run.of ?? run.steps[run.last]}`;
    if (this.reading.textContent !== words) this.reading.textContent = words;
    const moving = this.moves(clock);
    const label = moving ? "Pause" : "Play";
    this.playButton.textContent = moving ? "❚❚" : "▶";
    this.playButton.setAttribute("aria-label", label);
    this.playButton.title = label;
  }
}

/**
 * The place at which a run ends, among its kept steps; while it grows, so far beyond the newest that
 * the slider shows how much is trained.
 *
 * @param {Run} run
 */
export function endOf({ of, steps, last }) {
  const made = steps[last];
  return of && made && made < of ? (last * of) / made : last;
}

/**
 * Where a step is on the slider.
 *
 * @param {Run} run
 * @param {number} step
 */
export function percent(run, step) {
  const beyond = run.of && step > run.steps[run.last];
  const end = endOf(run);
  if (!end) return 0;
  return beyond ? (100 * step) / (run.of ?? step) : (100 * run.place(step)) / end;
}

/** @type {(label: string, text: string, press: () => void) => HTMLButtonElement} */
const named = (label, text, press) => button(text, press, { "aria-label": label, title: label });
