/** The look of a figure: the page's, with the two roles, the own class and its rival. */

import { mix } from "../../drawing/browser/colours.js";
import { Look, projectorIsRequested } from "../../drawing/browser/look.js";
import { Marks } from "../../drawing/browser/markers.js";

/** @typedef {import("./data.js").FigureData} FigureData */
/**
 * @typedef {Look & {
 *   own: string, rival: string, lossColours: Record<string, [string, string]>,
 *   symbols: string[],
 * }} CourseLook
 */

const LARGE = 1.35; // words and marks in presenter mode
const LIGHTER = 0.5; // on the way to the ink: what a hand draws on dark paper, where buttons have the accent itself
const BLACK = ["#000000", "#000000"];
const NONE = { colours: ["#000000"], symbols: ["circle"], own: BLACK, rival: BLACK, losses: {}, large: false };
const marks = new Marks();

/**
 * The look that the page has now.
 *
 * @param {HTMLElement} root
 * @param {FigureData | undefined} data
 * @returns {CourseLook}
 */
export function freshLook(root, data) {
  const { colours, symbols, own, rival, losses, large: hall } = data?.look ?? NONE;
  const large = projectorIsRequested() || hall;
  const size = large ? LARGE : 1;
  const look = new Look(root, { colours, symbols }, marks, window.devicePixelRatio || 1, size);
  const dark = look.dark ? 1 : 0;
  const accent = dark ? mix(look.accent, look.ink, LIGHTER) : look.accent;
  return Object.assign(look, { accent, own: own[dark], rival: rival[dark], lossColours: losses, symbols });
}

/**
 * The colour of a role: "own", "rival", "ink", "muted", "accent", "class-3", or the name of a loss.
 *
 * @param {CourseLook} look
 * @param {string} role
 */
export function colourOf(look, role) {
  if (role === "own" || role === "rival" || role === "ink" || role === "muted" || role === "accent") return look[role];
  if (role.startsWith("class-")) return look.colours[Number(role.slice(6)) % look.colours.length];
  return look.lossColours[role]?.[look.dark ? 1 : 0] ?? look.ink;
}
