/** The keys of a stage: while it has the focus, or wherever no control of the page wants the key. */

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
/** On a projector, where one loss fills the screen: one after another.  @type {typeof ACTIONS} */
const ENLARGED = {
  PageDown: (stage) => stage.choosePanel((stage.solo + 1) % stage.panels.length),
  PageUp: (stage) => stage.choosePanel(Math.max(0, stage.solo - 1)),
};
const WRITES = "input:not([type=checkbox], [type=radio], [type=range]), textarea, [contenteditable]";
const LISTS = "select, [role=combobox], [role=listbox], [role=option], [role=menu], [role=dialog]";
const PRESSED = "button, a[href], summary, input:not([type=range]), [role=button], [role=tab], [role=switch]";
const MOVED = "input, [role=slider], [role=tab], [role=radio]";

/**
 * Whether a control of the page wants a key for itself.
 *
 * @param {Element} target which has the focus
 * @param {string} key
 */
const wanted = (target, key) =>
  target.closest(`${WRITES}, ${LISTS}, ${key === " " ? PRESSED : MOVED}`) !== null;

/**
 * Let keys move a stage.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {Stage} stage
 */
export function listenToKeys(canvas, stage) {
  canvas.addEventListener("keydown", (event) => press(event, stage));
}

/**
 * Let keys move a stage wherever the focus is on the page.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {Stage} stage
 */
export function listenEverywhere(canvas, stage) {
  /** @param {KeyboardEvent} event */
  const pressed = (event) => {
    if (!canvas.isConnected) document.removeEventListener("keydown", pressed);
    else if (event.target instanceof Element && !wanted(event.target, event.key)) {
      press(event, stage);
    }
  };
  document.addEventListener("keydown", pressed);
}

/**
 * @param {KeyboardEvent} event
 * @param {Stage} stage
 */
function press(event, stage) {
  const act = ACTIONS[event.key] ?? (stage.size > 1 ? enlarged(event.key) : undefined);
  if (!stage.run || !act || event.defaultPrevented) return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  act(stage, stage.run.last);
}

/**
 * What a key does on a projector: a digit chooses a loss, and 0 shows all side by side.
 *
 * @param {string} key
 * @returns {((stage: Stage) => void) | undefined}
 */
function enlarged(key) {
  if (/^[0-9]$/.test(key)) return (stage) => stage.choosePanel(Number(key) - 1);
  const act = ENLARGED[key];
  return act && ((stage) => act(stage, 0));
}
