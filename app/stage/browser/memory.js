/** What the reader set on the stages of a page; it outlives a stage that the page makes anew. */

/** @typedef {import("./run.js").Run} Run */
/** @typedef {import("./stage.js").Stage} Stage */
/**
 * What the reader set on a stage, and the address of the run that was shown.
 *
 * @typedef {Pick<Stage, "source" | "clock" | "camera" | "layers" | "selection" | "into">} Kept
 */

/** @type {Map<string, Kept>} */
const kept = new Map(); // by the stage's key

/** @param {string} key */
export const recall = (key) => kept.get(key);

/**
 * @param {Stage} stage
 * @param {string} key
 */
export function remember({ source, clock, camera, layers, selection, into }, key) {
  kept.set(key, { source, clock, camera, layers, selection, into });
}

/**
 * Set a stage as the reader left it; gives whether the run was not on it then.
 *
 * @param {Stage} stage
 * @param {Run} run that it shows now
 * @param {string} key
 * @param {Run | undefined} before that it showed before
 */
export function resume(stage, run, key, before) {
  const known = recall(key);
  if (!known) return true;
  const { source, clock, camera, layers, selection, into } = known;
  Object.assign(stage, { camera, layers, into });
  if (source === stage.source) {
    Object.assign(stage, { clock, selection });
    return false;
  }
  chooseAgain(stage, run, new Set([...stage.selection].map((n) => before?.ids[n])));
  return true;
}

/**
 * Choose in this run what was chosen in the run before, as far as it is there.
 *
 * @param {Stage} stage
 * @param {Run} run
 * @param {Set<number | undefined>} ids the samples' own numbers
 */
function chooseAgain(stage, run, ids) {
  const found = run.ids.flatMap((id, n) => (ids.has(id) ? [n] : []));
  if (found.length === ids.size) stage.selection = new Set(found);
  else stage.select(found);
}
