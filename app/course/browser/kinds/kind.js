/**
 * A kind of figure: what it draws, what can be taken hold of in it, and what it reads.
 *
 * A file of this folder exports a class `Figure` that extends Kind; Python names the file
 * (lessons/figure.py, Live.kind) and says what is in the figure (`content`).
 */

/** @typedef {import("../../../drawing/browser/canvas.js").Context} Context */
/** @typedef {import("../../../drawing/browser/handles.js").Handle} Handle */
/** @typedef {import("../../../drawing/browser/look.js").Look} Look */
/** @typedef {import("../../../drawing/browser/losses/equation.js").Loss} Loss */
/** @typedef {import("../../../drawing/browser/saving/figure_files.js").Series} Series */
/** @typedef {import("../drawing.js").Ask} Ask */
/** @typedef {import("../drawing.js").Drawing} Drawing */
/** @typedef {import("../variables.js").Variables} Variables */
/**
 * What a kind is given.
 *
 * @typedef {object} Given
 * @property {any} content
 * @property {Variables} variables
 * @property {Loss[]} losses
 * @property {import("../../../drawing/browser/look.js").LossLook[]} looks of the losses
 */

import { drawMany } from "../many.js";

const AROUND = 330; // CSS pixels of a page above and below a figure
const LEAST = 260;

/**
 * How high a figure may be, so that its clock is seen without scrolling.
 *
 * @param {number} [rows] of pictures below one another
 */
export const room = (rows = 1) => Math.max(LEAST, window.innerHeight - AROUND) * rows;

export class Kind {
  width = 0;
  height = 0;
  xWords = "";
  yWords = "";
  /** A question is asked that what is seen must not answer. */
  quiet = false;

  /** @param {Given} given */
  constructor({ content, variables, losses, looks }) {
    this.content = content;
    this.variables = variables;
    this.losses = losses;
    this.looks = looks;
  }

  /** The values of the variables. */
  get now() {
    return this.variables.now;
  }

  /**
   * Take this width; gives the height.
   *
   * @param {number} width CSS pixels
   * @param {number} _size of words, 1 as usual
   */
  arrange(width, _size) {
    this.width = width;
    this.height = Math.round(width * 0.6);
    return this.height;
  }

  /**
   * Draw it; gives what was drawn, for a file of numbers.
   *
   * @param {Context} _context
   * @param {Look} _look
   * @param {Drawing | undefined} _drawing a prediction, drawn now or before
   * @returns {Series[]}
   */
  draw(_context, _look, _drawing) {
    return [];
  }

  /**
   * Let time pass, for what moves by itself; gives whether it still moves.
   *
   * @param {number} _seconds since the picture before
   * @param {boolean} _still be where it comes to rest
   */
  move(_seconds, _still) {
    return false;
  }

  /** A hand has let go. */
  release() {}

  /** Whether a variable moves nothing that is seen while a prediction is asked for. @type {(name: string) => boolean} */
  idle(_name) {
    return false;
  }

  /** What can be dragged. @returns {Handle[]} */
  handles() {
    return [];
  }

  /**
   * A handle is dragged to this place.
   *
   * @param {string} _name
   * @param {number} _x CSS pixels
   * @param {number} _y CSS pixels
   */
  drag(_name, _x, _y) {}

  /**
   * An arrow key on a handle; by itself, a handle moves the variable of its name.
   *
   * @param {string} name
   * @param {number} steps
   */
  step(name, steps) {
    this.variables.step(name, steps);
  }

  /**
   * What a press takes hold of that hits no handle; empty for nothing.
   *
   * @param {number} _x CSS pixels
   * @param {number} _y CSS pixels
   */
  held(_x, _y) {
    return "";
  }

  /**
   * The pointer is there; gives whether that changes the picture.
   *
   * @param {number} _x CSS pixels
   * @param {number} _y CSS pixels
   */
  hover(_x, _y) {
    return false;
  }

  /** What was under the pointer belongs to a step that is over. */
  leave() {}

  /** Numbers of the figure beside its variables, by name, for sentences and conditions. */
  numbers() {
    return /** @type {Record<string, number>} */ ({});
  }

  /** The same as words; a number that is not among them is written with two digits. */
  readings() {
    return /** @type {Record<string, string>} */ ({});
  }

  /**
   * Draw the prediction, or those of many.
   *
   * @param {Context} context
   * @param {Look} look
   * @param {Drawing} drawing
   */
  drawPrediction(context, look, drawing) {
    if (drawing.many) drawMany(this, context, look, drawing.ask, drawing.many, drawing.ghost);
    else this.drawDrawn(context, look, drawing);
  }

  /**
   * Draw a prediction with its words.
   *
   * @param {Context} _context
   * @param {Look} _look
   * @param {Drawing} _drawing
   */
  drawDrawn(_context, _look, _drawing) {}

  /**
   * Draw the line of a prediction, as it stands in a file or among many.
   *
   * @param {Context} _context
   * @param {Ask} _ask
   * @param {number[]} _values
   * @param {number} _size
   */
  strokeDrawn(_context, _ask, _values, _size) {}

  /**
   * Where a predicted value is.
   *
   * @param {Ask} _ask
   * @param {number} _at of the place
   * @param {number} _value
   */
  placeOf(_ask, _at, _value) {
    return { x: 0, y: 0 };
  }

  /** Which of the things that can be marked is here; -1 for none. @type {(x: number, y: number) => number} */
  markedAt(_x, _y) {
    return -1;
  }

  /**
   * The value at a place of the figure.
   *
   * @param {Ask} _ask
   * @param {number} _at
   * @param {number} _x CSS pixels
   * @param {number} _y CSS pixels
   */
  valueAt(_ask, _at, _x, _y) {
    return 0;
  }
}
