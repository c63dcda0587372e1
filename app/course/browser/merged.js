/**
 * What several tabs did in the course, as one memory: none of them wipes what another has kept.
 *
 * @typedef {Record<string, unknown>} Answers by the addresses of steps
 * @typedef {{ said?: Answers, because?: Answers, seen?: string[] }} Lesson
 * @typedef {{ tried: string[], solved: number, hints: number }} Attempts at a challenge
 * @typedef {Record<string, any>} Memory lessons by slug, and the challenges
 */

const CHALLENGES = "challenges"; // beside the lessons

/**
 * The memory to keep.  What a tab has changed since `known` is newer than what is stored.
 *
 * @param {Memory} stored in the browser, by any tab
 * @param {Memory} known what this tab last read or kept
 * @param {Memory} now what this tab knows
 * @returns {Memory}
 */
export function merged(stored, known, now) {
  const found = { ...stored };
  for (const [slug, mine] of Object.entries(now)) {
    found[slug] =
      slug === CHALLENGES
        ? challenges(stored[slug], mine)
        : lesson(stored[slug] ?? {}, known[slug] ?? {}, mine);
  }
  return found;
}

/** @type {(stored: Lesson, known: Lesson, now: Lesson) => Lesson} */
function lesson(stored, known, now) {
  const [seen, mine] = [list(stored.seen), list(now.seen)];
  return {
    said: newest(stored.said, known.said, now.said),
    because: newest(stored.because, known.because, now.because),
    // A reader goes on from the last.
    seen: mine.every((at) => seen.includes(at))
      ? seen
      : [...seen.filter((at) => !mine.includes(at)), ...mine],
  };
}

/** @type {(stored?: Answers, known?: Answers, now?: Answers) => Answers} */
function newest(stored, known, now) {
  const found = { ...stored };
  for (const [at, answer] of Object.entries(now ?? {})) {
    const changed = JSON.stringify(answer) !== JSON.stringify(known?.[at]);
    if (changed || !(at in found)) found[at] = answer;
  }
  return found;
}

/** @type {(stored: Record<string, Attempts>, now: Record<string, Attempts>) => object} */
function challenges(stored, now) {
  const found = { ...stored };
  for (const [slug, mine] of Object.entries(now)) {
    found[slug] = found[slug] ? attempts(found[slug], mine) : mine;
  }
  return found;
}

/** As `Record.then` in app/course/record.py.  @type {(first: Attempts, later: Attempts) => Attempts} */
function attempts(first, later) {
  const [tried, more] = [list(first.tried), list(later.tried)];
  const taken = later.solved ? new Set([...tried, ...more.slice(0, later.solved)]).size : 0;
  return {
    tried: [...new Set([...tried, ...more])],
    solved: first.solved || taken,
    hints: Math.max(first.hints || 0, later.hints),
  };
}

/** What is stored may be anything.  @type {(found: unknown) => any[]} */
const list = (found) => (Array.isArray(found) ? found : []);
