/** What is shown on demand: the angles over the steps, and how hard guidance pushes. */

import { element } from "../../drawing/browser/element.js";
import { LeverageDial } from "../../drawing/browser/leverage/dial.js";
import { Theme } from "../../drawing/browser/look.js";
import { OverTime } from "./over_time.js";

/** @typedef {import("./inspector.js").Inspector} Inspector */
/** @typedef {import("../../stage/browser/measured.js").Measured} Measured */
/** @typedef {import("../../stage/browser/panel.js").Panel} Panel */
/** @typedef {import("../../stage/browser/stage.js").Stage} Stage */

export class More {
  /** @param {Inspector} inspector */
  constructor(inspector) {
    this.element = element("div", { class: "more" });
    this.overTime = new OverTime(inspector);
    this.leverage = new LeverageDial();
    this.steps = fold("Its angles over the steps", this.overTime.element, inspector);
    this.dial = fold("Does guidance act here?", this.leverage.element, inspector);
    this.element.append(this.steps, this.dial);
  }

  /** @type {(stage: Stage, panel: Panel, found: Measured) => void} */
  show(stage, panel, found) {
    const { loss, cosines, label } = found;
    if (this.steps.open) this.overTime.show(stage, panel, found);
    this.dial.hidden = !loss?.guidance;
    if (this.dial.hidden || !this.dial.open || !loss) return;
    const { accent } = stage.look;
    this.leverage.show(loss, { cosines: [...cosines], label }, panel.run.classNames, accent);
    this.leverage.arrange(window.devicePixelRatio || 1);
    this.leverage.draw(new Theme(this.leverage.element));
  }
}

/** @type {(words: string, content: HTMLElement, inspector: Inspector) => HTMLDetailsElement} */
function fold(words, content, inspector) {
  const made = element("details");
  made.append(element("summary", {}, words), content);
  made.addEventListener("toggle", () => inspector.update());
  return made;
}
