/** What the opening shows, as Python sends it (app/opening/payload.py). */

/**
 * A scene of the story: everything that the picture depends on.
 *
 * @typedef {object} Scene
 * @property {string} name in an address
 * @property {string} title of the chapter
 * @property {string} caption
 * @property {number} seconds
 * @property {number[]} panels which losses of the run are shown; none in the scene of strangers
 * @property {[number, number]} steps of the training, at the beginning and at the end
 * @property {[number, number]} camera yaw and pitch, degrees, at the beginning
 * @property {number} drift degrees that the camera turns to the left a second
 * @property {string[]} layers what is drawn, see LAYERS
 * @property {number} focus the sample that is looked at; -1 for none
 * @property {"" | "angles" | "gaps" | "strangers"} measure what is measured beside the spheres
 */
/**
 * @typedef {object} Story
 * @property {Scene[]} scenes
 * @property {number[]} margins of the losses, degrees; 0 for none
 * @property {import("../../drawing/browser/look.js").LossLook[]} looks of the losses
 * @property {string[]} short titles of the losses
 * @property {string[][]} notes lines on the seeds, for scenes that compare, by their last loss; the first is strong
 * @property {string[]} strangersNotes the same of the strangers, and what their picture shows
 * @property {string} about the runs, in a line
 */
/** @typedef {{ title: string, text: string, path: string }} Door */
/** @typedef {{ section: string, words: string, name: string, address: string }} FileOffer made by the server */
/**
 * @typedef {object} OpeningData
 * @property {string} [run] the address of the run
 * @property {string} strangers a message in base64, see strangers.js
 * @property {Story} story
 * @property {Door[]} doors
 * @property {FileOffer[]} files
 * @property {string} scene the name of the scene to open at; "" for the first
 */

/** The layers that a scene may have. */
export const LAYERS = /** @type {const} */ ([
  "wall", "points", "arrows", "pulls", "rings", "ruler", "band", "strangers",
]); // prettier-ignore
