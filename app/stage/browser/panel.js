/**
 * A panel: a loss at the playhead.
 *
 * `place` finds where everything is; the files of `layers/` draw it.  Nothing here knows a loss:
 * rings, forces and f come with the run.
 */

import { between, cosine, degrees } from "../../drawing/browser/directions.js";
import { Raster } from "../../drawing/browser/raster.js";
import { outline } from "../../drawing/browser/scenes/circle.js";
import { Shading, drawSphere } from "../../drawing/browser/scenes/sphere.js";
import { gapsAround, gapsOf } from "./gaps.js";
import { drawAxes, hasAngles, placeByAngles } from "./layers/angles.js";
import { drawForces } from "./layers/forces.js";
import { drawGap, writeDegrees } from "./layers/gap.js";
import { drawLit } from "./layers/lit.js";
import { drawMarks, drawMislabelled } from "./layers/marks.js";
import { namesOf, writeNames } from "./layers/names.js";
import { choosePictures, drawPictures } from "./layers/pictures.js";
import { drawSelection } from "./layers/selection.js";
import { drawSlack } from "./layers/slack.js";
import { drawTrails } from "./layers/trails.js";
import { drawWeights } from "./layers/weights.js";

/** @typedef {import("../../drawing/browser/camera.js").Camera} Camera */
/** @typedef {import("../../drawing/browser/canvas.js").Context} Context */
/** @typedef {import("../../drawing/browser/look.js").Look} Look */
/** @typedef {import("../../drawing/browser/scenes/ring.js").Regions} Regions */
/** @typedef {import("../../drawing/browser/saving/stamps.js").Stamps} Stamps */
/** @typedef {import("./layout.js").Cell} Cell */
/** @typedef {import("./run.js").Run} Run */
/** @typedef {import("./run.js").Frame} Frame */
/**
 * How a stage is to be drawn.
 *
 * @typedef {object} Picture
 * @property {Look} look
 * @property {Camera} camera
 * @property {Record<string, boolean>} layers which of them are on, by name
 * @property {Set<number>} selection
 * @property {number} hovered the sample under the pointer, or -1
 * @property {number} focus the panel whose loss is looked into
 * @property {number} looked the chosen sample that is looked into, or -1
 * @property {import("./layers/lit.js").Lit} lit what the pointer is on
 */

const BAND = 0.16; // how deep samples on a circle are spread inwards, in radii
const DEEP_BAND = 0.55; // the same for pictures
const GOLDEN = 0.6180339887; // spreads neighbours far from one another
const BEHIND = 0.16; // opacity of what is on the far side of the sphere

/** Where a panel is on the canvas, and the buffers that it fills at every picture. */
export class Panel {
  x = 0;
  y = 0;
  top = 0;
  cell = 0;
  radius = 0;
  wide = 0;
  head = 0; // the playhead
  k = 0; // the kept step whose rings, rivals, forces and margins are shown
  placed = false; // at least once
  /** Between every class and its nearest rival. @type {import("./gaps.js").Gap[]} */
  gaps = [];
  lead = NaN; // mean degrees by which the own class is nearer, where angles are drawn
  raster = new Raster();
  shading = new Shading();
  /** Which samples are drawn as pictures; undefined if none. @type {Uint8Array | undefined} */
  pictured;
  /** @type {import("./layers/pictures.js").Thinning | undefined} */
  thinning;

  /**
   * @param {Run} run
   * @param {number} loss
   */
  constructor(run, loss) {
    this.run = run;
    this.loss = loss;
    this.frame = run.frames[0];
    this.circle = run.dimension === 2 && !run.projected;
    this.features = new Float32Array(run.samples * run.dimension);
    this.weights = new Float32Array(run.classes * run.dimension);
    this.screen = new Float32Array(run.samples * 3); // x, y in pixels; z towards the reader
    this.depth = new Float32Array(run.samples);
    this.band = NaN; // of the depths
    this.spread(false);
  }

  /**
   * Spread the samples on a circle inwards, so that they do not hide one another.
   *
   * @param {boolean} pictures they need more room than marks
   */
  spread(pictures) {
    const band = this.circle ? (pictures ? DEEP_BAND : BAND) : 0;
    if (band === this.band) return;
    this.band = band;
    for (let n = 0; n < this.depth.length; n += 1) this.depth[n] = 1 - band * ((n * GOLDEN) % 1);
  }

  /**
   * Fill the buffers for the playhead.
   *
   * @param {number} head
   * @param {Camera} camera
   */
  place(head, camera) {
    const { run, loss, features, weights, screen } = this;
    this.head = head;
    const k = Math.min(Math.floor(head), run.last);
    const next = Math.min(k + 1, run.last);
    const share = head - k;
    this.k = share > 0.5 ? next : k;
    this.placed = true;
    this.frame = run.frames[this.k];
    const [first, second] = [run.frames[k], run.frames[next]];
    const { dimension: d, projected: flat, samples, classes } = run;
    between(first.features, second.features, share, loss * samples * d, samples, d, flat, features);
    between(first.weights, second.weights, share, loss * classes * d, classes, d, flat, weights);
    if (this.byAngles) {
      placeByAngles(this, k, next, share);
      return;
    }
    this.gaps = this.circle ? gapsAround(this) : gapsOf(this); // those that are drawn
    const point = [0, 0, 1];
    for (let n = 0; n < samples; n += 1) {
      this.see(features, n * d, camera, point);
      screen[3 * n] = point[0] * this.radius * this.depth[n];
      screen[3 * n + 1] = -point[1] * this.radius * this.depth[n];
      screen[3 * n + 2] = point[2];
    }
  }

