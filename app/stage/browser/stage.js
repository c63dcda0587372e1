/**
 * The stage: one to six panels with one clock, one camera, one selection and one colour table.
 *
 * All of it, the spheres too, is drawn on a plain 2-D canvas: there is no WebGL that could be
 * missing, and so nothing that a browser without it would have to leave out.
 *
 * One canvas holds all panels.  A picture is drawn when something changed, at most once a frame of
 * the screen.  What the reader set (playhead, camera, layers, selection) outlives a remount.
 */

import { Charts } from "./charts.js";
import { Camera } from "../../drawing/browser/camera.js";
import { Clock } from "../../drawing/browser/clock.js";
import { Controls, LAYERS } from "./controls.js";
import { follow } from "./follow.js";
import { Look, dress, projectorIsAsked } from "../../drawing/browser/look.js";
import { Panel } from "./panel.js";
import { Run, decode } from "./run.js";
import { restoreOnce } from "./view.js";

const COLUMNS = 3;
const TITLE = 40; // CSS pixels above a panel
const CAPTION = 38; // and below
const REACH = 1.36; // of a panel, in radii
const LARGEST = 420; // width of a panel
const LARGE = 1.5; // words and marks on a projector
const REST = 250; // milliseconds after which a clock that stands is at rest
const GRAB = 9; // how near the pointer must be to a sample

const kept = new Map(); // what the reader set, by the stage's key

export class Stage {
  constructor(root) {
    this.host = root;
    this.clock = new Clock();
    this.camera = new Camera();
    this.look = new Look();
    this.layers = Object.fromEntries(LAYERS.map(({ name, on }) => [name, on]));
    this.controls = new Controls(root, this);
    this.charts = new Charts(root, this);
    this.canvas = this.controls.canvas;
    this.canvas.stage = this;
    this.context = this.canvas.getContext("2d");
    this.size = 1;
    this.timing = { place: 0, draw: 0, pictures: 0 };
    this.tell = () => {};
    this.panels = [];
    this.listen();
    if (projectorIsAsked()) this.enlarge(true);
  }

  /** Show what `data` names, and `tell` the server: (name, value).  The same run is not fetched twice. */
  async show(data, tell) {
    this.tell = tell;
    const source = data.live ?? data.run;
    if (source === this.source) {
      this.goTo(data.at);
      this.redraw();
      return;
    }
    this.followed?.leave();
    const { run: grown } = this.followed ?? {};
    this.followed = undefined;
    this.source = source;
    this.controls.showTip([], 0, 0);
    if (data.live) {
      this.clock = new Clock();
      this.followed = follow(this, data);
      return;
    }
    const answer = await fetch(new URL(data.run, window.location.origin));
    if (!answer.ok) {
      this.canvas.setAttribute("aria-label", "The run is no longer on the server; train it again.");
      return;
    }
    const run = new Run(decode(await answer.arrayBuffer()));
    if (data.run !== this.source) return; // another one was asked for meanwhile
    const shownBefore = kept.has(data.key);
    this.setRun(run, data.key, grown?.isStartOf(run) ? grown : undefined);
    this.showCharts(data.run, data);
    this.at = shownBefore ? undefined : data.at; // the first run may play before it goes anywhere
    this.goTo(data.at);
    restoreOnce(this, data);
  }

