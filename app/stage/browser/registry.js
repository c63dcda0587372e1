/** The stages of a page by their keys, for what stands beside a stage and follows it. */

/** @typedef {import("./stage.js").Stage} Stage */

/** @type {Map<string, Stage>} */
const stages = new Map();
/** @type {Map<string, Set<(stage: Stage) => void>>} */
const listeners = new Map();

/**
 * A stage shows itself under its key; a page may put a new one in the place of an old one.
 *
 * @param {string} key
 * @param {Stage} stage
 */
export function register(key, stage) {
  if (stages.get(key) === stage) return;
  stages.set(key, stage);
  for (const act of listeners.get(key) ?? []) act(stage);
}

/**
 * Be called with the stage of a key: with the present one, and with each that takes its place.
 *
 * @param {string} key
 * @param {(stage: Stage) => void} act
 */
export function withStage(key, act) {
  const known = listeners.get(key) ?? new Set();
  listeners.set(key, known.add(act));
  const stage = stages.get(key);
  if (stage) act(stage);
}
