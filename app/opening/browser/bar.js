/** The player of the story: play and pause, the clock, and the scenes as chapters. */

import { button, element } from "../../drawing/browser/element.js";

/** @typedef {import("./opening.js").Opening} Opening */

export class Bar {
  /**
   * @param {Opening} opening
   */
  constructor(opening) {
    const { timeline } = opening;
    this.timeline = timeline;
    this.element = element("div", { class: "bar", role: "group", "aria-label": "Player" });
    this.play = button("", () => opening.toggle(), { class: "play" });
    this.chapters = element("ol", { class: "chapters" });
    this.buttons = timeline.scenes.map(({ title }, index) => {
      const at = clock(timeline.starts[index]);
      const chapter = button("", () => opening.go(index), {
        "data-scene": String(index),
        title: `${at}, key ${index + 1}`,
      });
      const fill = element("span", { class: "fill" });
      const track = element("span", { class: "track" });
      track.append(fill);
      const name = element("span", { class: "name" }, title);
      name.prepend(element("b", {}, String(index + 1)));
      chapter.append(track, name);
      const item = element("li");
      item.style.flexGrow = String(timeline.scenes[index].seconds);
      item.append(chapter);
      this.chapters.append(item);
      return chapter;
    });
    this.fills = this.buttons.map((chapter) => /** @type {HTMLElement} */ (chapter.querySelector(".fill")));
    this.reading = element("output", { class: "reading" });
    this.element.append(this.play, this.chapters, this.reading);
    this.said = "";
  }

  /**
   * Show where the story is.
   *
   * @param {number} time
   * @param {boolean} playing
   * @param {boolean} still no motion is wanted: the button pages
   */
  show(time, playing, still) {
    const { timeline } = this;
    const now = timeline.indexAt(time);
    this.fills.forEach((fill, index) => {
      const share = (time - timeline.starts[index]) / timeline.scenes[index].seconds;
      fill.style.width = `${100 * Math.min(1, Math.max(0, still ? Number(index <= now) : share))}%`;
    });
    const words = `${now} ${playing} ${still}`;
    this.reading.textContent = still
      ? `${now + 1} of ${timeline.scenes.length}`
      : `${clock(time)} / ${clock(timeline.seconds)}`;
    if (words === this.said) return;
    this.said = words;
    this.buttons.forEach((chapter, index) => {
      if (index === now) chapter.setAttribute("aria-current", "step");
      else chapter.removeAttribute("aria-current");
    });
    const label = still ? "Next scene" : playing ? "Pause" : "Play";
    this.play.textContent = still ? "▶|" : playing ? "❚❚" : "▶";
    this.play.setAttribute("aria-label", label);
    this.play.title = `${label}, space`;
  }
}

/**
 * Seconds as minutes and seconds.
 *
 * @param {number} seconds
 */
export function clock(seconds) {
  const whole = Math.floor(seconds + 1e-6);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