  /**
   * Show this run; `grewHere` is the same one, if it has been followed on this stage.
   *
   * Gives where the playhead was, which may be beyond what there is so far.
   */
  setRun(run, key, grewHere) {
    const chosen = new Set([...this.look.selection].map((n) => this.run.ids[n]));
    this.run = run;
    this.panels = run.titles.map((_, loss) => new Panel(run, loss));
    const before = kept.get(key);
    if (before) {
      Object.assign(this, { camera: before.camera, layers: before.layers });
      if (before.source === this.source) {
        this.clock = before.clock;
        this.look.selection = before.selection;
      } else this.chooseAgain(chosen);
    }
    if (grewHere) this.stay(run, grewHere);
    else if (!before || before.source !== this.source) this.begin(run);
    const { head } = this.clock;
    this.clock.head = Math.min(head, run.last);
    kept.set(key, {
      source: this.source,
      clock: this.clock,
      camera: this.camera,
      layers: this.layers,
      selection: this.look.selection,
    });
    this.controls.speed.value = this.clock.speed;
    this.controls.showLegend(run, this.layers);
    this.controls.showChanges(run);
    this.canvas.setAttribute("aria-label", run.alternative);
    this.arrange();
    return head;
  }

  /** What was chosen in the run before stays so in this one, as far as it is there. */
  chooseAgain(ids) {
    const found = this.run.ids.flatMap((id, n) => (ids.has(id) ? [n] : []));
    if (found.length === ids.size) this.look.selection = new Set(found);
    else this.select(found);
  }

  /** The charts of the run or job at this address. */
  showCharts(charts, { plotly, charts: names }) {
    this.charts.show({ charts, plotly, names });
  }

  /** The training is over: the whole run takes the place of what came live, at the same step. */
  stay(run, grewHere) {
    const { head } = this.clock;
    const low = Math.min(Math.floor(head), grewHere.last);
    this.clock.settle();
    this.clock.head = head >= grewHere.last ? run.last : run.place(grewHere.steps[low]);
  }

  /** More frames have come. */
  grown() {
    this.clock.grow(this.run.last);
    if (this.clock.following && this.still) this.clock.head = this.run.last;
    this.charts.grown();
    this.redraw();
  }

  /** No more frames will come. */
  settle() {
    this.clock.settle();
    this.redraw();
  }

  /** Whether the reader wants less motion. */
  get still() {
    return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  }

  /** A run that was not shown before plays once, unless the reader wants less motion. */
  begin(run) {
    this.clock.growing = Boolean(this.followed);
    if (this.followed) {
      this.clock.head = 0;
      this.clock.following = true;
      return;
    }
    this.clock.head = this.still ? run.last : 0;
    if (this.still) this.clock.pause();
    else this.clock.play(run.last);
  }

  /** Find places for the panels in the width there is. */
  arrange() {
    if (!this.run) return;
    const count = this.panels.length;
    const width = this.canvas.parentElement.clientWidth;
    if (!width) return;
    const columns = count === 4 ? 2 : Math.min(COLUMNS, count);
    const cell = Math.min(width / columns, LARGEST);
    const left = (width - cell * columns) / 2;
    const rows = Math.ceil(count / columns);
    const pixelRatio = Math.min(window.devicePixelRatio || 1, 2);
    const [title, caption] = [TITLE * this.size, CAPTION * this.size];
    const height = rows * (title + cell + caption);
    this.canvas.style.height = `${height}px`;
    this.canvas.width = Math.round(width * pixelRatio);
    this.canvas.height = Math.round(height * pixelRatio);
    this.panels.forEach((panel, index) => {
      panel.x = left + ((index % columns) + 0.5) * cell;
      panel.top = Math.floor(index / columns) * (title + cell + caption);
      panel.y = panel.top + title + cell / 2;
      panel.cell = cell;
      panel.radius = cell / 2 / REACH;
    });
    this.pixelRatio = pixelRatio;
    this.redraw();
  }

  redraw() {
    this.dirty = true;
    if (this.waiting) return;
    this.waiting = true;
    requestAnimationFrame((now) => this.picture(now));
  }

  picture(now) {
    this.waiting = false;
    if (!this.run || !this.canvas.isConnected) return;
    const seconds = Math.min(0.1, (now - (this.before ?? now)) / 1000);
    this.before = this.clock.playing ? now : undefined;
    const moved = this.clock.tick(seconds, this.run.last);
    if (this.dirty || moved) this.draw();
    this.dirty = false;
    this.controls.showClock(this.clock, this.run);
    this.charts.cursor(this.clock.head);
    if (this.clock.playing) this.redraw();
    else this.rest();
  }

