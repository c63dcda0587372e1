/**
 * Where a sample is by its angles to the own class and to the nearest rival, with every loss's
 * boundary; and the samples of the run on the stage, which a rectangle chooses.
 */

import { span } from "../../../drawing/browser/axes.js";
import { drawBrush, inside } from "../../../drawing/browser/brush.js";
import { Chart } from "../../../drawing/browser/chart.js";
import { DEGREES, cosine, degrees } from "../../../drawing/browser/directions.js";
import { ANGLES, STEPS } from "./ticks.js";

/** @typedef {import("../../../drawing/browser/brush.js").Place} Place */
/** @typedef {import("../../../drawing/browser/canvas.js").Context} Context */
/** @typedef {import("../../../drawing/browser/look.js").Look} Look */
/** @typedef {import("../../../drawing/browser/losses/equation.js").Loss} Loss */
/** @typedef {import("../../../stage/browser/panel.js").Panel} Panel */
/** @typedef {import("../lab.js").Lab} Lab */

const WORDS =
  "A sample above a line meets that loss's margin; below the diagonal it is classified wrongly.";
const SEEN = 0.5; // degrees from the diagonal
const CLICK = 4; // pixels; a shorter drag is a click
const REACH = 8; // pixels around a click

export class PlaneChart extends Chart {
  /** The samples of the run, as places on the chart. @type {Place[]} */
  points = [];
  /** @type {{ from: Place, to: Place } | undefined} */
  brush;
  shaded = false; // the loss in focus asks for more than the plain boundary

  /**
   * @param {Lab} lab
   * @param {(samples: number[]) => void} choose
   */
  constructor(lab, choose) {
    super({
      name: "plane",
      title: "Boundaries in two angles",
      xWords: "angle θ₁ to the own class",
      yWords: "θ₂ to the rival",
      aspect: 0.8,
    });
    this.lab = lab;
    this.choose = choose;
    this.place.addEventListener("pointerdown", (event) => this.press(event));
    this.place.addEventListener("pointermove", (event) => this.move(event));
    this.place.addEventListener("pointerup", () => this.release());
    // A finger that goes up or down scrolls the page.
    this.place.addEventListener("pointercancel", () => {
      this.brush = undefined;
      this.lab.redraw();
    });
  }

  /** @param {Look} look */
  drawBase(look) {
    const { lab } = this;
    const context = this.drawAxes(look, [0, 180], [0, 180], ANGLES, ANGLES);
    const grid = span(STEPS, 0, 180);
    this.axes.within(context, () => {
      const edge = grid.map((d) => [d, boundary(lab.focus, d)]);
      this.shade(context, edge, lab.colour(lab.focused));
      this.shaded = edge.some(([own, rival]) => Number.isNaN(rival) || Math.abs(rival - own) > SEEN);
      const diagonal = [[0, 0], [180, 180]];
      this.line(context, "plain boundary", diagonal, { colour: look.ink, width: 1 });
      lab.losses.forEach((loss, at) => {
        this.line(context, loss.title, grid.map((d) => [d, boundary(loss, d)]), lab.stroke(at));
      });
    });
    const titles = lab.losses.map((loss) => loss.title).join(", ");
    this.describe(`: ${titles}. A sample above a line meets that loss's margin.`);
  }

  /** @type {(context: Context, edge: number[][], colour: string) => void} */
  shade(context, edge, colour) {
    const { axes } = this;
    context.fillStyle = colour;
    context.globalAlpha = 0.16;
    context.beginPath();
    for (const [x, y] of edge) context.lineTo(axes.x(x), axes.y(Number.isNaN(y) ? 180 : y));
    context.lineTo(axes.x(180), axes.y(180));
    context.lineTo(axes.x(0), axes.y(0));
    context.fill();
    context.globalAlpha = 1;
  }

  /**
   * The samples of the run on the stage, at its playhead.
   *
   * @param {Look} look
   */
  drawMiddle(look) {
    const context = this.clear(this.middle);
    const found = this.lab.stage();
    this.points = [];
    if (!found) {
      this.caption.textContent = WORDS;
      return;
    }
    const { stage, panel, run } = found;
    const angles = anglesOf(panel);
    this.points = angles.map(([own, rival]) => ({ x: this.axes.x(own), y: this.axes.y(rival) }));
    this.axes.within(context, () => {
      this.points.forEach(({ x, y }, n) => {
        const chosen = stage.selection.has(n);
        const half = chosen ? 3 : 1.6;
        context.fillStyle = run.colours[run.labels[n]];
        context.fillRect(x - half, y - half, 2 * half, 2 * half);
        if (!chosen) return;
        context.strokeStyle = look.accent;
        context.lineWidth = 2;
        context.beginPath();
        context.arc(x, y, 6.5, 0, 2 * Math.PI);
        context.stroke();
      });
      if (this.brush) drawBrush(context, this.brush.from, this.brush.to, look.accent);
    });
    const title = run.titles[panel.loss];
    this.note(`the run below, ${title}`, angles);
    const { size } = stage.selection;
    const words = size
      ? `; ${size} chosen`
      : "; drag a rectangle to choose samples here and on the stage";
    const asked = this.shaded ? `; shaded, what ${this.lab.focus.title} asks beyond the plain boundary` : "";
    this.caption.textContent = `Above a line that loss's margin is met${asked}. Points: the run below, panel “${title}”, at the playhead${words}.`;
  }

  /** @param {Look} look */
  drawTop(look) {
    const context = this.clear(this.top);
    const { scene } = this.lab;
    const [own, rival] = [scene.label, scene.rival].map((k) => degrees(scene.cosines[k]));
    this.axes.within(context, () => {
      this.dot(context, "the sample", own, rival, look.ink, look, 6);
    });
  }

  /**
   * @param {PointerEvent} event
   * @returns {Place}
   */
  under(event) {
    const box = this.place.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  /** @param {PointerEvent} event */
  press(event) {
    if (!this.points.length) return;
    this.brush = { from: this.under(event), to: this.under(event) };
    this.place.setPointerCapture(event.pointerId);
  }

  /** @param {PointerEvent} event */
  move(event) {
    if (!this.brush) return;
    this.brush.to = this.under(event);
    this.lab.redraw();
  }

  release() {
    if (!this.brush) return;
    const { from, to } = this.brush;
    this.brush = undefined;
    const click = Math.hypot(from.x - to.x, from.y - to.y) < CLICK;
    const within = inside(from, to, click ? REACH : 0);
    this.choose(this.points.flatMap(({ x, y }, n) => (within(x, y) ? [n] : [])));
  }
}

/**
 * The rival's angle that a loss demands of a sample at this angle, degrees; NaN beyond 180.
 *
 * @param {Loss} loss
 * @param {number} d degrees
 */
function boundary(loss, d) {
  const cosY = Math.cos(d / DEGREES);
  const bound = loss.boundary(cosY, loss.f(cosY).value);
  return bound < -1 ? NaN : degrees(bound);
}

/**
 * Of each sample of a panel, the angles to its own class and to the nearest other, degrees.
 *
 * @param {Panel} panel
 */
function anglesOf({ run, features, weights }) {
  const d = run.dimension;
  return Array.from({ length: run.samples }, (_, n) => {
    let [own, rival] = [-1, -1];
    for (let c = 0; c < run.classes; c += 1) {
      const value = cosine(features, n * d, weights, c * d, d);
      if (c === run.labels[n]) own = value;
      else if (value > rival) rival = value;
    }
    return [degrees(own), degrees(rival)];
  });
}
