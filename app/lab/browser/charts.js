/** The charts of the lab: f, h with its cliff, g, and the plane of the two angles. */

import { cosine } from "../../drawing/browser/directions.js";
import { Chart } from "../../drawing/browser/chart.js";
import { RAW } from "../../drawing/browser/losses/slots.js";

const DEGREES = 180 / Math.PI;
const ANGLES = [0, 45, 90, 135, 180].map((value) => [value, `${value}°`]);
const STEPS = 180;
const LOWEST = -3; // of f, where the axis ends
const span = (count, low, high) =>
  Array.from({ length: count + 1 }, (_, i) => low + ((high - low) * i) / count);
const ticks = (high) => {
  const step = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500].find((one) => high / one <= 6) ?? 1000;
  return span(Math.floor(high / step), 0, Math.floor(high / step) * step).map((v) => [v, `${+v.toFixed(2)}`]);
};
const clamp = (value) => Math.min(1, Math.max(-1, value));

/** f over the target's angle. */
export class MarginChart extends Chart {
  constructor() {
    super({ name: "margin", title: "The target's logit f(θ)", xWords: "angle θ to the own class", yWords: "f" });
  }

  drawBase(lab, look) {
    const curve = (loss) =>
      span(STEPS, 0, 180).map((d) => [d, loss.f(Math.cos(d / DEGREES), lab.scene.cosines, lab.scene.label).value]);
    const curves = lab.losses.map(curve);
    const low = Math.max(LOWEST, Math.min(-1.05, ...curves.flat().map(([, y]) => y)));
    const steps = [-3, -2, -1, 0, 1].filter((v) => v >= low).map((v) => [v, String(v)]);
    const context = this.axes(look, [0, 180], [low, 1.05], ANGLES, steps);
    this.within(context, () => {
      const { focus } = lab;
      const raw = focus.margin && RAW[focus.margin.code];
      if (raw) {
        const plain = (d) => raw(d / DEGREES, focus.margin.arguments);
        const thin = { colour: look.ink, width: 1.1 };
        this.line(context, `${focus.title}, plain formula`, span(STEPS, 0, 180).map((d) => [d, plain(d)]), { ...thin, dash: [5, 4] });
        const easy = (d) => (d < 90 ? plain(d) : Math.cos(d / DEGREES));
        const steps = [...span(90, 0, 89.99).map((d) => [d, easy(d)]), [90, NaN], ...span(90, 90, 180).map((d) => [d, easy(d)])];
        this.line(context, `${focus.title}, easy margin`, steps, { ...thin, dash: [1, 3] });
      }
      curves.forEach((points, at) => this.line(context, lab.losses[at].title, points, lab.stroke(at)));
    });
    this.caption.textContent =
      focusHasTail(lab.focus)
        ? `Full lines are what is trained. Of ${lab.focus.title}: dashed the plain formula, which turns upward; dotted the “easy margin”, which jumps at 90°; the full line goes on without either.`
        : "What the true class is given in place of its cosine. Lines fall: a worse angle never pays.";
    this.base.setAttribute("aria-label", `${this.title}: ${lab.losses.map((loss) => loss.title).join(", ")}, from 0 to 180 degrees.`);
  }

  drawTop(lab, look) {
    const context = this.clear(this.top);
    const d = Math.acos(clamp(lab.scene.cosines[lab.scene.label])) * DEGREES;
    this.within(context, () => lab.losses.forEach((loss, at) => this.dot(context, `${loss.title}, the sample`, d, loss.told.f, lab.colour(at), look)));
  }
}

const focusHasTail = (loss) => Boolean(loss.margin && RAW[loss.margin.code] && !loss.margin.code.includes("am_softmax"));

/** ln h over a rival's angle: zero up to the boundary, then the cliff. */
export class GuidanceChart extends Chart {
  constructor() {
    super({ name: "guidance", title: "A rival’s extra, ln h(t, θ)", xWords: "angle θ to the rival class", yWords: "nats" });
  }

