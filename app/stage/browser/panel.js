/**
 * One panel: one loss at the playhead, layer upon layer.
 *
 * `place` finds where everything stands; the draw functions only draw.  Nothing here knows a loss:
 * rings, forces and f come with the run.
 */

import { between, cosine } from "../../drawing/browser/directions.js";
import { drawRing, drawSphere } from "../../drawing/browser/scenes/regions.js";
import { ringOf, trace } from "../../drawing/browser/markers.js";
import { Raster } from "../../drawing/browser/raster.js";

const BAND = 0.16; // how deep samples on a circle are spread inwards, so that they can be told apart
const FORCE = 0.35; // length of the greatest force, in radii
const TRAIL = 12; // kept steps
const BEHIND = 0.16; // opacity of what is on the far side of the sphere

/** Where a panel is on the canvas, and the buffers that it fills at every picture. */
export class Panel {
  constructor(run, loss) {
    this.run = run;
    this.loss = loss;
    this.slot = {}; // identity for caches
    this.raster = new Raster();
    const dimension = run.dimension;
    this.features = new Float32Array(run.samples * dimension);
    this.weights = new Float32Array(run.classes * dimension);
    this.screen = new Float32Array(run.samples * 3); // x, y in pixels; z towards the reader
    this.depth = Float32Array.from(
      { length: run.samples },
      (_, n) => (dimension === 2 && !run.projected ? 1 - BAND * ((n * 0.6180339887) % 1) : 1),
    );
  }

  /** Fill the buffers for the playhead. */
  place(head, camera) {
    const { run, loss } = this;
    const k = Math.min(Math.floor(head), run.last);
    const next = Math.min(k + 1, run.last);
    const share = head - k;
    this.k = share > 0.5 ? next : k; // whose rings, rivals, forces and margins are shown
    this.frame = run.frames[this.k];
    const [first, second] = [run.frames[k], run.frames[next]];
    const d = run.dimension;
    const flat = run.projected;
    const { samples, classes } = run;
    between(first.features, second.features, share, loss * samples * d, samples, d, flat, this.features);
    between(first.weights, second.weights, share, loss * classes * d, classes, d, flat, this.weights);
    const point = [0, 0, 1];
    for (let n = 0; n < samples; n += 1) {
      this.see(this.features, n * d, camera, point);
      this.screen[3 * n] = point[0] * this.radius * this.depth[n];
      this.screen[3 * n + 1] = -point[1] * this.radius * this.depth[n];
      this.screen[3 * n + 2] = point[2];
    }
  }

  see(points, at, camera, out) {
    if (this.run.dimension === 3) {
      camera.see(points[at], points[at + 1], points[at + 2], out);
    } else {
      out[0] = points[at];
      out[1] = points[at + 1];
      out[2] = 1;
    }
    return out;
  }

  /** The size of a sample's ring, 0 to 255. */
  ring(n) {
    return this.frame.ring[this.loss * this.run.samples + n];
  }

  rival(n) {
    return this.frame.rival[this.loss * this.run.samples + n];
  }

  /** Angles from a sample to every class, in degrees. */
  angles(n) {
    const d = this.run.dimension;
    return Array.from({ length: this.run.classes }, (_, c) => {
      const value = cosine(this.features, n * d, this.weights, c * d, d);
      return (Math.acos(Math.min(1, Math.max(-1, value))) * 180) / Math.PI;
    });
  }

  /** The sample that is drawn nearest to a point of the panel, or -1. */
  hit(x, y, reach) {
    let [best, found] = [reach * reach, -1];
    for (let n = 0; n < this.run.samples; n += 1) {
      if (this.screen[3 * n + 2] < 0) continue;
      const [dx, dy] = [this.screen[3 * n] - x, this.screen[3 * n + 1] - y];
      const distance = dx * dx + dy * dy;
      if (distance < best) [best, found] = [distance, n];
    }
    return found;
  }

