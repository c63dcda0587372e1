/** Drawing in step with the screen: at most one picture a frame, and none while nothing changes. */

export class Frames {
  waiting = false; // for the next frame of the screen

  /** @param {(now: number) => void} draw is given the time in milliseconds */
  constructor(draw) {
    this.draw = draw;
  }

  /** Have a picture drawn with the next frame of the screen. */
  request() {
    if (this.waiting) return;
    this.waiting = true;
    requestAnimationFrame((now) => {
      this.waiting = false;
      this.draw(now);
    });
  }
}

/** Whether the reader wants less motion. */
export const lessMotion = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

/**
 * Call when the page has become dark or light.
 *
 * @param {() => void} act
 */
export function whenThemeChanges(act) {
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", act);
}
