/** The legend: the layers of a stage by name; a word switches its layer. */

import { button, element } from "../../drawing/browser/element.js";

/** @typedef {import("./run.js").Run} Run */
/** @typedef {Record<string, boolean>} Layers which of them are on, by name */

/** @type {(run: Run) => boolean} */
const isDrawnWhole = (run) => !run.projected;

/**
 * The layers, in the order of the legend.
 *
 * @type {{ name: string, words: string, on: boolean, when?: (run: Run) => boolean }[]} `when` says
 *   for which runs a layer can be drawn
 */
const LAYERS = [
  { name: "samples", words: "samples", on: true },
  { name: "pictures", words: "pictures", on: false, when: (run) => Boolean(run.pictures) },
  { name: "weights", words: "class weights", on: true },
  { name: "regions", words: "decision regions", on: true, when: isDrawnWhole },
  { name: "margin", words: "margin band", on: false, when: isDrawnWhole },
  { name: "rings", words: "support vectors", on: true },
  {
    name: "slack",
    words: "way to the boundary",
    on: false,
    when: (run) => run.dimension === 2 && !run.projected,
  },
  { name: "forces", words: "forces", on: false },
  { name: "trails", words: "trails", on: false },
  {
    name: "mislabelled",
    words: "wrong labels",
    on: true,
    when: (run) => run.mislabelled.some((wrong) => wrong !== 0),
  },
];

/**
 * The layers as they are before the reader changes them.
 *
 * @returns {Layers}
 */
export const usualLayers = () => Object.fromEntries(LAYERS.map(({ name, on }) => [name, on]));

export class Legend {
  /** @param {() => void} changed a layer was switched */
  constructor(changed) {
    this.changed = changed;
    this.element = element("div", { class: "legend", role: "group", "aria-label": "Layers" });
  }

  /**
   * Show the legend of a run.
   *
   * @param {Run} run
   * @param {Layers} layers which the legend switches
   */
  show(run, layers) {
    const shown = LAYERS.filter(({ when }) => !when || when(run));
    this.element.replaceChildren(
      ...shown.map(({ name, words }) => {
        const press = () => {
          layers[name] = !layers[name];
          word.setAttribute("aria-pressed", String(layers[name]));
          this.changed();
        };
        const attributes = { "data-layer": name, "aria-pressed": String(layers[name]) };
        const word = button(words, press, attributes);
        return word;
      }),
    );
  }
}
