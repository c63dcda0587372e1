/** Hand a file to the reader. */

const KEPT = 60_000; // milliseconds that the browser has for reading it

/**
 * Save a file under a name.
 *
 * @param {string} name
 * @param {Blob | string} content a string is the address of the content
 */
export function save(name, content) {
  const link = document.createElement("a");
  link.download = name;
  link.href = typeof content === "string" ? content : URL.createObjectURL(content);
  link.click(); // outside the page, so that no menu takes it for a click beside it
  if (typeof content !== "string") setTimeout(() => URL.revokeObjectURL(link.href), KEPT);
}

/**
 * A canvas as a PNG file.
 *
 * @param {HTMLCanvasElement} canvas
 * @returns {Promise<Blob>}
 */
export function pngOf(canvas) {
  return new Promise((resolve, reject) => {
    const take = (/** @type {Blob | null} */ blob) =>
      blob ? resolve(blob) : reject(new Error("the picture is too large for this browser"));
    canvas.toBlob(take, "image/png");
  });
}

/**
 * The text of an SVG as a file.
 *
 * @param {string} text
 */
export const svgBlob = (text) => new Blob([text], { type: "image/svg+xml" });

/**
 * The text of a table as a file.
 *
 * @param {string} text
 */
export const csvBlob = (text) => new Blob([text], { type: "text/csv" });
