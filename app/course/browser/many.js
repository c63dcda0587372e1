/** The predictions of many, laid over one another: where many agree it is dark. */

/** @typedef {import("../../drawing/browser/canvas.js").Context} Context */
/** @typedef {import("../../drawing/browser/look.js").Look} Look */
/** @typedef {import("./drawing.js").Ask} Ask */
/** @typedef {import("./kinds/kind.js").Kind} Kind */

const FEW = 3; // of which each is still drawn in full
const LEAST = 0.28; // of the ink, for each of many
const BEHIND = 0.55; // of that, once the outcome stands before them

/** How much ink a line has among so many. @type {(count: number) => number} */
const ink = (count) => Math.max(LEAST, Math.min(1, FEW / Math.max(1, count)));

/** @type {(kind: Kind, context: Context, look: Look, ask: Ask, many: number[][], behind: boolean) => void} */
export function drawMany(kind, context, look, ask, many, behind) {
  context.strokeStyle = look.accent;
  context.lineWidth = (many.length > FEW ? 2.2 : 3) * look.size;
  context.globalAlpha = ink(many.length) * (behind ? BEHIND : 1);
  for (const values of many) kind.strokeDrawn(context, ask, values, look.size);
  context.globalAlpha = 1;
}
