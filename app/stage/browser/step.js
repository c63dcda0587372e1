/** The step of a stage in Python: Python moves the playhead, and hears where the reader leaves it. */

/** @typedef {import("./stage.js").Stage} Stage */

const REST = 250; // milliseconds after which a clock that does not move is at rest

export class Step {
  /** Where Python last had the playhead. @type {number | undefined} */
  at;
  /** @type {number | undefined} */
  resting;

  /** @param {Stage} stage */
  constructor(stage) {
    this.stage = stage;
  }

  /**
   * Go where Python wants the playhead, if it wants it anywhere else than before.
   *
   * @param {number | undefined} at a kept step
   */
  goTo(at) {
    if (at === undefined || at === this.at || !this.stage.run) return;
    this.at = at;
    this.stage.clock.pause();
    this.stage.seek(at);
  }

  /** The clock does not move: tell Python where the reader has left it, if Python follows. */
  rest() {
    clearTimeout(this.resting);
    if (this.at === undefined) return;
    this.resting = setTimeout(() => {
      const { clock, tell } = this.stage;
      const k = Math.round(clock.head);
      if (clock.playing || k === this.at) return;
      this.at = k;
      tell("step", k);
    }, REST);
  }
}
