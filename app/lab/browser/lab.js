/**
 * The loss lab: drag a sample and class weights on the circle, and see what every loss does with it.
 *
 * The browser calculates everything, with the drawing room's losses; the server gets the new
 * setting once a drag has ended.  A picture is drawn when something changed, at most once a frame of
 * the screen.
 */

import { Frames, whenThemeChanges } from "../../drawing/browser/frames.js";
import { Look, dress, projectorIsRequested } from "../../drawing/browser/look.js";
import { Terms } from "../../drawing/browser/losses/equation.js";
import { loadLoss } from "../../drawing/browser/losses/slots.js";
import { Marks } from "../../drawing/browser/markers.js";
import { stageBelow, watchStage } from "./below.js";
import { NOTHING } from "./data.js";
import { Parts } from "./parts.js";
import { Scene, landscape } from "./scene.js";

/** @typedef {import("../../drawing/browser/losses/equation.js").Loss} Loss */
/** @typedef {import("./data.js").LabData} LabData */
/** @typedef {import("./scene.js").Landscape} Landscape */
/** @typedef {import("./terms.js").Term} Term */
/** @typedef {(name: string, value: unknown) => void} Tell sets a state of the component in Python */

const LARGE = 1.35; // words and marks on a projector
const TURN = 2 * Math.PI;
export class Lab {
  data = NOTHING;
  scene = new Scene(NOTHING.scene);
  /** @type {Loss[]} */
  losses = [];
  /** The terms of every loss for the sample. @type {Terms[]} */
  terms = [];
  /** Every loss around the circle. @type {Landscape[]} */
  around = [];
  focused = 0;
  imagined = 0; // classes of the leverage dial; 0 for those on the circle
  /** What the reader points at. @type {Term | undefined} */
  touched;
  size = 1;
  marks = new Marks();
  timing = { calculate: 0, draw: 0, pictures: 0 };
  shown = ""; // the setting that is shown
  /** The settings that the server got from here. @type {Set<string>} */
  reported = new Set();
  stale = true; // the losses around the circle must be calculated anew
  frames = new Frames(() => this.draw());
  /** @type {Tell} */
  tell = () => {};

  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    root.lab = this;
    if (projectorIsRequested()) {
      this.size = LARGE;
      dress(root, true);
    }
    this.look = this.freshLook();
    this.parts = new Parts(this);
    new ResizeObserver(() => this.arrange()).observe(root);
    whenThemeChanges(() => this.refresh());
    // The plane shows the stage's samples.
    watchStage(root, () => {
      this.parts.follow = true;
      this.redraw();
    });
  }

  /**
   * Show what Python describes; `tell("scene", setting)` reports the setting after a drag.
   *
   * @param {LabData} data
   * @param {Tell} tell
   */
  async show(data, tell) {
    this.tell = tell;
    this.data = data;
    // An answer to a report from here brings nothing new, and may come after the next move.
    if (data.setting === this.shown || this.reported.has(data.setting)) {
      this.refresh();
      return;
    }
    this.shown = data.setting;
    this.reported.clear();
    const losses = await Promise.all(data.losses.map(loadLoss));
    if (this.data !== data) return; // another setting has come meanwhile
    this.scene = new Scene({ ...data.scene, weights: [...data.scene.weights] });
    this.losses = losses;
    this.terms = losses.map(() => new Terms(this.scene.weights.length));
    this.focused = data.focus;
    this.imagined = data.imagined;
    this.parts.show();
    this.arrange();
  }

  get focus() {
    return this.losses[this.focused];
  }

  get largestScale() {
    return Math.max(...this.losses.map((loss) => loss.scale));
  }

  /** @param {number} at of a loss */
  colour(at) {
    return this.look.of(this.data.looks[at]);
  }

  /** @param {number} at of a loss */
  stroke(at) {
    const width = at === this.focused ? 3 : 1.7;
    return { colour: this.colour(at), dash: this.data.looks[at].dash, width };
  }

  /** The look that the page has now. */
  freshLook() {
    const { classColours, symbols } = this.data;
    const classes = { colours: classColours, symbols };
    return new Look(this.root, classes, this.marks, window.devicePixelRatio || 1, this.size);
  }

  /** The run on the stage below, and the panel of the loss in focus, or else the first. */
  stage() {
    return stageBelow(this.focus.title);
  }

  // What the reader does.

  /**
   * Move the sample, or the weight of a class.
   *
   * @param {string | number} name "sample", or the class
   * @param {number} angle
   */
  move(name, angle) {
    const turned = ((angle % TURN) + TURN) % TURN;
    if (name === "sample") this.scene.sample = turned;
    else {
      this.scene.weights[Number(name)] = turned;
      this.stale = true;
    }
    this.scene.update();
    this.redraw();
  }

  /**
   * The sample belongs to this class from now on.
   *
   * @param {number} label
   */
  relabel(label) {
    this.scene.label = label;
    this.stale = true;
    this.parts.equation.show();
    this.redraw();
    this.ended();
  }

  /** @param {number} at of a loss */
  focusOn(at) {
    this.focused = at;
    this.parts.sliders.show();
    this.refresh();
    this.ended();
  }

  /**
   * Set a parameter of the loss in focus; a scale is that of all losses that have the same.
   *
   * @param {string} name
   * @param {number} value
   */
  set(name, value) {
    const before = this.focus.scale;
    for (const loss of this.losses) {
      if (loss === this.focus || (name === "scale" && loss.scale === before)) loss.set(name, value);
    }
    this.refresh();
  }

  /**
   * Show the leverage among so many classes.
   *
   * @param {number} classes 0 for those on the circle
   */
  imagine(classes) {
    this.imagined = classes;
    this.redraw();
    this.ended();
  }

  /**
   * The reader points at a term of the equation, or at what belongs to it on the circle.
   *
   * @param {Term | undefined} term
   */
  touch(term) {
    if (term === this.touched) return;
    this.touched = term;
    this.redraw();
  }

  /** A drag or a key stroke has ended: report the setting to the server. */
  ended() {
    const setting = JSON.stringify({
      sample: this.scene.sample,
      label: this.scene.label,
      weights: this.scene.weights,
      focus: this.focused,
      imagined: this.imagined,
      parameters: this.losses.map((loss) => loss.parameters),
    });
    this.reported.add(setting);
    this.shown = setting;
    this.tell("scene", setting);
  }

  // Drawing.

  arrange() {
    if (!this.losses.length || !this.root.clientWidth) return;
    this.parts.arrange(window.devicePixelRatio || 1);
    this.refresh();
  }

  /** Draw everything anew: parameters, theme or size have changed. */
  refresh() {
    this.stale = true;
    this.parts.still = false;
    this.redraw();
  }

  redraw() {
    this.frames.request();
  }

  /** Whether a picture will be drawn with the next frame of the screen. */
  get waiting() {
    return this.frames.waiting;
  }

  draw() {
    const { side } = this.parts.circle; // none while the page hides it
    if (!this.root.isConnected || !this.losses.length || !side) return;
    const begun = performance.now();
    this.calculate();
    const calculated = performance.now();
    this.look = this.freshLook();
    this.parts.draw(this.look);
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
      const batch = loss.mining ? this.around[at].batch : undefined;
      loss.terms(scene.cosines, scene.label, batch, this.terms[at]);
    });
  }
}
