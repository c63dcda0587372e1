/** What the lab shows, as Python sends it (app/lab/message.py). */

/** @typedef {import("../../drawing/browser/losses/slots.js").DescribedLoss} DescribedLoss */
/** @typedef {import("../../drawing/browser/look.js").LossLook} LossLook */
/** @typedef {import("./feasibility.js").Arrangement} Arrangement */
/** @typedef {import("./scene.js").Placed} Placed */
/** @typedef {import("./sliders.js").Slider} Slider */
/**
 * @typedef {object} LabData
 * @property {string} setting where things are, as a line of text
 * @property {Placed} scene
 * @property {(DescribedLoss & { sliders: Slider[] })[]} losses
 * @property {number} focus
 * @property {number} imagined classes of the leverage dial; 0 for those on the circle
 * @property {LossLook[]} looks by loss
 * @property {string[]} classColours
 * @property {string[]} classNames
 * @property {string[]} symbols by class
 * @property {Arrangement & { words: string }} arrangement
 */

/**
 * What there is before Python has sent anything.
 *
 * @type {LabData}
 */
export const NOTHING = {
  setting: "",
  scene: { sample: 0, label: 0, weights: [] },
  losses: [],
  focus: 0,
  imagined: 0,
  looks: [],
  classColours: [],
  classNames: [],
  symbols: [],
  arrangement: { words: "", nearest: 0, cosines: [] },
};
