/**
 * Pixels of our own: thousands of small marks are copied faster than a canvas draws them.
 *
 * A mark is drawn once by the canvas and kept as a list of pixels; stamping it copies them into an
 * ImageData, which then goes onto the canvas as one picture.  Places are rounded to whole pixels.
 */

import { canvasOf, contextOf } from "./canvas.js";

/** @typedef {import("./canvas.js").Context} Context */

const IN_MEMORY = { willReadFrequently: true };

/** A small picture as a list of pixels around its middle. */
export class Mark {
  /**
   * @param {number} half how far it reaches to each side, CSS pixels
   * @param {number} pixelRatio pixels to a CSS pixel
   * @param {(context: Context) => void} draw draws it around the origin
   */
  constructor(half, pixelRatio, draw) {
    this.draw = draw; // for a picture without pixels
    this.scale = pixelRatio;
    const extent = 2 * Math.ceil(half * pixelRatio) + 1;
    const context = contextOf(canvasOf(extent, extent), IN_MEMORY);
    context.translate(extent / 2, extent / 2);
    context.scale(pixelRatio, pixelRatio);
    draw(context);
    const drawn = new Uint32Array(context.getImageData(0, 0, extent, extent).data.buffer);
    this.half = (extent - 1) / 2;
    /** @type {number[]} */
    this.dx = [];
    /** @type {number[]} */
    this.dy = [];
    /** @type {number[]} */
    const pixels = [];
    drawn.forEach((pixel, at) => {
      if (pixel >>> 24 < 8) return;
      this.dx.push((at % extent) - this.half);
      this.dy.push(Math.floor(at / extent) - this.half);
      pixels.push(pixel);
    });
    this.pixels = Uint32Array.from(pixels);
    this.offsets = new Int32Array(pixels.length);
    this.side = 0;
  }

  /**
   * Where its pixels are in a raster, counted from the pixel at its middle.
   *
   * @param {number} side of the raster, pixels
   */
  offsetsIn(side) {
    if (side !== this.side) {
      this.side = side;
      for (let i = 0; i < this.offsets.length; i += 1) {
        this.offsets[i] = this.dy[i] * side + this.dx[i];
      }
    }
    return this.offsets;
  }
}

/** A square of pixels that marks are stamped into. */
export class Raster {
  constructor() {
    this.canvas = canvasOf();
    this.context = contextOf(this.canvas, IN_MEMORY);
    this.side = 1;
    this.image = this.context.createImageData(1, 1);
    this.pixels = new Uint32Array(this.image.data.buffer);
  }

  /**
   * Clear a square.
   *
   * @param {number} side pixels
   */
  begin(side) {
    if (side !== this.side) {
      this.side = side;
      this.canvas.width = side;
      this.canvas.height = side;
      this.image = this.context.createImageData(side, side);
      this.pixels = new Uint32Array(this.image.data.buffer);
    } else this.pixels.fill(0);
  }

  /**
   * Copy a mark to a place; a mark that would reach over the edge is left out.
   *
   * @param {Mark} mark
   * @param {number} x pixels to the right of the middle
   * @param {number} y pixels below the middle
   */
  stamp(mark, x, y) {
    const { side, pixels } = this;
    const column = Math.round(x + side / 2 - 0.5);
    const row = Math.round(y + side / 2 - 0.5);
    const { half } = mark;
    if (column < half || row < half || column >= side - half || row >= side - half) return;
    const middle = row * side + column;
    const offsets = mark.offsetsIn(side);
    for (let i = 0; i < offsets.length; i += 1) {
      const at = middle + offsets[i];
      const pixel = mark.pixels[i];
      pixels[at] = pixels[at] === 0 || pixel >>> 24 === 255 ? pixel : over(pixel, pixels[at]);
    }
  }

  /**
   * Put the square onto a canvas, its middle at the origin.
   *
   * @param {Context} context
   * @param {number} width CSS pixels
   */
  end(context, width) {
    this.context.putImageData(this.image, 0, 0);
    context.drawImage(this.canvas, -width / 2, -width / 2, width, width);
  }
}

/**
 * One pixel over another, neither premultiplied (ABGR as ImageData has them).
 *
 * @param {number} top
 * @param {number} bottom
 */
export function over(top, bottom) {
  const a = top >>> 24;
  const rest = (((bottom >>> 24) * (255 - a)) / 255 + 0.5) | 0;
  const alpha = a + rest;
  const blue = (((top >>> 16) & 255) * a + ((bottom >>> 16) & 255) * rest) / alpha + 0.5;
  const green = (((top >>> 8) & 255) * a + ((bottom >>> 8) & 255) * rest) / alpha + 0.5;
  const red = ((top & 255) * a + (bottom & 255) * rest) / alpha + 0.5;
  return ((alpha << 24) | ((blue | 0) << 16) | ((green | 0) << 8) | (red | 0)) >>> 0;
}
