// What the type check must know of the page: Plotly, and what elements carry for tests and links.

import type { CourseChart } from "../course/browser/chart.js";
import type { CourseFigure } from "../course/browser/figure.js";
import type { Lab } from "../lab/browser/lab.js";
import type { Opening } from "../opening/browser/opening.js";
import type { Stage } from "../stage/browser/stage.js";

declare global {
  interface Window {
    Plotly: Plotly;
  }
  interface Document {
    remoteControl?: (event: MouseEvent) => void;
  }
  interface HTMLCanvasElement {
    stage?: Stage;
  }
  interface Element {
    chart?: CourseChart;
    figure?: CourseFigure;
    lab?: Lab;
    opening?: Opening;
  }

  type PlotlyTitle = string | { text?: string };

  interface PlotlyAxis {
    title?: PlotlyTitle;
    domain: [number, number];
    ticksuffix?: string;
  }

  interface PlotlyAnnotation {
    text: string;
    name?: string;
    xref: string;
    yref?: string;
    x: number;
    y: number;
    textangle?: number;
    font?: { color?: string; size?: number };
  }

  interface PlotlyLayout {
    [name: string]: any; // xaxis, xaxis2, yaxis, ...
    title?: { text?: string; [name: string]: unknown };
    annotations?: PlotlyAnnotation[];
  }

  interface PlotlyTrace {
    name?: string;
    mode?: string;
    x?: ArrayLike<number | string>;
    y?: ArrayLike<number | string>;
    z?: any;
    text?: any;
    xaxis?: string;
    yaxis?: string;
    colorbar?: { title?: { text?: string } };
    error_y?: { array?: ArrayLike<number> };
  }

  /** A figure as Python sends it. */
  interface PlotlyFigure {
    data: PlotlyTrace[];
    layout: PlotlyLayout;
  }

  /** An element in which Plotly has drawn. */
  interface PlotlyElement extends HTMLElement {
    data: PlotlyTrace[];
    layout: PlotlyLayout;
    _fullData: PlotlyTrace[];
    _fullLayout: PlotlyLayout;
    on(event: "plotly_click", act: (event: { points: { x: number }[] }) => void): void;
    removeAllListeners(event: "plotly_click"): void;
  }

  interface Plotly {
    react(
      place: HTMLElement,
      data: PlotlyTrace[],
      layout: PlotlyLayout,
      options: object,
    ): Promise<PlotlyElement>;
    Plots: { resize(place: HTMLElement): Promise<void> };
    relayout(place: HTMLElement, layout: PlotlyLayout): void;
    toImage(figure: PlotlyFigure, options: object): Promise<string>;
  }
}
