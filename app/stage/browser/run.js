/**
 * A run as the browser keeps it: words and arrays, step by step.
 *
 * A message is [u32 length of the header][header, JSON][padding][arrays, 8-byte aligned]; the
 * header's `arrays` lists name, type, shape and offset of each (app/scene/wire.py).  The first
 * message holds what does not change from step to step, with `changes` made by hand; frames come
 * with it or after it, as rows of bytes (app/scene/rows.py).  The arrays of each frame are
 *   features (L, N, D) int16   weights (L, C, D) int16   unit vectors times 32767
 *   ring (L, N) uint8          0: no support vector, else the size of its ring, 1 to 255
 *   rival (L, N) uint16        the nearest wrong class, as `rival_LN` of toy_models/record.py
 *   push (L, N, D) int8        minus the gradient on the sample, 127 = the greatest of its loss
 *   weightPush (L, C, D) int8  the same for the class weights
 *   margin (L, T) float32      f at T target angles from 0 to pi, evenly; NaN where unknown
 * and, where the record has them, half floats of each sample (`half` reads them):
 *   norm, loss (L, N)          the length of its feature, its loss
 *   ownAngle, rivalAngle (L, N)  radians, to its class and to the nearest other
 * L: losses, N: samples, C: classes, D: dimension as drawn, 2 or 3.
 */

import { addressOf } from "../../drawing/browser/address.js";
import { radians } from "../../drawing/browser/directions.js";
import { Pictures } from "../../drawing/browser/pictures.js";
import { Equations } from "./equations.js";

/** @typedef {Int8Array | Uint8Array | Int16Array | Uint16Array | Int32Array | Float32Array} Numbers */
/** @typedef {[name: string, kind: keyof typeof KINDS, shape: number[], offset: number]} Place */
/** @typedef {[step: number, words: string, parameters: string[]]} Change by hand */
/**
 * What does not change from step to step.
 *
 * @typedef {object} About
 * @property {2 | 3} dimension as drawn
 * @property {boolean} projected from more dimensions
 * @property {string[]} titles by loss
 * @property {string[]} parameters by loss, in words
 * @property {import("../../drawing/browser/look.js").LossLook[]} looks by loss
 * @property {number[]} [warmUp] by loss: the step up to which it is the plain softmax
 * @property {boolean[]} hasMargin by loss: f is in the frames
 * @property {string[]} classNames
 * @property {string[]} colours by class
 * @property {string[]} symbols by class
 * @property {number} named names of classes are written if there are at most so many
 * @property {number[]} ids the samples' own numbers
 * @property {string} alternative the run in words
 * @property {import("./equations.js").Told[][] | null} [equations] by loss
 * @property {import("../../drawing/browser/pictures.js").AboutPictures | null} [pictures]
 */
/**
 * @typedef {object} Header
 * @property {About} about in the first message
 * @property {number[]} steps
 * @property {string[][][]} captions by step and loss: lines
 * @property {(import("./equations.js").Choice[] | null)[]} [choices] by step and loss
 * @property {Place[]} arrays
 * @property {Place[]} layout of a frame
 * @property {Change[]} [changes]
 * @property {import("./training.js").Live} live of a training
 */
/** @typedef {{ header: Header, arrays: Record<string, any> }} Message */
/**
 * The arrays of a kept step, which are described above.
 *
 * @typedef {object} Frame
 * @property {Int16Array} features
 * @property {Int16Array} weights
 * @property {Uint8Array} ring
 * @property {Uint16Array} rival
 * @property {Int8Array} push
 * @property {Int8Array} weightPush
 * @property {Float32Array} margin
 * @property {Uint16Array} [norm]
 * @property {Uint16Array} [loss]
 * @property {Uint16Array} [ownAngle]
 * @property {Uint16Array} [rivalAngle]
 */

const KINDS = {
  int8: Int8Array,
  uint8: Uint8Array,
  int16: Int16Array,
  uint16: Uint16Array,
  int32: Int32Array,
  float16: Uint16Array, // the bits; not every browser has half floats
  float32: Float32Array,
};

/**
 * The number that the bits of a half float say.
 *
 * @param {number} bits
 */
export function half(bits) {
  const [exponent, fraction] = [(bits >> 10) & 31, bits & 1023];
  const sign = bits & 0x8000 ? -1 : 1;
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  if (!exponent) return sign * fraction * 2 ** -24;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/**
 * The arrays at these places, by name; offsets count from `start` in the buffer.
 *
 * @param {Place[]} places
 * @param {ArrayBuffer} buffer
 * @param {number} start
 * @returns {Record<string, any>}
 */
function arraysAt(places, buffer, start) {
  /** @type {Record<string, Numbers>} */
  const arrays = {};
  for (const [name, kind, shape, offset] of places) {
    const size = shape.reduce((product, extent) => product * extent, 1);
    arrays[name] = new KINDS[kind](buffer, start + offset, size);
  }
  return arrays;
}

/**
 * The header and the arrays of a message.
 *
 * @param {ArrayBuffer} buffer
 * @returns {Message}
 */
export function decode(buffer) {
  const view = new DataView(buffer);
  const length = view.getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length)));
  const start = Math.ceil((4 + length) / 8) * 8;
  return { header, arrays: arraysAt(header.arrays, buffer, start) };
}

/** What is drawn: grows by `add` while a training runs. */
export class Run {
  /** @type {number[]} */
  steps = [];
  /** @type {string[][][]} */
  captions = []; // by step and loss: lines
  /** @type {Frame[]} */
  frames = [];
  /** How many steps a training will have. @type {number | undefined} */
  of;

