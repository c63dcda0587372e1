/** The predictions of many, laid over one another: where many agree it is dark. */

/** @typedef {import("../../drawing/browser/canvas.js").Context} Context */
/** @typedef {import("../../drawing/browser/look.js").Look} Look */
/** @typedef {import("./drawing.js").Ask} Ask */
/** @typedef {import("./kinds/kind.js").Kind} Kind */

const FEW = 3; // of which each is still drawn in full
const LEAST = 0.32; // of the ink, for each of many
const BEHIND = 0.55; // of that, once the outcome stands before them

/** How much ink a line has among so many. @type {(count: number) => number} */
const ink = (count) => Math.max(LEAST, Math.min(1, FEW / Math.max(1, count)));

/** @type {(kind: Kind, context: Context, look: Look, ask: Ask, many: number[][], behind: boolean) => void} */
export function drawMany(kind, context, look, ask, many, behind) {
  context.strokeStyle = look.accent;
  if (ask.marks) {
    drawMarks(kind, context, look, ask, many);
    return;
  }
  context.lineWidth = (many.length > FEW ? 2.2 : 3) * look.size;
  context.globalAlpha = ink(many.length) * (behind ? BEHIND : 1);
  for (const values of many) kind.strokeDrawn(context, ask, values, look.size);
  context.globalAlpha = 1;
}

/** A mark is as dark as the share of those who made it, and says how many they are. @type {(kind: Kind, context: Context, look: Look, ask: Ask, many: number[][]) => void} */
function drawMarks(kind, context, look, ask, many) {
  context.fillStyle = look.accent;
  context.font = look.font("small", 700);
  context.textAlign = "center";
  context.textBaseline = "middle";
  ask.places.forEach((_, at) => {
    const count = many.filter((values) => values[at] === ask.high).length;
    if (!count) return;
    context.globalAlpha = count / many.length;
    kind.strokeDrawn(context, ask, ask.places.map((_place, other) => (other === at ? ask.high : 0)), look.size);
    context.globalAlpha = 1;
    const { x, y } = kind.placeOf(ask, at, ask.high);
    context.fillText(String(count), x, y);
  });
}
