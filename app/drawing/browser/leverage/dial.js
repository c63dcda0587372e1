/**
 * The leverage dial: whether guidance can act on a sample, and how much harder it pushes there.
 *
 * A gauge shows s over AdaCos' scale s_A: on the left many rivals share the push, on the right two
 * classes decide.  Beside it, how many times harder the own class pulls and the nearest rival is
 * pushed than by the same loss without h; a notch is the most that is possible with two classes, 2
 * and 2 t.  Below, one sentence.  All numbers are those of `losses/leverage.js`.
 *
 *   const dial = new LeverageDial(3);           // the level of its heading
 *   page.append(dial.element);
 *   dial.arrange(window.devicePixelRatio);      // when the width that the page gives has changed
 *   dial.show(loss, { cosines, label }, names, colour);
 *   dial.draw(new Theme(dial.element));         // after each `show` and `arrange`
 *
 * It is a Figure of `saving/figure_files.js`, so `saveButtons(dial, stem, theme)` saves it.
 */

import { cleared, fit } from "../canvas.js";
import { mix } from "../colours.js";
import { element } from "../element.js";
import { leverage } from "../losses/leverage.js";
import { drawBars, heightOf } from "./bars.js";
import { drawGauge } from "./gauge.js";
import { sentence, stateOf, times } from "./sentence.js";

/** @typedef {import("../canvas.js").Context} Context */
/** @typedef {import("../look.js").Theme} Theme */
/** @typedef {import("../losses/equation.js").Loss} Loss */
/** @typedef {import("../losses/leverage.js").Leverage} Leverage */
/** @typedef {import("../losses/leverage.js").Sample} Sample */
/** @typedef {import("../saving/figure_files.js").Series} Series */

const BESIDE = 400; // CSS pixels from which gauge and bars stand side by side
const LARGEST = 74; // radius of the gauge
const AROUND = 34; // beside the gauge, for words
const GAP = 26; // between gauge and bars
const EMPTY = 0.7; // of the way to the paper's colour, for a loss without h

export class LeverageDial {
  name = "leverage";
  xWords = "s / s_A";
  yWords = "times harder than without h";
  width = 0;
  height = 0;
  ratio = 1;
  /** Nothing before the first `show`. @type {Leverage | undefined} */
  found;
  colour = "";

  /** @param {2 | 3 | 4 | 5} [level] of the heading */
  constructor(level = 3) {
    this.element = element("figure", { class: "figure leverage", "data-chart": this.name });
    this.heading = element(/** @type {"h2" | "h3" | "h4" | "h5"} */ (`h${level}`), {}, "How much harder does the guidance h push here?");
    this.canvas = element("canvas", { role: "img" });
    this.caption = element("figcaption", { "aria-live": "polite" });
    this.element.append(this.heading, this.canvas, this.caption);
  }

  /**
   * Take the width that the page gives.
   *
   * @param {number} ratio pixels to a CSS pixel
   */
  arrange(ratio) {
    this.width = this.element.clientWidth;
    this.ratio = ratio;
  }

  /**
   * Show a sample under a loss.
   *
   * @param {Loss} loss
   * @param {Sample} sample
   * @param {string[]} names of the classes
   * @param {string} colour of the loss
   */
  show(loss, sample, names, colour) {
    this.found = leverage(loss, sample);
    this.colour = colour;
    const words = sentence(this.found, loss.title, names[this.found.rival]);
    this.element.dataset.state = stateOf(this.found);
    if (this.caption.textContent !== words) this.caption.textContent = words;
    this.canvas.setAttribute("aria-label", `${this.heading.textContent} ${this.inWords()} ${words}`);
  }

  /** The numbers, for ears and for a file. */
  inWords() {
    if (!this.found) return "";
    const { over, target, push, margin } = this.found;
    const hot = Number.isFinite(over) ? `s is ${over.toPrecision(3)} s_A` : "two classes";
    return `${hot}; target ${times(target)}, rival ${times(push)}, worth a margin of ${margin.toFixed(3)}.`;
  }

  /** Title and caption of a file. */
  about() {
    const title = this.heading.textContent ?? "";
    return { title, caption: `${this.inWords()} ${this.caption.textContent}` };
  }

  /** Where gauge and bars go. @param {Theme} theme */
  places(theme) {
    const { size } = theme;
    const beside = this.width >= BESIDE * size;
    const radius = Math.min(LARGEST * size, this.width / 2 - AROUND * size);
    const gauge = { x: radius + AROUND * size, y: radius + 30 * size, radius };
    if (!beside) gauge.x = this.width / 2;
    const below = gauge.y + 46 * size;
    const left = 2 * radius + (2 * AROUND + GAP) * size;
    const bars = beside
      ? { x: left, y: 10 * size, width: this.width - left - 4 }
      : { x: 0, y: below, width: this.width };
    const tall = beside ? Math.max(below, heightOf(theme)) : below + heightOf(theme);
    return { gauge, bars, tall };
  }

  /** @param {Theme} theme */
  draw(theme) {
    this.height = Math.ceil(this.places(theme).tall);
    const [wide, tall] = [this.width, this.height].map((side) => Math.round(side * this.ratio));
    if (this.canvas.width !== wide || this.canvas.height !== tall) {
      fit(this.canvas, this.width, this.height, this.ratio);
      this.canvas.style.width = `${this.width}px`;
      this.canvas.style.height = `${this.height}px`;
    }
    this.drawOn(cleared(this.canvas, this.ratio), theme);
  }

  /**
   * Draw it there; gives the two ratios over s / s_A.
   *
   * @param {Context} context
   * @param {Theme} theme
   * @returns {Series[]}
   */
  drawOn(context, theme) {
    if (!this.found) return [];
    const { gauge, bars } = this.places(theme);
    const { guided, over, target, push, margin, slope } = this.found;
    const colour = guided ? this.colour : mix(theme.ink, theme.paper, EMPTY);
    drawGauge(context, theme, gauge, over, colour, margin !== 0);
    const rows = [
      { words: "the own class pulls", ratio: target, most: 2 },
      { words: "the rival is pushed", ratio: push, most: 2 * slope },
    ];
    drawBars(context, theme, bars, rows, margin, colour);
    return [
      ["target", [[over, target]]],
      ["nearest rival", [[over, push]]],
      ["equivalent margin, cosine units", [[over, margin]]],
    ];
  }
}
