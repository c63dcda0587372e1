/** The angles of a sample to its own class and to a few rivals over the kept steps; a click goes to a step. */

import { cleared, fit } from "../../drawing/browser/canvas.js";
import { DEGREES, UNIT, cosine, degrees } from "../../drawing/browser/directions.js";
import { element } from "../../drawing/browser/element.js";
import { Theme } from "../../drawing/browser/look.js";
import { half } from "../../stage/browser/run.js";
import { rivalsOf } from "./chain.js";

/** @typedef {import("./inspector.js").Inspector} Inspector */
/** @typedef {import("../../stage/browser/measured.js").Measured} Measured */
/** @typedef {import("../../stage/browser/panel.js").Panel} Panel */
/** @typedef {import("../../stage/browser/run.js").Run} Run */
/** @typedef {import("../../stage/browser/stage.js").Stage} Stage */

const HEIGHT = 110; // CSS pixels
const LEFT = 34; // for the numbers
const RIVALS = 3;

export class OverTime {
  /** @param {Inspector} inspector */
  constructor(inspector) {
    this.element = element("div", { class: "over-time" });
    this.canvas = element("canvas", { role: "img" });
    this.words = element("p", { class: "note" });
    this.element.append(this.canvas, this.words);
    this.canvas.addEventListener("pointerdown", ({ offsetX }) => {
      const { stage } = inspector;
      if (!stage?.run) return;
      const share = (offsetX - LEFT) / (this.canvas.clientWidth - LEFT);
      stage.clock.pause();
      stage.seek(Math.round(Math.min(1, Math.max(0, share)) * stage.run.last));
    });
  }

  /** @type {(stage: Stage, panel: Panel, found: Measured) => void} */
  show(stage, panel, found) {
    const width = this.element.clientWidth;
    if (!width) return;
    const { run, loss } = panel;
    const ratio = window.devicePixelRatio || 1;
    fit(this.canvas, width, HEIGHT, ratio);
    this.canvas.style.width = `${width}px`;
    this.canvas.style.height = `${HEIGHT}px`;
    const context = cleared(this.canvas, ratio);
    const theme = new Theme(this.canvas);
    const shown = [...rivalsOf(found).slice(0, RIVALS).reverse(), found.label];
    const lines = shown.map((c) => anglesOf(run, loss, found.n, c));
    const most = Math.max(10, ...lines.flat().filter((angle) => !Number.isNaN(angle)));
    const x = (/** @type {number} */ k) => LEFT + (k / Math.max(1, run.last)) * (width - LEFT - 4);
    const y = (/** @type {number} */ angle) => HEIGHT - 6 - (angle / most) * (HEIGHT - 14);

    context.fillStyle = theme.accent;
    context.globalAlpha = 0.13;
    let held = 0;
    for (let k = 0; k <= run.last; k += 1) {
      if (!run.frames[k].ring[loss * run.samples + found.n]) continue;
      held += 1;
      context.fillRect(x(k - 0.5), 2, x(1) - x(0), HEIGHT - 6);
    }
    context.globalAlpha = 1;
    context.fillStyle = theme.ink;
    context.font = theme.font("fine");
    context.textAlign = "right";
    context.textBaseline = "middle";
    for (const angle of [0, most]) context.fillText(`${angle.toFixed(0)}°`, LEFT - 4, y(angle));
    lines.forEach((angles, at) => {
      context.strokeStyle = stage.look.colours[shown[at]];
      context.lineWidth = shown[at] === found.label ? 2.6 : 1.3;
      context.beginPath();
      angles.forEach((angle, k) => {
        if (!Number.isNaN(angle)) context.lineTo(x(k), y(angle));
      });
      context.stroke();
    });
    context.strokeStyle = theme.ink;
    context.lineWidth = 1;
    context.beginPath();
    context.moveTo(x(panel.head), 0);
    context.lineTo(x(panel.head), HEIGHT);
    context.stroke();
    const share = `${held} of ${run.last + 1}`;
    const words = `The thick line is the own class. Shaded: with a support vector, at ${share} kept steps.`;
    if (this.words.textContent !== words) this.words.textContent = words;
    this.canvas.setAttribute("aria-label", words);
  }
}

/**
 * The angles of a sample to a class at all kept steps, degrees; NaN where they are not known.
 *
 * @type {(run: Run, loss: number, n: number, c: number) => number[]}
 */
function anglesOf(run, loss, n, c) {
  const { dimension: d, samples, classes } = run;
  const kept = run.keptCosines.get(n);
  return run.frames.map((frame, k) => {
    if (kept) return degrees(kept[(k * run.losses + loss) * classes + c]);
    if (run.projected) {
      const own = frame.ownAngle && c === run.labels[n];
      return own && frame.ownAngle ? DEGREES * half(frame.ownAngle[loss * samples + n]) : NaN;
    }
    const value = cosine(frame.features, (loss * samples + n) * d, frame.weights, (loss * classes + c) * d, d);
    return degrees(value / (UNIT * UNIT));
  });
}
