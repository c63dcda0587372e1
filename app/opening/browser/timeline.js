/**
 * The story as a function of time: which scene, and the values that the picture is drawn from.
 *
 * Nothing here remembers anything: the same second gives the same moment, however it was reached.
 */

import { LAYERS } from "./data.js";

/** @typedef {import("./data.js").Scene} Scene */
/**
 * What the picture is drawn from.
 *
 * @typedef {object} Moment
 * @property {number} index of the scene
 * @property {Scene} scene
 * @property {number} since seconds since the scene began
 * @property {number} arrived 0 to 1: how far this scene has taken over from the one before
 * @property {number} step of the training
 * @property {number} yaw degrees
 * @property {number} pitch degrees
 * @property {Record<string, number>} layers opacity, 0 to 1, by name
 * @property {number[]} panels opacity by loss of the run
 */

const TAKE_OVER = 0.9; // seconds in which a scene takes over from the one before
const LEAD = 0.6; // seconds before the training goes on
const HOLD = 1.2; // seconds at the end of a scene in which the training stands still

export class Timeline {
  /** @param {Scene[]} scenes */
  constructor(scenes) {
    this.scenes = scenes;
    /** When each scene begins, seconds. @type {number[]} */
    this.starts = [];
    this.seconds = 0;
    for (const { seconds } of scenes) {
      this.starts.push(this.seconds);
      this.seconds += seconds;
    }
  }

  /**
   * The scene of a second.
   *
   * @param {number} time
   */
  indexAt(time) {
    const next = this.starts.findIndex((start) => start > time);
    return next < 0 ? this.scenes.length - 1 : Math.max(0, next - 1);
  }

  /**
   * The second at which a still of a scene is best seen.
   *
   * @param {number} index
   */
  still(index) {
    return this.starts[index] + this.scenes[index].seconds - 0.05;
  }

  /**
   * @param {number} time
   * @returns {Moment}
   */
  at(time) {
    const index = this.indexAt(time);
    const scene = this.scenes[index];
    const before = this.scenes[Math.max(0, index - 1)];
    const since = Math.min(Math.max(time - this.starts[index], 0), scene.seconds);
    const arrived = index ? eased(since / TAKE_OVER) : 1;
    const running = Math.max(scene.seconds - LEAD - HOLD, 0.1);
    const share = eased((since - LEAD) / running);
    const [from, to] = scene.steps;
    const [step, yaw, pitch] = [from + share * (to - from), ...turned(scene, since)];
    const [yawBefore, pitchBefore] = turned(before, before.seconds);
    /** @type {(now: number, then: number) => number} */
    const mixed = (now, then) => then + arrived * (now - then);
    return {
      index,
      scene,
      since,
      arrived,
      step,
      yaw: mixed(yaw, yaw + nearestTurn(yawBefore - yaw)),
      pitch: mixed(pitch, pitchBefore),
      layers: Object.fromEntries(
        LAYERS.map((name) => [name, mixed(has(scene, name), has(before, name))]),
      ),
      panels: [0, 1, 2].map((loss) => mixed(shows(scene, loss), shows(before, loss))),
    };
  }
}

/** @type {(scene: Scene, since: number) => [number, number]} */
const turned = ({ camera: [yaw, pitch], drift }, since) => [yaw + drift * since, pitch];

/** @type {(scene: Scene, name: string) => number} */
const has = ({ layers }, name) => Number(layers.includes(name));

/** @type {(scene: Scene, loss: number) => number} */
const shows = ({ panels }, loss) => Number(panels.includes(loss));

/**
 * A turn in degrees, the short way round.
 *
 * @param {number} turn
 */
export const nearestTurn = (turn) => turn - 360 * Math.round(turn / 360);

/**
 * From 0 to 1, slow at both ends.
 *
 * @param {number} share
 */
export function eased(share) {
  const x = Math.min(1, Math.max(0, share));
  return x * x * (3 - 2 * x);
}
