/** The keys of the opening, wherever on its page the focus is: 1 to 9, arrows, space. */

/** @typedef {import("./opening.js").Opening} Opening */

const TYPED_INTO = "input, textarea, select, [contenteditable=true]";
const PRESSED = "button, a, summary";

/** @param {Opening} opening */
export function listenToKeys(opening) {
  /** @param {KeyboardEvent} event */
  const listen = (event) => {
    if (!opening.root.isConnected) {
      document.removeEventListener("keydown", listen);
      return;
    }
    const { target } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (target instanceof Element && target.closest(TYPED_INTO)) return;
    const now = opening.timeline.indexAt(opening.clock.time);
    if (event.key === " ") {
      if (target instanceof Element && target.closest(PRESSED)) return;
      opening.toggle();
    } else if (event.key === "ArrowRight" || event.key === "PageDown") opening.go(now + 1);
    else if (event.key === "ArrowLeft" || event.key === "PageUp") opening.go(now - 1);
    else if (event.key >= "1" && event.key <= String(opening.timeline.scenes.length)) {
      opening.go(Number(event.key) - 1);
    } else return;
    event.preventDefault();
  };
  document.addEventListener("keydown", listen);
}
