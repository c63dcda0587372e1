/**
 * What each chart under the panels shows, in a few sentences: what is across, upwards, and in colour.
 *
 * The style sheet shows the caption of the tab that is open.
 */

import { element } from "../../drawing/browser/element.js";
import { Charts } from "./charts.js";

/** By the name of the chart. @type {Record<string, string>} */
const CAPTIONS = {
  curves:
    "Over the steps, a line for each loss. Accuracy: test samples that are nearest to their own class; margins " +
    "count only in training. Gap: how much nearer a sample is to its own class than to the nearest other class, on " +
    "average. Last: samples for which a wrong class beats the own class, after the margin if the loss has one.",
  strip:
    "A row is a training sample, a column a step; samples that stay hard longest are at the top. Easy: no support " +
    "vector. Semi-hard: the own class is nearest, but by less than the margin asks, so some class is a support vector. " +
    "Hard: a wrong class is nearer than the own class.",
  angles:
    "Over the steps: the angles of the samples to their own class, and to the nearest other class. The stronger the " +
    "colour, the more samples have this angle at this step. Where the two colours part, the classes are apart. The few " +
    "angles beyond the axis are drawn at its upper edge.",
  budget:
    "Over the steps: from which samples the push of a loss comes. Easy: no support vector. Semi-hard: the own class " +
    "is nearest, but by less than the margin asks. Hard: a wrong class is nearer. Wrong labels are counted apart.",
  pushes:
    "A row is the class of the samples, a column the wrong class that pushes them away. The stronger the colour, the " +
    "larger its share of all such pushes over the whole run.",
  strangers:
    "Across: how many pairs of two different people pass for one person. Upwards: how many pairs of pictures of one " +
    "person are found. Higher is better.",
};

/** The charts, with their captions between the tabs and the open chart. */
export class CaptionedCharts extends Charts {
  /**
   * @param {HTMLElement} root
   * @param {import("./stage.js").Stage} stage
   */
  constructor(root, stage) {
    super(root, stage);
    this.place.before(captions());
  }
}

/** All captions, one for each chart. */
function captions() {
  const made = element("div", { class: "captions" });
  for (const [name, words] of Object.entries(CAPTIONS)) {
    made.append(element("p", { "data-caption": name }, words));
  }
  return made;
}
