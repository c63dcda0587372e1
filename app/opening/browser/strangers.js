/**
 * Strangers: pictures of people whom the network has never seen, and the angles of all their pairs.
 *
 * M: pictures that are drawn, L: losses, B: bins of angles.  The arrays of the message are
 *   angles (L, M) float32      from the first picture of the pair, degrees
 *   labels (M) uint16          pictures (M, H, W) uint8
 *   same, different (L, B) float32   the share of the pairs in each bin, of one person or of two
 */

import { Pictures } from "../../drawing/browser/pictures.js";
import { decode } from "../../stage/browser/run.js";
import { drawAround } from "./around.js";

/** @typedef {import("../../drawing/browser/camera.js").Camera} Camera */
/** @typedef {import("../../drawing/browser/canvas.js").Context} Context */
/** @typedef {import("../../drawing/browser/look.js").Look} Look */
/** @typedef {import("./layout.js").Box} Box */
/**
 * @typedef {object} About
 * @property {string[]} titles of the losses
 * @property {number} far the share of wrong pairs that may pass
 * @property {number[]} thresholds degrees: a pair below counts as one person
 * @property {number[]} recognised the share of one person's pairs that lie below
 * @property {[number, number]} pair two pictures of one person
 * @property {number[]} pairAngles of them, degrees, by loss
 * @property {number} most degrees: the end of the last bin
 * @property {import("../../drawing/browser/pictures.js").AboutPictures} pictures
 */

const NARROW = 300; // CSS pixels of a loss
const CHART = 0.27; // the share of the height that the angles have

export class Strangers {
  /** @param {string} packed the message in base64 */
  constructor(packed) {
    const bytes = Uint8Array.from(atob(packed), (sign) => sign.charCodeAt(0));
    const { header, arrays } = decode(bytes.buffer);
    /** @type {About} */
    this.about = /** @type {any} */ (header).strangers;
    this.labels = arrays.labels;
    this.same = arrays.same;
    this.different = arrays.different;
    this.count = this.labels.length;
    this.bins = this.same.length / this.about.titles.length;
    this.pictures = new Pictures(arrays.pictures, this.about.pictures);
    this.angles = arrays.angles;
  }

  /**
   * @param {Context} context
   * @param {Look} look
   * @param {string[]} colours of the losses
   * @param {Box} world
   * @param {Camera} camera
   * @param {number} opacity
   */
  draw(context, look, colours, world, camera, opacity) {
    if (!opacity) return;
    const losses = this.about.titles.length;
    const cell = world.width / losses;
    const chart = CHART * world.height;
    const radius = Math.min(cell * 0.46, (world.height - chart - 50 * look.size) / 2.06);
    this.about.titles.forEach((title, loss) => {
      const x = world.x + cell * (loss + 0.5);
      const y = world.y + 24 * look.size + radius;
      context.globalAlpha = opacity;
      context.font = look.font("body", 600);
      context.textAlign = "center";
      context.textBaseline = "alphabetic";
      context.fillStyle = look.ink;
      context.fillText(title, x, world.y + 15 * look.size);
      context.save();
      context.translate(x, y);
      drawAround(context, look, this.around(loss), radius, opacity, camera.yaw);
      context.restore();
      context.font = look.font("small");
      context.textAlign = "center";
      context.fillStyle = look.ink;
      context.fillText(this.verdict(loss, cell < NARROW), x, y + radius + 17 * look.size, cell);
      const box = { x: x - 0.44 * cell, y: world.y + world.height - chart, width: 0.88 * cell, height: chart };
      this.drawPairs(context, look, box, loss, colours[loss], opacity);
    });
    context.globalAlpha = 1;
  }

  /**
   * What a loss makes of the framed pair.
   *
   * @param {number} loss
   * @param {boolean} narrow there is room for a few words only
   */
  verdict(loss, narrow) {
    const { pairAngles, thresholds } = this.about;
    const accepted = pairAngles[loss] < thresholds[loss];
    const [apart, limit] = [pairAngles[loss], thresholds[loss]].map((angle) => `${Math.round(angle)}°`);
    const verdict = accepted ? "one person" : "not recognised";
    if (narrow) return `${apart}: ${verdict}`;
    return `the large pair, where the losses differ: ${apart}, ${accepted ? "under" : "over"} the limit of ${limit}: ${verdict}`;
  }

  /**
   * What a loss makes of the drawn pictures.
   *
   * @param {number} loss
   * @returns {import("./around.js").Around}
   */
  around(loss) {
    const { count, labels, pictures, about } = this;
    const angles = this.angles.subarray(loss * count, (loss + 1) * count);
    return { pictures, labels, angles, pair: about.pair, limit: about.thresholds[loss], most: about.most };
  }

  /** @type {(context: Context, look: Look, box: Box, loss: number, own: string, opacity: number) => void} */
  drawPairs(context, look, box, loss, own, opacity) {
    const { same, different, bins, about } = this;
    const { size } = look;
    const floor = box.y + box.height - 20 * size;
    const tall = box.height - 42 * size;
    const most = Math.max(...same, ...different);
    const wide = box.width / bins;
    for (const [shares, colour, alpha] of /** @type {[Float32Array, string, number][]} */ ([
      [different, look.muted, 0.45], [same, own, 0.8],
    ])) {
      context.fillStyle = colour;
      context.globalAlpha = alpha * opacity;
      for (let b = 0; b < bins; b += 1) {
        const height = (tall * shares[loss * bins + b]) / most;
        context.fillRect(box.x + b * wide, floor - height, Math.max(1, wide - 1), height);
      }
    }
    context.globalAlpha = opacity;
    const line = box.x + (box.width * about.thresholds[loss]) / about.most;
    context.strokeStyle = look.ink;
    context.lineWidth = 1.8 * size;
    context.beginPath();
    context.moveTo(line, floor + 3);
    context.lineTo(line, box.y + 16 * size);
    context.stroke();
    context.font = look.font("small", 650);
    context.fillStyle = look.ink;
    context.textAlign = "left";
    const narrow = box.width < NARROW; // then whose pairs they are comes before the ends of the axis
    const words = narrow ? "" : ": nearer pairs are one person";
    context.fillText(`limit ${Math.round(about.thresholds[loss])}°${words}`, line + 5 * size, box.y + 26 * size);
    context.font = look.font("fine");
    context.fillStyle = look.muted;
    if (!narrow) {
      context.fillText("0°", box.x, floor + 15 * size);
      context.textAlign = "right";
      context.fillText(`${about.most}°`, box.x + box.width, floor + 15 * size);
    }
    context.textAlign = "center";
    /** @type {(shares: Float32Array) => number} */
    const peak = (shares) => {
      const mine = shares.subarray(loss * bins, (loss + 1) * bins);
      return box.x + (mine.indexOf(Math.max(...mine)) + 0.5) * wide;
    };
    const [one, two, apart] = narrow
      ? ["one person", "two people", 62]
      : ["pairs of one person", "of two people", 100];
    context.fillText(one, peak(same), floor + 15 * size);
    context.fillText(two, Math.max(peak(different), peak(same) + apart * size), floor + 15 * size);
  }
}
