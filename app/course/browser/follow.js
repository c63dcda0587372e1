/**
 * Words of the text that follow a figure: `[40°]{boundary.angle}` shows what "angle" is in the
 * figure of the slot "boundary".  A number of a variable can be dragged in the text, too.
 */

/** @typedef {import("./figure.js").CourseFigure} CourseFigure */

const FOLLOWS = "[data-follows]";
const PER_STEP = 4; // CSS pixels of a drag for a step

/**
 * The figures of the page by their slots.
 *
 * @type {Map<string, CourseFigure>}
 */
const figures = new Map();
let listening = false;

/**
 * A figure is on the page from now on.
 *
 * @param {string} slot
 * @param {CourseFigure} figure
 */
export function known(slot, figure) {
  figures.set(slot, figure);
  if (listening) return;
  listening = true;
  document.addEventListener("pointerdown", drag);
}

/**
 * Write what the figure's words say now.
 *
 * @param {string} slot
 * @param {Record<string, string>} readings
 */
export function write(slot, readings) {
  for (const place of document.querySelectorAll(FOLLOWS)) {
    const [of, name] = split(place);
    const words = readings[name];
    if (of !== slot || words === undefined) continue;
    const node = place.firstChild;
    // The page made the text node and will look for it: only what it says is changed.
    if (node instanceof Text) {
      if (node.nodeValue !== words) node.nodeValue = words;
    } else place.textContent = words;
    place.classList.toggle("movable", Boolean(figures.get(slot)?.variables.of(name)));
  }
}

/** @param {Element} place */
function split(place) {
  const [slot, ...name] = (place.getAttribute("data-follows") ?? "").split(".");
  return [slot, name.join(".")];
}

/** @param {PointerEvent} event */
function drag(event) {
  const place = event.target instanceof Element ? event.target.closest(FOLLOWS) : null;
  if (!place) return;
  const [slot, name] = split(place);
  const figure = figures.get(slot);
  const variable = figure?.variables.of(name);
  if (!figure || !variable) return;
  event.preventDefault();
  let from = event.clientX;
  /** @type {(moved: PointerEvent) => void} */
  const move = (moved) => {
    const steps = Math.trunc((moved.clientX - from) / PER_STEP);
    if (!steps) return;
    from += steps * PER_STEP;
    figure.touch(() => figure.variables.step(name, steps));
  };
  const ended = new AbortController();
  const end = () => {
    ended.abort();
    figure.ended();
  };
  document.addEventListener("pointermove", move, { signal: ended.signal });
  for (const last of /** @type {const} */ (["pointerup", "pointercancel"])) {
    document.addEventListener(last, end, { signal: ended.signal });
  }
}
