/** What the lecturer does, below the wall: go on and back, pause, two answers side by side, the door. */

import { button, element } from "../../drawing/browser/element.js";
import { back, onward } from "./way.js";

/** @typedef {import("./way.js").State} State */
/** @typedef {import("./way.js").Step} Step */
/**
 * @typedef {object} Owner
 * @property {(message: object) => boolean} say to the room
 * @property {() => void} beside
 * @property {() => void} another pair
 * @property {() => void} wayIn
 */

/** @type {Record<string, "goOn" | "goBack" | "pause" | "beside" | "wayIn">} */
const KEYS = { ArrowRight: "goOn", PageDown: "goOn", ArrowLeft: "goBack", PageUp: "goBack", p: "pause", s: "beside", r: "wayIn" };

export class Controls {
  /** @type {State | undefined} */
  state;

  /** @param {Owner} owner */
  constructor(owner) {
    this.owner = owner;
    this.element = element("footer");
    this.back = button("Back", () => this.goBack(), { title: "Key: left" });
    this.on = button("Begin", () => this.goOn(), { class: "main", title: "Key: right" });
    this.pauses = button("Pause", () => this.pause(), { title: "Key: p. No answers are taken meanwhile" });
    this.two = button("Two side by side", () => owner.beside(), { title: "Key: s" });
    this.others = button("Another two", () => owner.another());
    this.way = button("The way in", () => owner.wayIn(), { title: "Key: r. The code and its picture, for latecomers" });
    this.door = button("Shut the door", () => this.shut(), { title: "Nobody new comes in; who was here comes back" });
    this.close = button("Close the room", () => this.end(), { title: "Ends the room for all; nothing of it is kept" });
    this.count = element("p", { class: "count", role: "status" });
    this.sign = element("p", { class: "sign" });
    const right = element("div", { class: "right" });
    right.append(this.sign, this.way, this.door, this.close);
    this.element.append(this.back, this.on, this.count, this.pauses, this.two, this.others, right);
    document.addEventListener("keydown", (event) => {
      const does = KEYS[event.key];
      if (!does || event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLInputElement) return;
      if (event.target instanceof HTMLElement && event.target.closest(".figures") && event.key.startsWith("Arrow")) return;
      event.preventDefault();
      if (does === "beside" || does === "wayIn") owner[does]();
      else this[does]();
    });
  }

  /** @param {boolean} there */
  isThere(there) {
    this.sign.textContent = there ? "" : "The line to the server is lost; it comes back by itself.";
  }

  /** @type {(state: State, shown: { beside: boolean, wayIn: boolean, answers: number }) => void} */
  show(state, { beside, wayIn, answers }) {
    this.state = state;
    const [before, next] = [back(state), onward(state)];
    const lobby = state.at < 0;
    const open = state.phase !== "asking" && !lobby && answers > 1;
    this.back.textContent = before?.words ?? "Back";
    this.back.disabled = !before;
    this.on.textContent = next?.words ?? "That was the last question";
    this.on.disabled = !next;
    this.pauses.hidden = lobby || state.phase !== "asking";
    this.pauses.textContent = state.paused ? "Go on" : "Pause";
    this.two.hidden = !open;
    this.two.textContent = beside ? "All answers" : "Two side by side";
    this.others.hidden = !open || !beside;
    this.way.hidden = lobby;
    this.way.textContent = wayIn ? "Back to the question" : "The way in";
    this.door.textContent = state.shut ? "Open the door" : "Shut the door";
    this.count.textContent = lobby ? `${state.here} here` : `${state.answered} of ${Math.max(state.here, state.answered)} have answered${state.paused ? " · a pause" : ""}`;
    this.element.dataset.left = String(state.left);
  }

  goOn() {
    this.go(this.state && onward(this.state));
  }

  goBack() {
    this.go(this.state && back(this.state));
  }

  /** @param {Step | undefined} step */
  go(step) {
    if (step) this.owner.say({ do: "go", at: step.at, phase: step.phase });
  }

  pause() {
    if (this.state) this.owner.say({ do: "pause", on: !this.state.paused });
  }

  shut() {
    if (this.state) this.owner.say({ do: "shut", on: !this.state.shut });
  }

  end() {
    if (window.confirm("Close the room for everybody? Its answers are gone then.")) this.owner.say({ do: "close" });
  }
}
