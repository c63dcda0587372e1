/** What a stage shows, as Python sends it (app/stage/component.py). */

/** @typedef {import("./view.js").View} View */
/**
 * The address of a run, or of a training under way, and how to show it.
 *
 * @typedef {object} StageData
 * @property {string} [run]
 * @property {string} [live]
 * @property {string} key of the component
 * @property {string} plotly the address of Plotly
 * @property {boolean} [commands] whether the player asks Python to act on the training
 * @property {number} [at] where Python wants the playhead, a kept step
 * @property {string[]} [charts] the names of the charts below; all without it
 * @property {View} [view] which a link brings
 */

export {};
