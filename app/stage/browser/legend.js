/** The legend: the layers of a stage as switches; those that matter first, the rest behind "more". */

import { button, element } from "../../drawing/browser/element.js";

/** @typedef {import("./run.js").Run} Run */
/** @typedef {Record<string, boolean>} Layers which of them are on, by name */

/** @type {(run: Run) => boolean} */
const isDrawnWhole = (run) => !run.projected;

/**
 * The layers, in the order of the legend. Links keep the names, so a name stays when its words change.
 *
 * @type {{ name: string, words: string, on: boolean, more?: boolean, when?: (run: Run) => boolean }[]}
 *   `when` says for which runs a layer can be drawn, `more` that it is one of the rest
 */
const LAYERS = [
  { name: "gap", words: "gaps", on: true, when: isDrawnWhole },
  { name: "rings", words: "support vectors", on: true },
  { name: "weights", words: "class weights", on: true, when: isDrawnWhole },
  { name: "regions", words: "regions", on: true, when: isDrawnWhole },
  { name: "pictures", words: "pictures", on: false, when: (run) => Boolean(run.pictures) },
  {
    name: "mislabelled",
    words: "wrong labels: squares",
    on: true,
    when: (run) => run.mislabelled.some((wrong) => wrong !== 0),
  },
  { name: "samples", words: "samples", on: true, more: true },
  { name: "margin", words: "margin band", on: false, more: true, when: isDrawnWhole },
  {
    name: "slack",
    words: "way to the boundary",
    on: false,
    more: true,
    when: (run) => run.dimension === 2 && !run.projected,
  },
  { name: "forces", words: "forces", on: false, more: true, when: isDrawnWhole },
  { name: "trails", words: "trails", on: false, more: true, when: isDrawnWhole },
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
    this.open = false; // the rest is seen
    this.folded = false;
  }

  /**
   * Show the legend of a run.
   *
   * @param {Run} run
   * @param {Layers} layers which the legend switches
   * @param {boolean} [folded] all of them are behind one button: a projector has no space
   */
  show(run, layers, folded = false) {
    const shown = LAYERS.filter(({ when }) => !when || when(run));
    const chips = shown.map((layer) => this.chip(layer, layers));
    const rest = shown.flatMap(({ more }, at) => (more || folded ? [chips[at]] : []));
    // A layer of the rest that is on can be switched off where it is seen.
    const unusual = shown.some(({ more, name, on }) => more && layers[name] !== on);
    if (unusual && !folded) this.open = true;
    else if (folded !== this.folded) this.open = false;
    this.folded = folded;
    const more = button("", () => turn(!this.open), { class: "more" });
    const turn = (/** @type {boolean} */ open) => {
      this.open = open;
      more.textContent = folded ? "layers" : open ? "fewer" : `${rest.length} more`;
      more.setAttribute("aria-expanded", String(open));
      for (const chip of rest) chip.hidden = !open;
    };
    turn(this.open);
    this.element.replaceChildren(...chips, ...(rest.length ? [more] : []));
  }

  /** @type {(layer: { name: string, words: string }, layers: Layers) => HTMLButtonElement} */
  chip({ name, words }, layers) {
    const press = () => {
      layers[name] = !layers[name];
      chip.setAttribute("aria-pressed", String(layers[name]));
      this.changed();
    };
    const attributes = { "data-layer": name, "aria-pressed": String(layers[name]) };
    const chip = button(words, press, attributes);
    return chip;
  }
}