  /** Whether the samples are drawn by their angles: of more than three dimensions. */
  get byAngles() {
    return hasAngles(this.run);
  }

  /**
   * A point as the camera sees it, written into `out`.
   *
   * @param {ArrayLike<number>} points
   * @param {number} at where the point begins
   * @param {Camera} camera
   * @param {number[]} out
   */
  see(points, at, camera, out) {
    if (this.run.dimension === 3) {
      camera.see(points[at], points[at + 1], points[at + 2], out);
    } else {
      out[0] = points[at];
      out[1] = points[at + 1];
      out[2] = 1;
    }
    return out;
  }

  /**
   * The size of a sample's ring, 0 to 255.
   *
   * @param {number} n
   */
  ring(n) {
    return this.frame.ring[this.loss * this.run.samples + n];
  }

  /**
   * The nearest wrong class of a sample; -1 if it is none of those that are shown.
   *
   * @param {number} n
   */
  rival(n) {
    const rival = this.frame.rival[this.loss * this.run.samples + n];
    return rival < this.run.classes ? rival : -1;
  }

  /**
   * Whether a sample is on the near side of the sphere.
   *
   * @param {number} n
   */
  front(n) {
    return this.screen[3 * n + 2] >= 0;
  }

  /**
   * Angles from a sample to every class, in degrees.
   *
   * @param {number} n
   */
  angles(n) {
    const d = this.run.dimension;
    return Array.from({ length: this.run.classes }, (_, c) =>
      degrees(cosine(this.features, n * d, this.weights, c * d, d)),
    );
  }

  /**
   * The sample that is drawn nearest to a point of the panel, or -1.
   *
   * @param {number} x
   * @param {number} y
   * @param {number} reach how near it must be, CSS pixels
   */
  hit(x, y, reach) {
    let [best, found] = [reach * reach, -1];
    for (let n = 0; n < this.run.samples; n += 1) {
      if (!this.front(n)) continue;
      const [dx, dy] = [this.screen[3 * n] - x, this.screen[3 * n + 1] - y];
      const distance = dx * dx + dy * dy;
      if (distance < best) [best, found] = [distance, n];
    }
    return found;
  }

  /**
   * The samples on the near side at places that `within` accepts.
   *
   * @param {(x: number, y: number) => boolean} within in pixels from the panel's middle
   */
  samplesIn(within) {
    const found = [];
    for (let n = 0; n < this.run.samples; n += 1) {
      if (this.front(n) && within(this.screen[3 * n], this.screen[3 * n + 1])) found.push(n);
    }
    return found;
  }

  /**
   * The decision regions; `margin` asks where the margin is kept.
   *
   * @param {boolean} margin
   * @returns {Regions}
   */
  regions(margin) {
    const { run, loss, weights, frame } = this;
    /** @type {(best: number, second: number) => boolean} */
    const keeps = (best, second) => !(run.marginAt(frame, loss, best) < second);
    return { weights, classes: run.classes, keeps: margin ? keeps : undefined };
  }

  /**
   * Draw all layers that are on, around the origin.
   *
   * @param {Context} context
   * @param {Picture} picture
   * @param {Raster | Stamps} raster for the marks
   */
  draw(context, picture, raster) {
    const { layers, look } = picture;
    choosePictures(this, picture);
    if (this.byAngles) {
      drawAxes(context, this, picture);
      drawMarks(context, this, picture, raster, true);
      if (layers.mislabelled) drawMislabelled(context, this, picture);
      drawPictures(context, this, picture);
      drawSelection(context, this, picture);
      return;
    }
    const { names, taken } = namesOf(this, picture);
    if (this.run.dimension === 3) {
      this.drawFarSide(context, picture, raster);
      writeNames(context, this, look, names, false);
    }
    outline(context, this.radius, look.faint);
    drawMarks(context, this, picture, raster, true);
    if (layers.weights) drawWeights(context, this, picture, true);
    writeNames(context, this, look, names, true);
    const sizes = layers.gap ? drawGap(context, this, picture) : [];
    if (layers.slack && this.circle) drawSlack(context, this, picture);
    if (layers.trails) drawTrails(context, this, picture);
    if (layers.mislabelled) drawMislabelled(context, this, picture);
    if (layers.forces) drawForces(context, this, picture);
    drawPictures(context, this, picture);
    drawLit(context, this, picture);
    drawSelection(context, this, picture);
    writeDegrees(context, this, look, sizes, taken);
  }

  /**
   * The sphere, and what is on its far side: seen through it, but pale.
   *
   * @type {(context: Context, picture: Picture, raster: Raster | Stamps) => void}
   */
  drawFarSide(context, picture, raster) {
    const { layers, look, camera } = picture;
    if (layers.regions) {
      context.globalAlpha = 0.9;
      drawSphere(context, this.shading, this.regions(layers.margin), this.radius, look, camera);
    }
    if (layers.samples) {
      context.globalAlpha = BEHIND;
      drawMarks(context, this, picture, raster, false);
    }
    context.globalAlpha = 1;
    if (layers.weights) drawWeights(context, this, picture, false);
  }
}
