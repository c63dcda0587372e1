/**
 * The loss lab: drag a sample and class weights on the circle, and see what every loss makes of it.
 *
 * Everything is calculated here, by `losses/`; the server is told where things stand once a drag
 * has ended.  A picture is drawn when something changed, at most once a frame of the screen.
 */

import { Look, dress, projectorIsAsked } from "../../drawing/browser/look.js";
import { CliffChart, GuidanceChart, MarginChart, MiningChart, PlaneChart } from "./charts.js";
import { Circle } from "./circle.js";
import { Handles } from "../../drawing/browser/handles.js";
import { Loss } from "../../drawing/browser/losses/equation.js";
import { Panel } from "./panel.js";
import { Scene, landscape } from "./scene.js";
import { saveButtons } from "../../drawing/browser/saving/figure_files.js";

const LARGE = 1.35; // words and marks on a projector

export class Lab {
  constructor(root) {
    Object.assign(this, { root, losses: [], around: [], focused: 0, size: 1 });
    this.look = new Look();
    this.circle = new Circle();
    this.handles = new Handles(this);
    this.circle.element.append(this.handles.element);
    this.panel = new Panel(this);
    this.charts = [new MarginChart(), new GuidanceChart(), new CliffChart(), new MiningChart(), new PlaneChart()];
    const plane = this.charts.at(-1);
    plane.changed = () => this.redraw();
    plane.choose = (samples) => this.stage()?.stage.select(samples);
    this.timing = { calculate: 0, draw: 0, pictures: 0 };
    this.said = new Set(); // what the server was told
    this.tell = () => {};
    this.lay();
    if (projectorIsAsked()) {
      this.size = LARGE;
      dress(root, true);
    }
    new ResizeObserver(() => this.arrange()).observe(root);
    window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.turn());
    this.watchStage();
  }

  lay() {
    const upper = document.createElement("div");
    upper.className = "upper";
    upper.append(this.circle.element, this.panel.element);
    const lower = document.createElement("div");
    lower.className = "charts";
    lower.append(...this.charts.map((chart) => chart.element));
    for (const chart of this.charts) chart.heading.append(saveButtons(this, chart));
    this.circle.element.append(saveButtons(this, this.circle));
    this.root.replaceChildren(upper, lower);
    this.root.lab = this;
  }

  /** Show what Python describes; `tell("told", setting)` is called when a drag has ended. */
  show(data, tell) {
    this.tell = tell;
    this.data = data;
    // An answer to what was told from here brings nothing new, and may come after a next move.
    if (data.setting === this.shown || this.said.has(data.setting)) {
      this.panel.judge(data.arrangement);
      this.turn();
      return;
    }
    this.shown = data.setting;
    this.said.clear();
    const { scene, losses, focus, arrangement } = data;
    this.scene = new Scene({ ...scene, weights: [...scene.weights] });
    this.symbols = data.symbols;
    this.losses = losses.map((described) => new Loss(described));
    this.focused = focus;
    this.panel.show(losses, arrangement);
    this.arrange();
  }

  get focus() {
    return this.losses[this.focused];
  }

  get largestScale() {
    return Math.max(...this.losses.map((loss) => loss.scale));
  }

  colour(at) {
    return this.data.colours[at];
  }

  stroke(at) {
    return { colour: this.colour(at), dash: this.data.dashes[at], width: at === this.focused ? 3 : 1.7 };
  }

  /** The run on the stage below, and the panel of the loss in focus where it has one. */
  stage() {
    const stage = document.querySelector(".stage canvas")?.stage;
    if (!stage?.run || stage.run.projected || !stage.panels[0]?.frame) return undefined;
    const same = stage.run.titles.indexOf(this.focus.title);
    return { stage, run: stage.run, panel: stage.panels[Math.max(0, same)] };
  }

  /** The plane shows the stage's samples: it follows the stage's pictures. */
  watchStage() {
    let seen = -1;
    const look = () => {
      if (!this.root.isConnected) return;
      const pictures = document.querySelector(".stage canvas")?.stage?.timing.pictures ?? -1;
      if (pictures !== seen && this.losses.length) {
        seen = pictures;
        this.follow = true;
        this.redraw();
      }
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }

  // What the reader does.

  /** Move the sample, or the weight of a class, to an angle. */
  move(who, angle) {
    const turned = ((angle % (2 * Math.PI)) + 2 * Math.PI) % (2 * Math.PI);
    if (who === "sample") this.scene.sample = turned;
    else {
      this.scene.weights[who] = turned;
      this.stale = true;
    }
    this.scene.turn();
    this.redraw();
  }

  /** The sample belongs to this class from now on. */
  relabel(label) {
    this.scene.label = label;
    this.stale = true;
    this.redraw();
    this.ended();
  }

  focusOn(at) {
    this.focused = at;
    this.panel.showSliders();
    this.turn();
    this.ended();
  }

  /** A parameter of the loss in focus; a scale is that of all losses that have the same. */
  set(name, value) {
    const before = this.focus.scale;
    for (const loss of this.losses) {
      if (loss === this.focus || (name === "scale" && loss.scale === before)) loss.set(name, value);
    }
    this.turn();
  }

  /** A drag or a key stroke has ended: the server may know. */
  ended() {
    const told = JSON.stringify({
      sample: this.scene.sample,
      label: this.scene.label,
      weights: this.scene.weights,
      focus: this.focused,
      parameters: this.losses.map((loss) => loss.parameters),
    });
    this.said.add(told);
    this.shown = told;
    this.tell("told", told);
  }

  // Drawing.

  arrange() {
    if (!this.losses.length || !this.root.clientWidth) return;
    const ratio = window.devicePixelRatio || 1;
    this.circle.arrange(ratio);
    for (const chart of this.charts) chart.arrange(ratio);
    this.turn();
  }

  /** Everything anew: parameters, theme or size have changed. */
  turn() {
    this.stale = true;
    this.still = false;
    this.redraw();
  }

  redraw() {
    if (this.waiting) return;
    this.waiting = true;
    requestAnimationFrame(() => {
      this.waiting = false;
      if (this.root.isConnected && this.losses.length) this.draw();
    });
  }

  draw() {
    const begun = performance.now();
    this.calculate();
    const calculated = performance.now();
    const { look } = this;
    const run = { colours: this.data.classColours, symbols: this.symbols, named: 0 };
    look.refresh(this.root, run, window.devicePixelRatio || 1, this.size);
    this.circle.draw(this, look);
    this.handles.place(this);
    for (const chart of this.charts) {
      if (!this.still || chart.moves) chart.drawBase(this, look);
      if (chart.drawMiddle && (!this.still || this.follow || chart.brush)) chart.drawMiddle(this, look);
      chart.drawTop(this, look);
    }
    this.panel.tell(this);
    this.still = true;
    this.follow = false;
    this.timing.calculate += calculated - begun;
    this.timing.draw += performance.now() - calculated;
    this.timing.pictures += 1;
  }

  calculate() {
    const { scene } = this;
    if (this.stale) {
      this.around = this.losses.map((loss) => landscape(loss, scene));
      this.stale = false;
    }
    this.losses.forEach((loss, at) => {
      loss.evaluate(scene.cosines, scene.label, loss.mining ? this.around[at].batch : undefined);
    });
  }
}
