/** The words around the picture: the caption, what a picture is, the way on, and the doors. */

import { addressOf } from "../../drawing/browser/address.js";
import { button, element } from "../../drawing/browser/element.js";
import { NARROW } from "./layout.js";

/** @typedef {import("./ball.js").Ball} Ball */
/** @typedef {import("./data.js").OpeningData} OpeningData */
/** @typedef {import("./story_clock.js").StoryClock} StoryClock */
/** @typedef {import("./timeline.js").Moment} Moment */

const SMALLEST = 14; // CSS pixels of the caption's letters

export class Words {
  shown = -1; // the scene whose words are there
  room = 0; // for the caption, CSS pixels; 0 where it stands by itself
  alternative = ""; // the picture in words

  /**
   * @param {OpeningData} data
   * @param {() => void} goOn
   */
  constructor(data, goOn) {
    this.scenes = data.story.scenes;
    this.caption = element("div", { class: "caption", role: "status" });
    this.chapter = element("p", { class: "chapter" });
    this.sentence = element("p", { class: "sentence" });
    this.caption.append(this.chapter, this.sentence);
    this.waiting = button("The story waits: go on", goOn, { class: "waiting" });
    this.tip = element("div", { class: "tip", "aria-hidden": "true" });
    this.doors = element("nav", { class: "doors", "aria-label": "Where to go from here" });
    for (const { title, text, path } of data.doors) {
      const address = addressOf(path).href;
      const door = element("a", { href: address, class: "door" });
      door.append(element("b", {}, title), element("span", {}, text));
      door.addEventListener("click", (event) => stay(event, address));
      this.doors.append(door);
    }
  }

  /** @param {number} width of the picture, CSS pixels */
  narrow(width) {
    return width < NARROW;
  }

  /**
   * Make the caption as large as there is room for it above what is measured.
   *
   * @param {number} room CSS pixels; 0 where it stands by itself
   */
  fit(room) {
    this.room = room;
    this.sentence.style.fontSize = "";
    if (!room) return;
    const whole = parseFloat(getComputedStyle(this.sentence).fontSize);
    for (let size = whole; size > SMALLEST && this.bottom > room; size -= 1) {
      this.sentence.style.fontSize = `${size}px`;
    }
  }

  /** Where the caption ends on the picture. */
  get bottom() {
    return this.caption.offsetTop + this.caption.offsetHeight;
  }

  /** @type {(moment: Moment, clock: StoryClock) => void} */
  show({ index, scene }, clock) {
    this.waiting.classList.toggle("seen", clock.waiting);
    this.waiting.tabIndex = clock.waiting ? 0 : -1;
    this.doors.classList.toggle("last", clock.time >= clock.seconds);
    if (index === this.shown) return;
    this.shown = index;
    this.chapter.textContent = `${index + 1}  ${scene.title}`;
    this.sentence.textContent = scene.caption;
    this.fit(this.room);
    this.alternative = `Scene ${index + 1} of ${this.scenes.length}, ${scene.title}: ${scene.caption}`;
  }

  /** @type {(ball: Ball | undefined, n: number, x: number, y: number) => void} */
  showTip(ball, n, x, y) {
    this.tip.classList.toggle("seen", Boolean(ball));
    const { pictures } = ball?.run ?? {};
    if (!ball || !pictures) return;
    const { run } = ball;
    const label = run.labels[n];
    const { own, other } = ball.angles(n);
    const words = element("span", {}, [
      `A picture of ${run.classNames[label]}`,
      `${own.toFixed(0)}° to its own arrow`,
      `${other.toFixed(0)}° to the nearest other`,
    ].join("\n")); // prettier-ignore
    this.tip.replaceChildren(pictures.element(n, 72, run.colours[label], run.classNames[label]), words);
    const room = (this.tip.parentElement?.clientWidth ?? 0) - this.tip.offsetWidth - 8;
    this.tip.style.left = `${Math.max(0, Math.min(x + 16, room))}px`;
    this.tip.style.top = `${y + 16}px`;
  }
}

/**
 * Follow a link by the app's own navigation where it is on the page: then nothing is loaded again.
 *
 * @param {MouseEvent} event
 * @param {string} address
 */
function stay(event, address) {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const links = document.querySelectorAll("header a[href], [data-testid=stTopNavLink]");
  const link = [...links].find((each) => each.href === address);
  if (!link) return;
  event.preventDefault();
  link.click();
}
