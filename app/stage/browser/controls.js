/** What is around the picture: legend, player, and what stands beside the pointer. */

import { element } from "../../drawing/browser/element.js";
import { Legend } from "./legend.js";
import { Player } from "./player.js";
import { Tip } from "./tip.js";
import { Which } from "./which.js";

/** @typedef {import("./legend.js").Layers} Layers */
/** @typedef {import("./run.js").Run} Run */
/** @typedef {import("./stage.js").Stage} Stage */

export class Controls {
  /**
   * Build everything into an element.
   *
   * @param {HTMLElement} root
   * @param {Stage} stage which the controls move
   */
  constructor(root, stage) {
    this.canvas = element("canvas", {
      role: "img",
      tabindex: "0",
      "aria-label": "The stage is being prepared.",
      "aria-keyshortcuts": "Space ArrowLeft ArrowRight Home End ArrowUp ArrowDown Enter n p Escape",
    });
    this.tip = new Tip();
    this.frame = element("div", { class: "frame" });
    this.live = element("div", { class: "heard", "aria-live": "polite" });
    this.note = element("div", { class: "saying", "aria-hidden": "true" });
    this.note.addEventListener("animationend", () => this.note.replaceChildren());
    this.frame.append(this.canvas, this.tip.element, this.live, this.note);
    this.legend = new Legend(() => stage.redraw());
    this.player = new Player(stage);
    this.which = new Which(stage);
    this.isLarge = () => stage.size > 1;
    this.head = element("div", { class: "head" });
    this.head.append(this.which.element, this.legend.element);
    this.root = root;
    root.replaceChildren(this.head, this.frame, this.player.element);
  }

  /**
   * Say that the picture is the one before, for that of the settings has not come.
   *
   * @param {boolean} awaited
   */
  setAwaited(awaited) {
    this.root.classList.toggle("awaited", awaited);
  }

  /** For ears alone. @param {string} words */
  tell(words) {
    this.live.textContent = words;
  }

  /** For eyes, for a few seconds, and for ears. @param {string} words */
  say(words) {
    this.tell(words);
    const line = element("span", {}, words);
    this.note.replaceChildren(line);
  }

  /** @type {(run: Run, layers: Layers) => void} */
  showLegend(run, layers) {
    this.legend.show(run, layers, this.isLarge());
  }

  /** @param {Run} run */
  showChanges(run) {
    this.player.showChanges(run);
  }
}
