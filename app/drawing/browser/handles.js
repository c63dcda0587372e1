/**
 * Handles: things on a picture that can be dragged, by pointer and by keys.
 *
 * The handles do not know what they hold.  A drag reports a place, a key reports a number of steps,
 * and the owner of the picture moves things and places the handles anew.
 */

import { button } from "./element.js";

const LEAP = 10; // steps of a page key, or of an arrow with shift

/**
 * A handle where it is now.
 *
 * @typedef {object} Handle
 * @property {string} name
 * @property {string} kind its CSS class
 * @property {number} x CSS pixels from the left edge of the handles' element
 * @property {number} y CSS pixels from its top
 * @property {number} value
 * @property {string} words the value in words
 * @property {string} label what it is
 */
/**
 * What the owner does.
 *
 * @typedef {object} Owner
 * @property {(name: string, x: number, y: number) => void} drag to this place of the element
 * @property {(name: string, steps: number) => void} step
 * @property {() => void} ended a drag or a key stroke is over
 */

export class Handles {
  /** @type {Map<string, HTMLButtonElement>} */
  buttons = new Map();
  /** @type {string | undefined} */
  dragged;
  pressed = false;

  /**
   * @param {Owner} owner
   * @param {[number, number]} range the lowest and the highest value
   */
  constructor(owner, range) {
    this.owner = owner;
    this.range = range;
    this.element = document.createElement("div");
    this.element.className = "handles";
  }

  /**
   * Put the handles where things are now; the first is the first by keys.
   *
   * @param {Handle[]} handles
   */
  place(handles) {
    const names = handles.map(({ name }) => name);
    for (const [name, known] of this.buttons) {
      if (names.includes(name)) continue;
      known.remove();
      this.buttons.delete(name);
    }
    for (const { name, kind, x, y, value, words, label } of handles) {
      const handle = this.buttons.get(name) ?? this.make(name, kind);
      handle.style.left = `${x}px`;
      handle.style.top = `${y}px`;
      handle.setAttribute("aria-valuenow", String(value));
      handle.setAttribute("aria-valuetext", words);
      handle.setAttribute("aria-label", label);
      handle.title = `${label}: drag it, or use the arrow keys`;
    }
  }

  /**
   * @param {string} name
   * @param {string} kind
   */
  make(name, kind) {
    const [low, high] = this.range;
    const handle = button("", () => {}, {
      class: `handle ${kind}`,
      "data-handle": name,
      role: "slider",
      "aria-valuemin": String(low),
      "aria-valuemax": String(high),
    });
    handle.addEventListener("pointerdown", (event) => {
      handle.setPointerCapture(event.pointerId);
      handle.focus();
      this.dragged = name;
    });
    handle.addEventListener("pointermove", (event) => {
      if (this.dragged !== name) return;
      const box = this.element.getBoundingClientRect();
      this.owner.drag(name, event.clientX - box.left, event.clientY - box.top);
    });
    const end = () => {
      if (this.dragged !== name) return;
      this.dragged = undefined;
      this.owner.ended();
    };
    handle.addEventListener("pointerup", end);
    handle.addEventListener("pointercancel", end);
    handle.addEventListener("lostpointercapture", () => {
      this.dragged = undefined; // the owner may have taken the pointer
    });
    handle.addEventListener("keydown", (event) => this.press(event, name));
    handle.addEventListener("keyup", () => {
      if (!this.pressed) return;
      this.pressed = false;
      this.owner.ended();
    });
    this.element.append(handle);
    this.buttons.set(name, handle);
    return handle;
  }

  /**
   * @param {KeyboardEvent} event
   * @param {string} name
   */
  press(event, name) {
    const leap = event.shiftKey ? LEAP : 1;
    const steps = {
      ArrowLeft: leap,
      ArrowUp: leap,
      ArrowRight: -leap,
      ArrowDown: -leap,
      PageUp: LEAP,
      PageDown: -LEAP,
    }[event.key];
    if (steps === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.pressed = true;
    this.owner.step(name, steps);
  }
}
