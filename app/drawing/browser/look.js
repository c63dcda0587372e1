/**
 * Colours, fonts and sizes of a picture, from the page's theme.
 *
 * Three looks: light and dark are the page's, through its --st-* variables.  The third is for a
 * projector: black on white, with large words and marks.  The button "A+", `?projector=true` in the
 * address, or `data-projector="true"` on the page's root element switches it on; the element that
 * holds the picture then has data-look="projector".
 */

import { channels, mix, packed } from "./colours.js";

/** @typedef {import("./markers.js").ClassColours} ClassColours */
/** @typedef {import("./markers.js").Marks} Marks */

// Shares of the way from a colour to that of the page.
const PALE = 0.5; // a class's region on the sphere
const PALER = 0.82; // a region where the margin is not kept
const FAINT = 0.8; // grids and outlines
const BOUNDARY = 0.25; // the line between two regions

/** @type {Record<string, string>} */
const PROJECTOR = {
  "--st-text-color": "#000000",
  "--st-background-color": "#FFFFFF",
  "--st-secondary-background-color": "#F0F0F0",
  "--st-primary-color": "#0A4D8C",
  "--st-border-color": "#555555",
};

/** Whether the address or the page asks for the projector's look from the start. */
export function projectorIsRequested() {
  const requested = new URLSearchParams(window.location.search).get("projector");
  return requested === "true" || document.documentElement.dataset.projector === "true";
}

/**
 * Put the projector's look on an element, or take it off.
 *
 * @param {HTMLElement} host
 * @param {boolean} projector
 */
export function dress(host, projector) {
  host.dataset.look = projector ? "projector" : "page";
  for (const [name, value] of Object.entries(PROJECTOR)) {
    if (projector) host.style.setProperty(name, value);
    else host.style.removeProperty(name);
  }
}

/** The theme's own colours and fonts, as an element of the page has them. */
export class Theme {
  /**
   * @param {Element} host
   * @param {number} [size] 1, or more for people who sit far from a screen
   */
  constructor(host, size = 1) {
    const style = getComputedStyle(host);
    /** @type {(name: string, otherwise: string) => string} */
    const read = (name, otherwise) => style.getPropertyValue(name).trim() || otherwise;
    this.ink = read("--st-text-color", "#1F2430");
    this.paper = read("--st-background-color", "#FFFFFF");
    this.accent = read("--st-primary-color", "#1B6CA8");
    this.faint = mix(this.ink, this.paper, FAINT);
    this.family = read("--st-font", "sans-serif");
    this.size = size;
  }

  /**
   * A font as a canvas takes it.
   *
   * @param {number} pixels
   * @param {number} [weight]
   */
  font(pixels, weight = 400) {
    return `${weight} ${pixels * this.size}px ${this.family}`;
  }

  /** Whether the page is dark. */
  get dark() {
    const [red, green, blue] = channels(this.paper);
    return red + green + blue < 384;
  }
}

/** A theme together with the classes' colours and marks, at a resolution. */
export class Look extends Theme {
  /**
   * @param {Element} host whose theme it is
   * @param {ClassColours} classes
   * @param {Marks} marks
   * @param {number} pixelRatio pixels to a CSS pixel
   * @param {number} size 1, or more for people who sit far from a screen
   */
  constructor(host, classes, marks, pixelRatio, size) {
    super(host, size);
    const { colours } = classes;
    this.pixelRatio = pixelRatio;
    this.colours = colours;
    this.detail = 0.75; // pixels of a sphere's shading to a CSS pixel
    marks.fit(classes, this.ink, pixelRatio * size);
    this.marks = marks.classes;
    this.rings = marks.rings;
    this.fullColours = Uint32Array.from(colours, (c) => packed(c) & 0xffffff);
    this.paleColours = Uint32Array.from(colours, (c) => packed(mix(c, this.paper, PALE)));
    this.bandColours = Uint32Array.from(colours, (c) => packed(mix(c, this.paper, PALER)));
    this.boundaryColour = packed(mix(this.ink, this.paper, BOUNDARY));
  }
}
