/** The circle: weights, sample, the loss in focus around it, and arrows of every loss. */

import { trace } from "../../drawing/browser/markers.js";
import { pullOn, pullOnWeight } from "./scene.js";

const REACH = 1.56; // of the picture, in radii
const OUTSIDE = [1.1, 0.34]; // where the curve of the loss begins, and how far it rises
const DEGREES = 180 / Math.PI;
const LANE = 8; // pixels between the arrows of two losses
export const ARROW = 0.6; // radians of an arrow for a pull of s
const LEAST = 0.012; // radians; shorter arrows are left out

export class Circle {
  constructor() {
    this.element = document.createElement("div");
    this.element.className = "circle";
    this.canvas = document.createElement("canvas");
    this.canvas.setAttribute("role", "img");
    this.element.append(this.canvas);
    this.handles = [];
    Object.assign(this, { name: "circle", xWords: "direction of the sample, degrees", yWords: "loss, nats" });
  }

  get width() {
    return this.side;
  }

  get height() {
    return this.side;
  }

  /** Title and caption: what stands beside it on the page. */
  about({ scene, losses, focus, data }) {
    const told = losses.map((loss) => `${loss.title} ${loss.told.loss.toFixed(3)}`);
    return {
      title: `A sample of class ${data.classNames[scene.label]}; around the circle, ${focus.title}`,
      caption: `Loss, nats: ${told.join("; ")}.`,
    };
  }

  arrange(ratio) {
    this.side = Math.min(this.element.clientWidth, 560);
    this.canvas.style.width = `${this.side}px`;
    this.canvas.style.height = `${this.side}px`;
    this.canvas.width = Math.round(this.side * ratio);
    this.canvas.height = this.canvas.width;
    this.ratio = ratio;
    this.radius = this.side / 2 / REACH;
    this.left = (this.element.clientWidth - this.side) / 2;
  }

  draw(lab, look) {
    const context = this.canvas.getContext("2d");
    context.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    context.clearRect(0, 0, this.side, this.side);
    this.drawOn(context, lab, look);
  }

  /** Draw it there; gives every loss around the circle, and where the sample stands. */
  drawOn(context, lab, look) {
    const { radius } = this;
    const { scene } = lab;
    context.translate(this.side / 2, this.side / 2);
    this.drawAround(context, lab, look);
    context.strokeStyle = look.faint;
    context.lineWidth = 1;
    context.beginPath();
    context.arc(0, 0, radius, 0, 2 * Math.PI);
    context.stroke();
    this.drawRegions(context, lab, look);
    scene.weights.forEach((weight, k) => {
      const [x, y] = [Math.cos(weight) * radius, -Math.sin(weight) * radius];
      context.strokeStyle = look.ink;
      context.lineWidth = (k === scene.label ? 2 : 1.1) * look.size;
      context.beginPath();
      context.moveTo(0, 0);
      context.lineTo(x, y);
      context.stroke();
      context.save();
      context.translate(x, y);
      trace(context, lab.symbols[k], 8 * look.size);
      context.fillStyle = look.colour(k);
      context.fill();
      context.strokeStyle = look.ink;
      context.lineWidth = k === scene.label ? 2.2 : 0.8;
      context.stroke();
      context.restore();
    });
    lab.losses.forEach((loss, at) => {
      const reach = ARROW / lab.largestScale;
      const r = radius - (16 + LANE * at) * look.size;
      const colour = lab.colour(at);
      this.arrow(context, scene.sample, reach * pullOn(scene, loss.told.slope), r, colour, look);
      scene.weights.forEach((weight, k) => {
        this.arrow(context, weight, reach * pullOnWeight(scene, loss.told.slope, k), r, colour, look);
      });
    });
    const [x, y] = [Math.cos(scene.sample) * radius, -Math.sin(scene.sample) * radius];
    context.strokeStyle = look.ink;
    context.setLineDash([2, 3]);
    context.lineWidth = 1;
    context.beginPath();
    context.moveTo(0, 0);
    context.lineTo(x, y);
    context.stroke();
    context.setLineDash([]);
    context.beginPath();
    context.arc(x, y, 9 * look.size, 0, 2 * Math.PI);
    context.fillStyle = look.colour(scene.label);
    context.fill();
    context.lineWidth = 3;
    context.strokeStyle = look.accent;
    context.stroke();
    return lab.losses.flatMap(({ title, told }, at) => {
      const { values } = lab.around[at];
      const every = Array.from(values, (value, i) => [(360 * i) / values.length, value]);
      return [[title, every], [`${title}, the sample`, [[scene.sample * DEGREES, told.loss]]]];
    });
  }

