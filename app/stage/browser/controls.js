/** The words and buttons around the picture: legend, player, and the line under the pointer. */

import { SPEEDS } from "../../drawing/browser/clock.js";
import { element } from "../../drawing/browser/element.js";

/** The layers, in the order of the legend; `when` says for which runs a layer can be drawn. */
export const LAYERS = [
  { name: "samples", words: "samples", on: true },
  { name: "weights", words: "class weights", on: true },
  { name: "regions", words: "decision regions", on: true, when: (run) => !run.projected },
  { name: "margin", words: "margin band", on: false, when: (run) => !run.projected },
  { name: "rings", words: "support vectors", on: true },
  {
    name: "slack",
    words: "way to the boundary",
    on: false,
    when: (run) => run.dimension === 2 && !run.projected,
  },
  { name: "forces", words: "forces", on: false },
  { name: "trails", words: "trails", on: false },
  {
    name: "mislabelled",
    words: "wrong labels",
    on: true,
    when: (run) => run.mislabelled.some((wrong) => wrong),
  },
];

/** Build everything into `root`; `stage` is told what is pressed. */
export class Controls {
  constructor(root, stage) {
    this.stage = stage;
    this.canvas = element("canvas", {
      role: "img",
      tabindex: "0",
      "aria-label": "The stage is being prepared.",
      "aria-keyshortcuts": "Space ArrowLeft ArrowRight Home End Escape",
    });
    this.tip = element("div", { class: "tip", role: "status" });
    this.legend = element("div", { class: "legend", role: "group", "aria-label": "Layers" });
    this.player = element("div", { class: "player", role: "group", "aria-label": "Player" });
    const frame = element("div", { class: "frame" });
    frame.append(this.canvas, this.tip);
    root.replaceChildren(this.legend, frame, this.player);

    const button = (label, text, pressed) => {
      const made = element("button", { type: "button", "aria-label": label, title: label }, text);
      made.addEventListener("click", pressed);
      this.player.append(made);
      return made;
    };
    this.playButton = button("Play", "▶", () => stage.toggle());
    button("One step back", "◀", () => stage.step(-1));
    button("One step on", "▶|", () => stage.step(1));
    this.scrubber = element("input", { type: "range", min: 0, step: "any", "aria-label": "Step" });
    this.scrubber.addEventListener("input", () => stage.seek(Number(this.scrubber.value)));
    this.reading = element("output", { class: "reading" });
    this.speed = element("select", { "aria-label": "Speed" });
    for (const speed of SPEEDS) this.speed.append(element("option", { value: speed }, `${speed}×`));
    this.speed.value = stage.clock.speed;
    this.speed.addEventListener("change", () => {
      stage.clock.speed = Number(this.speed.value);
    });
    this.track = element("div", { class: "track" });
    this.track.append(this.scrubber);
    this.player.append(this.track, this.reading, this.speed);
    this.large = button("Larger, for a projector", "A+", () => {
      stage.enlarge(this.large.getAttribute("aria-pressed") !== "true");
    });
    this.showLarge(false);
  }

  /** Whether it has the projector's look. */
  showLarge(large) {
    this.large.setAttribute("aria-pressed", String(large));
  }

  /** The legend of a run; its words switch the layers. */
  showLegend(run, layers) {
    this.legend.replaceChildren();
    for (const layer of LAYERS) {
      if (layer.when && !layer.when(run)) continue;
      const word = element("button", { type: "button", "data-layer": layer.name }, layer.words);
      word.setAttribute("aria-pressed", String(layers[layer.name]));
      word.addEventListener("click", () => {
        layers[layer.name] = !layers[layer.name];
        word.setAttribute("aria-pressed", String(layers[layer.name]));
        this.stage.redraw();
      });
      this.legend.append(word);
    }
  }

  /** A mark on the scrubber for everything that was changed by hand. */
  showChanges(run) {
    for (const mark of this.track.querySelectorAll(".change")) mark.remove();
    for (const [step, words] of run.changes) {
      const mark = element("span", { class: "change", title: words, role: "img", "aria-label": words });
      mark.style.left = `${run.last ? (100 * run.place(step)) / run.last : 0}%`;
      this.track.append(mark);
    }
  }

  /** Where the clock stands. */
  showClock(clock, run) {
    const step = run.steps[Math.min(Math.round(clock.head), run.last)];
    this.scrubber.max = run.last;
    this.scrubber.value = clock.head;
    this.scrubber.setAttribute("aria-valuetext", `step ${step}`);
    this.reading.textContent = `step ${step} of ${run.of ?? run.steps[run.last]}`;
    const label = clock.playing || clock.following ? "Pause" : "Play";
    this.playButton.textContent = clock.playing || clock.following ? "❚❚" : "▶";
    this.playButton.setAttribute("aria-label", label);
    this.playButton.title = label;
  }

  /** A few lines beside the pointer, or nothing. */
  showTip(lines, x, y) {
    this.tip.textContent = lines.join("\n");
    this.tip.style.display = lines.length ? "block" : "none";
    const room = this.canvas.clientWidth - this.tip.offsetWidth - 8;
    this.tip.style.left = `${Math.max(0, Math.min(x + 14, room))}px`;
    this.tip.style.top = `${y + 14}px`;
  }
}
