/**
 * A small chart on canvas, with axes, in three layers.
 *
 * `base` is drawn when a setting changes, `middle` when its own content changes, and `top`, with what
 * is dragged, at every picture.  A chart of a page extends Chart and has drawBase, drawTop and, if it
 * has a middle layer, drawMiddle.  While a chart draws itself for a file, all layers are the file's context.
 */

import { Axes } from "./axes.js";
import { cleared, fit } from "./canvas.js";

/** @typedef {import("./canvas.js").Context} Context */
/** @typedef {import("./look.js").Look} Look */
/** @typedef {import("./saving/figure_files.js").Series} Series */
/** @typedef {import("./axes.js").Range} Range */
/** @typedef {import("./axes.js").Ticks} Ticks */
/** @typedef {{ colour: string, dash?: number[], width?: number }} Stroke */

export class Chart {
  width = 0;
  height = 0;
  ratio = 1;
  moves = false; // its base is drawn anew at every picture
  axes = new Axes(1, 1, 1, [0, 1], [0, 1]);
  /** @type {{ context: Context, series: Series[] } | undefined} */
  file;

  /** @param {{ name: string, title: string, xWords: string, yWords: string, aspect?: number }} about */
  constructor({ name, title, xWords, yWords, aspect = 0.62 }) {
    this.name = name;
    this.title = title;
    this.xWords = xWords;
    this.yWords = yWords;
    this.aspect = aspect;
    this.element = document.createElement("figure");
    this.element.className = "figure";
    this.element.dataset.chart = name;
    this.heading = document.createElement("h3");
    this.heading.textContent = title;
    this.place = document.createElement("div");
    this.place.className = "layers";
    this.base = document.createElement("canvas");
    this.middle = document.createElement("canvas");
    this.top = document.createElement("canvas");
    this.base.setAttribute("role", "img");
    this.middle.setAttribute("aria-hidden", "true");
    this.top.setAttribute("aria-hidden", "true");
    this.place.append(this.base, this.middle, this.top);
    this.caption = document.createElement("figcaption");
    this.element.append(this.heading, this.place, this.caption);
  }

  /**
   * Take the width that the page gives.
   *
   * @param {number} ratio pixels to a CSS pixel
   */
  arrange(ratio) {
    this.width = this.place.clientWidth;
    this.height = Math.round(this.width * this.aspect);
    this.place.style.height = `${this.height}px`;
    for (const canvas of [this.base, this.middle, this.top]) {
      fit(canvas, this.width, this.height, ratio);
    }
    this.ratio = ratio;
  }

  /** @param {Look} _look */
  drawBase(_look) {}

  /** @param {Look} _look */
  drawMiddle(_look) {}

  /** @param {Look} _look */
  drawTop(_look) {}

  /**
   * An empty layer.
   *
   * @param {HTMLCanvasElement} canvas
   * @returns {Context}
   */
  clear(canvas) {
    return this.file ? this.file.context : cleared(canvas, this.ratio);
  }

  /**
   * Draw all layers on one context; gives what was drawn.
   *
   * @param {Context} context
   * @param {Look} look
   */
  drawOn(context, look) {
    /** @type {Series[]} */
    const series = [];
    this.file = { context, series };
    try {
      this.drawBase(look);
      this.drawMiddle(look);
      this.drawTop(look);
      return series;
    } finally {
      this.file = undefined;
    }
  }

  /**
   * Note the points of something that is drawn, for a file of numbers.
   *
   * @param {string} name
   * @param {number[][]} points
   */
  note(name, points) {
    this.file?.series.push([name, points]);
  }

  /** Title and caption. */
  about() {
    return { title: this.title, caption: this.caption.textContent ?? "" };
  }

  /**
   * The title and what it shows, for ears.
   *
   * @param {string} words
   */
  describe(words) {
    this.base.setAttribute("aria-label", `${this.title}${words}`);
  }

  /**
   * Draw axes, words and grid on the base layer; gives its context.
   *
   * @param {Look} look
   * @param {Range} xRange
   * @param {Range} yRange
   * @param {Ticks} xTicks
   * @param {Ticks} yTicks
   */
  drawAxes(look, xRange, yRange, xTicks, yTicks) {
    this.axes = new Axes(this.width, this.height, look.size, xRange, yRange);
    const context = this.clear(this.base);
    this.axes.draw(context, look, xTicks, yTicks);
    this.axes.drawWords(context, this.xWords, this.yWords);
    return context;
  }

  /**
   * A line through points; where y is NaN, the pen is lifted.
   *
   * @param {Context} context
   * @param {string} name
   * @param {number[][]} points
   * @param {Stroke} stroke
   */
  line(context, name, points, { colour, dash = [], width = 2 }) {
    this.note(name, points);
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.setLineDash(dash);
    context.beginPath();
    let down = false;
    for (const [x, y] of points) {
      if (Number.isNaN(y)) down = false;
      else if (down) context.lineTo(this.axes.x(x), this.axes.y(y));
      else {
        context.moveTo(this.axes.x(x), this.axes.y(y));
        down = true;
      }
    }
    context.stroke();
    context.setLineDash([]);
  }

  /**
   * A round mark.
   *
   * @param {Context} context
   * @param {string} name
   * @param {number} x
   * @param {number} y
   * @param {string} colour
   * @param {Look} look
   * @param {number} [radius] CSS pixels
   */
  dot(context, name, x, y, colour, look, radius = 4.5) {
    this.note(name, [[x, y]]);
    context.beginPath();
    context.arc(this.axes.x(x), this.axes.y(y), radius * look.size, 0, 2 * Math.PI);
    context.fillStyle = colour;
    context.fill();
    context.lineWidth = 1;
    context.strokeStyle = look.paper;
    context.stroke();
  }
}
