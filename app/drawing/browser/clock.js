/**
 * The clock of all panels: a playhead between kept steps.
 *
 * The playhead is a number from 0 to the last kept step; 2.5 is halfway between the third and the
 * fourth.  `tick` moves it; nothing else does while it plays.  At the end of a run that still grows
 * it follows the newest step, until the reader goes elsewhere.
 */

export const SPEEDS = [0.25, 0.5, 1, 2, 4];
const STEPS_PER_SECOND = 8;
/** A run of few kept steps plays slower, for as long as this, so that each of them can be seen. */
const FEW = 12;
const SECONDS_OF_FEW = 4;
const CATCH_UP = 4; // a second: the share of the steps it is behind by that it makes up

export class Clock {
  constructor() {
    this.head = 0;
    this.playing = false;
    this.speed = 1;
    this.growing = false; // more kept steps will come
    this.following = false; // at the end of a run that still grows
  }

  /**
   * Begin with a run: play it once, or be at its end where no motion is wanted; follow it if it
   * still grows.
   *
   * @param {number} last the last kept step
   * @param {boolean} growing more kept steps will come
   * @param {boolean} still no motion is wanted
   */
  begin(last, growing, still) {
    this.growing = growing;
    if (growing) {
      this.head = 0;
      this.following = true;
      return;
    }
    this.head = still ? last : 0;
    if (still) this.pause();
    else this.play(last);
  }

  /** @param {number} last the last kept step */
  play(last) {
    if (this.head >= last && !this.growing) this.head = 0;
    this.following = this.growing && (this.following || this.head >= last);
    this.playing = last > 0;
  }

  pause() {
    this.playing = false;
    this.following = false;
  }

  /**
   * Go to a place among the kept steps, or to the nearest place there is.
   *
   * @param {number} head
   * @param {number} last the last kept step
   */
  seek(head, last) {
    this.pause();
    this.head = Math.min(Math.max(head, 0), last);
    this.following = this.growing && this.head >= last;
  }

  /**
   * There are more kept steps.
   *
   * @param {number} last the last kept step now
   */
  grow(last) {
    if (this.following) this.playing = this.head < last;
  }

  /**
   * No more kept steps will come.
   *
   * @param {number} [head] where the playhead is from now on
   */
  settle(head = this.head) {
    this.growing = false;
    this.following = false;
    this.head = head;
  }

  /**
   * Go on or back by kept steps, from the step that is read at the playhead.
   *
   * @param {number} by
   * @param {number} last the last kept step
   */
  step(by, last) {
    this.seek(Math.round(this.head) + by, last);
  }

  /**
   * Let time pass; true if the playhead has moved.
   *
   * @param {number} seconds
   * @param {number} last the last kept step
   */
  tick(seconds, last) {
    if (!this.playing) return false;
    const before = this.head;
    const behind = this.following ? CATCH_UP * (last - this.head) : 0;
    const few = last < FEW && !this.growing;
    const usual = few ? last / SECONDS_OF_FEW : STEPS_PER_SECOND;
    const pace = Math.max(usual * this.speed, behind);
    this.head = Math.min(this.head + seconds * pace, last);
    if (this.head >= last) {
      this.playing = false;
      this.following = this.growing;
    }
    return this.head !== before;
  }
}
