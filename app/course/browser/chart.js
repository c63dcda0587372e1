/**
 * A chart of a lesson: figures that Python drew, one for each value of its slider.
 *
 * Moving the slider asks the server nothing; where it stands is told when it is let go.
 */

import { plotly } from "../../drawing/browser/plotly.js";

export class Chart {
  constructor(root) {
    root.chart = this;
    this.place = document.createElement("div");
    this.place.setAttribute("role", "img");
    this.bar = document.createElement("label");
    this.bar.className = "slider";
    this.words = document.createElement("span");
    this.input = document.createElement("input");
    Object.assign(this.input, { type: "range", min: 0, step: 1 });
    this.reading = document.createElement("output");
    this.bar.append(this.words, this.input, this.reading);
    this.files = document.createElement("div");
    this.files.className = "files";
    for (const [kind, words] of [["png", "PNG"], ["svg", "SVG"], ["csv", "CSV"]]) {
      const button = document.createElement("button");
      Object.assign(button, { type: "button", textContent: words, title: `Take the chart away as ${words}` });
      button.addEventListener("click", () => this.save(kind));
      this.files.append(button);
    }
    root.append(this.bar, this.place, this.files);
    this.input.addEventListener("input", () => this.draw());
    this.input.addEventListener("change", () => this.report(this.at));
  }

  get at() {
    return this.slider ? Number(this.input.value) : 0;
  }

  async show({ figures, slider, plotly: address, alternative, file }, tell) {
    this.file = file;
    this.report = (at) => tell("at", at);
    this.figures = figures;
    const fresh = slider?.name !== this.slider?.name || this.at >= figures.length;
    this.slider = slider;
    this.place.setAttribute("aria-label", alternative);
    this.bar.hidden = !slider;
    this.bar.style.display = slider ? "" : "none";
    if (slider) {
      this.words.textContent = slider.label;
      this.input.max = slider.values.length - 1;
      if (fresh) this.input.value = slider.start;
    }
    this.place.style.minHeight = `${this.layout().height}px`;
    try {
      this.Plotly = await plotly(address);
      this.draw();
    } catch (error) {
      this.place.textContent = `This chart cannot be shown: ${error.message}`;
    }
  }

  /** From a remote control: `{ t: "1.2" }` goes to the nearest value there is. */
  set(settings) {
    const wanted = Number(settings[this.slider?.name]);
    if (!Number.isFinite(wanted)) return;
    const { values } = this.slider;
    const off = values.map((value) => Math.abs(value - wanted));
    this.input.value = off.indexOf(Math.min(...off));
    this.draw();
    this.report(this.at);
  }

  /** No higher than suits the width: a figure may say how high it is for its width. */
  layout() {
    const { layout } = this.figures[this.at];
    const { ratio } = layout.meta ?? {};
    const most = ratio ? ratio * this.place.clientWidth + layout.margin.b + layout.margin.t : layout.height;
    return { ...layout, height: Math.min(layout.height, Math.max(most, 120)) };
  }

  /** As it stands, on the colour of the page. */
  async save(kind) {
    const { data } = this.figures[this.at];
    const layout = this.layout();
    const name = this.slider ? `${this.file}-${this.slider.name}-${this.slider.values[this.at]}` : this.file;
    let address;
    if (kind === "csv") {
      address = URL.createObjectURL(new Blob([table(data)], { type: "text/csv" }));
    } else {
      const paper = getComputedStyle(this.place).getPropertyValue("--st-background-color").trim();
      const whole = { data, layout: { ...layout, paper_bgcolor: paper, width: this.place.clientWidth } };
      const { width, height } = whole.layout;
      const scale = kind === "png" ? 2 : 1;
      address = await this.Plotly.toImage(whole, { format: kind, width, height, scale });
    }
    const link = document.createElement("a");
    Object.assign(link, { href: address, download: `${name}.${kind}` });
    link.click();
    if (kind === "csv") URL.revokeObjectURL(address);
  }

  draw() {
    if (this.slider) {
      const { values, unit } = this.slider;
      const words = `${values[this.at]}${unit}`;
      this.reading.textContent = words;
      this.input.setAttribute("aria-valuetext", words);
    }
    if (!this.Plotly) return;
    const { at } = this;
    const options = { displaylogo: false, responsive: true, displayModeBar: false };
    this.Plotly.react(this.place, this.figures[at].data, this.layout(), options).then(() => {
      this.drawn = at;
    });
  }
}

/** Every point of every trace that is data and not decoration, a row each. */
function table(traces) {
  const quoted = (value) => `"${String(value ?? "").replaceAll('"', '""')}"`;
  const rows = [["trace", "x", "y", "deviation"]];
  traces.forEach((trace, number) => {
    if (trace.mode === "none") return;
    const name = trace.name ?? `trace ${number + 1}`;
    trace.x.forEach((x, at) => rows.push([name, x, trace.y[at], trace.error_y?.array?.[at]]));
  });
  return rows.map((row) => `${row.map(quoted).join(",")}\r\n`).join("");
}
