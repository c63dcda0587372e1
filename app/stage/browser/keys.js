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
  // On a projector, one loss after another; 0 shows all side by side.
  PageDown: (stage) => stage.choosePanel((stage.solo + 1) % stage.panels.length),
  PageUp: (stage) => stage.choosePanel(Math.max(0, stage.solo - 1)),
};

/**
 * Let keys move a stage.
 *
 * @param {HTMLElement} canvas
 * @param {Stage} stage
 */
export function listenToKeys(canvas, stage) {
  canvas.addEventListener("keydown", (event) => {
    const act = /^[0-9]$/.test(event.key)
      ? () => stage.choosePanel(Number(event.key) - 1)
      : ACTIONS[event.key];
    if (!stage.run || !act) return;
    event.preventDefault();
    act(stage, stage.run.last);
  });
}
