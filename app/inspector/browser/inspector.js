/**
 * The inspector: one sample under one loss at the playhead, from its picture to its push.
 *
 * It stands beside a stage and follows it: the panel in focus, the chosen samples, and the clock.
 * All numbers are worked out here from what is on the stage (`stage/browser/measured.js`), so a
 * moving clock moves them without a word to the server.
 */

import { element } from "../../drawing/browser/element.js";
import { dress } from "../../drawing/browser/look.js";
import { withStage } from "../../stage/browser/registry.js";
import { measured } from "../../stage/browser/measured.js";
import { Chain } from "./chain.js";
import { Dial } from "./dial.js";
import { Equation } from "./equation.js";
import { Head } from "./head.js";
import { Hint } from "./hint.js";
import { More } from "./more.js";
import { sentence } from "./sentence.js";
import { uncover } from "./uncover.js";
import { WaysIn } from "./ways_in.js";

/** @typedef {import("../../stage/browser/stage.js").Stage} Stage */

export class Inspector {
  /** @type {Stage | undefined} */
  stage;
  /** @type {string | undefined} */
  key;
  chosen = ""; // which sample of which panel is shown

  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.watch = () => this.update();
    this.hint = new Hint(this);
    this.head = new Head(this);
    this.ways = new WaysIn(this);
    this.dial = new Dial(this);
    this.chain = new Chain();
    this.equation = new Equation();
    this.explanation = element("p", { class: "explanation", role: "status" });
    this.note = element("p", { class: "note" });
    this.more = new More(this);
    this.full = element("div", { class: "inspector-full" });
    const who = element("div", { class: "who" });
    who.append(this.head.element, this.ways.element, this.dial.element);
    const numbers = element("div", { class: "numbers" });
    numbers.append(this.chain.element, this.equation.element);
    this.full.append(
      who,
      numbers,
      this.explanation,
      this.note,
      this.more.element,
    );
    root.setAttribute("role", "region");
    root.setAttribute("aria-label", "Inspector");
    root.replaceChildren(this.hint.element, this.full);
    this.listen();
    new ResizeObserver(() => this.update()).observe(root);
    this.update();
  }

  /**
   * Follow the stage with this key.
   *
   * @param {{ stage: string }} data
   */
  async show({ stage: key }) {
    if (key === this.key) return;
    this.key = key;
    withStage(key, (stage) => this.follow(stage));
  }

  /** @param {Stage} stage */
  follow(stage) {
    this.stage?.watchers.delete(this.watch);
    this.stage = stage;
    stage.watchers.add(this.watch);
    this.update();
  }

  /** What the pointer or the focus is on, is lit here and on the stage. */
  listen() {
    /** @type {(event: Event) => void} */
    const light = ({ target }) => {
      const part = target instanceof Element ? target.closest("[data-part]") : null;
      if (!(part instanceof HTMLElement)) this.stage?.light("");
      else this.stage?.light(part.dataset.part ?? "", Number(part.dataset.k ?? -1));
    };
    this.root.addEventListener("pointerover", light);
    this.root.addEventListener("focusin", light);
    this.root.addEventListener("pointerleave", () => this.stage?.light(""));
    this.root.addEventListener("focusout", () => this.stage?.light(""));
    this.root.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.close();
    });
  }

  /** Look into this sample, if there is one. @param {number} n */
  look(n) {
    if (n < 0) return;
    this.stage?.select([n]);
    this.update();
  }

  /** Choose nothing; the stage takes the focus again. */
  close() {
    this.stage?.select([]);
    this.stage?.canvas.focus({ preventScroll: true });
  }

  update() {
    const { stage } = this;
    const run = stage?.run;
    dress(this.root, (stage?.size ?? 1) > 1);
    const n = stage?.looked ?? -1;
    const panel = stage?.panels[stage.focus];
    const shown = Boolean(stage && run && panel?.placed && n >= 0 && n < run.samples);
    this.full.hidden = !shown;
    this.hint.element.hidden = shown;
    const chosen = shown ? `${n} ${stage?.focus}` : "";
    if (shown && stage && panel && chosen !== this.chosen) uncover(stage, panel, n);
    this.chosen = chosen;
    if (!stage || !run || !panel || !shown) {
      this.hint.show(stage);
      return;
    }
    const found = measured(panel, n);
    this.head.show(stage, panel, found);
    this.dial.show(stage, panel, found);
    this.chain.show(stage, panel, found);
    this.equation.show(stage, panel, found);
    this.explanation.textContent = sentence(stage.lit, panel, found);
    this.note.textContent = noteOf(panel, found, Boolean(stage.followed));
    this.more.show(stage, panel, found);
    this.ways.show(stage);
    this.showLit(stage.lit);
  }

  /** @param {import("../../stage/browser/layers/lit.js").Lit} lit */
  showLit({ part, k }) {
    for (const one of this.full.querySelectorAll("[data-part]")) {
      if (!(one instanceof HTMLElement)) continue;
      const ofClass = k >= 0 && Number(one.dataset.k ?? -2) === k;
      const ofPart = one.dataset.part === part;
      const same = ofPart && (k < 0 || one.dataset.k === undefined || ofClass);
      const whole = ofClass && (part === "angle" || this.equation.element.contains(one));
      one.classList.toggle("lit", part !== "" && (same || whole));
    }
  }
}

/**
 * What must be known to read these numbers.
 *
 * @param {import("../../stage/browser/panel.js").Panel} panel
 * @param {import("../../stage/browser/measured.js").Measured} found
 * @param {boolean} followed whether the training is under way
 */
function noteOf({ run, loss, k }, found, followed) {
  const parts = [];
  const told = run.equations.toldAt(k, loss);
  if (told?.why) parts.push(told.why);
  if (run.equations.warmsUp(k, loss)) {
    parts.push("At this step plain softmax trains all losses; this is its equation.");
  }
  if (told?.equation?.comparesSamples) {
    parts.push(
      run.projected
        ? "g compares samples of a batch; here this one is alone, so it is kept."
        : "g compares this sample with all samples on the stage.",
    );
  }
  if (found.cosines.some(Number.isNaN)) {
    parts.push("In more than three dimensions only these two angles come along with the picture.");
    if (followed) parts.push("The rest is here when the training is over.");
  }
  return parts.join(" ");
}

