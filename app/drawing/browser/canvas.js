/** Canvases at the screen's resolution, and what a drawing may call. */

/**
 * What a drawing may call.  A canvas has it, and so has the SvgContext that writes a file.
 *
 * @typedef {Pick<CanvasRenderingContext2D,
 *   "strokeStyle" | "fillStyle" | "lineWidth" | "globalAlpha" | "font" | "textAlign" |
 *   "textBaseline" | "save" | "restore" | "translate" | "scale" | "rotate" |
 *   "setLineDash" | "beginPath" | "moveTo" | "lineTo" | "closePath" | "arc" | "rect" | "clip" |
 *   "stroke" | "fillRect" | "strokeRect" | "clearRect" | "fillText"> & {
 *   setTransform: (a: number, b: number, c: number, d: number, e: number, f: number) => void,
 *   fill: (rule?: CanvasFillRule) => void,
 *   drawImage: (
 *     picture: HTMLCanvasElement, x: number, y: number, width: number, height: number,
 *   ) => void,
 * }} Context
 */

/**
 * The context of a canvas.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {CanvasRenderingContext2DSettings} [settings]
 */
export function contextOf(canvas, settings) {
  const context = canvas.getContext("2d", settings);
  if (!context) throw new Error("this browser cannot draw on a canvas");
  return context;
}

/**
 * A canvas that is not on the page.
 *
 * @param {number} [width] pixels
 * @param {number} [height] pixels
 */
export function canvasOf(width = 1, height = 1) {
  return Object.assign(document.createElement("canvas"), { width, height });
}

/**
 * Give a canvas as many pixels as this many CSS pixels need.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {number} width CSS pixels
 * @param {number} height CSS pixels
 * @param {number} pixelRatio pixels to a CSS pixel
 */
export function fit(canvas, width, height, pixelRatio) {
  canvas.width = Math.round(width * pixelRatio);
  canvas.height = Math.round(height * pixelRatio);
}

/**
 * The emptied context of a canvas; from now on its unit is the CSS pixel.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {number} pixelRatio pixels to a CSS pixel
 */
export function cleared(canvas, pixelRatio) {
  const context = contextOf(canvas);
  context.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0);
  context.clearRect(0, 0, canvas.width, canvas.height);
  return context;
}
