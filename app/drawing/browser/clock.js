/**
 * The one clock of all panels: a playhead between kept steps.
 *
 * The playhead is a number from 0 to the last kept step; 2.5 is halfway between the third and the
 * fourth.  `tick` moves it; nothing else does while it plays.  At the end of a run that still grows
 * it follows, until the reader goes elsewhere.
 */

export const SPEEDS = [0.25, 0.5, 1, 2, 4];
const STEPS_PER_SECOND = 8;
const CATCH_UP = 4; // of what it is behind, in a second

export class Clock {
  constructor() {
    this.head = 0;
    this.playing = false;
    this.speed = 1;
    this.growing = false; // more kept steps will come
    this.following = false; // at the end of a run that still grows
  }

  play(last) {
    if (this.head >= last && !this.growing) this.head = 0;
    this.following = this.growing && this.head >= last;
    this.playing = last > 0;
  }

  pause() {
    this.playing = false;
    this.following = false;
  }

  /** Go to a kept step, or to the nearest one there is. */
  seek(head, last) {
    this.pause();
    this.head = Math.min(Math.max(head, 0), last);
    this.following = this.growing && this.head >= last;
  }

  /** There are more kept steps. */
  grow(last) {
    if (this.following) this.playing = this.head < last;
  }

  /** No more will come. */
  settle() {
    this.growing = false;
    this.following = false;
  }

  /** One kept step on or back, from where a step begins. */
  step(by, last) {
    const from = by > 0 ? Math.floor(this.head) : Math.ceil(this.head);
    this.seek(from + by, last);
  }

  /** Let `seconds` pass; true if the picture changed. */
  tick(seconds, last) {
    if (!this.playing) return false;
    const before = this.head;
    const behind = this.following ? CATCH_UP * (last - this.head) : 0;
    const pace = Math.max(STEPS_PER_SECOND * this.speed, behind);
    this.head = Math.min(this.head + seconds * pace, last);
    if (this.head >= last) {
      this.playing = false;
      this.following = this.growing;
    }
    return this.head !== before;
  }
}
