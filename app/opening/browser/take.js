/** The opening as files and as a link: the picture as it stands, the film, the numbers. */

import { addressOf } from "../../drawing/browser/address.js";
import { canvasOf } from "../../drawing/browser/canvas.js";
import { cleared, fit } from "../../drawing/browser/canvas.js";
import { button, element } from "../../drawing/browser/element.js";
import { captionLines, roomFor } from "../../drawing/browser/saving/caption.js";
import { pngWithCaption, svgWithCaption } from "../../drawing/browser/saving/captioned.js";
import { save } from "../../drawing/browser/saving/save.js";
import { SvgContext } from "../../drawing/browser/saving/svg_context.js";
import { paint } from "./painting.js";

/** @typedef {import("./opening.js").Opening} Opening */

const PIXELS = 2; // of a PNG, to a CSS pixel

export class TakeAway {
  /** @param {Opening} opening */
  constructor(opening) {
    this.opening = opening;
    this.element = element("details", { class: "take" });
    this.said = element("p", { class: "said", role: "status" });
    const list = element("div", { class: "list" });
    /** @type {(title: string, buttons: HTMLElement[]) => void} */
    const section = (title, buttons) => list.append(element("h2", {}, title), ...buttons);
    section("The picture, as it stands", [
      button("PNG", () => this.picture("png")),
      button("SVG", () => this.picture("svg")),
    ]);
    const files = opening.data?.files ?? [];
    for (const title of new Set(files.map((file) => file.section))) {
      const here = files.filter((file) => file.section === title);
      section(title, here.map((file) => button(file.words, () => this.fetched(file), { title: file.name })));
    }
    if (opening.data?.run) section("This scene, as a link", [button("Copy link", () => this.link())]);
    list.append(this.said);
    this.summary = element("summary", {}, "Take away");
    this.element.append(this.summary, list);
    this.closes();
  }

  /** Escape closes the list, and so does a press elsewhere. */
  closes() {
    const stop = new AbortController();
    /** @type {(closing: () => void) => void} */
    const ifOpen = (closing) => {
      if (!this.opening.root.isConnected) stop.abort();
      else if (this.element.open) closing();
    };
    const close = () => this.element.removeAttribute("open");
    /** @param {KeyboardEvent} event */
    const pressed = (event) => {
      if (event.key !== "Escape") return;
      ifOpen(() => {
        if (this.element.contains(document.activeElement)) this.summary.focus();
        close();
      });
    };
    /** @param {PointerEvent} event */
    const elsewhere = (event) => {
      if (!event.composedPath().includes(this.element)) ifOpen(close);
    };
    document.addEventListener("keydown", pressed, stop);
    document.addEventListener("pointerdown", elsewhere, stop);
  }

  /** @param {"png" | "svg"} format */
  async picture(format) {
    const { opening } = this;
    const shown = opening.shown();
    if (!shown) return;
    const { moment, story, look, width, height } = shown;
    const words = [`${moment.scene.title}: ${moment.scene.caption}`, story.about];
    const lines = captionLines(words, moment.step, look.font(12), 0.95 * width);
    const room = roomFor(lines, look, width, height);
    const name = `opening-${moment.scene.name}.${format}`;
    if (format === "png") {
      const canvas = canvasOf();
      fit(canvas, width, height, PIXELS);
      paint(cleared(canvas, PIXELS), shown);
      save(name, await pngWithCaption(canvas, room, look, PIXELS));
    } else {
      const context = new SvgContext();
      paint(context, shown);
      save(name, svgWithCaption(context.parts, room, look, moment.scene.caption, context.symbols));
    }
    this.said.textContent = `${name} is saved.`;
  }

  /** @param {import("./data.js").FileOffer} file */
  async fetched({ name, address }) {
    this.said.textContent = "It is being made …";
    const answer = await fetch(addressOf(address));
    if (!answer.ok) {
      this.said.textContent = `That did not work: ${await answer.text()}`;
      return;
    }
    save(name, await answer.blob());
    this.said.textContent = `${name} is saved.`;
  }

  async link() {
    const { timeline, clock } = this.opening;
    const address = new URL(window.location.href);
    address.searchParams.set("scene", timeline.scenes[timeline.indexAt(clock.time)].name);
    await navigator.clipboard.writeText(address.href);
    this.said.textContent = `${address.href} is copied.`;
  }
}
