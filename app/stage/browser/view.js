/**
 * What the reader has set on a stage, as a line of text for a link, and back.
 *
 *   step:300;layers:samples,weights;chosen:3,17;camera:1,0,0,0,1,0,0,0,1;large:1
 *
 * Python reads the text and checks it (`app/stage/view.py`); `restore` takes what it has read.
 */

const restored = new Set(); // stages that have been given their view in this page

/** The step at the playhead, between kept ones too. */
export function stepAt(stage) {
  const { run, clock } = stage;
  const low = Math.min(Math.floor(clock.head), run.last);
  const high = Math.min(low + 1, run.last);
  return run.steps[low] + (clock.head - low) * (run.steps[high] - run.steps[low]);
}

export function viewOf(stage) {
  const { run, layers, camera, look } = stage;
  const shown = Object.keys(layers).filter((name) => layers[name]);
  const parts = [`step:${Number(stepAt(stage).toFixed(2))}`, `layers:${shown.join(",")}`];
  if (look.selection.size) {
    parts.push(`chosen:${[...look.selection].slice(0, 100).map((n) => run.ids[n])}`);
  }
  if (run.dimension === 3) parts.push(`camera:${camera.matrix.map((entry) => Number(entry.toFixed(4)))}`);
  if (stage.size > 1) parts.push("large:1");
  return parts.join(";");
}

/** Set what a link names; once a page, for from then on the reader decides. */
export function restoreOnce(stage, { view, key }) {
  if (!view || restored.has(key)) return;
  restored.add(key);
  restore(stage, view);
}

export function restore(stage, view) {
  const { run, layers, look, controls } = stage;
  if (view.layers) {
    for (const name of Object.keys(layers)) layers[name] = view.layers.includes(name);
    controls.showLegend(run, layers);
  }
  if (view.camera) stage.camera.matrix = view.camera;
  look.selection.clear();
  for (const id of view.chosen ?? []) {
    const n = run.ids.indexOf(id);
    if (n >= 0) look.selection.add(n);
  }
  if (view.large) controls.large.click();
  if (view.step === null || view.step === undefined) stage.redraw();
  else stage.seek(run.place(view.step));
}
