/**
 * Pixels of our own: thousands of small marks are copied faster than a canvas draws them.
 *
 * A mark is drawn once by the canvas and kept as a list of pixels; stamping it copies them into an
 * ImageData, which then goes onto the stage as one picture.  Places are rounded to whole pixels.
 */

/** A small picture as a list of pixels around its middle. */
export class Mark {
  /** `draw(context)` draws around the origin, within `half` CSS pixels to each side. */
  constructor(half, pixelRatio, draw) {
    Object.assign(this, { draw, scale: pixelRatio }); // for a picture without pixels
    const extent = 2 * Math.ceil(half * pixelRatio) + 1;
    const canvas = document.createElement("canvas");
    canvas.width = extent;
    canvas.height = extent;
    const context = canvas.getContext("2d", { willReadFrequently: true });
    context.translate(extent / 2, extent / 2);
    context.scale(pixelRatio, pixelRatio);
    draw(context);
    const drawn = new Uint32Array(context.getImageData(0, 0, extent, extent).data.buffer);
    this.half = (extent - 1) / 2;
    this.dx = [];
    this.dy = [];
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

  /** Where its pixels are in a raster of this side, from its middle. */
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

export class Raster {
  constructor() {
    this.canvas = document.createElement("canvas");
    this.context = this.canvas.getContext("2d", { willReadFrequently: true }); // kept in memory
    this.side = 0;
  }

  /** Clear a square of `side` pixels. */
  begin(side) {
    if (side !== this.side) {
      this.side = side;
      this.canvas.width = side;
      this.canvas.height = side;
      this.image = this.context.createImageData(side, side);
      this.pixels = new Uint32Array(this.image.data.buffer);
    } else this.pixels.fill(0);
  }

  /** Copy a mark to a place in pixels from the middle; what would hang over is left out. */
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

  /** Put the square onto the stage, `width` CSS pixels wide, its middle at the origin. */
  end(context, width) {
    this.context.putImageData(this.image, 0, 0);
    context.drawImage(this.canvas, -width / 2, -width / 2, width, width);
  }
}

/** One pixel over another, neither premultiplied (ABGR as ImageData has them). */
export function over(top, bottom) {
  const a = top >>> 24;
  const rest = (((bottom >>> 24) * (255 - a)) / 255 + 0.5) | 0;
  const alpha = a + rest;
  const blue = (((top >>> 16) & 255) * a + ((bottom >>> 16) & 255) * rest) / alpha + 0.5;
  const green = (((top >>> 8) & 255) * a + ((bottom >>> 8) & 255) * rest) / alpha + 0.5;
  const red = ((top & 255) * a + (bottom & 255) * rest) / alpha + 0.5;
  return ((alpha << 24) | ((blue | 0) << 16) | ((green | 0) << 8) | (red | 0)) >>> 0;
}
