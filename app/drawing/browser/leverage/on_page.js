/** A leverage dial alone on a page, as app/drawing/leverage.py puts it there. */

import { whenThemeChanges } from "../frames.js";
import { Theme, dress, projectorIsRequested } from "../look.js";
import { loadLoss } from "../losses/slots.js";
import { LeverageDial } from "./dial.js";

/** @typedef {import("../losses/slots.js").DescribedLoss} DescribedLoss */
/**
 * @typedef {{ loss: DescribedLoss, cosines: number[], label: number, names: string[], colour: string }}
 *   DialData
 */

const LARGE = 1.35; // words on a projector

export class LeverageOnPage {
  dial = new LeverageDial();

  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.projector = projectorIsRequested();
    if (this.projector) dress(root, true);
    root.replaceChildren(this.dial.element);
    new ResizeObserver(() => this.draw()).observe(root);
    whenThemeChanges(() => this.draw());
  }

  /** @param {DialData} data */
  async show({ loss, cosines, label, names, colour }) {
    this.dial.show(await loadLoss(loss), { cosines, label }, names, colour);
    this.draw();
  }

  draw() {
    this.dial.arrange(window.devicePixelRatio || 1);
    if (this.dial.found) this.dial.draw(new Theme(this.root, this.projector ? LARGE : 1));
  }
}
