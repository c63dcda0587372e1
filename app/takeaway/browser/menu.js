/**
 * The take-away menu: what is on the stage and in the charts of this page, as files and as a link.
 *
 * The server makes some of the files; of the reader's view it learns only what is in the address of
 * a replay.  Pictures, charts and links are made here.
 */

import { addressOf } from "../../drawing/browser/address.js";
import { button, element } from "../../drawing/browser/element.js";
import { save } from "../../drawing/browser/saving/save.js";
import { pngOfStage, svgOfStage } from "../../stage/browser/picture.js";
import { viewOf } from "../../stage/browser/view.js";
import { chartsOnPage, saveChart, titleOf } from "./charts.js";

/** @typedef {import("../../stage/browser/stage.js").Stage} Stage */
/**
 * A file that the server makes.
 *
 * @typedef {object} ServerFile
 * @property {string} section of the menu
 * @property {string} words on its button
 * @property {string} help
 * @property {string} name
 * @property {string} address
 * @property {boolean} view whether it depends on the view of the stage
 */
/**
 * What Python sends (app/takeaway/menu.py).
 *
 * @typedef {object} MenuData
 * @property {string | null} stage the key of the stage
 * @property {ServerFile[]} files
 * @property {string} name how names of files begin
 * @property {string[]} caption its lines
 * @property {number} lastStep of the run
 * @property {string} plotly the address of Plotly
 * @property {string | null} query the part of the page's address that asks for the run
 * @property {string} warning what the link cannot carry
 */
/** @typedef {[string, () => Promise<void>, string?]} Entry words on the button, what it does, help */

export class Takeaway {
  /** @type {MenuData | undefined} */
  data;
  chartsMayHaveCome = () => {};

  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.message = element("p", { class: "said", role: "status" });
    // The page may draw its charts after this menu.
    root.addEventListener("pointerenter", () => this.chartsMayHaveCome());
    root.addEventListener("focusin", () => this.chartsMayHaveCome());
  }

  /**
   * Build the menu.
   *
   * @param {MenuData} data
   */
  show(data) {
    this.data = data;
    this.say("");
    this.root.replaceChildren();
    if (data.stage) {
      this.section("The picture, as it stands", [
        ["PNG", () => this.savePicture(data, "png")],
        ["SVG", () => this.savePicture(data, "svg")],
      ]);
    }
    const files = data.files.filter(({ view }) => !view || data.stage);
    for (const title of new Set(files.map((file) => file.section))) {
      const chosen = files.filter((file) => file.section === title);
      this.section(
        title,
        chosen.map((file) => [file.words, () => this.saveFromServer(data, file), file.help]),
      );
    }
    this.listCharts(data);
    this.listLink(data);
    this.root.append(this.message);
  }

  /**
   * A part of the menu with a button for each entry.
   *
   * @param {string} title
   * @param {Entry[]} entries
   */
  section(title, entries) {
    const part = element("section", { "aria-label": title });
    part.append(element("h2", {}, title));
    for (const [words, action, help] of entries) {
      part.append(button(words, () => this.guarded(action), help ? { title: help } : {}));
    }
    this.root.append(part);
    return part;
  }

  /**
   * Do it; a sentence tells what went wrong.
   *
   * @param {() => Promise<void>} action
   */
  async guarded(action) {
    this.say("");
    try {
      await action();
    } catch (error) {
      this.say(`That did not work: ${error instanceof Error ? error.message : error}`);
    }
  }

  /** @param {string} words */
  say(words) {
    this.message.textContent = words;
    if (words) this.message.scrollIntoView({ block: "nearest" });
  }

  /** @type {(data: MenuData, format: "png" | "svg") => Promise<void>} */
  async savePicture({ stage: key, name: stem, caption }, format) {
    const stage = stageOf(key);
    const step = stage.run?.steps[Math.round(stage.clock.head)] ?? 0;
    const name = `${stem}_step-${Math.round(step)}.${format}`;
    if (format === "png") save(name, await pngOfStage(stage, caption));
    else save(name, svgOfStage(stage, caption));
    this.say(`${name} is saved.`);
  }

  /** @type {(data: MenuData, file: ServerFile) => Promise<void>} */
  async saveFromServer({ stage }, { address, name, view }) {
    const url = addressOf(address);
    if (view) url.searchParams.set("view", viewOf(stageOf(stage)));
    this.say("It is being made …");
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(await answer.text());
    save(name, await answer.blob());
    this.say(`${name} is saved.`);
  }

  // Charts.

  /** @param {MenuData} data */
  listCharts(data) {
    const part = element("section", { "aria-label": "Charts on this page" });
    const list = () => {
      const charts = chartsOnPage();
      part.replaceChildren();
      if (charts.length) part.append(element("h2", {}, "Charts on this page"));
      part.append(...charts.map((chart, at) => this.chartRow(data, chart, at)));
    };
    this.chartsMayHaveCome = () => {
      if (chartsOnPage().length !== part.querySelectorAll(".chart-row").length) list();
    };
    list();
    this.root.append(part);
  }

  /** @type {(data: MenuData, chart: PlotlyElement, at: number) => HTMLElement} */
  chartRow(data, chart, at) {
    const title = titleOf(chart) || `chart ${at + 1}`;
    const row = element("div", { class: "chart-row" });
    row.append(element("span", {}, title));
    for (const format of /** @type {("png" | "svg" | "csv")[]} */ (["png", "svg", "csv"])) {
      const words = format.toUpperCase();
      const press = () =>
        this.guarded(async () => {
          const name = await saveChart(data, chart, title, format, this.root);
          this.say(`${name} is saved.`);
        });
      row.append(button(words, press, { "aria-label": `${title}, ${words}` }));
    }
    return row;
  }

  // The link.

  /** @param {MenuData} data */
  listLink(data) {
    const part = this.section("All of it, as a link", []);
    const label = "Link to this page as it stands";
    const field = element("input", { type: "text", readonly: "", "aria-label": label });
    const refresh = () => {
      field.value = linkOf(data);
    };
    const copy = async () => {
      refresh();
      field.select();
      await navigator.clipboard.writeText(field.value);
      this.say("The link is copied.");
    };
    field.addEventListener("focus", () => {
      refresh();
      field.select();
    });
    refresh();
    part.append(field, button("Copy link", () => this.guarded(copy)));
    if (data.warning) part.append(element("p", { class: "note" }, data.warning));
  }
}

/**
 * The stage with this key, which must have been drawn.
 *
 * @param {string | null} key
 * @returns {Stage}
 */
function stageOf(key) {
  /** @type {HTMLCanvasElement | null} */
  const canvas = key ? document.querySelector(`.st-key-${CSS.escape(key)} canvas`) : null;
  if (!canvas?.stage?.run) throw new Error("the stage shows nothing yet.");
  return canvas.stage;
}

/**
 * The page's address with the settings of the run that is shown, and the stage's view.
 *
 * @param {MenuData} data
 */
function linkOf({ query, stage }) {
  const address = new URL(window.location.href);
  if (query !== null) address.search = query;
  if (stage) {
    try {
      address.searchParams.set(stage, viewOf(stageOf(stage)));
    } catch {
      address.searchParams.delete(stage);
    }
  }
  return address.href;
}
