/** The axes of a chart: where a value is on the canvas, and the grid with its words. */

/** @typedef {import("./canvas.js").Context} Context */
/** @typedef {import("./look.js").Theme} Theme */
/** @typedef {[number, number]} Range */
/** @typedef {[number, string][]} Ticks where they are, and their words */

const PAD = { left: 44, right: 10, top: 10, bottom: 34 }; // CSS pixels around the grid

export class Axes {
  /**
   * @param {number} width CSS pixels
   * @param {number} height CSS pixels
   * @param {number} size of words, 1 as usual
   * @param {Range} xRange
   * @param {Range} yRange
   */
  constructor(width, height, size, [xLow, xHigh], [yLow, yHigh]) {
    this.left = PAD.left * size;
    this.right = width - PAD.right;
    this.top = PAD.top;
    this.bottom = height - PAD.bottom * size;
    this.height = height;
    this.xLow = xLow;
    this.xHigh = xHigh;
    this.yLow = yLow;
    this.yHigh = yHigh;
  }

  /** @param {number} value */
  x(value) {
    return this.left + ((value - this.xLow) / (this.xHigh - this.xLow)) * (this.right - this.left);
  }

  /** @param {number} value */
  y(value) {
    return this.bottom - ((value - this.yLow) / (this.yHigh - this.yLow)) * (this.bottom - this.top);
  }

  /**
   * The values at a place of the canvas, for what is dragged on a chart.
   *
   * @param {number} px CSS pixels
   * @param {number} py CSS pixels
   * @returns {[number, number]}
   */
  at(px, py) {
    const across = (px - this.left) / (this.right - this.left);
    const up = (this.bottom - py) / (this.bottom - this.top);
    return [
      this.xLow + across * (this.xHigh - this.xLow),
      this.yLow + up * (this.yHigh - this.yLow),
    ];
  }

  /**
   * Draw only within the axes.
   *
   * @param {Context} context
   * @param {() => void} draw
   */
  within(context, draw) {
    context.save();
    context.beginPath();
    context.rect(this.left, this.top, this.right - this.left, this.bottom - this.top);
    context.clip();
    draw();
    context.restore();
  }

  /**
   * Draw the grid and its words.
   *
   * @param {Context} context
   * @param {Theme} theme
   * @param {Ticks} xTicks
   * @param {Ticks} yTicks
   */
  draw(context, theme, xTicks, yTicks) {
    context.font = theme.font(11);
    context.lineWidth = 1;
    context.fillStyle = theme.ink;
    context.strokeStyle = theme.faint;
    context.beginPath();
    for (const [value, words] of xTicks) {
      context.moveTo(this.x(value), this.top);
      context.lineTo(this.x(value), this.bottom);
      context.textAlign = "center";
      context.textBaseline = "top";
      context.fillText(words, this.x(value), this.bottom + 4);
    }
    for (const [value, words] of yTicks) {
      context.moveTo(this.left, this.y(value));
      context.lineTo(this.right, this.y(value));
      context.textAlign = "right";
      context.textBaseline = "middle";
      context.fillText(words, this.left - 5, this.y(value));
    }
    context.stroke();
  }

  /**
   * Write below and beside the axes what they show.
   *
   * @param {Context} context
   * @param {string} xWords
   * @param {string} yWords
   */
  drawWords(context, xWords, yWords) {
    context.textAlign = "center";
    context.textBaseline = "bottom";
    context.fillText(xWords, (this.left + this.right) / 2, this.height - 2);
    context.save();
    context.translate(2, (this.top + this.bottom) / 2);
    context.rotate(-Math.PI / 2);
    context.textBaseline = "top";
    context.fillText(yWords, 0, 0);
    context.restore();
  }
}

/**
 * `count` + 1 numbers from `low` to `high`, evenly.
 *
 * @param {number} count
 * @param {number} low
 * @param {number} high
 */
export const span = (count, low, high) =>
  Array.from({ length: count + 1 }, (_, i) => low + ((high - low) * i) / count);
