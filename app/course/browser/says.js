/**
 * The sentence of a figure: the first whose condition holds, with its readings filled in.
 *
 *     [["angle > 60", "The other class wins: {side}."], ["", "Its own class wins by {lead}."]]
 */

/** @typedef {[string, string]} Saying a condition, empty if it always holds; and the sentence */

const CONDITION = /^([\w.]+)\s*(<=|>=|<|>|=)\s*(-?[\d.]+)$/;
/** @type {Record<string, (a: number, b: number) => boolean>} */
const HOLDS = {
  "<": (a, b) => a < b,
  ">": (a, b) => a > b,
  "<=": (a, b) => a <= b,
  ">=": (a, b) => a >= b,
  "=": (a, b) => Math.abs(a - b) < 1e-9,
};

/**
 * The sentence.
 *
 * @param {Saying[]} sayings
 * @param {Record<string, number>} numbers
 * @param {Record<string, string>} readings
 */
export function sentence(sayings, numbers, readings) {
  const found = sayings.find(([condition]) => holds(condition, numbers));
  return found ? filled(found[1], readings) : "";
}

/** @type {(condition: string, numbers: Record<string, number>) => boolean} */
const holds = (condition, numbers) =>
  !condition ||
  condition.split(" and ").every((part) => {
    const [, name, sign, value] = part.trim().match(CONDITION) ?? [];
    return sign !== undefined && HOLDS[sign](numbers[name], Number(value));
  });

/**
 * A text with readings in the place of `{name}`.
 *
 * @param {string} text
 * @param {Record<string, string>} readings
 */
export const filled = (text, readings) =>
  text.replace(/\{([\w.]+)\}/g, (whole, name) => readings[name] ?? whole);

/**
 * Write a sentence into an element; "w_k" becomes a w with a subscript, and 50 % stays on one line.
 *
 * @param {HTMLElement} place
 * @param {string} words
 */
export function writeSentence(place, words) {
  if (place.dataset.words === words) return;
  place.dataset.words = words;
  place.replaceChildren(
    ...words.replaceAll(" %", "\u00a0%").split(/(_[a-z0-9]\b)/).map((part) => {
      if (!/^_[a-z0-9]$/.test(part)) return part;
      const below = document.createElement("sub");
      below.textContent = part.slice(1);
      return below;
    }),
  );
}
