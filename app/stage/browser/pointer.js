/** The pointer on a stage: it hovers, chooses, turns a sphere, and draws rectangles. */

import { inside } from "../../drawing/browser/brush.js";

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
    canvas.addEventListener("pointerleave", () => stage.hover(-1));
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
    this.pressed = { ...this.under(event), moved: false };
    this.brushing = run.dimension === 2 || event.shiftKey;
    this.canvas.setPointerCapture(event.pointerId);
  }

  /** @param {PointerEvent} event */
  move(event) {
    const { stage, pressed } = this;
    if (!stage.run) return;
    const at = this.under(event);
    if (!pressed) {
      const n = sampleAt(at);
      stage.hover(n, at.panel, at.x, at.y);
      return;
    }
    const [dx, dy] = [at.x - pressed.x, at.y - pressed.y];
    if (!pressed.moved && Math.hypot(dx, dy) < CLICK) return;
    pressed.moved = true;
    if (this.brushing) this.brush = { from: pressed, to: at };
    else if (pressed.panel) {
      stage.camera.turn(dx / pressed.panel.radius, dy / pressed.panel.radius);
      Object.assign(pressed, { x: at.x, y: at.y });
    }
    stage.redraw();
  }

  /** @param {PointerEvent} event */
  release(event) {
    const { pressed, brush, stage } = this;
    this.pressed = undefined;
    this.brush = undefined;
    if (!pressed) return;
    const { panel } = pressed;
    if (brush && panel) {
      const within = inside(brush.from, brush.to);
      stage.select(panel.samplesIn((x, y) => within(panel.x + x, panel.y + y)));
    } else if (!pressed.moved) {
      const n = sampleAt(this.under(event));
      stage.select(n < 0 ? [] : [n]);
    }
    stage.redraw();
  }
}

/**
 * The sample at a place, or -1.
 *
 * @param {Under} under
 */
const sampleAt = ({ panel, x, y }) => (panel ? panel.hit(x - panel.x, y - panel.y, GRAB) : -1);
