/**
 * A canvas context that writes SVG: what is drawn on it becomes lines, shapes and words.
 *
 * It has what drawings use of CanvasRenderingContext2D (`Context`); any other call fails at once.
 * The shading of a sphere is a picture of pixels on the screen, and in the file as well.
 */

import { baselineBelow, escaped, isWider, number } from "./svg_text.js";

/** @typedef {import("../canvas.js").Context} Context */
/** @typedef {import("../raster.js").Mark} Mark */
/** @typedef {[number, number, number, number, number, number]} Matrix a b c d e f, as a canvas's */

/** The state that `save` keeps, as a canvas has it at first. */
const PLAIN = {
  strokeStyle: /** @type {Context["strokeStyle"]} */ ("#000000"),
  fillStyle: /** @type {Context["fillStyle"]} */ ("#000000"),
  lineWidth: 1,
  globalAlpha: 1,
  font: "400 10px sans-serif",
  textAlign: /** @type {CanvasTextAlign} */ ("start"),
  textBaseline: /** @type {CanvasTextBaseline} */ ("alphabetic"),
  dash: /** @type {number[]} */ ([]),
  matrix: /** @type {Matrix} */ ([1, 0, 0, 1, 0, 0]),
  clipped: "", // the name of the path outside of which nothing is drawn
};
const ANCHORS = { start: "start", left: "start", center: "middle", end: "end", right: "end" };
/** @implements {Context} */
export class SvgContext {
  strokeStyle = PLAIN.strokeStyle;
  fillStyle = PLAIN.fillStyle;
  lineWidth = PLAIN.lineWidth;
  globalAlpha = PLAIN.globalAlpha;
  font = PLAIN.font;
  textAlign = PLAIN.textAlign;
  textBaseline = PLAIN.textBaseline;
  dash = PLAIN.dash;
  matrix = PLAIN.matrix;
  clipped = PLAIN.clipped;
  /** @type {string[]} */
  parts = [];
  /** @type {string[]} */
  path = [];
  /** @type {(typeof PLAIN)[]} */
  saved = [];
  /** @type {string[]} */
  clips = [];

  /** @param {Map<Mark, { id: string, svg: string }>} [symbols] the name and the SVG of marks */
  constructor(symbols = new Map()) {
    this.symbols = symbols;
  }

