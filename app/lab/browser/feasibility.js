/** Whether a margin can be met at all: as toy_models/feasibility.py, for the sliders to move with. */

import { radians } from "../../drawing/browser/directions.js";

/** @typedef {import("../../drawing/browser/losses/equation.js").Loss} Loss */
/**
 * Class weights as far apart as they can be: the angle between neighbours, and all cosines.
 *
 * @typedef {{ nearest: number, cosines: number[][] }} Arrangement
 */
/** @typedef {"met" | "barely" | "never"} Verdict */

const BARELY = 0.25; // of the plain softmax's room
const HALVINGS = 50;

/**
 * The middle of a range, halved again and again: the greatest value that still holds.
 *
 * @param {number} low holds
 * @param {number} high does not
 * @param {(value: number) => boolean} holds
 */
function greatest(low, high, holds) {
  let [least, most] = [low, high];
  for (let halving = 0; halving < HALVINGS; halving += 1) {
    const middle = (least + most) / 2;
    if (holds(middle)) least = middle;
    else most = middle;
  }
  return least;
}

/**
 * How far a sample may stray from its class weight, radians; negative where the margin never holds.
 *
 * @param {Loss} loss
 * @param {number} nearest the angle to the nearest class weight
 */
function roomOf(loss, nearest) {
  /** @type {(theta: number) => number} */
  const boundary = (theta) => loss.boundary(Math.cos(theta), loss.f(Math.cos(theta)).value);
  /** @type {(theta: number) => number} */
  const lead = (theta) => boundary(theta) - Math.cos(nearest - theta);
  if (lead(0) < 0) return nearest - radians(boundary(0));
  if (lead(nearest / 2) >= 0) return nearest / 2;
  return greatest(0, nearest / 2, (theta) => lead(theta) >= 0);
}

/**
 * What is possible with these class weights.
 *
 * @param {Loss} loss
 * @param {Arrangement} arrangement
 */
export function judge(loss, { nearest, cosines }) {
  let [total, nll] = [0, 0];
  cosines.forEach((row, label) => {
    const terms = loss.terms(row, label);
    total += terms.loss;
    nll += terms.nll;
  });
  const room = roomOf(loss, nearest);
  /** @type {Verdict} */
  const verdict = room < 0 ? "never" : room < (BARELY * nearest) / 2 ? "barely" : "met";
  const count = cosines.length;
  return { room, bestP: Math.exp(-nll / count), floor: total / count, verdict };
}

/**
 * The largest value of an argument of the margin that can be met, or undefined if all can.
 *
 * @param {Loss} loss
 * @param {string} name of the argument
 * @param {number} low
 * @param {number} high
 * @param {number} nearest the angle to the nearest class weight
 */
export function largest(loss, name, low, high, nearest) {
  if (!loss.margin) return undefined;
  const { arguments: given } = loss.margin;
  const now = given[name];
  /** @type {(value: number) => boolean} */
  const met = (value) => {
    given[name] = value;
    return roomOf(loss, nearest) >= 0;
  };
  const found = met(high) ? undefined : greatest(low, high, met);
  given[name] = now;
  return found;
}