  /** Where Python wants the clock, if it wants it anywhere else than before. */
  goTo(at) {
    if (at === undefined || at === this.at || !this.run) return;
    this.at = at;
    this.clock.pause();
    this.seek(at);
  }

  /** Tell Python where the reader has left the clock, if it follows. */
  rest() {
    clearTimeout(this.resting);
    if (this.at === undefined) return;
    this.resting = setTimeout(() => {
      const k = Math.round(this.clock.head);
      if (this.clock.playing || k === this.at) return;
      this.at = k;
      this.tell("step", k);
    }, REST);
  }

  draw() {
    const { context, look, run } = this;
    look.refresh(this.host, run, this.pixelRatio, this.size);
    Object.assign(look, { layers: this.layers, camera: this.camera });
    const begun = performance.now();
    for (const panel of this.panels) panel.place(this.clock.head, this.camera);
    const placed = performance.now();
    context.setTransform(this.pixelRatio, 0, 0, this.pixelRatio, 0, 0);
    context.clearRect(0, 0, this.canvas.width, this.canvas.height);
    this.panels.forEach((panel, index) => {
      context.save();
      this.words(panel, index);
      context.translate(panel.x, panel.y);
      panel.draw(context, look);
      context.restore();
    });
    if (this.brush) this.drawBrush();
    this.timing.place += placed - begun;
    this.timing.draw += performance.now() - placed;
    this.timing.pictures += 1;
  }

  /** Title and parameters above a panel, measures below. */
  words(panel, index) {
    const { context, look, run } = this;
    context.textAlign = "center";
    context.textBaseline = "alphabetic";
    context.fillStyle = look.ink;
    const { size } = look;
    context.font = look.font(14, 600);
    context.fillText(run.titles[index], panel.x, panel.top + 16 * size, panel.cell);
    context.font = look.font(13);
    context.fillText(run.parametersAt(panel.k, index), panel.x, panel.top + 34 * size, panel.cell);
    context.font = look.font(12);
    const foot = panel.top + TITLE * size + panel.cell + 4;
    run.captions[panel.k][index].forEach((line, row) => {
      context.fillText(line, panel.x, foot + 15 * size * row, panel.cell);
    });
  }

  // What the reader does.

  toggle() {
    if (this.clock.playing || this.clock.following) this.clock.pause();
    else this.clock.play(this.run.last);
    this.redraw();
  }

  /** The projector's look, or the page's again. */
  enlarge(large) {
    this.size = large ? LARGE : 1;
    dress(this.host, large);
    this.controls.showLarge(large);
    this.arrange();
    this.charts.dress();
  }

  step(by) {
    this.clock.step(by, this.run.last);
    this.redraw();
  }

  seek(head) {
    this.clock.seek(head, this.run.last);
    this.redraw();
  }

