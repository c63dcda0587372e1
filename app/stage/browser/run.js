/**
 * A run as the browser keeps it: words and arrays, step by step.
 *
 * A message is [u32 length of the header][header, JSON][padding][arrays, 8-byte aligned].  The
 * first one tells what does not change from step to step, `changes` what was changed by hand, and
 * frames come with it or after it; each frame holds
 *   features (L, N, D) int16   weights (L, C, D) int16   unit vectors times 32767
 *   ring (L, N) uint8          0: no support vector, else the size of its ring, 1 to 255
 *   rival (L, N) uint16        the nearest wrong class
 *   force (L, N, D) int8       minus the gradient on the sample, 127 = the greatest of its loss
 *   weightForce (L, C, D) int8
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

/** The header and the arrays of a message, by name. */
export function decode(buffer) {
  const view = new DataView(buffer);
  const length = view.getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length)));
  const start = Math.ceil((4 + length) / 8) * 8;
  const arrays = {};
  for (const [name, kind, shape, offset] of header.arrays) {
    const size = shape.reduce((product, extent) => product * extent, 1);
    arrays[name] = new KINDS[kind](buffer, start + offset, size);
  }
  return { header, arrays };
}

const PER_STEP = ["features", "weights", "ring", "rival", "force", "weightForce", "margin"];

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
  add({ header, arrays }) {
    const count = header.steps.length;
    for (let k = 0; k < count; k += 1) {
      const frame = {};
      for (const name of PER_STEP) {
        const size = arrays[name].length / count;
        frame[name] = arrays[name].subarray(k * size, (k + 1) * size);
      }
      this.frames.push(frame);
      this.steps.push(header.steps[k]);
      this.captions.push(header.captions[k]);
    }
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
