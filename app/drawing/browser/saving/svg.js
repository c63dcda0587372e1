/**
 * A canvas context that writes SVG: what the panels draw on it becomes lines, shapes and words.
 *
 * It has what the stage uses of CanvasRenderingContext2D and no more; an unknown call fails at once.
 * A `Stamps` takes the place of a panel's raster, so that marks stay shapes too.  The shading of a
 * sphere is a picture of pixels on the screen, and is one in the file.
 */

const number = (value) => String(Math.round(value * 100) / 100);

/** Text that is safe within XML, in content and in attributes. */
export function escaped(text) {
  return String(text)
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd]/g, "")
    .replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

const PLAIN = {
  strokeStyle: "#000000",
  fillStyle: "#000000",
  lineWidth: 1,
  globalAlpha: 1,
  font: "400 10px sans-serif",
  textAlign: "start",
  textBaseline: "alphabetic",
  dash: [],
  matrix: [1, 0, 0, 1, 0, 0],
  clipped: "", // the name of what nothing is drawn outside of
};
const ANCHORS = { start: "start", left: "start", center: "middle", end: "end", right: "end" };
const ruler = document.createElement("canvas").getContext("2d");

/** How far below a place the letters' own baseline lies; SVG's other baselines are not a canvas's. */
function drop(text, baseline) {
  const [above, there] = ["alphabetic", baseline].map((line) => {
    ruler.textBaseline = line;
    return ruler.measureText(text).actualBoundingBoxAscent;
  });
  return above - there;
}

export class SvgContext {
  constructor(symbols = new Map()) {
    Object.assign(this, PLAIN);
    this.parts = [];
    this.path = [];
    this.saved = [];
    this.symbols = symbols; // mark -> its name and its SVG
    this.clips = [];
  }

  /** The whole picture as a file. */
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
    const { matrix, dash } = this;
    const state = Object.fromEntries(Object.keys(PLAIN).map((name) => [name, this[name]]));
    this.saved.push({ ...state, matrix: [...matrix], dash: [...dash] });
  }

  restore() {
    Object.assign(this, this.saved.pop());
  }

  setTransform(...matrix) {
    this.matrix = matrix;
  }

  transform(a, b, c, d, e, f) {
    const [p, q, r, s, t, u] = this.matrix;
    this.matrix = [p * a + r * b, q * a + s * b, p * c + r * d, q * c + s * d, p * e + r * f + t, q * e + s * f + u];
  }

  translate(x, y) {
    this.transform(1, 0, 0, 1, x, y);
  }

  scale(x, y) {
    this.transform(x, 0, 0, y, 0, 0);
  }

  rotate(angle) {
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    this.transform(c, s, -s, c, 0, 0);
  }

  /** How much larger things are than they say; turns and equal scales only. */
  get zoom() {
    return Math.hypot(this.matrix[0], this.matrix[1]);
  }

  at(x, y) {
    const [a, b, c, d, e, f] = this.matrix;
    return `${number(a * x + c * y + e)} ${number(b * x + d * y + f)}`;
  }

  setLineDash(dash) {
    this.dash = dash;
  }

  // Paths.

  beginPath() {
    this.path = [];
  }

  moveTo(x, y) {
    this.path.push(`M${this.at(x, y)}`);
  }

  lineTo(x, y) {
    this.path.push(`${this.path.length ? "L" : "M"}${this.at(x, y)}`);
  }

  closePath() {
    this.path.push("Z");
  }

  arc(x, y, radius, from, to, counterclockwise = false) {
    const whole = 2 * Math.PI;
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

  rect(x, y, width, height) {
    this.moveTo(x, y);
    this.lineTo(x + width, y);
    this.lineTo(x + width, y + height);
    this.lineTo(x, y + height);
    this.closePath();
  }

  /** Nothing outside the path from now on, until `restore`; one path at a time. */
  clip() {
    this.clipped = `clip-${this.clips.length}`;
    this.clips.push(`<clipPath id="${this.clipped}"><path d="${this.path.join("")}"/></clipPath>`);
  }

  fill(rule = "nonzero") {
    this.shape(`fill="${escaped(this.fillStyle)}"${rule === "nonzero" ? "" : ` fill-rule="${rule}"`}`);
  }

  stroke() {
    const dash = this.dash.length ? ` stroke-dasharray="${this.dash.map(number).join(" ")}"` : "";
    const width = number(this.lineWidth * this.zoom);
    this.shape(`fill="none" stroke="${escaped(this.strokeStyle)}" stroke-width="${width}"${dash}`);
  }

  shape(look) {
    if (!this.path.length) return;
    const clip = this.clipped && ` clip-path="url(#${this.clipped})"`;
    this.parts.push(`<path d="${this.path.join("")}" ${look}${this.opacity}${clip}/>`);
  }

  get opacity() {
    return this.globalAlpha < 1 ? ` opacity="${number(this.globalAlpha)}"` : "";
  }

  fillRect(...place) {
    this.beginPath();
    this.rect(...place);
    this.fill();
  }

  strokeRect(...place) {
    this.beginPath();
    this.rect(...place);
    this.stroke();
  }

  clearRect() {} // an SVG begins empty

  // Words and pictures.

  fillText(text, x, y, most = Infinity) {
    const [, weight, size, family] = this.font.match(/^(\d+) ([\d.]+)px (.+)$/);
    ruler.font = this.font;
    const squeezed =
      ruler.measureText(text).width > most
        ? ` textLength="${number(most)}" lengthAdjust="spacingAndGlyphs"`
        : "";
    const line = y + drop(text, this.textBaseline);
    this.parts.push(
      `<text transform="matrix(${this.matrix.map(number).join(" ")})" x="${number(x)}" y="${number(line)}" ` +
        `font-family="${escaped(family)}" font-size="${size}" font-weight="${weight}" ` +
        `text-anchor="${ANCHORS[this.textAlign]}" ` +
        `fill="${escaped(this.fillStyle)}"${squeezed}${this.opacity}>${escaped(text)}</text>`,
    );
  }

  drawImage(canvas, x, y, width, height) {
    const place = `x="${number(x)}" y="${number(y)}" width="${number(width)}" height="${number(height)}"`;
    this.parts.push(
      `<image transform="matrix(${this.matrix.map(number).join(" ")})" ${place} ` +
        `href="${canvas.toDataURL("image/png")}"${this.opacity}/>`,
    );
  }

  /** A mark at a place; what it looks like is written once. */
  use(mark, x, y) {
    if (!this.symbols.has(mark)) {
      const drawn = new SvgContext(this.symbols);
      drawn.scale(mark.scale, mark.scale); // a picture without pixels has one to a CSS pixel
      mark.draw(drawn);
      this.symbols.set(mark, { id: `mark-${this.symbols.size}`, svg: drawn.parts.join("") });
    }
    const [left, top] = this.at(x, y).split(" ");
    return `<use href="#${this.symbols.get(mark).id}" x="${left}" y="${top}"/>`;
  }
}

/** In the place of a raster: marks stay shapes, and the ring of regions becomes a few sectors. */
export class Stamps {
  constructor(context) {
    this.context = context;
  }

  begin() {
    this.parts = [];
  }

  /** Places come in pixels, of which a picture without pixels has one to a CSS pixel. */
  stamp(mark, x, y) {
    this.parts.push(this.context.use(mark, x, y));
  }

  /** Colours (ABGR) of as many directions, between two radii; equal neighbours are one sector. */
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

  end(context) {
    if (this.parts.length) context.parts.push(`<g${context.opacity}>${this.parts.join("\n")}</g>`);
  }
}
