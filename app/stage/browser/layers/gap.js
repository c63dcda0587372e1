/** The gaps between classes: an arc over what is empty between them, with its degrees. */

import { DEGREES } from "../../../drawing/browser/directions.js";
import { besideLine, freest } from "../../../drawing/browser/placing.js";
import { gapsAround } from "../gaps.js";

/** @typedef {import("../../../drawing/browser/canvas.js").Context} Context */
/** @typedef {import("../../../drawing/browser/look.js").Look} Look */
/** @typedef {import("../gaps.js").Gap} Gap */
/** @typedef {import("../panel.js").Panel} Panel */
/** @typedef {import("../panel.js").Picture} Picture */
/** @typedef {import("../../../drawing/browser/placing.js").Area} Area */
/** @typedef {import("../../../drawing/browser/placing.js").Spot} Spot */
/**
 * The degrees of a gap, and where they may stand.
 *
 * @typedef {object} Degrees
 * @property {string} words
 * @property {boolean} strong
 * @property {(label: { wide: number, high: number }) => Spot[]} spots
 */

const ARC = 0.74; // radius of the arc on a circle
// Where its degrees may be: in radii from the middle, and at which share of the arc.
const WORDS = [[0.6, 0.5], [0.6, 0.3], [0.6, 0.7], [0.42, 0.5]];
const BESIDE = [0.5, 0.6, 0.4, 0.7, 0.3]; // of a gap on a sphere: where its degrees may be
const TICK = 0.03; // half the length of an arc's ends, radii
const ROOM = 0.32; // radians that the degrees of a gap need
const SMALL = 62; // radius of a circle that has no room for degrees, CSS pixels
const POINTS = 24; // of an arc on a sphere

/**
 * On a circle all gaps, on a sphere the gap of the class in question.  Gives their degrees, which
 * are written when everything else is drawn.
 *
 * @param {Context} context
 * @param {Panel} panel
 * @param {Picture} picture
 * @returns {Degrees[]}
 */
export function drawGap(context, panel, picture) {
  if (panel.circle) return drawAround(context, panel, picture);
  return panel.run.dimension === 3 ? drawOnSphere(context, panel, picture) : [];
}

/** @type {(context: Context, panel: Panel, picture: Picture) => Degrees[]} */
function drawAround(context, panel, picture) {
  const { look } = picture;
  const asked = classInQuestion(panel, picture);
  /** @type {Degrees[]} */
  const degrees = [];
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
    /** @type {Spot[]} */
    const spots = WORDS.flatMap(([reach, share], far) => {
      const [r, angle] = [reach * panel.radius, a + share * (b - a)];
      return [{ x: r * Math.cos(angle), y: -r * Math.sin(angle), far }];
    });
    degrees.push({ words: inDegrees(gap), strong: chosen, spots: () => spots });
  }
  return degrees;
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

/** @type {(context: Context, panel: Panel, picture: Picture) => Degrees[]} */
function drawOnSphere(context, panel, picture) {
  const { look, camera } = picture;
  const { weights, radius } = panel;
  const asked = classInQuestion(panel, picture);
  const gap = asked >= 0 ? panel.gaps[asked] : leastInFront(panel, picture);
  if (!gap) return [];
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
  const [begin, size] = gap.size > 0 ? [gap.near, gap.size] : [0, gap.between];
  if (along(begin + size / 2)[2] < 0) return [];
  /** @type {(share: number) => [number, number]} */
  const line = (share) => {
    const [x, y] = along(begin + size * share);
    return [radius * x, -radius * y];
  };
  const words = inDegrees(gap);
  return [{ words, strong: true, spots: (label) => besideLine(line, BESIDE, label) }];
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

/** What is free, 0 where the classes overlap. @param {Gap} gap */
const inDegrees = ({ size }) => `${Math.round(Math.max(0, size))}°`;

/**
 * Write the degrees of gaps, each on a patch of paper where it is freest.
 *
 * @param {Context} context
 * @param {Panel} panel
 * @param {Look} look
 * @param {Degrees[]} degrees
 * @param {Area[]} taken what they must not cover
 */
export function writeDegrees(context, panel, look, degrees, taken) {
  const within = { x: 0, y: 0, wide: panel.wide, high: panel.cell };
  context.textAlign = "center";
  context.textBaseline = "middle";
  for (const { words, strong, spots } of degrees) {
    const label = { wide: (3 + 6.4 * words.length) * look.size, high: 15 * look.size };
    const { x, y } = freest(spots(label), label, taken, within);
    taken.push({ x, y, ...label });
    context.globalAlpha = 0.85;
    context.fillStyle = look.paper;
    context.fillRect(x - label.wide / 2, y - label.high / 2, label.wide, label.high);
    context.globalAlpha = 1;
    context.font = look.font("fine", strong ? 650 : 500);
    context.fillStyle = look.ink;
    context.fillText(words, x, y);
  }
}
