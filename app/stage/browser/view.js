/**
 * What the reader has set on a stage, as a line of text for a link, and back.
 *
 *   step:300;layers:samples,weights;chosen:3,17;panel:2;camera:1,0,0,0,1,0,0,0,1;large:1
 *
 * Python reads the text and checks it (`app/stage/view.py`); `restore` takes what it has read.
 */

/** @typedef {import("./stage.js").Stage} Stage */
/**
 * What Python read; null for what a link leaves to the page.
 *
 * @typedef {object} View
 * @property {number | null} [step]
 * @property {string[] | null} [layers] the names of those that are on
 * @property {number[]} [chosen] the samples' own numbers
 * @property {number} [panel] whose loss is looked into
 * @property {number[] | null} [camera] a rotation matrix, row by row
 * @property {boolean} [large]
 */

/** @type {Set<string>} */
const restored = new Set(); // keys of stages that have been given their view on this page

/**
 * The step at the playhead, between kept ones too.
 *
 * @param {Stage} stage
 */
export function stepAt({ run, clock }) {
  if (!run) return 0;
  const low = Math.min(Math.floor(clock.head), run.last);
  const high = Math.min(low + 1, run.last);
  return run.steps[low] + (clock.head - low) * (run.steps[high] - run.steps[low]);
}

/**
 * The view of a stage as text.
 *
 * @param {Stage} stage
 */
export function viewOf(stage) {
  const { run, layers, camera, selection } = stage;
  if (!run) return "";
  const shown = Object.keys(layers).filter((name) => layers[name]);
  const parts = [`step:${Number(stepAt(stage).toFixed(2))}`, `layers:${shown.join(",")}`];
  if (selection.size) {
    parts.push(`chosen:${[...selection].slice(0, 100).map((n) => run.ids[n])}`);
    if (stage.focus) parts.push(`panel:${stage.focus}`);
  }
  if (run.dimension === 3) {
    parts.push(`camera:${camera.matrix.map((entry) => Number(entry.toFixed(4)))}`);
  }
  if (stage.size > 1) parts.push("large:1");
  return parts.join(";");
}

/**
 * Set what a link names; once a page, for from then on the reader decides.
 *
 * @param {Stage} stage
 * @param {{ view?: View, key: string }} data
 */
export function restoreOnce(stage, { view, key }) {
  if (!view || restored.has(key)) return;
  restored.add(key);
  restore(stage, view);
}

/**
 * Set a stage as a view says.
 *
 * @param {Stage} stage
 * @param {View} view
 */
export function restore(stage, view) {
  const { run, layers, selection } = stage;
  if (!run) return;
  if (view.layers) {
    for (const name of Object.keys(layers)) layers[name] = view.layers.includes(name);
    stage.controls.showLegend(run, layers);
  }
  if (view.camera) stage.camera.matrix = view.camera;
  selection.clear();
  for (const id of view.chosen ?? []) {
    const n = run.ids.indexOf(id);
    if (n >= 0) selection.add(n);
  }
  stage.into.panel = view.panel ?? 0;
  if (view.large && stage.size === 1) stage.enlarge(true);
  if (view.step === null || view.step === undefined) stage.redraw();
  else stage.seek(run.place(view.step));
}
