/** Forces on samples and class weights: a line each, the greatest of a loss the longest. */

/** @typedef {import("../../../drawing/browser/canvas.js").Context} Context */
/** @typedef {import("../panel.js").Panel} Panel */
/** @typedef {import("../panel.js").Picture} Picture */

const LENGTH = 0.35; // of the greatest force, in radii
const GREATEST = 127; // as a force is packed

/** @type {(context: Context, panel: Panel, picture: Picture) => void} */
export function drawForces(context, panel, { look, camera }) {
  const { run, loss, frame, screen, radius } = panel;
  const d = run.dimension;
  const [tip, point] = [[0, 0, 0], [0, 0, 1]];
  /** @type {(force: Int8Array, base: number, x: number, y: number) => void} */
  const line = (force, base, x, y) => {
    panel.see(force, base, camera, tip);
    const reach = LENGTH * radius;
    context.moveTo(x, y);
    context.lineTo(x + (reach * tip[0]) / GREATEST, y - (reach * tip[1]) / GREATEST);
  };
  context.strokeStyle = look.accent;
  context.lineWidth = 1;
  context.globalAlpha = 0.8;
  context.beginPath();
  for (let n = 0; n < run.samples; n += 1) {
    if (!panel.front(n)) continue;
    line(frame.push, (loss * run.samples + n) * d, screen[3 * n], screen[3 * n + 1]);
  }
  context.stroke();
  context.lineWidth = 3;
  context.globalAlpha = 0.9;
  context.beginPath();
  for (let c = 0; c < run.classes; c += 1) {
    panel.see(panel.weights, c * d, camera, point);
    if (point[2] < 0) continue;
    const [x, y] = [point[0] * radius, -point[1] * radius];
    line(frame.weightPush, (loss * run.classes + c) * d, x, y);
  }
  context.stroke();
  context.globalAlpha = 1;
}
