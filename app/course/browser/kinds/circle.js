/**
 * A sample and class weights on the circle, or on its upper half: both can be dragged.
 *
 * Angles of the page are degrees: of weights counterclockwise from the right, of the sample
 * clockwise from the weight of its own class.
 */

import { DEGREES, degrees } from "../../../drawing/browser/directions.js";
import { Terms } from "../../../drawing/browser/losses/equation.js";
import { numberWords } from "../variables.js";
import { drawBorder, drawCircle, strokeBorder } from "./circle_drawing.js";
import { Kind, room } from "./kind.js";


const [LOW, HIGH] = [-0.16, 1.34]; // what is seen of a half, in radii
const WHOLE = 1.34; // and of a circle
const WIDEST = 560; // CSS pixels of a circle

export class Figure extends Kind {
  xWords = "angle to the own class, degrees";
  yWords = "loss, nats";
  radius = 1;
  middle = { x: 0, y: 0 };
  size = 1;

  /**
   * @param {number} width
   * @param {number} size
   */
  arrange(width, size) {
    this.width = width;
    this.size = size;
    const { half } = this.content;
    const across = Math.min(width, WIDEST * size);
    this.radius = Math.min(across / 2 / WHOLE, room() / (half ? HIGH - LOW : 2 * WHOLE));
    this.height = Math.round(this.radius * (half ? HIGH - LOW : 2 * WHOLE));
    this.middle = { x: width / 2, y: this.radius * (half ? HIGH : WHOLE) };
    return this.height;
  }

  // Where things are.

  /** Directions of the weights, radians counterclockwise. */
  get weights() {
    return this.content.weights.map((/** @type {any} */ weight, /** @type {number} */ k) =>
      (this.now[`w${k}`] ?? weight.angle) / DEGREES);
  }

  /** The direction of the sample. */
  get sample() {
    return this.direction(this.now.angle);
  }

  /** @param {number} angle from the own weight, degrees clockwise */
  direction(angle) {
    return this.weights[this.content.own] - angle / DEGREES;
  }

  /** @param {number} direction */
  cosines(direction = this.sample) {
    return this.weights.map((/** @type {number} */ weight) => Math.cos(direction - weight));
  }

  /** The wrong class whose weight is nearest to the sample. */
  get rival() {
    const cosines = this.cosines();
    cosines[this.content.own] = -2;
    return cosines.indexOf(Math.max(...cosines));
  }

  /**
   * @param {number} direction radians
   * @param {number} [reach] in radii
   */
  point(direction, reach = 1) {
    const r = reach * this.radius;
    return { x: this.middle.x + r * Math.cos(direction), y: this.middle.y - r * Math.sin(direction) };
  }

  /** The terms of every loss for the sample. */
  terms() {
    const cosines = this.cosines();
    return this.losses.map((loss) =>
      loss.terms(cosines, this.content.own, undefined, new Terms(cosines.length)));
  }

  // What a hand does.

  handles() {
    const { weights, own, fixed } = this.content;
    const at = this.sample;
    /** @type {import("./kind.js").Handle[]} */
    const handles = [];
    if (!fixed) {
      const words = this.variables.words("angle");
      handles.push({
        name: "angle", kind: "sample", ...this.point(at), value: this.now.angle, words,
        label: `The sample, ${words} from ${plain(weights[own].name)}`,
      });
    }
    weights.forEach((/** @type {any} */ weight, /** @type {number} */ k) => {
      if (!this.variables.of(`w${k}`)) return;
      handles.push({
        name: `w${k}`, kind: "weight", ...this.point(this.weights[k]), value: this.now[`w${k}`],
        words: this.variables.words(`w${k}`), label: `The weight ${plain(weight.name)}`,
      });
    });
    return handles;
  }

