/** A still chart that Python drew; on a narrow page its parts stand below one another. */

import { element } from "./element.js";
import { NARROW, stack } from "./narrow.js";
import { OPTIONS, plotly } from "./plotly.js";

/**
 * What Python sends (app/drawing/still_chart.py).
 *
 * @typedef {object} StillData
 * @property {string} figure as JSON
 * @property {string} plotly the address of Plotly
 * @property {string} alternative the chart in words
 */

export class StillChart {
  /** @type {StillData | undefined} */
  data;
  /** @type {Plotly | undefined} */
  Plotly;
  narrow = false; // as it was drawn last
  drawn = false;

  /** @param {HTMLElement} root */
  constructor(root) {
    this.place = element("div", { role: "img" });
    root.replaceChildren(this.place);
    new ResizeObserver(() => {
      if (this.isNarrow !== this.narrow || !this.drawn) this.draw();
    }).observe(root);
  }

  get isNarrow() {
    const { clientWidth } = this.place;
    return clientWidth > 0 && clientWidth < NARROW;
  }

  /** @param {StillData} data */
  async show(data) {
    this.data = data;
    this.place.setAttribute("aria-label", data.alternative);
    this.place.style.minHeight = `${JSON.parse(data.figure).layout.height}px`;
    try {
      this.Plotly = await plotly(data.plotly);
      this.draw();
    } catch (error) {
      const reason = error instanceof Error ? error.message : error;
      this.place.textContent = `This chart cannot be shown: ${reason}`;
    }
  }

  /** Draw it, unless the page hides it: then it is drawn as soon as there is room. */
  draw() {
    if (!this.Plotly || !this.data || !this.place.clientWidth) return;
    this.drawn = true;
    const { data, layout } = JSON.parse(this.data.figure);
    this.narrow = this.isNarrow;
    if (this.narrow) stack(layout);
    this.place.style.minHeight = `${layout.height}px`;
    this.Plotly.react(this.place, data, layout, OPTIONS);
  }
}