  draw(context, look) {
    const { run, radius } = this;
    const { layers } = look;
    if (run.dimension === 3) {
      if (layers.samples) {
        context.globalAlpha = BEHIND;
        this.drawMarks(context, look, { samples: true, front: false });
        context.globalAlpha = 1;
      }
      if (layers.weights) this.drawWeights(context, look, false);
      if (layers.regions) {
        context.globalAlpha = 0.9;
        drawSphere(context, this, look);
        context.globalAlpha = 1;
      }
    }
    context.strokeStyle = look.faint;
    context.lineWidth = 1;
    context.beginPath();
    context.arc(0, 0, radius, 0, 2 * Math.PI);
    context.stroke();
    this.drawMarks(context, look, { ...layers, front: true });
    if (layers.weights) this.drawWeights(context, look, true);
    if (layers.slack && run.dimension === 2 && !run.projected) this.drawSlack(context, look);
    if (layers.trails) this.drawTrails(context, look);
    if (layers.mislabelled) this.drawMislabelled(context, look);
    if (layers.forces) this.drawForces(context, look);
    this.drawSelection(context, look);
  }

  front(n) {
    return this.screen[3 * n + 2] >= 0;
  }

  /** The thousands: the ring of regions, samples and support vectors, pixel by pixel. */
  drawMarks(context, look, { samples, rings, regions, front }) {
    const { run, raster, screen } = this;
    const scale = look.pixelRatio;
    raster.begin(Math.round(this.cell * scale));
    if (regions && run.dimension === 2 && !run.projected) drawRing(raster, this, look);
    for (let n = 0; samples && n < run.samples; n += 1) {
      if (this.front(n) !== front) continue;
      raster.stamp(look.marks[run.labels[n]], screen[3 * n] * scale, screen[3 * n + 1] * scale);
    }
    for (let n = 0; rings && n < run.samples; n += 1) {
      const size = this.ring(n);
      if (!size || !this.front(n)) continue;
      raster.stamp(ringOf(look.rings, size), screen[3 * n] * scale, screen[3 * n + 1] * scale);
    }
    raster.end(context, this.cell);
  }

  drawMislabelled(context, look) {
    context.strokeStyle = look.accent;
    context.lineWidth = 1.6;
    this.run.mislabelled.forEach((wrong, n) => {
      if (!wrong || !this.front(n)) return;
      context.save();
      context.translate(this.screen[3 * n], this.screen[3 * n + 1]);
      trace(context, "square", 7);
      context.stroke();
      context.restore();
    });
  }

  drawWeights(context, look, front) {
    const { run, radius } = this;
    const point = [0, 0, 1];
    const [from, to] = run.dimension === 3 ? [front ? 0.985 : 0, 1.14] : [0, 1];
    context.font = look.font(11);
    context.textAlign = "center";
    context.textBaseline = "middle";
    for (let c = 0; c < run.classes; c += 1) {
      this.see(this.weights, c * run.dimension, look.camera, point);
      if (point[2] >= 0 !== front) continue;
      const [x, y] = [point[0] * radius, -point[1] * radius];
      context.globalAlpha = front ? 1 : 0.4;
      context.strokeStyle = look.ink;
      context.lineWidth = 1.2 * look.size;
      context.beginPath();
      context.moveTo(from * x, from * y);
      context.lineTo(to * x, to * y);
      context.stroke();
      arrowHead(context, to * x, to * y, Math.atan2(y, x), look.colour(c), look.ink);
      if (run.classes <= look.named) {
        context.fillStyle = look.ink;
        context.fillText(run.classNames[c].slice(0, 12), 1.24 * x, 1.24 * y);
      }
    }
    context.globalAlpha = 1;
  }

  /** From each violator along the circle to where its target would beat its rival, margin included. */
  drawSlack(context, look) {
    const { run, radius } = this;
    context.lineWidth = 1.2;
    context.globalAlpha = 0.55;
    for (let n = 0; n < run.samples; n += 1) {
      if (!this.ring(n)) continue;
      const at = Math.atan2(this.features[2 * n + 1], this.features[2 * n]);
      const span = this.slack(n, at);
      if (!span) continue;
      const r = radius * this.depth[n];
      context.strokeStyle = look.colour(run.labels[n]);
      context.beginPath();
      context.arc(0, 0, r, -at, -(at + span), span > 0);
      context.stroke();
    }
    context.globalAlpha = 1;
  }