  /**
   * The whole picture as a file.
   *
   * @param {number} width
   * @param {number} height
   * @param {string} title
   */
  file(width, height, title) {
    const symbols = [...this.symbols.values()].map(({ id, svg }) => `<g id="${id}">${svg}</g>`);
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" width="${number(width)}" height="${number(height)}" `,
      `viewBox="0 0 ${number(width)} ${number(height)}" role="img">\n`,
      `<title>${escaped(title)}</title>\n<defs>${[...symbols, ...this.clips].join("\n")}</defs>\n`,
      this.parts.join("\n"),
      "\n</svg>\n",
    ].join("");
  }

  save() {
    const { strokeStyle, fillStyle, lineWidth, globalAlpha, font, textAlign, textBaseline } = this;
    const { dash, matrix, clipped } = this;
    this.saved.push({
      ...{ strokeStyle, fillStyle, lineWidth, globalAlpha, font, textAlign, textBaseline },
      ...{ dash, matrix, clipped },
    });
  }

  restore() {
    Object.assign(this, this.saved.pop());
  }

  /** @type {(...matrix: Matrix) => void} */
  setTransform(...matrix) {
    this.matrix = matrix;
  }

  /** @type {(...matrix: Matrix) => void} */
  transform(a, b, c, d, e, f) {
    const [p, q, r, s, t, u] = this.matrix;
    this.matrix = [p * a + r * b, q * a + s * b, p * c + r * d, q * c + s * d, p * e + r * f + t, q * e + s * f + u];
  }

  /** @type {(x: number, y: number) => void} */
  translate(x, y) {
    this.transform(1, 0, 0, 1, x, y);
  }

  /** @type {(x: number, y: number) => void} */
  scale(x, y) {
    this.transform(x, 0, 0, y, 0, 0);
  }

  /** @param {number} angle radians */
  rotate(angle) {
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    this.transform(c, s, -s, c, 0, 0);
  }

  /** How much larger things are than they say; turns and equal scales only. */
  get zoom() {
    return Math.hypot(this.matrix[0], this.matrix[1]);
  }

  /** @type {(x: number, y: number) => string} */
  at(x, y) {
    const [a, b, c, d, e, f] = this.matrix;
    return `${number(a * x + c * y + e)} ${number(b * x + d * y + f)}`;
  }

  /** @param {number[]} dash */
  setLineDash(dash) {
    this.dash = dash;
  }

  // Paths.

  beginPath() {
    this.path = [];
  }

  /** @type {(x: number, y: number) => void} */
  moveTo(x, y) {
    this.path.push(`M${this.at(x, y)}`);
  }

  /** @type {(x: number, y: number) => void} */
  lineTo(x, y) {
    this.path.push(`${this.path.length ? "L" : "M"}${this.at(x, y)}`);
  }

  closePath() {
    this.path.push("Z");
  }

  /** @type {CanvasPath["arc"]} */
  arc(x, y, radius, from, to, counterclockwise = false) {
    const whole = 2 * Math.PI;
    /** @type {(angle: number) => string} */
    const point = (angle) => this.at(x + radius * Math.cos(angle), y + radius * Math.sin(angle));
    let turn = to - from;
    if (Math.abs(turn) < whole) turn = ((turn % whole) + whole) % whole - (counterclockwise && turn ? whole : 0);
    else turn = Math.sign(turn) * whole;
    const size = number(radius * this.zoom);
    const pieces = Math.abs(turn) > Math.PI ? 2 : 1;
    this.path.push(`${this.path.length ? "L" : "M"}${point(from)}`);
    for (let piece = 1; piece <= pieces; piece += 1) {
      this.path.push(`A${size} ${size} 0 0 ${turn > 0 ? 1 : 0} ${point(from + (turn * piece) / pieces)}`);
    }
  }

  /** @type {(x: number, y: number, width: number, height: number) => void} */
  rect(x, y, width, height) {
    this.moveTo(x, y);
    this.lineTo(x + width, y);
    this.lineTo(x + width, y + height);
    this.lineTo(x, y + height);
    this.closePath();
  }

  /** Draw nothing outside the path from now on, until `restore`; a second path takes the place of the first. */
  clip() {
    this.clipped = `clip-${this.clips.length}`;
    this.clips.push(`<clipPath id="${this.clipped}"><path d="${this.path.join("")}"/></clipPath>`);
  }

  /** @param {CanvasFillRule} [rule] */
  fill(rule = "nonzero") {
    this.shape(`fill="${escaped(this.fillStyle)}"${rule === "nonzero" ? "" : ` fill-rule="${rule}"`}`);
  }

  stroke() {
    const dash = this.dash.length ? ` stroke-dasharray="${this.dash.map(number).join(" ")}"` : "";
    const width = number(this.lineWidth * this.zoom);
    this.shape(`fill="none" stroke="${escaped(this.strokeStyle)}" stroke-width="${width}"${dash}`);
  }

  /** @param {string} look the attributes of its fill or line */
  shape(look) {
    if (!this.path.length) return;
    const clip = this.clipped && ` clip-path="url(#${this.clipped})"`;
    this.parts.push(`<path d="${this.path.join("")}" ${look}${this.opacity}${clip}/>`);
  }

  get opacity() {
    return this.globalAlpha < 1 ? ` opacity="${number(this.globalAlpha)}"` : "";
  }

  /** @type {(x: number, y: number, width: number, height: number) => void} */
  fillRect(x, y, width, height) {
    this.beginPath();
    this.rect(x, y, width, height);
    this.fill();
  }

  /** @type {(x: number, y: number, width: number, height: number) => void} */
  strokeRect(x, y, width, height) {
    this.beginPath();
    this.rect(x, y, width, height);
    this.stroke();
  }

  clearRect() {} // an SVG begins empty

  // Words and pictures.

  /** @type {(text: string, x: number, y: number, most?: number) => void} */
  fillText(text, x, y, most = Infinity) {
    const [, weight, size, family] = this.font.match(/^(\d+) ([\d.]+)px (.+)$/) ?? [];
    const squeezed = isWider(text, this.font, most)
      ? ` textLength="${number(most)}" lengthAdjust="spacingAndGlyphs"`
      : "";
    const line = y + baselineBelow(text, this.font, this.textBaseline);
    this.parts.push(
      `<text transform="matrix(${this.matrix.map(number).join(" ")})" x="${number(x)}" y="${number(line)}" ` +
        `font-family="${escaped(family)}" font-size="${size}" font-weight="${weight}" ` +
        `text-anchor="${ANCHORS[this.textAlign]}" ` +
        `fill="${escaped(this.fillStyle)}"${squeezed}${this.opacity}>${escaped(text)}</text>`,
    );
  }

  /** @type {Context["drawImage"]} */
  drawImage(canvas, x, y, width, height) {
    const place = `x="${number(x)}" y="${number(y)}" width="${number(width)}" height="${number(height)}"`;
    this.parts.push(
      `<image transform="matrix(${this.matrix.map(number).join(" ")})" ${place} ` +
        `href="${canvas.toDataURL("image/png")}"${this.opacity}/>`,
    );
  }

  /**
   * A mark at a place; its shape is written once.
   *
   * @param {Mark} mark
   * @param {number} x
   * @param {number} y
   */
  use(mark, x, y) {
    let symbol = this.symbols.get(mark);
    if (!symbol) {
      const drawn = new SvgContext(this.symbols);
      drawn.scale(mark.scale, mark.scale); // its pixels are CSS pixels
      mark.draw(drawn);
      symbol = { id: `mark-${this.symbols.size}`, svg: drawn.parts.join("") };
      this.symbols.set(mark, symbol);
    }
    const [left, top] = this.at(x, y).split(" ");
    return `<use href="#${symbol.id}" x="${left}" y="${top}"/>`;
  }
}
