/**
 * A run as the browser keeps it: words and arrays, step by step.
 *
 * A message is [u32 length of the header][header, JSON][padding][arrays, 8-byte aligned]; the
 * header's `arrays` lists name, type, shape and offset of each (app/scene/wire.py).  The first
 * message holds what does not change from step to step, with `changes` made by hand; frames come
 * with it or after it, as rows of bytes (app/scene/rows.py).  The arrays of each frame are
 *   features (L, N, D) int16   weights (L, C, D) int16   unit vectors times 32767
 *   ring (L, N) uint8          0: no support vector, else the size of its ring, 1 to 255
 *   rival (L, N) uint16        the nearest wrong class
 *   push (L, N, D) int8        minus the gradient on the sample, 127 = the greatest of its loss
 *   weightPush (L, C, D) int8  the same for the class weights
 *   margin (L, T) float32      f at T target angles from 0 to pi, evenly; NaN where unknown
 * L: losses, N: samples, C: classes, D: dimension as drawn, 2 or 3.
 */

const KINDS = {
  int8: Int8Array,
  uint8: Uint8Array,
  int16: Int16Array,
  uint16: Uint16Array,
  int32: Int32Array,
  float32: Float32Array,
};

/** The arrays at these places, by name; offsets count from `start` in the buffer. */
function arraysAt(places, buffer, start) {
  const arrays = {};
  for (const [name, kind, shape, offset] of places) {
    const size = shape.reduce((product, extent) => product * extent, 1);
    arrays[name] = new KINDS[kind](buffer, start + offset, size);
  }
  return arrays;
}

/** The header and the arrays of a message. */
export function decode(buffer) {
  const view = new DataView(buffer);
  const length = view.getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length)));
  const start = Math.ceil((4 + length) / 8) * 8;
  return { header, arrays: arraysAt(header.arrays, buffer, start) };
}

/** What is drawn: grows by `add` while a training runs. */
export class Run {
  constructor({ header, arrays }) {
    Object.assign(this, header.about);
    this.labels = arrays.labels;
    this.mislabelled = arrays.mislabelled;
    this.samples = arrays.labels.length;
    this.losses = this.titles.length;
    this.classes = this.classNames.length;
    this.steps = [];
    this.captions = [];
    this.frames = [];
    // What was changed by hand: [step, words, the parameters of all losses from then on].
    this.changes = header.changes ?? [];
    this.add({ header, arrays });
  }

  /** Append the frames of a message. */
  add({ header, arrays: { frames } }) {
    const size = frames.length / header.steps.length;
    header.steps.forEach((step, k) => {
      this.frames.push(arraysAt(header.layout, frames.buffer, frames.byteOffset + k * size));
      this.steps.push(step);
      this.captions.push(header.captions[k]);
    });
  }

  /** The parameters of a loss at a kept step, in words: as it began, or as it was last changed. */
  parametersAt(k, loss) {
    const made = this.changes.filter(([step]) => step <= this.steps[k]);
    return made.length ? made[made.length - 1][2][loss] : this.parameters[loss];
  }

  /** Whether `run` is this one with more frames. */
  isStartOf(run) {
    const same = (one) => JSON.stringify([one.titles, one.parameters, one.classNames, one.ids]);
    return same(this) === same(run);
  }

  /** Where a step lies among the kept ones: 2.5 is halfway between the third and the fourth. */
  place(step) {
    const { steps } = this;
    const next = steps.findIndex((one) => one >= step);
    if (next <= 0) return next < 0 ? this.last : 0;
    return next - 1 + (step - steps[next - 1]) / (steps[next] - steps[next - 1]);
  }

  get last() {
    return this.frames.length - 1;
  }

  /** f of a loss where the target has this cosine; NaN where f needs more than the angle. */
  marginAt(frame, loss, cosine) {
    if (!this.hasMargin[loss]) return cosine;
    const table = frame.margin.length / this.losses;
    const angle = Math.acos(Math.min(Math.max(cosine, -1), 1));
    const at = (angle / Math.PI) * (table - 1);
    const low = Math.min(Math.floor(at), table - 2);
    const base = loss * table + low;
    return frame.margin[base] + (at - low) * (frame.margin[base + 1] - frame.margin[base]);
  }
}
