/**
 * The remote control: a link in a text sets the figure in a slot of the page, without a reload.
 *
 *     #trap?step=40&layers=samples,rings    the run in the slot "trap"
 *     #cliff?t=1.2                          the chart in the slot "cliff"
 *
 * The slot is the element of class `st-key-slot-…`; in it is a stage, or an element with a `chart`.
 */

/** @typedef {import("./stage.js").Stage} Stage */
/** @typedef {{ slot: string, settings: Record<string, string> }} Request */

const SLOT = "st-key-slot-";

/**
 * The slot and the settings that a link names; undefined if it is another kind of link.
 *
 * @param {string} address
 * @returns {Request | undefined}
 */
export function requestOf(address) {
  const [slot, query] = address.replace(/^[^#]*#?/, "").split("?");
  if (!/^[a-z0-9_-]+$/.test(slot) || !query) return undefined;
  return { slot, settings: Object.fromEntries(new URLSearchParams(query)) };
}

/**
 * Set a stage; what is not named stays.
 *
 * @param {Stage} stage
 * @param {Record<string, string>} settings
 */
function setStage(stage, { step, layers, select, play }) {
  const { run } = stage;
  if (!run) return;
  if (layers !== undefined) {
    const on = layers.split(",");
    for (const name of Object.keys(stage.layers)) stage.layers[name] = on.includes(name);
    stage.controls.showLegend(run, stage.layers);
  }
  if (select !== undefined) {
    const ids = select.split(",").map(Number);
    stage.select(ids.map((id) => run.ids.indexOf(id)).filter((n) => n >= 0));
  }
  if (step !== undefined) stage.seek(run.place(Number(step)));
  if (play === "1") stage.clock.play(run.last);
  stage.redraw();
}

/**
 * Do what a link says; false if there is no such figure here, or it is not ready yet.
 *
 * @param {Request} request
 * @param {Document} [page]
 */
export function obey({ slot, settings }, page = document) {
  const place = page.querySelector(`.${SLOT}${slot}`);
  /** @type {HTMLCanvasElement | null | undefined} */
  const canvas = place?.querySelector(".stage canvas");
  const stage = canvas?.stage;
  const chart = place?.querySelector(".course-chart")?.chart ?? place?.querySelector(".course-figure")?.figure;
  if (stage?.run) setStage(stage, settings);
  else if (chart) chart.set(settings);
  else return false;
  return true;
}

const WAIT = 100; // milliseconds until a figure that is not ready is asked again
const OFTEN = 100; // times
let setAt = ""; // the step that was set last
let untouched = true; // since the address has changed, as far as the browser says when it does

/**
 * Set figures as a step of a lesson wants them, once, as soon as they are ready.  A step begins at its
 * top, but the page moves no more under a hand that is there before it.
 *
 * @param {string} at the step
 * @param {Request[]} requests
 */
export function setOnce(at, requests) {
  if (at === setAt) return;
  if (setAt && untouched) document.querySelector(".stMain")?.scrollTo(0, 0);
  setAt = at;
  for (const request of requests) trySetting(request, at, OFTEN);
}

/** @type {(request: Request, at: string, times: number) => void} */
function trySetting(request, at, times) {
  if (at !== setAt || obey(request) || !times) return;
  setTimeout(() => trySetting(request, at, times - 1), WAIT);
}

/**
 * Listen to the links of the page, once.
 *
 * @param {Document} [page]
 */
export function listen(page = document) {
  if (page.remoteControl) return;
  page.remoteControl = (event) => {
    const link = event.target instanceof Element && event.target.closest("a[href*='#']");
    const request = link ? requestOf(link.getAttribute("href") ?? "") : undefined;
    if (!request || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    obey(request, page);
  };
  page.addEventListener("click", page.remoteControl, true);
  if (!window.navigation) return;
  window.navigation.addEventListener("currententrychange", () => {
    untouched = true;
  });
  for (const act of ["pointerdown", "wheel", "keydown"]) {
    page.addEventListener(act, () => {
      untouched = false;
    }, { capture: true, passive: true });
  }
}