  /** The loss in focus for the sample at every direction: the further out, the greater. */
  drawAround(context, lab, look) {
    const { values, highest } = lab.around[lab.focused];
    const [from, rise] = OUTSIDE;
    const place = (i) => {
      const angle = (2 * Math.PI * i) / values.length;
      const r = this.radius * (from + (rise * values[i % values.length]) / highest);
      return [r * Math.cos(angle), -r * Math.sin(angle)];
    };
    context.beginPath();
    for (let i = 0; i <= values.length; i += 1) context.lineTo(...place(i));
    context.arc(0, 0, this.radius * from, 0, 2 * Math.PI, false);
    context.fillStyle = lab.colour(lab.focused);
    context.globalAlpha = 0.16;
    context.fill("evenodd");
    context.globalAlpha = 1;
    context.beginPath();
    for (let i = 0; i <= values.length; i += 1) context.lineTo(...place(i));
    context.strokeStyle = lab.colour(lab.focused);
    context.lineWidth = 1.6;
    context.stroke();
    const now = lab.focus.told.loss / highest;
    const r = this.radius * (from + rise * Math.min(1.05, now));
    const { sample } = lab.scene;
    context.beginPath();
    context.arc(r * Math.cos(sample), -r * Math.sin(sample), 4 * look.size, 0, 2 * Math.PI);
    context.fillStyle = lab.colour(lab.focused);
    context.fill();
  }

  /** Which class a direction is given: a band in the colour of the nearest weight. */
  drawRegions(context, lab, look) {
    const order = lab.scene.weights
      .map((weight, k) => [((weight % (2 * Math.PI)) + 2 * Math.PI) % (2 * Math.PI), k])
      .sort((a, b) => a[0] - b[0]);
    context.lineWidth = 6 * look.size;
    context.globalAlpha = 0.75;
    order.forEach(([weight, k], i) => {
      const before = order[(i + order.length - 1) % order.length][0] - (i === 0 ? 2 * Math.PI : 0);
      const after = order[(i + 1) % order.length][0] + (i === order.length - 1 ? 2 * Math.PI : 0);
      context.strokeStyle = look.colour(k);
      context.beginPath();
      context.arc(0, 0, this.radius * 1.055, -(before + weight) / 2, -(weight + after) / 2, true);
      context.stroke();
    });
    context.globalAlpha = 1;
  }

  arrow(context, angle, span, radius, colour, look) {
    if (Math.abs(span) < LEAST) return;
    const end = angle + span;
    context.strokeStyle = colour;
    context.fillStyle = colour;
    context.lineWidth = 2.2 * look.size;
    context.beginPath();
    context.arc(0, 0, radius, -angle, -end, span > 0);
    context.stroke();
    const [x, y] = [radius * Math.cos(end), -radius * Math.sin(end)];
    const way = -end + (span > 0 ? -Math.PI / 2 : Math.PI / 2);
    const size = 5.5 * look.size;
    context.beginPath();
    for (const [along, aside] of [[1, 0], [-0.7, 0.75], [-0.7, -0.75]]) {
      const [u, v] = [along * size, aside * size];
      context.lineTo(x + u * Math.cos(way) - v * Math.sin(way), y + u * Math.sin(way) + v * Math.cos(way));
    }
    context.fill();
  }
}
