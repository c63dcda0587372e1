/** Circles around the chosen samples and the sample under the pointer. */

/** @typedef {import("../../../drawing/browser/canvas.js").Context} Context */
/** @typedef {import("../panel.js").Panel} Panel */
/** @typedef {import("../panel.js").Picture} Picture */

const [LINE, HALO] = [2.4, 6]; // widths, CSS pixels: what is chosen is seen in any crowd

/** @type {(context: Context, panel: Panel, picture: Picture) => void} */
export function drawSelection(context, panel, { look, selection, hovered }) {
  for (const n of hovered < 0 ? selection : [...selection, hovered]) {
    if (n >= panel.run.samples) continue;
    const ink = n === hovered ? look.ink : look.accent;
    context.globalAlpha = panel.front(n) ? 1 : 0.3;
    context.beginPath();
    context.arc(panel.screen[3 * n], panel.screen[3 * n + 1], 8.5, 0, 2 * Math.PI);
    for (const [colour, width] of /** @type {[string, number][]} */ ([[look.paper, HALO], [ink, LINE]])) {
      context.strokeStyle = colour;
      context.lineWidth = width;
      context.stroke();
    }
  }
  context.globalAlpha = 1;
}
