/**
 * A hand on the picture of a figure, beside its handles: it draws a prediction in one stroke or marks
 * what it touches, or takes hold of what the kind offers there, such as the marker of a chart.
 */

/** @typedef {import("./figure.js").CourseFigure} CourseFigure */

/** Let a figure be touched. @param {CourseFigure} figure */
export function handOn(figure) {
  const { place } = figure;
  /** @param {PointerEvent} event */
  const hover = (event) => {
    const { x, y } = within(place, event);
    if (figure.kind?.hover(x, y)) figure.frames.request();
  };
  place.addEventListener("pointermove", hover);
  place.addEventListener("pointerdown", (event) => {
    hover(event); // a finger comes without having moved
    press(figure, event);
  });
}

/** @type {(place: HTMLElement, event: PointerEvent) => { x: number, y: number }} */
function within(place, event) {
  const box = place.getBoundingClientRect();
  return { x: event.clientX - box.left, y: event.clientY - box.top };
}

/** @type {(figure: CourseFigure, event: PointerEvent) => void} */
function press(figure, event) {
  const { kind, drawing, place } = figure;
  const handle = event.target instanceof HTMLElement ? event.target.dataset.handle : undefined;
  if (!kind || (handle && !handle.startsWith("drawn-"))) return;
  if (drawing?.many) return;
  if (drawing && !drawing.ghost && drawing.ask.marks) {
    const { x, y } = within(place, event);
    const touched = kind.markedAt(x, y);
    if (touched >= 0) mark(figure, () => drawing.toggle(touched));
    return;
  }
  if (drawing && !drawing.ghost) {
    drawing.pen = undefined;
    follow(figure, event, (x, y) => drawing.stroke(kind, x, y));
    return;
  }
  const { x, y } = within(place, event);
  const held = kind.held(x, y);
  if (held) follow(figure, event, (toX, toY) => kind.drag(held, toX, toY));
}

/**
 * Mark something, or take its mark away; a finger that scrolls the page has meant neither.
 *
 * @type {(figure: CourseFigure, toggle: () => void) => void}
 */
function mark(figure, toggle) {
  const ended = new AbortController();
  const options = { signal: ended.signal };
  const touch = () => {
    figure.touch(toggle);
    figure.ended();
  };
  figure.place.addEventListener("pointerup", () => ended.abort(), options);
  figure.place.addEventListener("pointercancel", () => {
    ended.abort();
    touch();
  }, options);
  touch();
}

/**
 * Follow a pointer until it lets go.  A finger that goes up or down scrolls the page instead, where
 * the style sheet allows it: so it moves nothing before it has gone sideways, or let go.
 *
 * @param {CourseFigure} figure
 * @param {PointerEvent} event
 * @param {(x: number, y: number) => void} move
 */
function follow(figure, event, move) {
  const { place } = figure;
  const ended = new AbortController();
  let begun = event.pointerType !== "touch" || figure.asked;
  /** @type {(moved: PointerEvent) => void} */
  const to = (moved) => {
    const { x, y } = within(place, moved);
    figure.touch(() => move(x, y));
  };
  if (begun) {
    event.preventDefault();
    to(event);
  }
  place.setPointerCapture(event.pointerId);
  const options = { signal: ended.signal };
  place.addEventListener("pointermove", (moved) => {
    const across = Math.abs(moved.clientX - event.clientX);
    begun ||= across > Math.abs(moved.clientY - event.clientY);
    if (begun) to(moved);
  }, options);
  place.addEventListener("pointerup", (last) => {
    ended.abort();
    if (!begun) to(last);
    figure.ended();
  }, options);
  place.addEventListener("pointercancel", () => {
    ended.abort();
    if (begun) figure.ended();
  }, options);
}
