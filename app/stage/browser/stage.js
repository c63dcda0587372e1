/**
 * The stage: one to six panels that share a clock, a camera, a selection and a colour table.
 *
 * All of it, the spheres too, is drawn on a plain 2-D canvas, so it needs no WebGL.
 *
 * One canvas holds all panels.  A picture is drawn when something changed, at most once a frame of
 * the screen.  What the reader set (playhead, camera, layers, selection) outlives a remount.
 */

import { Camera } from "../../drawing/browser/camera.js";
import { Clock } from "../../drawing/browser/clock.js";
import { Frames, lessMotion, whenThemeChanges } from "../../drawing/browser/frames.js";
import { dress, projectorIsRequested } from "../../drawing/browser/look.js";
import { Marks } from "../../drawing/browser/markers.js";
import { CaptionedCharts } from "./captions.js";
import { listenForChoices } from "./choosing.js";
import { Controls } from "./controls.js";
import { listenEverywhere, listenToKeys } from "./keys.js";
import { usualLayers } from "./legend.js";
import { follow } from "./follow.js";
import { remember, resume } from "./memory.js";
import { arrangePanels, drawStage, lookOf } from "./painting.js";
import { Panel } from "./panel.js";
import { Pointer } from "./pointer.js";
import { register } from "./registry.js";
import { fetchChosen, fetchRun } from "./run.js";
import { Step } from "./step.js";
import { TOGETHER, soloFor } from "./which.js";
import { restoreOnce } from "./view.js";

/** @typedef {import("./run.js").Run} Run */
/** @typedef {import("./data.js").StageData} StageData */

const LARGE = 1.5; // words and marks on a projector
const LONGEST = 0.1; // seconds that may pass for the clock between two pictures
const GONE = "The run is no longer on the server; train it again.";

