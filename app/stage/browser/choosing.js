/**
 * Choosing samples with the keyboard, while the picture has the focus.
 *
 *   up, down   to the next sample of the panel in focus, by angle around its middle
 *   Enter      chooses it
 *   n, p       chooses the next sample with a support vector, or the one before
 *   w          chooses the next wrongly labelled sample
 *   1 to 6     puts another panel in focus
 *
 * What is found is said in a live region, for screen readers.
 */

import { describe } from "./words.js";

/** @typedef {import("./panel.js").Panel} Panel */
/** @typedef {import("./stage.js").Stage} Stage */

/** @type {Record<string, (stage: Stage, panel: Panel) => unknown>} */
const ACTIONS = {
  ArrowDown: (stage, panel) => point(stage, panel, neighbour(panel, from(stage), 1)),
  ArrowUp: (stage, panel) => point(stage, panel, neighbour(panel, from(stage), -1)),
  Enter: (stage, panel) => stage.hovered >= 0 && choose(stage, panel, stage.hovered),
  n: (stage, panel) => choose(stage, panel, neighbour(panel, from(stage), 1, hasSupport)),
  p: (stage, panel) => choose(stage, panel, neighbour(panel, from(stage), -1, hasSupport)),
  w: (stage, panel) =>
    choose(stage, panel, nextWrong(panel.run, from(stage)), "No sample here has a wrong label."),
};

/**
 * Let keys choose samples of a stage.
 *
 * @param {HTMLElement} canvas
 * @param {Stage} stage
 */
export function listenForChoices(canvas, stage) {
  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !stage.run) return;
    const panel = stage.panels[stage.focus];
    const act = ACTIONS[event.key];
    if (act && panel?.placed) act(stage, panel);
    else if (/^[1-9]$/.test(event.key) && Number(event.key) <= stage.panels.length) {
      focusOn(stage, Number(event.key) - 1);
    } else return;
    event.preventDefault();
  });
  canvas.addEventListener("blur", () => stage.hover(-1));
}

/**
 * From where the next sample is looked for: under the pointer, or looked into, or pointed at last.
 *
 * @param {Stage} stage
 */
const from = ({ hovered, looked, pointed, run }) =>
  [hovered, looked, pointed].find((n) => n >= 0 && n < (run?.samples ?? 0)) ?? -1;

/** @type {(panel: Panel, n: number) => boolean} */
const hasSupport = (panel, n) => panel.ring(n) > 0;

/**
 * The next sample on the near side by angle, or -1 if there is none.
 *
 * @param {Panel} panel
 * @param {number} n where to begin; -1 begins anywhere
 * @param {1 | -1} step
 * @param {(panel: Panel, n: number) => boolean} [wanted]
 */
export function neighbour(panel, n, step, wanted = () => true) {
  const { run, screen } = panel;
  /** @type {(m: number) => number} */
  const angle = (m) => Math.atan2(-screen[3 * m + 1], screen[3 * m]);
  const order = Array.from({ length: run.samples }, (_, m) => m)
    .filter((m) => m === n || (panel.front(m) && wanted(panel, m)))
    .sort((a, b) => angle(a) - angle(b) || a - b);
  if (!order.length || (order.length === 1 && order[0] === n)) return -1;
  const at = order.indexOf(n);
  if (at < 0) return step > 0 ? order[0] : order[order.length - 1];
  return order[(at + step + order.length) % order.length];
}

/**
 * Put the pointer's marks on a sample, as if the pointer were there.
 *
 * @type {(stage: Stage, panel: Panel, n: number) => void}
 */
function point(stage, panel, n) {
  if (n < 0) return;
  stage.pointed = n;
  stage.hover(n, panel, panel.x + panel.screen[3 * n], panel.y + panel.screen[3 * n + 1]);
  stage.controls.tell(describe(panel, n).join(", "));
}

/**
 * The next sample with a wrong label by number, or -1 if there is none.
 *
 * @param {import("./run.js").Run} run
 * @param {number} n where to begin
 */
export function nextWrong({ samples, mislabelled }, n) {
  for (let by = 1; by <= samples; by += 1) {
    const next = (n + by + samples) % samples;
    if (mislabelled[next]) return next;
  }
  return -1;
}

/** @type {(stage: Stage, panel: Panel, n: number, none?: string) => void} */
function choose(stage, panel, n, none) {
  if (n < 0) {
    const { titles } = panel.run;
    stage.controls.say(none ?? `${titles[panel.loss]} shows no support vector at this step.`);
    return;
  }
  stage.pointed = n;
  stage.select([n], panel.loss);
  stage.hover(n);
  stage.controls.tell(`Chosen: ${describe(panel, n).join(", ")}`);
}

/** @type {(stage: Stage, loss: number) => void} */
function focusOn(stage, loss) {
  stage.lookInto(stage.looked, loss);
  stage.controls.tell(`Panel ${loss + 1}: ${stage.run?.titles[loss]}`);
}
