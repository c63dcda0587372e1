/** A hand on the ground of a figure: it draws a prediction in one stroke, or turns what can be turned. */

/** @typedef {import("./figure.js").CourseFigure} CourseFigure */

/**
 * A hand has come down.
 *
 * @param {CourseFigure} figure
 * @param {PointerEvent} event
 */
export function touchGround(figure, event) {
  const { drawing, kind, place, canvas } = figure;
  if (!kind) return;
  if (drawing && !drawing.ghost && drawing.ask.places.length > 1) {
    event.preventDefault();
    const box = place.getBoundingClientRect();
    drawing.pen = undefined;
    follow(figure, event, (x, y) => drawing.stroke(kind, x - box.left, y - box.top));
  } else if (kind.turns && event.target === canvas) {
    let before = event.clientX;
    follow(figure, event, (x) => {
      kind.turn(x - before);
      before = x;
    });
  }
}

/**
 * Act at every place of the hand, until it lets go.
 *
 * @param {CourseFigure} figure
 * @param {PointerEvent} event
 * @param {(x: number, y: number) => void} act CSS pixels of the window
 */
function follow(figure, event, act) {
  const { place } = figure;
  const listening = new AbortController();
  const { signal } = listening;
  /** @type {(moved: PointerEvent) => void} */
  const move = (moved) => figure.touch(() => act(moved.clientX, moved.clientY));
  const end = () => {
    listening.abort();
    figure.ended();
  };
  move(event);
  place.setPointerCapture(event.pointerId);
  place.addEventListener("pointermove", move, { signal });
  place.addEventListener("pointerup", end, { signal });
  place.addEventListener("pointercancel", end, { signal });
}
