/** From each support vector along the circle to where its target would beat its rival. */

/** @typedef {import("../../../drawing/browser/canvas.js").Context} Context */
/** @typedef {import("../panel.js").Panel} Panel */
/** @typedef {import("../panel.js").Picture} Picture */

const HALVINGS = 14;

/** @type {(context: Context, panel: Panel, picture: Picture) => void} */
export function drawSlack(context, panel, { look }) {
  const { run, radius, features } = panel;
  context.lineWidth = 1.2;
  context.globalAlpha = 0.55;
  for (let n = 0; n < run.samples; n += 1) {
    if (!panel.ring(n)) continue;
    const at = Math.atan2(features[2 * n + 1], features[2 * n]);
    const span = slack(panel, n, at);
    if (!span) continue;
    const r = radius * panel.depth[n];
    context.strokeStyle = look.colours[run.labels[n]];
    context.beginPath();
    context.arc(0, 0, r, -at, -(at + span), span > 0);
    context.stroke();
  }
  context.globalAlpha = 1;
}

/**
 * The signed angle from a sample to its boundary, margin included, towards its class weight.
 *
 * @param {Panel} panel
 * @param {number} n the sample
 * @param {number} at its angle
 */
export function slack(panel, n, at) {
  const { run, loss, weights, frame } = panel;
  const [y, k] = [run.labels[n], panel.rival(n)];
  if (k < 0) return 0; // its rival is not shown
  const target = Math.atan2(weights[2 * y + 1], weights[2 * y]);
  const rival = Math.atan2(weights[2 * k + 1], weights[2 * k]);
  let turn = target - at;
  turn -= 2 * Math.PI * Math.round(turn / (2 * Math.PI));
  /** @type {(share: number) => boolean} */
  const wins = (share) => {
    const here = at + share * turn;
    return run.marginAt(frame, loss, Math.cos(here - target)) >= Math.cos(here - rival);
  };
  if (wins(0)) return 0;
  let [low, high] = [0, 1];
  for (let halving = 0; halving < HALVINGS; halving += 1) {
    const middle = (low + high) / 2;
    if (wins(middle)) high = middle;
    else low = middle;
  }
  return high * turn;
}
