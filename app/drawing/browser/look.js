/**
 * Colours, fonts and sizes of a picture, from the page's theme.
 *
 * Three looks: light and dark are the page's, through its --st-* variables.  The third is for a
 * projector: black on white, with large words and marks.  The button "A+", `?projector=true` in the
 * address, or `data-projector="true"` on the page's root element switches it on; the element that
 * holds the picture then has data-look="projector".  Sizes and shares are the --mm-* variables of
 * the root element.  Both come from Python: app/look.
 */

import { channels, mix, packed } from "./colours.js";

/** @typedef {import("./markers.js").ClassColours} ClassColours */
/** @typedef {import("./markers.js").Marks} Marks */

/**
 * The colours of a loss on light and on dark paper, and the dash of its lines (app/look/losses.py).
 *
 * @typedef {{ light: string, dark: string, dash: number[] }} LossLook
 */

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
    this.ink = read("--st-text-color", "#000000");
    this.paper = read("--st-background-color", "#ffffff");
    this.accent = read("--st-primary-color", this.ink);
    this.family = read("--st-font", "sans-serif");
    this.size = size;
    /** @type {(name: string) => number} */
    this.share = (name) => Number(read(`--mm-quiet-${name}`, "0.5"));
    /** Pixels of a size of the type scale. @type {(name: string) => number} */
    this.pixels = (name) => 16 * parseFloat(read(`--mm-type-${name}`, "1"));
    this.muted = this.quiet(this.ink, "muted");
    this.faint = this.quiet(this.ink, "faint"); // grids and outlines
  }

  /**
   * A colour as quiet as its role wants it.
   *
   * @param {string} colour
   * @param {string} role of the shares in app/look/tokens.py
   */
  quiet(colour, role) {
    return mix(colour, this.paper, this.share(role));
  }

  /**
   * The colour of a loss here.
   *
   * @param {LossLook} look
   */
  of({ light, dark }) {
    return this.dark ? dark : light;
  }

  /**
   * A font as a canvas takes it.
   *
   * @param {number | string} type pixels, or a name of the type scale
   * @param {number} [weight]
   */
  font(type, weight = 400) {
    const pixels = typeof type === "number" ? type : this.pixels(type);
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
    marks.fit(classes, this.ink, this.paper, pixelRatio * size);
    this.marks = marks.classes;
    this.rings = marks.rings;
    this.crowdedRings = marks.crowdedRings;
    this.fullColours = Uint32Array.from(colours, (c) => packed(c) & 0xffffff);
    const shades = shadesOf(this, colours);
    this.paleColours = shades.pale;
    this.bandColours = shades.band;
    this.boundaryColour = packed(this.quiet(this.ink, "boundary"));
  }
}

const SHADES = 8; // of a region on a sphere, from its rim to its middle
const SHADOW = 0.14; // share of the ink at the rim
/**
 * The newest shades, for a look is made anew for every picture.
 *
 * @type {{ key: string, pale: Uint32Array, band: Uint32Array }}
 */
let newest = { key: "", pale: new Uint32Array(), band: new Uint32Array() };

/**
 * The colours of regions on a sphere, SHADES for each class: a sphere is darker at its rim.
 *
 * @param {Theme} theme
 * @param {string[]} colours
 */
function shadesOf(theme, colours) {
  const key = `${colours} ${theme.ink} ${theme.paper}`;
  if (key !== newest.key) {
    /** @type {(role: string) => Uint32Array} */
    const shaded = (role) =>
      Uint32Array.from({ length: SHADES * colours.length }, (_, at) => {
        const dark = SHADOW * (1 - (at % SHADES) / (SHADES - 1)) ** 2;
        return packed(mix(theme.quiet(colours[Math.floor(at / SHADES)], role), theme.ink, dark));
      });
    newest = { key, pale: shaded("region"), band: shaded("band") };
  }
  return newest;
}

/** Which shade a region has where the sphere faces the reader by z, 0 to 1. @param {number} z */
export const shadeAt = (z) => Math.min(SHADES - 1, (z * SHADES) | 0);
export { SHADES };