  /** The signed angle from a sample at angle `at` to its boundary, towards its class weight. */
  slack(n, at) {
    const { run, loss, weights } = this;
    const [y, k] = [run.labels[n], this.rival(n)];
    const target = Math.atan2(weights[2 * y + 1], weights[2 * y]);
    const rival = Math.atan2(weights[2 * k + 1], weights[2 * k]);
    let turn = target - at;
    turn -= 2 * Math.PI * Math.round(turn / (2 * Math.PI));
    const wins = (share) => {
      const here = at + share * turn;
      return run.marginAt(this.frame, loss, Math.cos(here - target)) >= Math.cos(here - rival);
    };
    if (wins(0)) return 0;
    let [low, high] = [0, 1];
    for (let halving = 0; halving < 14; halving += 1) {
      const middle = (low + high) / 2;
      if (wins(middle)) high = middle;
      else low = middle;
    }
    return high * turn;
  }

  drawForces(context, look) {
    const { run, loss } = this;
    const { frame } = this;
    const d = run.dimension;
    context.strokeStyle = look.accent;
    context.lineWidth = 1;
    context.globalAlpha = 0.8;
    const tip = [0, 0, 0];
    const line = (force, base, x, y, reach) => {
      if (d === 3) look.camera.see(force[base], force[base + 1], force[base + 2], tip);
      else [tip[0], tip[1]] = [force[base], force[base + 1]];
      context.moveTo(x, y);
      context.lineTo(x + (reach * tip[0]) / 127, y - (reach * tip[1]) / 127);
    };
    context.beginPath();
    for (let n = 0; n < run.samples; n += 1) {
      if (!this.front(n)) continue;
      const base = (loss * run.samples + n) * d;
      line(frame.push, base, this.screen[3 * n], this.screen[3 * n + 1], FORCE * this.radius);
    }
    context.stroke();
    context.lineWidth = 3;
    context.globalAlpha = 0.9;
    context.beginPath();
    const point = [0, 0, 1];
    for (let c = 0; c < run.classes; c += 1) {
      this.see(this.weights, c * d, look.camera, point);
      if (point[2] < 0) continue;
      const base = (loss * run.classes + c) * d;
      const [x, y] = [point[0] * this.radius, -point[1] * this.radius];
      line(frame.weightPush, base, x, y, FORCE * this.radius);
    }
    context.stroke();
    context.globalAlpha = 1;
  }

  /** Where the chosen samples, or a few of all, have come from. */
  drawTrails(context, look) {
    const { run, loss } = this;
    const d = run.dimension;
    const chosen = look.selection.size
      ? [...look.selection]
      : Array.from({ length: Math.min(40, run.samples) }, (_, i) =>
          Math.floor((i * run.samples) / 40),
        );
    const [unit, point] = [[0, 0, 0], [0, 0, 1]];
    context.lineWidth = 1;
    context.globalAlpha = 0.6;
    for (const n of chosen) {
      if (n >= run.samples) continue;
      context.strokeStyle = look.colour(run.labels[n]);
      context.beginPath();
      for (let k = Math.max(0, this.k - TRAIL); k <= this.k; k += 1) {
        const packed = run.frames[k].features;
        const base = (loss * run.samples + n) * d;
        for (let i = 0; i < d; i += 1) unit[i] = packed[base + i] / 32767;
        this.see(unit, 0, look.camera, point);
        const reach = this.radius * this.depth[n];
        if (point[2] >= 0) context.lineTo(point[0] * reach, -point[1] * reach);
      }
      context.lineTo(this.screen[3 * n], this.screen[3 * n + 1]);
      context.stroke();
    }
    context.globalAlpha = 1;
  }

  drawSelection(context, look) {
    context.lineWidth = 2.4;
    for (const n of look.hovered < 0 ? look.selection : [...look.selection, look.hovered]) {
      if (n >= this.run.samples) continue;
      context.strokeStyle = n === look.hovered ? look.ink : look.accent;
      context.globalAlpha = this.front(n) ? 1 : 0.3;
      context.beginPath();
      context.arc(this.screen[3 * n], this.screen[3 * n + 1], 7.5, 0, 2 * Math.PI);
      context.stroke();
    }
    context.globalAlpha = 1;
  }
}

function arrowHead(context, x, y, angle, colour, ink) {
  context.save();
  context.translate(x, y);
  context.rotate(angle);
  context.beginPath();
  context.moveTo(2, 0);
  context.lineTo(-9, 4.5);
  context.lineTo(-9, -4.5);
  context.closePath();
  context.fillStyle = colour;
  context.fill();
  context.lineWidth = 0.6;
  context.strokeStyle = ink;
  context.stroke();
  context.restore();
}