  drawBase(lab, look) {
    const guided = lab.losses.map((loss, at) => [loss, at]).filter(([loss]) => loss.guidance);
    const boost = (loss, d) => {
      const value = Math.cos(d / DEGREES);
      return loss.scale * (loss.h(value, loss.told.boundary).value - value);
    };
    const curves = guided.map(([loss, at]) => {
      const edge = Math.acos(clamp(loss.told.boundary)) * DEGREES;
      const points = span(STEPS, 0, 180).map((d) => [d, boost(loss, d)]);
      const jump = [[edge - 1e-6, boost(loss, edge - 1e-6)], [edge + 1e-6, boost(loss, edge + 1e-6)]];
      const all = [...points, ...jump].sort((a, b) => a[0] - b[0]);
      return { at, points: all };
    });
    const values = curves.flatMap(({ points }) => points.map(([, y]) => y));
    const [low, high] = [Math.min(0, ...values), Math.max(1, ...values)];
    const context = this.axes(look, [0, 180], [low, high * 1.06], ANGLES, ticks(high));
    this.within(context, () => curves.forEach(({ at, points }) => this.line(context, lab.losses[at].title, points, lab.stroke(at))));
    this.caption.textContent = guided.length
      ? "For the sample where it stands: a rival left of the cliff beats the target and is a support vector. The height of the cliff is s (t − 1)(cos θ + 1)."
      : "None of the chosen losses guides: every rival counts as it is, ln h = 0.";
    this.base.setAttribute("aria-label", `${this.title}, of ${guided.map(([loss]) => loss.title).join(", ") || "no loss"}.`);
  }

  drawTop(lab, look) {
    const context = this.clear(this.top);
    this.within(context, () =>
      lab.scene.cosines.forEach((value, k) => {
        if (k === lab.scene.label) return;
        const { focus } = lab;
        const boost = focus.scale * (focus.told.guided[k] - value);
        this.dot(context, `${focus.title}, class ${lab.data.classNames[k]}`, Math.acos(clamp(value)) * DEGREES, boost, look.colour(k), look);
      }),
    );
  }

  /** The boundary moves with the sample, so this chart has no still layer. */
  get moves() {
    return true;
  }
}

/** The loss of two classes alone, on the way from one weight to the other. */
export function cliff(loss, apart) {
  const at = (theta) => loss.evaluate([Math.cos(theta), Math.cos(apart - theta)], 0).loss;
  const lead = (theta) => loss.boundary(Math.cos(theta), loss.f(Math.cos(theta)).value) - Math.cos(apart - theta);
  if (lead(0) <= 0 || lead(apart) > 0) return { at };
  let [low, high] = [0, apart];
  for (let i = 0; i < 60; i += 1) {
    const middle = (low + high) / 2;
    if (lead(middle) >= 0) low = middle;
    else high = middle;
  }
  return { at, theta: low, before: at(low), after: at(high + 1e-12) };
}

export class CliffChart extends Chart {
  constructor() {
    super({ name: "cliff", title: "The cliff at the boundary", xWords: "way from the own class to the nearest rival", yWords: "loss, nats" });
  }

  get moves() {
    return true;
  }

