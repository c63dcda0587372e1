/** Colours, sizes and stamps of a picture, from the page's theme and the run's colour table. */

import { classMarks, ringMarks } from "./markers.js";

const PALENESS = 0.5;

export class Look {
  constructor() {
    this.hovered = -1;
    this.selection = new Set();
  }

  /** Take the theme from the page; `run` brings the classes' colours and shapes.
   *  `size` is 1, or more for those who sit far from a projector's screen. */
  refresh(host, run, pixelRatio, size) {
    const style = getComputedStyle(host);
    const of = (name, otherwise) => style.getPropertyValue(name).trim() || otherwise;
    this.ink = of("--st-text-color", "#1F2430");
    this.paper = of("--st-background-color", "#FFFFFF");
    this.accent = of("--st-primary-color", "#1B6CA8");
    this.faint = mix(this.ink, this.paper, 0.8);
    const family = of("--st-font", "sans-serif");
    this.font = (pixels, weight = 400) => `${weight} ${pixels * size}px ${family}`;
    this.size = size;
    this.pixelRatio = pixelRatio;
    this.named = run.named;
    this.detail = 0.75; // pixels of the sphere's shading for each CSS pixel
    const { colours, symbols } = run;
    this.colour = (k) => colours[k];
    const key = `${colours}${pixelRatio}${this.ink}${size}`;
    if (key !== this.marked) {
      this.marked = key;
      this.marks = classMarks(colours, symbols, pixelRatio * size);
      this.rings = ringMarks(this.ink, pixelRatio * size);
      this.fullColours = Uint32Array.from(colours, (c) => packed(c) & 0xffffff);
    }
    this.paleColours = Uint32Array.from(colours, (c) => packed(mix(c, this.paper, PALENESS)));
    this.bandColours = Uint32Array.from(colours, (c) => packed(mix(c, this.paper, 0.82)));
    this.boundaryColour = packed(mix(this.ink, this.paper, 0.25));
  }
}

function channels(colour) {
  const hex = colour.startsWith("#") && colour.length === 7;
  if (hex) return [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  return (colour.match(/\d+/g) ?? [0, 0, 0]).slice(0, 3).map(Number);
}

/** `share` of the way from one colour to another, as #rrggbb. */
export function mix(one, other, share) {
  const [a, b] = [channels(one), channels(other)];
  const mixed = a.map((value, i) => Math.round(value + share * (b[i] - value)));
  return `#${mixed.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

/** A colour as a pixel of an ImageData seen as Uint32 (little-endian ABGR). */
function packed(colour) {
  const [r, g, b] = channels(colour);
  return ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;
}
