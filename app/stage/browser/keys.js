/** The keys of a stage, while it has the keyboard's focus. */

/** @typedef {import("./stage.js").Stage} Stage */

/** @type {Record<string, (stage: Stage, last: number) => void>} */
const ACTIONS = {
  " ": (stage) => stage.toggle(),
  ArrowRight: (stage) => stage.step(1),
  ArrowLeft: (stage) => stage.step(-1),
  Home: (stage) => stage.seek(0),
  End: (stage, last) => stage.seek(last),
  Escape: (stage) => stage.select([]),
};

/**
 * Let keys move a stage.
 *
 * @param {HTMLElement} canvas
 * @param {Stage} stage
 */
export function listenToKeys(canvas, stage) {
  canvas.addEventListener("keydown", (event) => {
    const act = ACTIONS[event.key];
    if (!stage.run || !act) return;
    event.preventDefault();
    act(stage, stage.run.last);
  });
}