  drawBase(lab, look) {
    const { focus, scene } = lab;
    const own = scene.weights[scene.label];
    let apart = Math.abs(own - scene.weights[scene.rival]) % (2 * Math.PI);
    apart = Math.max(0.02, Math.min(apart, 2 * Math.PI - apart));
    const told = focus.told;
    const { at, theta, before, after } = cliff(focus, apart);
    const plain = Object.assign(Object.create(Object.getPrototypeOf(focus)), focus, { guidance: undefined, bound: undefined, told: undefined });
    const points = span(STEPS, 0, apart).map((x) => [x * DEGREES, at(x)]);
    if (theta !== undefined) {
      points.push([theta * DEGREES, before], [theta * DEGREES + 1e-6, after]);
      points.sort((a, b) => a[0] - b[0]);
    }
    const without = cliff(plain, apart);
    const dashed = span(STEPS, 0, apart).map((x) => [x * DEGREES, without.at(x)]);
    focus.told = told;
    const high = Math.max(1, ...points.map(([, y]) => y));
    const end = apart * DEGREES;
    const context = this.axes(look, [0, end], [0, high * 1.06], [0, 0.25, 0.5, 0.75, 1].map((q) => [q * end, `${(q * end).toFixed(0)}°`]), ticks(high));
    this.within(context, () => {
      if (focus.guidance) this.line(context, `${focus.title} without h`, dashed, { colour: look.ink, dash: [5, 4], width: 1.2 });
      this.line(context, focus.title, points, { ...lab.stroke(lab.focused), dash: [] });
    });
    const jump = theta === undefined ? "" : ` At the boundary ${before.toFixed(2)} → ${after.toFixed(2)} nats.`;
    this.words = jump;
    this.caption.textContent = focus.guidance
      ? `${focus.title} with these two classes alone; dashed, the same without h.${jump} The paper's Figure 2 is schematic: there the step is from p = 0.2 to 0.1, 0.7 nats.`
      : `${focus.title} with these two classes alone: without h there is no cliff.${jump}`;
    this.base.setAttribute("aria-label", `${this.title}, ${focus.title}.${jump}`);
  }

  drawTop() {
    this.clear(this.top);
  }
}

/** g over the probability of the true class. */
export class MiningChart extends Chart {
  constructor() {
    super({ name: "mining", title: "The sample's weight g(p)", xWords: "probability p of the own class", yWords: "g" });
  }

  drawBase(lab, look) {
    const tenths = [0, 0.25, 0.5, 0.75, 1].map((v) => [v, String(v)]);
    const context = this.axes(look, [0, 1], [0, 1.08], tenths, tenths);
    this.within(context, () => {
      this.line(context, "1 − p", [[0, 1], [1, 0]], { colour: look.ink, dash: [5, 4], width: 1.2 });
      lab.losses.forEach((loss, at) => {
        const curve = span(240, 1e-9, 1).map((p) => [p, loss.g(Math.log(p), lab.around[at].batch).value]);
        this.line(context, loss.title, curve, lab.stroke(at));
      });
    });
    this.caption.textContent =
      "Losses without mining weigh every sample 1. Dashed: 1 − p, what softmax's gradient does by itself. Hard mining drops the easiest directions of the circle, which are its batch here.";
    this.base.setAttribute("aria-label", `${this.title} of ${lab.losses.map((loss) => loss.title).join(", ")}.`);
  }

  drawTop(lab, look) {
    const context = this.clear(this.top);
    lab.losses.forEach((loss, at) => this.dot(context, `${loss.title}, the sample`, Math.exp(-loss.told.nll), loss.told.g, lab.colour(at), look));
  }
}

/** Where a sample stands by its angles to the own class and to the nearest rival. */
export class PlaneChart extends Chart {
  constructor() {
    super({ name: "plane", title: "Boundaries in two angles", xWords: "angle θ₁ to the own class", yWords: "θ₂ to the rival", aspect: 0.8 });
    this.listen();
  }

  /** The rival's angle that this loss asks of a sample at this angle, degrees; NaN beyond 180. */
  static boundary(loss, d) {
    const bound = loss.boundary(Math.cos(d / DEGREES), loss.f(Math.cos(d / DEGREES)).value);
    if (bound < -1) return NaN;
    return Math.acos(clamp(bound)) * DEGREES;
  }

  drawBase(lab, look) {
    const context = this.axes(look, [0, 180], [0, 180], ANGLES, ANGLES);
    const grid = span(STEPS, 0, 180);
    this.within(context, () => {
      const edge = grid.map((d) => [d, PlaneChart.boundary(lab.focus, d)]);
      context.fillStyle = lab.colour(lab.focused);
      context.globalAlpha = 0.16;
      context.beginPath();
      for (const [x, y] of edge) context.lineTo(this.x(x), this.y(Number.isNaN(y) ? 180 : y));
      context.lineTo(this.x(180), this.y(180));
      context.lineTo(this.x(0), this.y(0));
      context.fill();
      context.globalAlpha = 1;
      this.line(context, "plain boundary", [[0, 0], [180, 180]], { colour: look.ink, width: 1 });
      lab.losses.forEach((loss, at) => {
        this.line(context, loss.title, grid.map((d) => [d, PlaneChart.boundary(loss, d)]), lab.stroke(at));
      });
    });
    this.base.setAttribute("aria-label", `${this.title}: ${lab.losses.map((loss) => loss.title).join(", ")}. A sample above a line meets that loss's margin.`);
  }