  /** @param {Message} message the first message */
  constructor({ header, arrays }) {
    const { about } = header;
    this.dimension = about.dimension;
    this.projected = about.projected;
    this.titles = about.titles;
    this.parameters = about.parameters;
    this.looks = about.looks;
    this.warmUp = about.warmUp ?? [];
    this.hasMargin = about.hasMargin;
    this.classNames = about.classNames;
    this.colours = about.colours;
    this.symbols = about.symbols;
    this.named = about.named;
    this.ids = about.ids;
    this.alternative = about.alternative;
    /** Of the samples, if they are images. */
    this.pictures = about.pictures ? new Pictures(arrays.pictures, about.pictures) : undefined;
    this.equations = new Equations(about.equations);
    /** Cosines (K, L, C) of samples of a projection, as they were asked for. @type {Map<number, Float32Array>} */
    this.keptCosines = new Map();
    /** @type {Uint16Array} */
    this.labels = arrays.labels;
    /** @type {Uint8Array} */
    this.mislabelled = arrays.mislabelled;
    /** @type {Uint16Array} */
    this.trueLabels = arrays.trueLabels ?? arrays.labels;
    this.samples = arrays.labels.length;
    this.losses = this.titles.length;
    this.classes = this.classNames.length;
    this.changes = header.changes ?? [];
    this.add({ header, arrays });
  }

  /**
   * Append the frames of a message.
   *
   * @param {Message} message
   */
  add({ header, arrays: { frames } }) {
    const size = frames.length / header.steps.length;
    this.equations.add(header.choices);
    header.steps.forEach((step, k) => {
      const frame = arraysAt(header.layout, frames.buffer, frames.byteOffset + k * size);
      this.frames.push(/** @type {Frame} */ (frame));
      this.steps.push(step);
      this.captions.push(header.captions[k]);
    });
  }

  /**
   * The parameters of a loss at a kept step, in words: as it began, or as it was last changed.
   *
   * While the softmax warm-up lasts, a loss has none: it is the plain softmax.
   *
   * @param {number} k
   * @param {number} loss
   */
  parametersAt(k, loss) {
    if (this.steps[k] < (this.warmUp[loss] ?? 0)) return `plain softmax until step ${this.warmUp[loss]}`;
    const made = this.changes.filter(([step]) => step <= this.steps[k]);
    return made.length ? made[made.length - 1][2][loss] : this.parameters[loss];
  }

  /**
   * Whether a run is this run with more frames.
   *
   * @param {Run} run
   */
  isStartOf(run) {
    /** @type {(run: Run) => string} */
    const identity = ({ titles, parameters, classNames, ids }) =>
      JSON.stringify([titles, parameters, classNames, ids]);
    return identity(this) === identity(run);
  }

  /**
   * Where a step is among the kept ones: 2.5 is halfway between the third and the fourth.
   *
   * @param {number} step
   */
  place(step) {
    const { steps } = this;
    const next = steps.findIndex((keptStep) => keptStep >= step);
    if (next <= 0) return next < 0 ? this.last : 0;
    return next - 1 + (step - steps[next - 1]) / (steps[next] - steps[next - 1]);
  }

  /**
   * Where the playhead of a run that grew into this one is in this one; its end is the end.
   *
   * @param {Run} shorter
   * @param {number} head
   */
  placeFrom(shorter, head) {
    if (head >= shorter.last) return this.last;
    return this.place(shorter.steps[Math.floor(head)]);
  }

  /** The place of the last kept step. */
  get last() {
    return this.frames.length - 1;
  }

  /**
   * f of a loss where the target has this cosine; NaN where f needs more than the angle.
   *
   * @param {Frame} frame
   * @param {number} loss
   * @param {number} cosine
   */
  marginAt(frame, loss, cosine) {
    if (!this.hasMargin[loss]) return cosine;
    const table = frame.margin.length / this.losses;
    const at = (radians(cosine) / Math.PI) * (table - 1);
    const low = Math.min(Math.floor(at), table - 2);
    const base = loss * table + low;
    return frame.margin[base] + (at - low) * (frame.margin[base + 1] - frame.margin[base]);
  }
}

/**
 * Fetch the cosines of a sample of a projection, and keep them with the run; once for each sample.
 * Without a connection there are none, and the next choice of the sample asks again.
 *
 * @param {Run} run
 * @param {string} address of the run
 * @param {number} n the sample
 */
async function fetchCosines(run, address, n) {
  if (run.keptCosines.has(n)) return;
  const answer = await fetch(addressOf(`${address}/samples/${run.ids[n]}`)).catch(() => undefined);
  if (answer?.ok) run.keptCosines.set(n, decode(await answer.arrayBuffer()).arrays.cosines);
}

const LOOKED_UP = 8; // chosen samples at most

/**
 * Fetch what a projection does not show of the chosen samples of a stage.
 *
 * @param {import("./stage.js").Stage} stage
 */
export async function fetchChosen({ run, source, selection, followed }) {
  if (!run?.projected || !source || followed) return;
  await Promise.all([...selection].slice(0, LOOKED_UP).map((n) => fetchCosines(run, source, n)));
}

/**
 * Fetch a run; undefined if the server has it no more.
 *
 * @param {string} address
 */
export async function fetchRun(address) {
  const answer = await fetch(addressOf(address));
  return answer.ok ? new Run(decode(await answer.arrayBuffer())) : undefined;
}
