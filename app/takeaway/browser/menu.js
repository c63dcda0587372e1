/**
 * The take-away menu: what is on the stage and in the charts of this page, as files and as a link.
 *
 * The server makes some of the files and is told nothing of the reader's view but what stands in the
 * address of a replay; pictures, charts and links are made here.
 */

import { element } from "../../drawing/browser/element.js";
import { plotly } from "../../drawing/browser/plotly.js";
import { captionLines } from "../../drawing/browser/saving/caption.js";
import { csvOf, pictureOf } from "../../drawing/browser/saving/plotly_files.js";
import { save } from "../../drawing/browser/saving/save.js";
import { pngOf, svgOf } from "../../stage/browser/picture.js";
import { viewOf } from "../../stage/browser/view.js";

const CAPTION_WIDTH = 0.95; // of a chart

export class Takeaway {
  constructor(root) {
    this.root = root;
  }

  /** Build the menu; `data` is what `app/takeaway/menu.py` sends. */
  show(data) {
    this.data = data;
    this.said = element("p", { class: "said", role: "status" });
    this.root.replaceChildren();
    if (data.stage) {
      this.section("The picture, as it stands", [
        ["PNG", () => this.picture("png")],
        ["SVG", () => this.picture("svg")],
      ]);
    }
    const files = data.files.filter(({ view }) => !view || data.stage);
    for (const title of new Set(files.map((file) => file.section))) {
      const chosen = files.filter((file) => file.section === title);
      this.section(title, chosen.map((file) => [file.words, () => this.fetchFile(file), file.help]));
    }
    this.listCharts();
    this.listLink();
    this.root.append(this.said);
  }

  section(title, entries) {
    const part = element("section", { "aria-label": title });
    part.append(element("h4", {}, title));
    for (const [words, action, help] of entries) {
      const button = element("button", { type: "button", ...(help && { title: help }) }, words);
      button.addEventListener("click", () => this.guarded(action));
      part.append(button);
    }
    this.root.append(part);
    return part;
  }

  /** Do it; what cannot be done is said in a sentence. */
  async guarded(action) {
    this.say("");
    try {
      await action();
    } catch (error) {
      this.say(`That did not work: ${error.message}`);
    }
  }

  say(words) {
    this.said.textContent = words;
  }

  /** The stage of this menu, which must have been drawn. */
  get stage() {
    const { stage } = document.querySelector(`.st-key-${CSS.escape(this.data.stage)} canvas`) ?? {};
    if (!stage?.run) throw new Error("the stage shows nothing yet.");
    return stage;
  }

  async picture(format) {
    const { stage } = this;
    const name = `${this.data.name}_step-${Math.round(stage.run.steps[Math.round(stage.clock.head)])}.${format}`;
    if (format === "png") save(name, await pngOf(stage, this.data.caption));
    else save(name, new Blob([svgOf(stage, this.data.caption)], { type: "image/svg+xml" }));
    this.say(`${name} is saved.`);
  }

  /** A file that the server makes now. */
  async fetchFile({ address, name, view }) {
    const asked = new URL(address, window.location.origin);
    if (view) asked.searchParams.set("view", viewOf(this.stage));
    this.say("It is being made …");
    const answer = await fetch(asked);
    if (!answer.ok) throw new Error(await answer.text());
    save(name, await answer.blob());
    this.say(`${name} is saved.`);
  }

  // Charts.

  get charts() {
    const seen = document.querySelectorAll(".js-plotly-plot");
    return [...seen].filter((chart) => chart._fullData && chart.offsetParent !== null);
  }

  listCharts() {
    const part = element("section", { "aria-label": "Charts on this page" });
    const list = () => {
      const { charts } = this;
      part.replaceChildren();
      if (charts.length) part.append(element("h4", {}, "Charts on this page"));
      charts.forEach((chart, at) => {
        const title = titleOf(chart) || `chart ${at + 1}`;
        const row = element("div", { class: "chart-row" });
        row.append(element("span", {}, title));
        for (const format of ["PNG", "SVG", "CSV"]) {
          const button = element("button", { type: "button", "aria-label": `${title}, ${format}` }, format);
          button.addEventListener("click", () => this.guarded(() => this.chart(chart, title, format.toLowerCase())));
          row.append(button);
        }
        part.append(row);
      });
    };
    list();
    // The page may draw its charts after this menu.
    this.root.onpointerenter = () => this.charts.length !== part.querySelectorAll(".chart-row").length && list();
    this.root.onfocusin = this.root.onpointerenter;
    this.root.append(part);
  }

  async chart(chart, title, format) {
    const name = `${[this.data.name, title.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-")].filter(Boolean).join("_")}.${format}`;
    if (format === "csv") save(name, new Blob([csvOf(chart, title)], { type: "text/csv" }));
    else {
      const style = getComputedStyle(this.root);
      const of = (property, otherwise) => style.getPropertyValue(property).trim() || otherwise;
      const look = {
        paper: of("--st-background-color", "#FFFFFF"),
        ink: of("--st-text-color", "#1F2430"),
        font: (pixels) => `400 ${pixels}px ${of("--st-font", "sans-serif")}`,
      };
      const Plotly = await plotly(this.data.plotly);
      const width = CAPTION_WIDTH * chart._fullLayout.width;
      // A chart is of the whole run: its last step.
      const lines = captionLines(this.data.caption, this.data.lastStep, look.font(12), width);
      save(name, await pictureOf(Plotly, chart, lines, format, look));
    }
    this.say(`${name} is saved.`);
  }

  // The link.

  listLink() {
    const part = this.section("All of it, as a link", []);
    const field = element("input", { type: "text", readonly: "", "aria-label": "Link to this page as it stands" });
    const refresh = () => {
      field.value = this.link();
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
    const button = element("button", { type: "button" }, "Copy link");
    button.addEventListener("click", () => this.guarded(copy));
    refresh();
    part.append(field, button);
    if (this.data.warning) part.append(element("p", { class: "note" }, this.data.warning));
  }

  /** The page's address with the settings of the run that is shown, and the stage's view. */
  link() {
    const address = new URL(window.location.href);
    if (this.data.query !== null) address.search = this.data.query;
    if (this.data.stage) {
      try {
        address.searchParams.set(this.data.stage, viewOf(this.stage));
      } catch {
        address.searchParams.delete(this.data.stage);
      }
    }
    return address.href;
  }
}

/** What a chart shows, in a few words: the tab that it is in, its title, or its alternative text. */
function titleOf(chart) {
  const tab = chart.closest(".stage")?.querySelector(".tabs [aria-selected=true]");
  const said = chart.layout.title?.text ?? chart.closest("[aria-label]")?.getAttribute("aria-label") ?? "";
  const title = tab?.textContent || said.replaceAll(/<[^>]+>/g, " ");
  return title.length > 48 ? `${title.slice(0, 47)}…` : title.trim();
}
