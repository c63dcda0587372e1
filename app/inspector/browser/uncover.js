/** In a narrow window the inspector and the player lie over the stage: the chosen sample stays in sight. */

/** @typedef {import("../../stage/browser/panel.js").Panel} Panel */
/** @typedef {import("../../stage/browser/stage.js").Stage} Stage */

const ABOVE = 70; // CSS pixels of the page's own bar, and a little
const AROUND = 24; // CSS pixels that stay free around the sample

/**
 * Scroll the page until the player no longer covers a sample, and if there is room its whole panel.
 *
 * @type {(stage: Stage, panel: Panel, n: number) => void}
 */
export function uncover({ canvas }, panel, n) {
  const player = canvas.closest(".stage")?.querySelector(".player");
  if (!player) return;
  const { top, bottom } = canvas.getBoundingClientRect();
  const edge = player.getBoundingClientRect().top;
  const sample = top + panel.y + panel.screen[3 * n + 1];
  if (edge >= bottom || sample + AROUND <= edge) return;
  const whole = Math.min(bottom, top + panel.y + 2 * panel.radius) - edge;
  const room = sample - panel.screen[3 * n + 1] - panel.radius - ABOVE;
  const needed = sample + AROUND - edge;
  const page = canvas.closest(".stMain") ?? document.scrollingElement;
  page?.scrollBy(0, Math.max(needed, Math.min(whole, room)));
}
