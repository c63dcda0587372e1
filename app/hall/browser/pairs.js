/** Two answers to set side by side: the most different first, then others unlike those before. */

/**
 * The order in which answers are taken: each is as far as can be from all before it.
 *
 * @param {number[][]} answers
 * @returns {number[][]}
 */
export function mostDifferent(answers) {
  if (answers.length < 2) return answers;
  const rest = answers.map((answer) => ({ answer, off: Infinity }));
  /** The first is the farthest from the mean of all. @type {number[]} */
  const mean = answers[0].map((_, at) => answers.reduce((sum, answer) => sum + answer[at], 0) / answers.length);
  /** @type {number[][]} */
  const taken = [];
  let from = mean;
  while (rest.length) {
    for (const other of rest) {
      const off = distance(other.answer, from);
      other.off = taken.length > 1 ? Math.min(other.off, off) : off;
    }
    rest.sort((a, b) => b.off - a.off);
    from = /** @type {{ answer: number[] }} */ (rest.shift()).answer;
    taken.push(from);
  }
  return taken;
}

/** @type {(a: number[], b: number[]) => number} */
const distance = (a, b) => a.reduce((sum, value, at) => sum + Math.abs(value - b[at]), 0);

/**
 * The options that were chosen, the most chosen first.
 *
 * @param {number[]} counts
 */
export const mostChosen = (counts) =>
  counts.map((count, at) => ({ count, at })).sort((a, b) => b.count - a.count || a.at - b.at).map(({ at }) => at);
