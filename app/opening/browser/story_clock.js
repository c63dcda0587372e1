/**
 * The clock of the story, in seconds.  It runs, it stands, or it waits because a hand has taken the
 * sphere.  While it runs, and when it goes on, the hand's turn of the sphere fades.
 */

const LET_GO = 6; // a second: how quickly the camera returns from where the hand has left it
const NEAR = 0.05; // degrees; a smaller turn is none

export class StoryClock {
  time = 0;
  playing = false;
  waiting = false; // for the reader, who has taken the sphere
  /** The hand's turn of the sphere, degrees. */
  hand = { yaw: 0, pitch: 0 };

  /** @param {number} seconds of the whole story */
  constructor(seconds) {
    this.seconds = seconds;
  }

  play() {
    if (this.time >= this.seconds) this.time = 0;
    this.playing = true;
    this.waiting = false;
  }

  pause() {
    this.playing = false;
    this.waiting = false;
  }

  toggle() {
    if (this.playing) this.pause();
    else this.play();
  }

  /**
   * Go to a second; a story that plays goes on from there.
   *
   * @param {number} time
   */
  seek(time) {
    this.time = Math.min(Math.max(time, 0), this.seconds);
    this.hand = { yaw: 0, pitch: 0 };
    this.waiting = false;
  }

  /**
   * A hand turns the sphere: the story waits.
   *
   * @param {number} yaw degrees
   * @param {number} pitch degrees
   */
  turn(yaw, pitch) {
    if (this.playing) this.waiting = true;
    this.playing = false;
    this.hand.yaw += yaw;
    this.hand.pitch = Math.min(90, Math.max(-90, this.hand.pitch + pitch));
  }

  /**
   * Let time pass; true if anything has moved.
   *
   * @param {number} seconds
   */
  tick(seconds) {
    if (!this.playing) return false;
    const share = Math.exp(-LET_GO * seconds);
    for (const way of /** @type {const} */ (["yaw", "pitch"])) {
      const left = this.hand[way] * share;
      this.hand[way] = Math.abs(left) < NEAR ? 0 : left;
    }
    this.time = Math.min(this.time + seconds, this.seconds);
    if (this.time >= this.seconds) this.playing = false;
    return true;
  }
}
