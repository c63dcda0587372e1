/** Trails: where the chosen samples, or a few of all, have come from. */

import { UNIT } from "../../../drawing/browser/directions.js";

/** @typedef {import("../../../drawing/browser/canvas.js").Context} Context */
/** @typedef {import("../panel.js").Panel} Panel */
/** @typedef {import("../panel.js").Picture} Picture */

const LENGTH = 12; // kept steps
const FEW = 40; // samples, where none is chosen

/** @type {(context: Context, panel: Panel, picture: Picture) => void} */
export function drawTrails(context, panel, { look, camera, selection }) {
  const { run, loss, screen } = panel;
  const d = run.dimension;
  const few = Array.from({ length: Math.min(FEW, run.samples) }, (_, i) =>
    Math.floor((i * run.samples) / FEW),
  );
  const [unit, point] = [[0, 0, 0], [0, 0, 1]];
  context.lineWidth = 1;
  context.globalAlpha = 0.6;
  for (const n of selection.size ? selection : few) {
    if (n >= run.samples) continue;
    context.strokeStyle = look.colours[run.labels[n]];
    context.beginPath();
    for (let k = Math.max(0, panel.k - LENGTH); k <= panel.k; k += 1) {
      const { features } = run.frames[k];
      const base = (loss * run.samples + n) * d;
      for (let i = 0; i < d; i += 1) unit[i] = features[base + i] / UNIT;
      panel.see(unit, 0, camera, point);
      const reach = panel.radius * panel.depth[n];
      if (point[2] >= 0) context.lineTo(point[0] * reach, -point[1] * reach);
    }
    context.lineTo(screen[3 * n], screen[3 * n + 1]);
    context.stroke();
  }
  context.globalAlpha = 1;
}
