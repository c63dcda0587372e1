/**
 * Small pictures of samples: drawn on a canvas in place of marks, and as elements beside the pointer.
 *
 *     const pictures = new Pictures(arrays.pictures, about.pictures);
 *     pictures.draw(context, n, x, y, size, colour)   centred on a place of a canvas or of an SVG
 *     pictures.element(n, size, colour, words)        an image for the page
 *     pictures.portraits[c]                           which picture stands for class c, or -1
 *
 * Each picture becomes a little canvas when it is first drawn, and is copied from then on: a
 * thousand a frame are no burden.  `colour` is the class's.  A drawing of bright strokes (digits) is
 * drawn in that colour on nothing; a photograph (faces) is grey in a frame of that colour.
 */

import { canvasOf, contextOf } from "./canvas.js";
import { channels } from "./colours.js";
import { element } from "./element.js";

/** @typedef {import("./canvas.js").Context} Context */
/**
 * What Python says of the pictures (app/scene/pictures.py).
 *
 * @typedef {{ height: number, width: number, ink: boolean, portraits: number[] }} AboutPictures
 */

const FINE = 48; // pixels that a little canvas has at least, so that it stays crisp
const FRAME = 0.07; // the width of a frame, as a share of the picture's size

export class Pictures {
  /** By picture and colour. @type {Map<string, HTMLCanvasElement>} */
  made = new Map();

  /**
   * @param {Uint8Array} pixels (P, height, width), 0 is black
   * @param {AboutPictures} about
   */
  constructor(pixels, { height, width, ink, portraits }) {
    this.pixels = pixels;
    this.height = height;
    this.width = width;
    this.ink = ink;
    this.portraits = portraits;
  }

  /**
   * A picture as a little canvas that is kept.
   *
   * @param {number} n
   * @param {string} colour #rrggbb, of its class
   */
  of(n, colour) {
    const key = this.ink ? `${n} ${colour}` : String(n);
    let canvas = this.made.get(key);
    if (!canvas) {
      canvas = this.paint(n, colour);
      this.made.set(key, canvas);
    }
    return canvas;
  }

  /**
   * @param {number} n
   * @param {string} colour
   */
  paint(n, colour) {
    const { pixels, height, width, ink } = this;
    const times = Math.max(1, Math.ceil(FINE / Math.max(height, width)));
    const canvas = canvasOf(width * times, height * times);
    const context = contextOf(canvas);
    const image = context.createImageData(canvas.width, canvas.height);
    const [red, green, blue] = channels(colour);
    for (let row = 0, at = 0; row < canvas.height; row += 1) {
      const line = (n * height + Math.floor(row / times)) * width;
      for (let column = 0; column < canvas.width; column += 1, at += 4) {
        const value = pixels[line + Math.floor(column / times)];
        image.data[at] = ink ? red : value;
        image.data[at + 1] = ink ? green : value;
        image.data[at + 2] = ink ? blue : value;
        image.data[at + 3] = ink ? value : 255;
      }
    }
    context.putImageData(image, 0, 0);
    return canvas;
  }

  /**
   * Draw a picture with its middle at a place.
   *
   * @param {Context} context
   * @param {number} n
   * @param {number} x CSS pixels
   * @param {number} y CSS pixels
   * @param {number} size the longer side, CSS pixels
   * @param {string} colour of its class
   */
  draw(context, n, x, y, size, colour) {
    const scale = size / Math.max(this.height, this.width);
    const [width, height] = [this.width * scale, this.height * scale];
    context.drawImage(this.of(n, colour), x - width / 2, y - height / 2, width, height);
    if (this.ink) return;
    context.strokeStyle = colour;
    context.lineWidth = Math.max(1.2, FRAME * size);
    context.strokeRect(x - width / 2, y - height / 2, width, height);
  }

  /**
   * A picture as an element of the page.
   *
   * @param {number} n
   * @param {number} size the longer side, CSS pixels
   * @param {string} colour of its class
   * @param {string} words what it shows, for those who cannot see it
   */
  element(n, size, colour, words) {
    const made = element("img", { class: "sample-picture", alt: words });
    made.src = this.of(n, colour).toDataURL();
    const scale = size / Math.max(this.height, this.width);
    made.style.width = `${this.width * scale}px`;
    made.style.height = `${this.height * scale}px`;
    if (!this.ink) made.style.outline = `2px solid ${colour}`;
    return made;
  }
}
