/** What Python sends of a figure that can be touched (app/course/live.py). */

/**
 * Colours on light and on dark paper; colours and marks of classes.
 *
 * @typedef {object} LookData
 * @property {string[]} own
 * @property {string[]} rival
 * @property {Record<string, [string, string]>} losses by name
 * @property {string[]} colours
 * @property {string[]} symbols
 * @property {boolean} large in presenter mode
 */
/**
 * @typedef {object} FigureData
 * @property {string} kind a file of kinds/
 * @property {string} made what the figure is made of, in few characters
 * @property {any} content what the kind draws
 * @property {import("./variables.js").Variable[]} variables
 * @property {import("../../drawing/browser/losses/slots.js").DescribedLoss[]} losses
 * @property {import("../../drawing/browser/look.js").LossLook[]} looks of the losses
 * @property {import("./says.js").Saying[]} says
 * @property {LookData} look
 * @property {string} slot
 * @property {string} at the step of the lesson
 * @property {Record<string, string> | null} settings of the step; null to leave it as it is
 * @property {import("./drawing.js").Ask | null} ask a prediction to draw, or one that was drawn
 * @property {number[] | null} answer
 * @property {boolean} ghost the prediction can no longer change
 * @property {boolean} quiet a question is asked: its sentence, and what a kind hides then, are not shown
 * @property {number[][]} [many] what many have drawn, in the place of one
 * @property {string} alternative the figure in words
 * @property {string} reading how to read it
 * @property {string} file how names of saved files begin
 * @property {string} island the address of the figure as one file; empty in such a file
 */

export {};
