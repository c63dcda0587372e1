/** Colours: their channels, mixtures, and colours as pixels. */

/**
 * Red, green and blue of "#rrggbb" or "rgb(r, g, b)", 0 to 255.
 *
 * @param {string} colour
 */
export function channels(colour) {
  const hex = colour.startsWith("#") && colour.length === 7;
  if (hex) return [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  return (colour.match(/\d+/g) ?? [0, 0, 0]).slice(0, 3).map(Number);
}

/**
 * The colour `share` of the way between two colours, as #rrggbb.
 *
 * @param {string} from
 * @param {string} to
 * @param {number} share 0 to 1
 */
export function mix(from, to, share) {
  const [a, b] = [channels(from), channels(to)];
  const mixed = a.map((value, i) => Math.round(value + share * (b[i] - value)));
  return `#${mixed.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

/**
 * An opaque colour as a pixel of an ImageData that is seen as Uint32 (little-endian ABGR).
 *
 * @param {string} colour
 */
export function packed(colour) {
  const [r, g, b] = channels(colour);
  return ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;
}