  listen() {
    const { canvas } = this;
    new ResizeObserver(() => this.arrange()).observe(canvas.parentElement);
    canvas.addEventListener("pointermove", (event) => this.move(event));
    canvas.addEventListener("pointerdown", (event) => this.press(event));
    canvas.addEventListener("pointerup", (event) => this.release(event));
    canvas.addEventListener("pointerleave", () => this.hover(-1, [], 0, 0));
    canvas.addEventListener("keydown", (event) => this.key(event));
    // The theme is the page's; it has changed when the root's attributes have.
    window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.redraw());
  }

  key(event) {
    const actions = {
      " ": () => this.toggle(),
      ArrowRight: () => this.step(1),
      ArrowLeft: () => this.step(-1),
      Home: () => this.seek(0),
      End: () => this.seek(this.run.last),
      Escape: () => this.select([]),
    };
    if (!this.run || !actions[event.key]) return;
    event.preventDefault();
    actions[event.key]();
  }

  /** The panel under the pointer and the pointer's place in it. */
  under(event) {
    const box = this.canvas.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    const panel = this.panels.find(
      (one) => Math.abs(x - one.x) <= one.cell / 2 && Math.abs(y - one.y) <= one.cell / 2,
    );
    return { panel, x, y, inX: panel ? x - panel.x : 0, inY: panel ? y - panel.y : 0 };
  }

  press(event) {
    if (!this.run) return;
    const at = this.under(event);
    this.pressed = { ...at, moved: false };
    this.brushing = this.run.dimension === 2 || event.shiftKey;
    this.canvas.setPointerCapture(event.pointerId);
  }

  move(event) {
    if (!this.run) return;
    const at = this.under(event);
    const { pressed } = this;
    if (!pressed) {
      const n = at.panel ? at.panel.hit(at.inX, at.inY, GRAB) : -1;
      this.hover(n, n < 0 ? [] : this.describe(at.panel, n), at.x, at.y);
      return;
    }
    const [dx, dy] = [at.x - pressed.x, at.y - pressed.y];
    if (!pressed.moved && Math.hypot(dx, dy) < 4) return;
    pressed.moved = true;
    if (this.brushing) this.brush = { from: pressed, to: at };
    else if (pressed.panel) {
      this.camera.turn(dx / pressed.panel.radius, dy / pressed.panel.radius);
      Object.assign(pressed, { x: at.x, y: at.y });
    }
    this.redraw();
  }

  release(event) {
    const { pressed, brush } = this;
    this.pressed = undefined;
    this.brush = undefined;
    if (!pressed) return;
    if (brush && pressed.panel) this.select(inside(pressed.panel, brush));
    else if (!pressed.moved) {
      const at = this.under(event);
      const n = at.panel ? at.panel.hit(at.inX, at.inY, GRAB) : -1;
      this.select(n < 0 ? [] : [n]);
    }
    this.redraw();
  }

  hover(n, lines, x, y) {
    this.controls.showTip(lines, x, y);
    if (n === this.look.hovered) return;
    this.look.hovered = n;
    this.redraw();
  }

  /** Chosen in all panels at once; Python is told the samples' own numbers. */
  select(samples) {
    this.look.selection.clear();
    for (const n of samples) this.look.selection.add(n);
    this.tell("selection", samples.map((n) => this.run.ids[n]));
    this.redraw();
  }

  describe(panel, n) {
    const { run } = this;
    const label = run.labels[n];
    const lines = [`sample ${run.ids[n]}, class ${run.classNames[label]}`];
    if (run.projected) return lines;
    const angles = panel.angles(n);
    const order = angles.map((_, c) => c).sort((a, b) => angles[a] - angles[b]);
    for (const c of order.slice(0, 12)) {
      const mark = c === label ? "  ← its own" : "";
      lines.push(`${angles[c].toFixed(1).padStart(6)}°  ${run.classNames[c]}${mark}`);
    }
    return lines;
  }

  drawBrush() {
    const { from, to } = this.brush;
    const { context, look } = this;
    context.strokeStyle = look.accent;
    context.setLineDash([4, 3]);
    context.strokeRect(from.x, from.y, to.x - from.x, to.y - from.y);
    context.setLineDash([]);
  }
}

/** The samples of a panel inside a brushed rectangle. */
function inside(panel, { from, to }) {
  const [left, right] = [from.x, to.x].map((x) => x - panel.x).sort((a, b) => a - b);
  const [top, bottom] = [from.y, to.y].map((y) => y - panel.y).sort((a, b) => a - b);
  const found = [];
  for (let n = 0; n < panel.run.samples; n += 1) {
    const [x, y, z] = panel.screen.subarray(3 * n, 3 * n + 3);
    if (z >= 0 && x >= left && x <= right && y >= top && y <= bottom) found.push(n);
  }
  return found;
}
