/**
 * Colours, sizes and stamps of a picture, from the page's theme and the run's colour table.
 *
 * Three looks: light and dark are the page's, through its --st-* variables.  The third is for a
 * projector: black on white whatever the page is, with large words and marks.  It is switched by
 * the button "A+", by `?projector=true` in the address, or by `data-projector="true"` on the page's
 * root element, before the stage is made; the stage's host then has data-look="projector".
 */

import { classMarks, ringMarks } from "./markers.js";

const PALENESS = 0.5;

/** Of the projector's look: what washes out on a screen is made plain. */
const PROJECTOR = {
  "--st-text-color": "#000000",
  "--st-background-color": "#FFFFFF",
  "--st-secondary-background-color": "#F0F0F0",
  "--st-primary-color": "#0A4D8C",
  "--st-border-color": "#555555",
};

/** Whether the page is to be shown on a projector from its start. */
export function projectorIsAsked() {
  const asked = new URLSearchParams(window.location.search).get("projector");
  return asked === "true" || document.documentElement.dataset.projector === "true";
}

/** Put the projector's look on the stage, or take it off. */
export function dress(host, projector) {
  host.dataset.look = projector ? "projector" : "page";
  for (const [name, value] of Object.entries(PROJECTOR)) {
    if (projector) host.style.setProperty(name, value);
    else host.style.removeProperty(name);
  }
}

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
