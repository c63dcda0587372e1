/** A small chart: a layer that is drawn when a setting changes, and one for what is dragged. */

const PAD = { left: 44, right: 10, top: 10, bottom: 34 };

export class Chart {
  /** `label` names the picture for those who cannot see it. */
  constructor({ name, title, xWords, yWords, aspect = 0.62 }) {
    Object.assign(this, { name, xWords, yWords, aspect });
    this.element = document.createElement("figure");
    this.element.className = "figure";
    this.element.dataset.chart = name;
    this.heading = document.createElement("h4");
    this.heading.textContent = title;
    this.place = document.createElement("div");
    this.place.className = "layers";
    [this.base, this.middle, this.top] = ["base", "middle", "top"].map((layer) => {
      const canvas = document.createElement("canvas");
      if (layer !== "base") canvas.setAttribute("aria-hidden", "true");
      this.place.append(canvas);
      return canvas;
    });
    this.base.setAttribute("role", "img");
    this.caption = document.createElement("figcaption");
    this.element.append(this.heading, this.place, this.caption);
    this.title = title;
  }

  /** Take the width there is. */
  arrange(ratio) {
    this.width = this.place.clientWidth;
    this.height = Math.round(this.width * this.aspect);
    this.place.style.height = `${this.height}px`;
    for (const canvas of [this.base, this.middle, this.top]) {
      canvas.width = Math.round(this.width * ratio);
      canvas.height = Math.round(this.height * ratio);
    }
    this.ratio = ratio;
  }

  /** An empty layer; while the chart draws itself for a file, all of them are the file's. */
  clear(canvas) {
    if (this.file) return this.file.context;
    const context = canvas.getContext("2d");
    context.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    context.clearRect(0, 0, this.width, this.height);
    return context;
  }

  /** Draw all layers on one context; gives what was drawn by name: [name, its points]. */
  drawOn(context, lab, look) {
    this.file = { context, series: [] };
    try {
      this.drawBase(lab, look);
      this.drawMiddle?.(lab, look);
      this.drawTop(lab, look);
      return this.file.series;
    } finally {
      this.file = undefined;
    }
  }

  /** Note the points of something that has just been drawn, for a file of numbers. */
  note(name, points) {
    this.file?.series.push([name, points]);
  }

  /** Title and caption. */
  about() {
    return { title: this.title, caption: this.caption.textContent };
  }

  /** Axes, words and grid of the base layer; gives its context. */
  axes(look, [x0, x1], [y0, y1], xTicks, yTicks) {
    Object.assign(this, { x0, x1, y0, y1 });
    const pad = { ...PAD, left: PAD.left * look.size, bottom: PAD.bottom * look.size };
    this.pad = pad;
    const context = this.clear(this.base);
    context.font = look.font(11);
    context.lineWidth = 1;
    context.fillStyle = look.ink;
    context.strokeStyle = look.faint;
    context.beginPath();
    for (const [value, words] of xTicks) {
      context.moveTo(this.x(value), pad.top);
      context.lineTo(this.x(value), this.height - pad.bottom);
      context.textAlign = "center";
      context.textBaseline = "top";
      context.fillText(words, this.x(value), this.height - pad.bottom + 4);
    }
    for (const [value, words] of yTicks) {
      context.moveTo(pad.left, this.y(value));
      context.lineTo(this.width - pad.right, this.y(value));
      context.textAlign = "right";
      context.textBaseline = "middle";
      context.fillText(words, pad.left - 5, this.y(value));
    }
    context.stroke();
    context.textAlign = "center";
    context.textBaseline = "bottom";
    context.fillText(this.xWords, (pad.left + this.width - pad.right) / 2, this.height - 2);
    context.save();
    context.translate(2, (pad.top + this.height - pad.bottom) / 2);
    context.rotate(-Math.PI / 2);
    context.textBaseline = "top";
    context.fillText(this.yWords, 0, 0);
    context.restore();
    return context;
  }

  x(value) {
    const { left, right } = this.pad;
    return left + ((value - this.x0) / (this.x1 - this.x0)) * (this.width - left - right);
  }

  y(value) {
    const { top, bottom } = this.pad;
    return this.height - bottom - ((value - this.y0) / (this.y1 - this.y0)) * (this.height - top - bottom);
  }

  /** What stands at a place of the chart. */
  at(px, py) {
    const { left, right, top, bottom } = this.pad;
    return [
      this.x0 + ((px - left) / (this.width - left - right)) * (this.x1 - this.x0),
      this.y0 + ((this.height - bottom - py) / (this.height - top - bottom)) * (this.y1 - this.y0),
    ];
  }

  /** Draw only within the axes. */
  within(context, draw) {
    const { left, right, top, bottom } = this.pad;
    context.save();
    context.beginPath();
    context.rect(left, top, this.width - left - right, this.height - top - bottom);
    context.clip();
    draw();
    context.restore();
  }

  /** A line through points, which is called `name`; NaN lifts the pen. */
  line(context, name, points, { colour, dash = [], width = 2 }) {
    this.note(name, points);
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.setLineDash(dash);
    context.beginPath();
    let down = false;
    for (const [x, y] of points) {
      if (Number.isNaN(y)) down = false;
      else if (down) context.lineTo(this.x(x), this.y(y));
      else {
        context.moveTo(this.x(x), this.y(y));
        down = true;
      }
    }
    context.stroke();
    context.setLineDash([]);
  }

  dot(context, name, x, y, colour, look, radius = 4.5) {
    this.note(name, [[x, y]]);
    context.beginPath();
    context.arc(this.x(x), this.y(y), radius * look.size, 0, 2 * Math.PI);
    context.fillStyle = colour;
    context.fill();
    context.lineWidth = 1;
    context.strokeStyle = look.paper;
    context.stroke();
  }
}