  /**
   * @param {string} name
   * @param {number} x
   * @param {number} y
   */
  drag(name, x, y) {
    const direction = Math.atan2(this.middle.y - y, x - this.middle.x);
    if (name === "angle") this.variables.set(name, this.angleOf(direction));
    else this.variables.set(name, this.near(name, direction * DEGREES));
  }

  /** Degrees from the own weight, clockwise, within what the sample may have. @param {number} direction */
  angleOf(direction) {
    return this.near("angle", (this.weights[this.content.own] - direction) * DEGREES);
  }

  /** The same direction in the range of a variable, or the nearer of its ends. @type {(name: string, angle: number) => number} */
  near(name, angle) {
    const { low, high } = this.variables.of(name) ?? { low: -180, high: 180 };
    const centre = (low + high) / 2;
    return angle - 360 * Math.round((angle - centre) / 360);
  }

  placeOf(/** @type {any} */ _ask, /** @type {number} */ _at, /** @type {number} */ value) {
    return this.point(this.direction(value), 1.06);
  }

  valueAt(/** @type {any} */ _ask, /** @type {number} */ _at, /** @type {number} */ x, /** @type {number} */ y) {
    return this.angleOf(Math.atan2(this.middle.y - y, x - this.middle.x));
  }

  // What it reads.

  numbers() {
    const cosines = this.cosines();
    const { own } = this.content;
    const { rival } = this;
    /** @type {Record<string, number>} */
    const numbers = {
      cos: cosines[own], cos_rival: cosines[rival], lead: cosines[own] - cosines[rival],
      rival_angle: degrees(cosines[rival]), own_angle: degrees(cosines[own]),
    };
    this.terms().forEach((terms, at) => {
      const { name } = this.losses[at];
      numbers[`loss.${name}`] = terms.loss;
      numbers[`p.${name}`] = terms.p[own];
      numbers[`push.${name}`] = Math.abs(terms.slope[rival]);
      numbers[`pull.${name}`] = Math.abs(terms.slope[own]);
      numbers[`support.${name}`] = terms.support[rival];
    });
    return numbers;
  }

  readings() {
    const { own_angle, rival_angle, ...others } = this.numbers();
    /** @type {Record<string, string>} */
    const readings = {
      own_angle: `${numberWords(own_angle, 0)}°`, rival_angle: `${numberWords(rival_angle, 0)}°`,
      rival: plain(this.content.weights[this.rival].name),
    };
    for (const [name, value] of Object.entries(others)) {
      if (name.startsWith("p.")) readings[name] = `${numberWords(100 * value, 0)} %`;
    }
    return readings;
  }

  // Drawing.

  /** @type {Kind["draw"]} */
  draw(context, look, drawing) {
    drawCircle(this, context, /** @type {import("../look.js").CourseLook} */ (look), drawing);
    return this.series();
  }

  /** @type {Kind["strokeDrawn"]} */
  strokeDrawn(context, _ask, values) {
    strokeBorder(this, context, values);
  }

  /** @type {Kind["drawDrawn"]} */
  drawDrawn(context, look, drawing) {
    drawBorder(this, context, look, drawing);
  }

  /** Every loss on the way of the sample, and where it is. */
  series() {
    const { own } = this.content;
    const { low, high } = this.variables.of("angle") ?? { low: 0, high: 180 };
    const way = Array.from({ length: 121 }, (_, i) => low + ((high - low) * i) / 120);
    const cosines = way.map((angle) => this.cosines(this.direction(angle)));
    const terms = new Terms(this.weights.length);
    /** @type {[string, number[][]][]} */
    const series = this.losses.map((loss) => [
      loss.title, way.map((angle, i) => [angle, loss.terms(cosines[i], own, undefined, terms).loss]),
    ]);
    this.terms().forEach(({ loss }, at) => series.push([`${this.losses[at].title}, the sample`, [[this.now.angle, loss]]]));
    return series;
  }
}

/** A name without the sign of a subscript. @param {string} name */
const plain = (name) => name.replace("_", " ");
