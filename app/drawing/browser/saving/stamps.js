/** A raster for a picture without pixels: marks stay shapes. */

import { SvgContext } from "./svg_context.js";

/** @typedef {import("../raster.js").Mark} Mark */

/** In the place of a Raster.  The ring of regions becomes a few sectors. */
export class Stamps {
  /** @param {SvgContext} context */
  constructor(context) {
    this.context = context;
    /** @type {string[]} */
    this.parts = [];
  }

  begin() {
    this.parts = [];
  }

  /**
   * Put a mark at a place, in CSS pixels.
   *
   * @param {Mark} mark
   * @param {number} x
   * @param {number} y
   */
  stamp(mark, x, y) {
    this.parts.push(this.context.use(mark, x, y));
  }

  /**
   * A ring in the colours (ABGR) of as many directions; equal neighbours are one sector.
   *
   * @param {Uint32Array} colours
   * @param {number} inner radius
   * @param {number} outer radius
   */
  ring(colours, inner, outer) {
    const drawn = new SvgContext();
    const { matrix } = this.context;
    const step = (2 * Math.PI) / colours.length;
    for (let from = 0, to; from < colours.length; from = to) {
      for (to = from + 1; to < colours.length && colours[to] === colours[from]; ) to += 1;
      const [start, end] = [-(from - 0.5) * step, -(to - 0.5) * step];
      const colour = colours[from];
      drawn.matrix = matrix;
      drawn.beginPath();
      drawn.arc(0, 0, outer, start, end, true);
      drawn.arc(0, 0, inner, end, start, false);
      drawn.closePath();
      drawn.fillStyle = `rgb(${colour & 255},${(colour >>> 8) & 255},${(colour >>> 16) & 255})`;
      drawn.globalAlpha = (colour >>> 24) / 255;
      drawn.fill();
    }
    this.parts.push(...drawn.parts);
  }

  /**
   * Put it into a picture.
   *
   * @param {import("../canvas.js").Context} context
   */
  end(context) {
    if (!(context instanceof SvgContext)) throw new Error("stamps need a picture without pixels");
    if (this.parts.length) context.parts.push(`<g${context.opacity}>${this.parts.join("\n")}</g>`);
  }
}
