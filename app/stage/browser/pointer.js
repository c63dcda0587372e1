/**
 * The pointer on a stage: it hovers, chooses, turns a sphere, and draws rectangles.
 *
 * The words above and below a panel are its handle: a click there looks into the same sample under
 * the loss of this panel.
 */

import { inside } from "../../drawing/browser/brush.js";
import { PORTRAIT_AT } from "./layers/pictures.js";
import { CAPTION } from "./layout.js";

/** @typedef {import("../../drawing/browser/brush.js").Place} Place */
/** @typedef {import("./panel.js").Panel} Panel */
/** @typedef {import("./stage.js").Stage} Stage */
/**
 * A place on the canvas, and the panel there.
 *
 * @typedef {Place & { panel?: Panel }} Under
 */

const GRAB = 9; // how near the pointer must be to a sample, CSS pixels
const CLICK = 4; // pixels; a shorter drag is a click

export class Pointer {
  /** @type {Under & { moved: boolean } | undefined} */
  pressed;
  brushing = false; // the drag draws a rectangle
  /** The pointers that are down. @type {Set<number>} */
  fingers = new Set();
  /** @type {{ from: Place, to: Place } | undefined} */
  brush;

  /**
   * @param {HTMLCanvasElement} canvas
   * @param {Stage} stage
   */
  constructor(canvas, stage) {
    this.canvas = canvas;
    this.stage = stage;
    canvas.addEventListener("pointermove", (event) => this.move(event));
    canvas.addEventListener("pointerdown", (event) => this.press(event));
    canvas.addEventListener("pointerup", (event) => this.release(event));
    canvas.addEventListener("pointercancel", (event) => this.cancel(event));
    // Up and down, one finger scrolls the page; two fingers turn the spheres in every direction.
    const hold = (/** @type {TouchEvent} */ event) => {
      if (event.touches.length > 1) event.preventDefault();
    };
    canvas.addEventListener("touchstart", hold, { passive: false });
    canvas.addEventListener("touchmove", hold, { passive: false });
    canvas.addEventListener("pointerleave", () => {
      stage.hover(-1);
      stage.light("");
    });
  }

  /**
   * @param {PointerEvent} event
   * @returns {Under}
   */
  under(event) {
    const box = this.canvas.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    const panel = this.stage.panels.find(
      ({ x: middle, y: height, cell }) =>
        Math.abs(x - middle) <= cell / 2 && Math.abs(y - height) <= cell / 2,
    );
    return { panel, x, y };
  }

  /** @param {PointerEvent} event */
  press(event) {
    const { run } = this.stage;
    if (!run) return;
    this.fingers.add(event.pointerId);
    this.pressed = { ...this.under(event), moved: false };
    // A finger that is drawn over the stage scrolls the page: it draws no rectangle.
    this.brushing = event.pointerType !== "touch" && (run.dimension === 2 || event.shiftKey);
    this.canvas.setPointerCapture(event.pointerId);
  }

  /** @param {PointerEvent} event */
  move(event) {
    const { stage, pressed } = this;
    if (!stage.run) return;
    const at = this.under(event);
    if (!pressed) {
      const n = sampleAt(at);
      const answers = n >= 0 || wordsAt(at, stage);
      this.canvas.style.cursor = answers ? "pointer" : "";
      stage.hover(n, at.panel, at.x, at.y);
      const k = n < 0 ? classAt(at, stage) : -1;
      stage.light(k < 0 ? "" : "angle", k);
      return;
    }
    const [dx, dy] = [at.x - pressed.x, at.y - pressed.y];
    if (!pressed.moved && Math.hypot(dx, dy) < CLICK) return;
    pressed.moved = true;
    if (this.brushing) this.brush = { from: pressed, to: at };
    else if (pressed.panel && stage.run.dimension === 3) {
      stage.camera.turn(dx / pressed.panel.radius, dy / pressed.panel.radius);
      Object.assign(pressed, { x: at.x, y: at.y });
    }
    stage.redraw();
  }

  /** The browser scrolls the page instead. @param {PointerEvent} event */
  cancel(event) {
    this.fingers.delete(event.pointerId);
    this.pressed = undefined;
    this.brush = undefined;
    this.stage.redraw();
  }

  /** @param {PointerEvent} event */
  release(event) {
    this.fingers.delete(event.pointerId);
    const { pressed, brush, stage } = this;
    this.pressed = undefined;
    this.brush = undefined;
    if (!pressed) return;
    const { panel } = pressed;
    if (brush && panel) {
      const within = inside(brush.from, brush.to);
      stage.select(panel.samplesIn((x, y) => within(panel.x + x, panel.y + y)), panel.loss);
    } else if (!pressed.moved) this.click(event, panel);
    stage.redraw();
  }

  /** @type {(event: PointerEvent, panel: Panel | undefined) => void} */
  click(event, panel) {
    const { stage } = this;
    const at = this.under(event);
    const [n, worded] = [sampleAt(at), wordsAt(at, stage)];
    const more = event.ctrlKey || event.metaKey;
    if (n >= 0) stage.select(more ? withOrWithout(stage.selection, n) : [n], panel?.loss);
    else if (worded) stage.lookInto(stage.looked, worded.loss);
    else if (!more) stage.select([]);
  }
}

/**
 * The sample at a place, or -1.
 *
 * @param {Under} under
 */
const sampleAt = ({ panel, x, y }) => (panel ? panel.hit(x - panel.x, y - panel.y, GRAB) : -1);

/**
 * The panel whose title, parameters or measures are at a place, if there are several panels.
 *
 * @param {Under} under
 * @param {Stage} stage
 * @returns {Panel | undefined}
 */
function wordsAt({ panel, x, y }, { panels, size }) {
  if (panel || panels.length < 2) return undefined;
  return panels.find(({ x: middle, y: height, top, cell, wide }) => {
    const beyond = Math.abs(y - height) > cell / 2;
    const foot = height + cell / 2 + CAPTION * size;
    return beyond && Math.abs(x - middle) <= wide / 2 && y >= top && y <= foot;
  });
}

/**
 * The class whose weight is at a place, or -1.
 *
 * @param {Under} under
 * @param {Stage} stage
 */
function classAt({ panel, x, y }, { camera, layers }) {
  if (!panel || !layers.weights) return -1;
  const { run, radius } = panel;
  const point = [0, 0, 1];
  for (let c = 0; c < run.classes; c += 1) {
    panel.see(panel.weights, c * run.dimension, camera, point);
    if (point[2] < 0) continue;
    for (const reach of [1, PORTRAIT_AT]) {
      const [dx, dy] = [x - panel.x - reach * point[0] * radius, y - panel.y + reach * point[1] * radius];
      if (Math.hypot(dx, dy) < GRAB + 3) return c;
    }
  }
  return -1;
}

/**
 * The chosen samples with one more, or without it if it is among them.
 *
 * @param {Set<number>} selection
 * @param {number} n
 */
const withOrWithout = (selection, n) =>
  selection.has(n) ? [...selection].filter((other) => other !== n) : [...selection, n];