  /** The samples of the run on the stage, at its playhead. */
  drawMiddle(lab, look) {
    const context = this.clear(this.middle);
    const found = lab.stage();
    this.points = [];
    if (!found) {
      this.caption.textContent = "A sample above a line meets that loss's margin; below the diagonal it is classified wrongly.";
      return;
    }
    const { stage, panel, run } = found;
    const d = run.dimension;
    const angles = [];
    this.within(context, () => {
      for (let n = 0; n < run.samples; n += 1) {
        let [own, rival] = [-1, -1];
        for (let c = 0; c < run.classes; c += 1) {
          const value = cosine(panel.features, n * d, panel.weights, c * d, d);
          if (c === run.labels[n]) own = value;
          else if (value > rival) rival = value;
        }
        angles.push([Math.acos(clamp(own)) * DEGREES, Math.acos(clamp(rival)) * DEGREES]);
        const [x, y] = [this.x(angles[n][0]), this.y(angles[n][1])];
        this.points.push([x, y]);
        const chosen = stage.look.selection.has(n);
        context.fillStyle = run.colours[run.labels[n]];
        const half = chosen ? 3 : 1.6;
        context.fillRect(x - half, y - half, 2 * half, 2 * half);
        if (!chosen) continue;
        context.strokeStyle = look.accent;
        context.lineWidth = 2;
        context.beginPath();
        context.arc(x, y, 6.5, 0, 2 * Math.PI);
        context.stroke();
      }
      if (this.brush) {
        const [[x0, y0], [x1, y1]] = this.brush;
        context.strokeStyle = look.accent;
        context.setLineDash([4, 3]);
        context.strokeRect(x0, y0, x1 - x0, y1 - y0);
        context.setLineDash([]);
      }
    });
    this.note(`the run below, ${run.titles[panel.loss]}`, angles);
    const chosen = stage.look.selection.size;
    this.caption.textContent =
      `Above a line that loss's margin is met; shaded, what ${lab.focus.title} asks beyond the plain boundary. Points: the run below, panel “${run.titles[panel.loss]}”, at the playhead` +
      `${chosen ? `; ${chosen} chosen` : "; drag a rectangle to choose samples here and on the stage"}.`;
  }

  drawTop(lab, look) {
    const context = this.clear(this.top);
    const { scene } = lab;
    const degrees = (k) => Math.acos(clamp(scene.cosines[k])) * DEGREES;
    this.within(context, () => this.dot(context, "the sample", degrees(scene.label), degrees(scene.rival), look.ink, look, 6));
  }

  listen() {
    const point = (event) => {
      const box = this.place.getBoundingClientRect();
      return [event.clientX - box.left, event.clientY - box.top];
    };
    this.place.addEventListener("pointerdown", (event) => {
      if (!this.points?.length) return;
      this.brush = [point(event), point(event)];
      this.place.setPointerCapture(event.pointerId);
    });
    this.place.addEventListener("pointermove", (event) => {
      if (!this.brush) return;
      this.brush[1] = point(event);
      this.changed?.();
    });
    this.place.addEventListener("pointerup", () => {
      if (!this.brush) return;
      const [[xa, ya], [xb, yb]] = this.brush;
      this.brush = undefined;
      const grown = Math.hypot(xa - xb, ya - yb) < 4 ? 8 : 0;
      const [left, right] = [Math.min(xa, xb) - grown, Math.max(xa, xb) + grown];
      const [top, bottom] = [Math.min(ya, yb) - grown, Math.max(ya, yb) + grown];
      const inside = ([x, y]) => x >= left && x <= right && y >= top && y <= bottom;
      this.choose?.(this.points.flatMap((place, n) => (inside(place) ? [n] : [])));
    });
  }
}