export class Stage {
  clock = new Clock();
  camera = new Camera();
  layers = usualLayers();
  /** @type {Set<number>} */
  selection = new Set();
  hovered = -1; // the sample under the pointer
  pointed = -1; // the sample to which the keyboard came last
  /** The panel whose loss is looked into, and the sample, if it is among the chosen ones. */
  into = { panel: 0, sample: -1 };
  /** What the pointer is on, here or in the inspector. @type {import("./layers/lit.js").Lit} */
  lit = { part: "", k: -1 };
  /** Are called after every picture. @type {Set<() => void>} */
  watchers = new Set();
  /** @type {Run | undefined} */
  run;
  /** @type {Panel[]} */
  panels = [];
  /** The address of the run or of the training that is shown. @type {string | undefined} */
  source;
  /** The training that is followed. @type {ReturnType<typeof follow> | undefined} */
  followed;
  marks = new Marks();
  size = 1; // of words and marks
  solo = TOGETHER; // the panel that fills a projector's screen
  pixelRatio = 1;
  dirty = false; // something has changed
  frames = new Frames((now) => this.frame(now));
  before = NaN; // when the last picture of a playing clock was drawn, milliseconds
  timing = { place: 0, draw: 0, pictures: 0 };
  /** Sets a state of the component in Python. @type {(name: string, value: unknown) => void} */
  tell = () => {};

  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.controls = new Controls(root, this);
    this.charts = new CaptionedCharts(root, this);
    this.canvas = this.controls.canvas;
    this.canvas.stage = this;
    this.pointer = new Pointer(this.canvas, this);
    this.look = lookOf(this, 1);
    this.pythonStep = new Step(this);
    listenToKeys(this.canvas, this);
    listenForChoices(this.canvas, this);
    new ResizeObserver(() => this.arrange()).observe(this.controls.frame);
    whenThemeChanges(() => this.redraw());
    if (projectorIsRequested()) this.enlarge(true);
  }

  /**
   * Show what `data` names; the same run is not fetched twice.
   *
   * @param {StageData} data
   * @param {(name: string, value: unknown) => void} tell sets "selection" or "step" in Python
   */
  async show(data, tell) {
    this.tell = tell;
    register(data.key, this);
    if (data.commands) this.takeCommands();
    const source = data.live ?? data.run;
    if (source === this.source) {
      this.pythonStep.goTo(data.at);
      this.redraw();
      return;
    }
    this.followed?.leave();
    const { run: grown } = this.followed ?? {};
    this.followed = undefined;
    this.source = source;
    this.controls.player.training.show(undefined);
    this.charts.leave();
    this.controls.tip.hide();
    const { live, run } = data;
    // What has grown here is the picture of the run that takes its place.
    this.controls.setAwaited(Boolean(this.run && (live || !grown)));
    if (live) {
      this.clock = new Clock();
      this.followed = follow(this, { ...data, live });
    } else if (run) await this.showFetched(run, data, grown);
  }

  /** @type {(address: string, data: StageData, grown: Run | undefined) => Promise<void>} */
  async showFetched(address, data, grown) {
    const run = await fetchRun(address);
    if (address !== this.source) return; // Python asked for another run meanwhile
    if (!run) {
      this.controls.setAwaited(false);
      this.canvas.setAttribute("aria-label", GONE);
      return;
    }
    this.setRun(run, data.key, grown?.isStartOf(run) ? grown : undefined);
    this.showCharts(address, data);
    this.pythonStep.at = undefined;
    this.pythonStep.goTo(data.at); // where Python has a step, the first run stands there, too
    restoreOnce(this, data);
    await this.lookUp();
  }

  /**
   * Show this run.
   *
   * Gives where the playhead was, which may be beyond what there is so far.
   *
   * @param {Run} run
   * @param {string} key of the component
   * @param {Run} [grewHere] the same run, if it has been followed on this stage
   */
  setRun(run, key, grewHere) {
    const before = this.run;
    this.run = run;
    this.controls.setAwaited(false);
    this.panels = run.titles.map((_, loss) => new Panel(run, loss));
    run.equations.ready.then(() => this.redraw());
    const isNew = resume(this, run, key, before);
    // The whole run takes the place of what came live, at the same step.
    if (grewHere) this.clock.settle(run.placeFrom(grewHere, this.clock.head));
    else if (isNew) this.clock.begin(run.last, Boolean(this.followed), lessMotion());
    const { head } = this.clock;
    this.clock.head = Math.min(head, run.last);
    remember(this, key);
    this.controls.player.speed.value = String(this.clock.speed);
    this.controls.showLegend(run, this.layers);
    this.controls.showChanges(run);
    this.solo = soloFor(this, run, before);
    this.controls.which.show();
    this.canvas.setAttribute("aria-label", run.alternative);
    this.arrange();
    return head;
  }

  /**
   * Show the charts of the run or job at this address.
   *
   * @param {string} charts
   * @param {StageData} data
   */
  showCharts(charts, { plotly, charts: names }) {
    this.charts.show({ charts, plotly, names });
  }

  /** More frames have come. */
  grown() {
    const { last } = this.run ?? { last: 0 };
    this.clock.grow(last);
    if (this.clock.following && lessMotion()) this.clock.head = last;
    this.charts.grown();
    this.redraw();
  }

  /** No more frames will come. */
  settle() {
    this.clock.settle();
    this.charts.leave();
    this.redraw();
  }

  /** The player's buttons ask Python to act on the training, and keys work everywhere. */
  takeCommands() {
    const { training } = this.controls.player;
    if (training.ask) return;
    training.ask = (command) => {
      // Python hears of a value only if it differs from the last one, so the time is with it.
      this.tell("command", { do: command, to: this.source, at: Date.now() });
    };
    this.root.dataset.commands = "";
    training.redraw();
    listenEverywhere(this.canvas, this);
  }

  // What the reader does.

  toggle() {
    if (!this.run) return;
    const { player } = this.controls;
    const pauses = player.moves(this.clock);
    const asked = player.training.play(!pauses);
    if (!pauses) this.clock.play(this.run.last);
    // A training that is paused stands at its newest step, and the playhead goes there.
    else if (!asked || !this.clock.following) this.clock.pause();
    this.redraw();
  }

  /**
   * Take the projector's look, or the page's again.
   *
   * @param {boolean} large
   */
  enlarge(large) {
    this.size = large ? LARGE : 1;
    this.solo = large && this.panels.length > 1 ? this.focus : TOGETHER;
    dress(this.root, large);
    this.controls.player.showLarge(large);
    this.look = lookOf(this, this.pixelRatio);
    this.controls.which.show();
    if (this.run) this.controls.showLegend(this.run, this.layers);
    this.arrange();
    this.charts.dress();
  }

  /**
   * On a projector: let this panel fill the screen, or show all side by side.
   *
   * @param {number} at
   */
  choosePanel(at) {
    if (this.size === 1 || at >= this.panels.length) return;
    this.solo = at;
    if (at >= 0) this.into.panel = at;
    this.controls.which.show();
    this.arrange();
  }

  /** @param {number} by kept steps */
  step(by) {
    if (!this.run) return;
    const atTheEnd = Math.round(this.clock.head) >= this.run.last;
    // Beyond the newest step there is the next step of the training itself.
    if (by > 0 && atTheEnd && this.controls.player.training.step()) this.seek(this.run.last);
    else this.clock.step(by, this.run.last);
    this.redraw();
  }

  /** @param {number} head */
  seek(head) {
    if (!this.run) return;
    this.clock.seek(head, this.run.last);
    this.redraw();
  }

  /**
   * The pointer is over a sample of a panel, or over none (-1).
   *
   * @param {number} n
   * @param {Panel} [panel]
   * @param {number} [x] CSS pixels
   * @param {number} [y] CSS pixels
   */
  hover(n, panel, x = 0, y = 0) {
    if (panel && n >= 0) this.controls.tip.show(panel, n, x, y);
    else this.controls.tip.hide();
    if (n === this.hovered) return;
    this.hovered = n;
    this.redraw();
  }

  /**
   * Choose samples in all panels at once, and tell Python their own numbers.
   *
   * @param {number[]} samples
   * @param {number} [focus] the panel whose loss is looked into
   * @param {number} [looked] which of them is looked into, the first if it is not said
   */
  select(samples, focus = this.focus, looked = samples[0] ?? -1) {
    this.lookInto(looked, focus);
    this.selection.clear();
    for (const n of samples) this.selection.add(n);
    this.tell("selection", samples.map((n) => this.run?.ids[n]));
    this.lookUp();
    this.redraw();
  }

  /**
   * Look into a chosen sample under the loss of a panel.
   *
   * @param {number} sample
   * @param {number} [focus]
   */
  lookInto(sample, focus = this.focus) {
    Object.assign(this.into, { panel: focus, sample });
    if (this.solo >= 0 && focus !== this.solo) this.choosePanel(focus);
    this.redraw();
  }

  /** The panel whose loss is looked into; on a projector the one that is seen. */
  get focus() {
    const panel = this.solo >= 0 ? this.solo : this.into.panel;
    return Math.max(0, Math.min(panel, this.panels.length - 1));
  }

  /** The chosen sample that is looked into, or -1. */
  get looked() {
    if (this.selection.has(this.into.sample)) return this.into.sample;
    const [first = -1] = this.selection;
    return first;
  }

  /** Fetch what a projection does not show of the chosen samples. */
  async lookUp() {
    await fetchChosen(this);
    this.redraw();
  }

  /**
   * Light what the pointer is on, here and in the inspector.
   *
   * @param {string} part of the equation; empty for none
   * @param {number} k a class, or -1
   */
  light(part, k = -1) {
    if (part === this.lit.part && k === this.lit.k) return;
    this.lit = { part, k };
    this.redraw();
  }

  // Drawing.

  /** Find places for the panels in the width that the page gives. */
  arrange() {
    if (!this.run || !arrangePanels(this)) return;
    this.controls.tip.hide(); // what it was about has moved
    this.redraw();
  }

  redraw() {
    this.dirty = true;
    this.frames.request();
  }

  /** Whether a picture will be drawn with the next frame of the screen. */
  get waiting() {
    return this.frames.waiting;
  }

  /** @param {number} now milliseconds */
  frame(now) {
    if (!this.run || !this.canvas.isConnected) return;
    const passed = Number.isNaN(this.before) ? 0 : (now - this.before) / 1000;
    this.before = this.clock.playing ? now : NaN;
    const moved = this.clock.tick(Math.min(LONGEST, passed), this.run.last);
    const drawn = this.dirty || moved;
    if (drawn) drawStage(this);
    this.dirty = false;
    if (drawn) for (const watch of this.watchers) watch();
    this.controls.player.showClock(this.clock, this.run);
    this.charts.cursor(this.clock.head);
    if (this.clock.playing) this.redraw();
    else this.pythonStep.rest();
  }
}
