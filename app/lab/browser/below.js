/** The stage below the lab: the run that it shows, and when it draws. */

/** @returns {HTMLCanvasElement | null} */
const stageCanvas = () => document.querySelector(".stage canvas");

/**
 * The run on the stage, and the panel with this title or else the first; undefined without a run.
 *
 * @param {string} title
 */
export function stageBelow(title) {
  const { stage } = stageCanvas() ?? {};
  if (!stage?.run || stage.run.projected || !stage.panels[0]?.placed) return undefined;
  const same = stage.run.titles.indexOf(title);
  return { stage, run: stage.run, panel: stage.panels[Math.max(0, same)] };
}

/**
 * Call whenever the stage has drawn another picture, as long as an element is on the page.
 *
 * @param {Element} root
 * @param {() => void} act
 */
export function watchStage(root, act) {
  let seen = -1;
  const look = () => {
    if (!root.isConnected) return;
    const pictures = stageCanvas()?.stage?.timing.pictures ?? -1;
    if (pictures !== seen) {
      seen = pictures;
      act();
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
