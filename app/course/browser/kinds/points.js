/**
 * Class weights as points of a circle or a sphere, which repel one another and can be dragged.
 *
 * Around each point is the room that it has, or that a margin asks for: half of an angle.
 */

import { Camera } from "../../../drawing/browser/camera.js";
import { DEGREES } from "../../../drawing/browser/directions.js";
import { numberWords } from "../variables.js";
import { Kind, room } from "./kind.js";
import { drawPoints } from "./points_drawing.js";
import { nearestPair, repel, unit } from "./repelling.js";

/** @typedef {import("./repelling.js").Point} Point */

const [WHOLE, WIDEST] = [1.22, 560]; // what is seen, in radii; and CSS pixels of it
const TILT = 24; // degrees, of the sphere towards the reader
const [A_SECOND, AT_ONCE, WHOLE_WAY] = [480, 12, 1500]; // steps: in a second, in a picture, without motion
const REST = 2e-5; // radians; who moves less in a step is at rest
const GROUND = "ground"; // what is beside the points
const KEY = 3; // degrees of an arrow key
const FITS = 0.002; // two caps that overlap by less touch

export class Figure extends Kind {
  xWords = "x";
  yWords = "y";
  size = 1;
  radius = 1;
  middle = { x: 0, y: 0 };
  camera = new Camera();
  /** The point in a hand. */
  inHand = -1;
  /** Where the hand on the ground was, CSS pixels. */
  before = 0;

  /** @param {import("./kind.js").Given} given */
  constructor(given) {
    super(given);
    /** @type {Point[]} */
    this.points = [];
  }

  get flat() {
    return this.content.dimension === 2;
  }

  /** @type {(width: number, size: number) => number} */
  arrange(width, size) {
    this.width = width;
    this.size = size;
    this.radius = Math.min(Math.min(width, WIDEST) / 2, room() / 2) / WHOLE;
    this.height = Math.round(2 * WHOLE * this.radius);
    this.middle = { x: width / 2, y: this.height / 2 };
    return this.height;
  }

  /** How many points there are; new ones begin where `start` says. */
  count() {
    const count = Math.round(this.now.K);
    const { points } = this;
    if (points.length > count) points.length = count;
    while (points.length < count) {
      const [x, y, z = 0] = this.content.start[points.length];
      points.push(unit([x, y, z]));
    }
    return count;
  }

  /** Let time pass; gives whether anything still moves. @type {Kind["move"]} */
  move(seconds, still) {
    this.count();
    if (this.quiet && this.content.waits) return false;
    const steps = still ? WHOLE_WAY : Math.min(AT_ONCE, Math.max(1, Math.round(seconds * A_SECOND)));
    let most = 0;
    for (let at = 0; at < steps; at += 1) {
      most = repel(this.losses[0], this.points, this.inHand);
      if (most < REST) break;
    }
    return !still && most >= REST;
  }

  release() {
    this.inHand = -1;
  }

  // Where things are.

  /** A point as the reader sees it: x to the right, y up, z towards the reader. @param {Point} point */
  seen([x, y, z]) {
    if (this.flat) return [x, y, 0];
    this.camera.aim(this.now.turn, TILT);
    return this.camera.see(x, y, z, [0, 0, 0]);
  }

  /** The point that is seen there. @type {(x: number, y: number) => Point} */
  pointAt(x, y) {
    const [right, up] = [(x - this.middle.x) / this.radius, (this.middle.y - y) / this.radius];
    if (this.flat) return unit([right, up, 0]);
    const out = right * right + up * up;
    const [u, v, w] = unit([right, up, Math.sqrt(Math.max(0, 1 - out))]);
    this.camera.aim(this.now.turn, TILT);
    const m = this.camera.matrix; // a rotation: the way back is its transpose
    return [m[0] * u + m[3] * v + m[6] * w, m[1] * u + m[4] * v + m[7] * w, m[2] * u + m[5] * v + m[8] * w];
  }

  /** Half of the angle that a class asks for, radians. */
  get half() {
    const { m } = this.now;
    return (m === undefined ? nearestPair(this.points).angle : Math.acos(1 - m)) / 2;
  }

  /** From a point to the nearest other, radians. @param {number} k */
  nearestTo(k) {
    const others = this.points.filter((_, j) => j !== k);
    return Math.min(...others.map((other) => nearestPair([this.points[k], other]).angle));
  }

  /** Which classes have a neighbour nearer than the margin allows. @returns {boolean[]} */
  crowded() {
    const least = 2 * this.half - FITS;
    return this.points.map((_, k) => this.nearestTo(k) < least);
  }

  // What a hand does.

  handles() {
    this.count();
    if (this.quiet && this.content.waits) return [];
    const { radius, middle } = this;
    return this.points.flatMap((point, k) => {
      const [x, y, z] = this.seen(point);
      if (z < -0.05) return [];
      const value = this.nearestTo(k) * DEGREES;
      const words = `${numberWords(value, 0)}° from the nearest`;
      const label = `Class ${k + 1}, ${words}`;
      return [{ name: `p${k}`, kind: "sample", x: middle.x + radius * x, y: middle.y - radius * y, value, words, label }];
    });
  }

  /** A hand beside the points turns the sphere. @type {(x: number, y: number) => string} */
  held(x, _y) {
    this.before = x;
    return this.flat ? "" : GROUND;
  }

  /** @type {(name: string, x: number, y: number) => void} */
  drag(name, x, y) {
    if (name === GROUND) {
      const turned = this.now.turn + ((x - this.before) / this.radius) * DEGREES;
      this.before = x;
      this.variables.set("turn", (turned + 360) % 360);
      return;
    }
    this.inHand = Number(name.slice(1));
    this.points[this.inHand] = this.pointAt(x, y);
  }

  /** Arrow keys move a point around the middle of the picture. @type {(name: string, steps: number) => void} */
  step(name, steps) {
    const at = Number(name.slice(1));
    const [x, y, z] = this.points[at];
    const turn = (steps * KEY) / DEGREES;
    const [c, s] = [Math.cos(turn), Math.sin(turn)];
    this.inHand = at;
    this.points[at] = this.flat ? [c * x - s * y, s * x + c * y, z] : [c * x + s * z, y, c * z - s * x];
  }

  // What it reads.

  numbers() {
    this.count();
    const { points, content } = this;
    const nearest = nearestPair(points).angle;
    const widest = content.widest[points.length];
    const best = 1 - Math.cos(widest / DEGREES);
    const lead = 1 - Math.cos(nearest);
    const { m = lead } = this.now;
    return {
      nearest: nearest * DEGREES, widest, room: lead, best, spare: best - m, asked: Math.acos(1 - m) * DEGREES,
      crowded: this.crowded().filter(Boolean).length,
    };
  }

  readings() {
    const { nearest, widest, asked, crowded } = this.numbers();
    return {
      nearest: `${numberWords(nearest, 1)}°`, widest: `${numberWords(widest, 1)}°`,
      asked: `${numberWords(asked, 1)}°`, crowded: numberWords(crowded, 0),
    };
  }

  /** @type {Kind["draw"]} */
  draw(context, look) {
    this.count();
    drawPoints(this, context, /** @type {import("../look.js").CourseLook} */ (look));
    return [["class weights", this.points.map(([x, y]) => [x, y])]];
  }
}
