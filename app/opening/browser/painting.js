/** A picture of the opening at a moment, on any context. */

import { mixed, drawWall } from "./wall.js";
import { REACH, layout, placeOf } from "./layout.js";
import { drawAngles, drawBars } from "./measures.js";
import { drawBand, drawLabels, drawRuler } from "./ruler.js";
import { drawBall, drawFocus, facesOf } from "./sphere.js";
import { eased } from "./timeline.js";

/** @typedef {import("../../drawing/browser/camera.js").Camera} Camera */
/** @typedef {import("../../drawing/browser/canvas.js").Context} Context */
/** @typedef {import("../../drawing/browser/look.js").Look} Look */
/** @typedef {import("../../stage/browser/run.js").Run} Run */
/** @typedef {import("./ball.js").Ball} Ball */
/** @typedef {import("./data.js").Story} Story */
/** @typedef {import("./layout.js").Place} Place */
/** @typedef {import("./strangers.js").Strangers} Strangers */
/** @typedef {import("./timeline.js").Moment} Moment */
/**
 * @typedef {object} Shown
 * @property {Run} run
 * @property {Ball[]} balls by loss
 * @property {Strangers} strangers
 * @property {Story} story
 * @property {Camera} camera
 * @property {Moment} moment
 * @property {number[]} before the panels of the scene before
 * @property {Look} look
 * @property {number} width CSS pixels
 * @property {number} height
 * @property {number} hovered the picture under the pointer, or -1
 */
/** @typedef {import("../../drawing/browser/placing.js").Area} Area */
/**
 * A sphere on the picture, and around its middle where faces and labels are.
 *
 * @typedef {{ ball: Ball, place: Place, faces: Area[], labels: Area[] }} Spot
 */

const REVEAL = 2; // seconds after which the frames of the wall say who it is

/** @type {WeakMap<Run, number[]>} */
const walls = new WeakMap();

/**
 * Draw everything; gives the spheres that are seen, for the pointer.
 *
 * @param {Context} context
 * @param {Shown} shown
 * @returns {Spot[]}
 */
export function paint(context, shown) {
  const { moment, look, width, height, balls, camera, before } = shown;
  const { measures, world } = layout(width, height, look.size);
  /** @type {Spot[]} */
  const spots = [];
  balls.forEach((ball, loss) => {
    const opacity = moment.panels[loss] * (1 - moment.layers.wall);
    const place = placeOf(loss, before, moment.scene.panels, moment.arrived, world, look.size);
    if (!place || (!opacity && loss)) return;
    ball.at(moment.step);
    ball.look(camera);
    if (opacity > 0.01) {
      spots.push({ ball, place, ...drawSphere(context, shown, ball, place, opacity) });
    }
    if (!loss && moment.layers.wall > 0) wall(context, shown, ball, place);
  });
  const colours = shown.story.looks.map((each) => look.of(each));
  shown.strangers.draw(context, look, colours, world, camera, moment.layers.strangers);
  measure(context, shown, measures);
  return spots;
}

/** @type {(context: Context, shown: Shown, ball: Ball, place: Place, opacity: number) => Pick<Spot, "faces" | "labels">} */
function drawSphere(context, { moment, look, story, hovered }, ball, place, opacity) {
  const { layers, scene } = moment;
  /** @type {Record<string, number>} */
  const faded = Object.fromEntries(
    Object.entries(layers).map(([name, value]) => [name, value * opacity]),
  );
  context.save();
  context.translate(place.x, place.y);
  const { radius } = place;
  const focus = layers.ruler || layers.band ? scene.focus : -1;
  const side = 2 * REACH * radius;
  const below = radius * REACH + 12 * look.size; // the loss's name
  const faces = facesOf(ball, look.size, { radius, focus });
  const name = { x: 0, y: below - 6 * look.size, wide: 120 * look.size, high: 18 * look.size };
  const within = { x: 0, y: 0, wide: side, high: side };
  const taken = [...faces, name];
  /** @type {import("./ruler.js").Sheet} */
  const sheet = { context, ball, look, radius, within, taken, labels: [] };
  const drawn = { radius, layers: faded, focus, hovered };
  drawBall(context, ball, look, drawn);
  drawBand(sheet, scene.focus, look.of(story.looks[ball.loss]), faded.band);
  drawRuler(sheet, scene.focus, story.margins[ball.loss], faded.ruler);
  drawFocus(context, ball, look, drawn);
  drawLabels(sheet);
  context.globalAlpha = opacity;
  context.fillStyle = look.ink;
  context.font = look.font("body", 600);
  context.textAlign = "center";
  context.textBaseline = "alphabetic";
  if (layers.arrows) context.fillText(story.short[ball.loss], 0, below);
  context.restore();
  context.globalAlpha = 1;
  return { faces, labels: taken.slice(faces.length + 1) };
}

/** @type {(context: Context, shown: Shown, ball: Ball, place: Place) => void} */
function wall(context, { moment, look, run, width, height }, ball, place) {
  let pictures = walls.get(run);
  if (!pictures) walls.set(run, (pictures = mixed(run.labels, run.classes)));
  const { world } = layout(width, height, look.size);
  const first = moment.scene.layers.includes("wall");
  const revealed = first ? eased(moment.since - REVEAL) : 1;
  drawWall(context, ball, look, pictures, world, place, moment.layers.wall, revealed);
}

/** @type {(context: Context, shown: Shown, box: import("./layout.js").Box) => void} */
function measure(context, { moment, look, balls, story, strangers }, box) {
  const { scene, arrived } = moment;
  if (!scene.measure) return;
  context.globalAlpha = arrived;
  const [last] = scene.panels.slice(-1);
  if (scene.measure === "angles") {
    drawAngles(context, look, box, balls[last], scene.focus, story.margins[last], story.short[last]);
  } else if (scene.measure === "gaps") {
    const bars = scene.panels.map((loss) => bar(story.short[loss], balls[loss].gap, look.of(story.looks[loss])));
    const heading = `The gap at step ${Math.round(moment.step)}, mean of all pictures`;
    drawBars(context, look, box, heading, bars, 60, story.notes[last]);
  } else {
    const { titles, recognised, far } = strangers.about;
    const bars = titles.map((title, loss) => ({
      ...bar(title, 100 * recognised[loss], look.of(story.looks[loss])),
      words: `${Math.round(100 * recognised[loss])} %`,
    }));
    const heading = `Recognised pairs, at the limit that ${Math.round(100 * far)} % of the others pass`;
    drawBars(context, look, box, heading, bars, 130, story.strangersNotes);
  }
  context.globalAlpha = 1;
}

/** @type {(name: string, value: number, colour: string) => import("./measures.js").Bar} */
const bar = (name, value, colour) => ({ name, value, colour, words: `${value.toFixed(1)}°` });
