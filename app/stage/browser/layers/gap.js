/** The gaps between classes: an arc over what is empty between them, with its degrees. */

import { DEGREES } from "../../../drawing/browser/directions.js";
import { gapsAround } from "../gaps.js";

/** @typedef {import("../../../drawing/browser/canvas.js").Context} Context */
/** @typedef {import("../gaps.js").Gap} Gap */
/** @typedef {import("../panel.js").Panel} Panel */
/** @typedef {import("../panel.js").Picture} Picture */

const [ARC, WORD] = [0.74, 0.6]; // radii of the arc and of its degrees, on a circle
const TICK = 0.03; // half the length of an arc's ends, radii
const ROOM = 0.32; // radians that the degrees of a gap need
const SMALL = 62; // radius of a circle that has no room for degrees, CSS pixels
const POINTS = 24; // of an arc on a sphere

/**
 * On a circle all gaps, on a sphere the gap of the class in question.
 *
 * @param {Context} context
 * @param {Panel} panel
 * @param {Picture} picture
 */
export function drawGap(context, panel, picture) {
  if (panel.circle) drawAround(context, panel, picture);
  else if (panel.run.dimension === 3) drawOnSphere(context, panel, picture);
}

/** @type {(context: Context, panel: Panel, picture: Picture) => void} */
function drawAround(context, panel, picture) {
  const { look } = picture;
  const asked = classInQuestion(panel, picture);
  for (const gap of gapsAround(panel)) {
    if (gap.size <= 0) continue;
    const chosen = gap.from === asked || gap.to === asked;
    const [start, way] = startAndWay(panel, gap);
    const [a, b] = [start + way * gap.near, start + way * (gap.near + gap.size)].map((x) => x / DEGREES);
    const radius = ARC * panel.radius;
    context.strokeStyle = asked >= 0 && !chosen ? look.quiet(look.ink, "spoke") : look.ink;
    context.lineWidth = (chosen ? 2.4 : 1.4) * look.size;
    context.beginPath();
    context.arc(0, 0, radius, -a, -b, way > 0);
    context.stroke();
    for (const angle of [a, b]) {
      context.beginPath();
      for (const r of [ARC - TICK, ARC + TICK]) {
        context.lineTo(r * panel.radius * Math.cos(angle), -r * panel.radius * Math.sin(angle));
      }
      context.stroke();
    }
    if (panel.radius < SMALL * look.size) continue;
    if (!chosen && Math.abs(b - a) < (ROOM * look.size * 80) / panel.radius) continue;
    const middle = (a + b) / 2;
    const at = WORD * panel.radius;
    degreesAt(context, look, gap.size, at * Math.cos(middle), -at * Math.sin(middle), chosen);
  }
}

/**
 * Where a gap's first weight is, degrees, and which way the second is from there.
 *
 * @type {(panel: Panel, gap: Gap) => [number, number]}
 */
function startAndWay({ weights }, { from, to }) {
  const [ax, ay] = [weights[2 * from], weights[2 * from + 1]];
  const [bx, by] = [weights[2 * to], weights[2 * to + 1]];
  return [DEGREES * Math.atan2(ay, ax), ax * by - ay * bx >= 0 ? 1 : -1];
}

/** @type {(context: Context, panel: Panel, picture: Picture) => void} */
function drawOnSphere(context, panel, picture) {
  const { look, camera } = picture;
  const { weights, radius } = panel;
  const asked = classInQuestion(panel, picture);
  const gap = asked >= 0 ? panel.gaps[asked] : leastInFront(panel, picture);
  if (!gap) return;
  const [p, q] = [3 * gap.from, 3 * gap.to];
  const turn = gap.between / DEGREES;
  const point = [0, 0, 0];
  /** @type {(degrees: number) => number[]} */
  const along = (degrees) => {
    const share = degrees / DEGREES;
    const [u, v] = [Math.sin(turn - share) / Math.sin(turn), Math.sin(share) / Math.sin(turn)];
    const [x, y, z] = [0, 1, 2].map((i) => u * weights[p + i] + v * weights[q + i]);
    return camera.see(x, y, z, point);
  };
  /** @type {(begin: number, end: number, width: number, colour: string) => void} */
  const arc = (begin, end, width, colour) => {
    context.strokeStyle = colour;
    context.lineWidth = width * look.size;
    context.beginPath();
    for (let i = 0; i <= POINTS; i += 1) {
      const [x, y, z] = along(begin + ((end - begin) * i) / POINTS);
      if (z >= 0) context.lineTo(1.01 * radius * x, -1.01 * radius * y);
    }
    context.stroke();
  };
  arc(0, gap.between, 1, look.quiet(look.ink, "spoke"));
  if (gap.size > 0) arc(gap.near, gap.near + gap.size, 2.6, look.ink);
  const [x, y, z] = along(gap.near + gap.size / 2);
  if (z < 0) return;
  const reach = Math.hypot(x, y) || 1;
  const away = 14 * look.size;
  const [dx, dy] = [(-y / reach) * away, (-x / reach) * away];
  degreesAt(context, look, Math.max(0, gap.size), radius * x + dx, -radius * y + dy, true);
}

/**
 * The least gap of those whose weights both face the reader.
 *
 * @type {(panel: Panel, picture: Picture) => Gap | undefined}
 */
function leastInFront({ gaps, weights }, { camera }) {
  const point = [0, 0, 0];
  /** @type {(c: number) => boolean} */
  const faces = (c) =>
    camera.see(weights[3 * c], weights[3 * c + 1], weights[3 * c + 2], point)[2] > 0.1;
  return gaps
    .filter(({ from, to }) => faces(from) && faces(to))
    .reduce((/** @type {Gap | undefined} */ best, gap) => (best && best.size <= gap.size ? best : gap), undefined);
}

/**
 * The class of the sample under the pointer, or of the first that is chosen; -1 for none.
 *
 * @type {(panel: Panel, picture: Picture) => number}
 */
function classInQuestion({ run }, { hovered, selection }) {
  const [first = -1] = selection;
  const n = hovered >= 0 ? hovered : first;
  return n >= 0 && n < run.samples ? run.labels[n] : -1;
}

/**
 * Degrees, on a patch of paper.
 *
 * @type {(context: Context, look: Picture["look"], size: number, x: number, y: number, strong: boolean) => void}
 */
function degreesAt(context, look, size, x, y, strong) {
  const words = `${Math.round(size)}°`;
  const [wide, high] = [(3 + 6.4 * words.length) * look.size, 15 * look.size];
  context.globalAlpha = 0.85;
  context.fillStyle = look.paper;
  context.fillRect(x - wide / 2, y - high / 2, wide, high);
  context.globalAlpha = 1;
  context.font = look.font("fine", strong ? 650 : 500);
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillStyle = look.ink;
  context.fillText(words, x, y);
}
