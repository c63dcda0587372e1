/** The way through a room: lobby, then for each question asking, answers, outcome. */

/** @typedef {"asking" | "answers" | "outcome"} Phase */
/**
 * What the wall hears of a room (app/hall/wall_line.py).
 *
 * @typedef {object} State
 * @property {number} at the question; -1 in the lobby
 * @property {number} of how many there are
 * @property {Phase} phase
 * @property {boolean} paused
 * @property {boolean} shut nobody new comes in
 * @property {boolean} played the outcome of this question was shown
 * @property {number} here students with a line
 * @property {number} answered
 * @property {number} left seconds that the room lives
 */
/** @typedef {{ at: number, phase: Phase, words: string }} Step */

/**
 * What comes next; undefined at the end.
 *
 * @param {State} state
 * @returns {Step | undefined}
 */
export function onward({ at, of, phase }) {
  if (at < 0) return { at: 0, phase: "asking", words: "Begin" };
  if (phase === "asking") return { at, phase: "answers", words: "Show the answers" };
  if (phase === "answers") return { at, phase: "outcome", words: "Play the outcome" };
  return at + 1 < of ? { at: at + 1, phase: "asking", words: "Next question" } : undefined;
}

/**
 * What came before; undefined in the lobby.  A question whose outcome was shown is not asked again.
 *
 * @param {State} state
 * @returns {Step | undefined}
 */
export function back({ at, phase, played }) {
  if (at < 0) return undefined;
  if (phase === "outcome") return { at, phase: "answers", words: "Back to the answers" };
  if (phase === "answers" && !played) return { at, phase: "asking", words: "Ask again" };
  return at > 0 ? { at: at - 1, phase: "outcome", words: "Back" } : { at: -1, phase: "asking", words: "Back" };
}
