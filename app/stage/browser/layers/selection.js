/** Circles around the chosen samples and the sample under the pointer. */

/** @typedef {import("../../../drawing/browser/canvas.js").Context} Context */
/** @typedef {import("../panel.js").Panel} Panel */
/** @typedef {import("../panel.js").Picture} Picture */

/** @type {(context: Context, panel: Panel, picture: Picture) => void} */
export function drawSelection(context, panel, { look, selection, hovered }) {
  context.lineWidth = 2.4;
  for (const n of hovered < 0 ? selection : [...selection, hovered]) {
    if (n >= panel.run.samples) continue;
    context.strokeStyle = n === hovered ? look.ink : look.accent;
    context.globalAlpha = panel.front(n) ? 1 : 0.3;
    context.beginPath();
    context.arc(panel.screen[3 * n], panel.screen[3 * n + 1], 7.5, 0, 2 * Math.PI);
    context.stroke();
  }
  context.globalAlpha = 1;
}
