/** The head of the inspector: the picture, who it is, under which loss, at which step, and the way out. */

import { button, element } from "../../drawing/browser/element.js";
import { called, trueName } from "../../stage/browser/words.js";

/** @typedef {import("./inspector.js").Inspector} Inspector */
/** @typedef {import("../../stage/browser/measured.js").Measured} Measured */
/** @typedef {import("../../stage/browser/panel.js").Panel} Panel */
/** @typedef {import("../../stage/browser/stage.js").Stage} Stage */

const PICTURE = 56; // CSS pixels
const TAB = 26; // CSS pixels
const TABS = 6; // chosen samples with a tab each

export class Head {
  shown = ""; // what the picture and the tabs show

  /** @param {Inspector} inspector */
  constructor(inspector) {
    this.inspector = inspector;
    this.element = element("header");
    this.tabs = element("div", { class: "samples", role: "group", "aria-label": "Chosen samples" });
    this.picture = element("div", { class: "picture", "data-part": "picture" });
    this.title = element("h2");
    this.label = element("p", { class: "label" });
    this.loss = element("p", { class: "loss" });
    this.where = element("span", { class: "where" });
    const before = button("‹", () => this.turn(-1), { "aria-label": "The loss before", class: "turn" });
    const after = button("›", () => this.turn(1), { "aria-label": "The next loss", class: "turn" });
    this.loss.append(this.where, before, after);
    this.turns = [before, after];
    const close = button("×", () => inspector.close(), {
      "aria-label": "Close",
      title: "Close (Escape)",
      class: "close",
    });
    const words = element("div", { class: "words" });
    words.append(this.title, this.label, this.loss);
    const row = element("div", { class: "row" });
    row.append(this.picture, words, close);
    this.element.append(this.tabs, row);
  }

  /** @param {number} by panels */
  turn(by) {
    const { stage } = this.inspector;
    if (!stage) return;
    const count = stage.panels.length;
    stage.lookInto(stage.looked, (stage.focus + by + count) % count);
  }

  /** @type {(stage: Stage, panel: Panel, found: Measured) => void} */
  show(stage, panel, { n, label }) {
    const { run, k, loss } = panel;
    const wrong = run.mislabelled[n];
    const truth = trueName(run, n);
    const name = called(run.classNames[label]);
    const shown = `${run.ids} ${n} ${[...stage.selection]} ${stage.look.colours}`;
    if (shown !== this.shown) {
      this.shown = shown;
      this.title.textContent = wrong ? `labelled ${run.classNames[label]}` : name;
      const truly = truth ? `truly ${truth}` : "a wrong label";
      this.label.textContent = `sample ${run.ids[n]}${wrong ? `, ${truly}` : ""}`;
      this.label.classList.toggle("wrong", Boolean(wrong));
      this.showPicture(stage, n, label);
      this.showTabs(stage);
      for (const turn of this.turns) turn.hidden = stage.panels.length < 2;
    }
    const parameters = run.parametersAt(k, loss);
    const warm = run.equations.warmsUp(k, loss) ? " (still plain softmax)" : "";
    const where = `${run.titles[loss]}${parameters && `, ${parameters}`}${warm}, step ${run.steps[k]}`;
    if (this.where.textContent !== where) this.where.textContent = where;
  }

  /** @type {(stage: Stage, n: number, label: number) => void} */
  showPicture({ run, look }, n, label) {
    this.picture.replaceChildren();
    if (!run) return;
    const colour = look.colours[label];
    if (run.pictures) {
      const words = `the picture of sample ${run.ids[n]}`;
      this.picture.append(run.pictures.element(n, PICTURE, colour, words));
    } else this.picture.append(swatch(colour, 22));
  }

  /** A tab for each chosen sample, if there are several. @param {Stage} stage */
  showTabs({ run, look, selection, looked }) {
    const chosen = [...selection];
    this.tabs.hidden = chosen.length < 2;
    this.tabs.replaceChildren();
    if (!run || chosen.length < 2) return;
    for (const n of chosen.slice(0, TABS)) {
      const tab = button("", () => this.inspector.stage?.lookInto(n), {
        "aria-label": `sample ${run.ids[n]}, ${called(run.classNames[run.labels[n]])}`,
        "aria-pressed": String(n === looked),
      });
      const colour = look.colours[run.labels[n]];
      const words = `sample ${run.ids[n]}`;
      tab.append(run.pictures ? run.pictures.element(n, TAB, colour, words) : swatch(colour, 14));
      this.tabs.append(tab);
    }
    const rest = chosen.length - TABS;
    if (rest > 0) this.tabs.append(element("span", {}, `and ${rest} more`));
  }
}

/**
 * A spot in the colour of a class.
 *
 * @param {string} colour
 * @param {number} size CSS pixels
 */
export function swatch(colour, size = 10) {
  const spot = element("span", { class: "swatch" });
  spot.style.background = colour;
  spot.style.width = `${size}px`;
  spot.style.height = `${size}px`;
  return spot;
}
