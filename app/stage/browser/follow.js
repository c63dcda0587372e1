/**
 * A training under way: its frames come over a socket and are added to the run that is shown.
 *
 * The browser answers every message with one byte; then the server sends the next.  A header's
 * `live` says how far the job is: see `Live` in `training.js`.
 *
 * Where the line breaks, it tries again until it is told to leave, with growing pauses, and at once
 * when the browser is online again; the player says so meanwhile.
 */

import { addressOf } from "../../drawing/browser/address.js";
import { Run, decode } from "./run.js";

/** @typedef {import("./run.js").Message} Message */
/** @typedef {import("./stage.js").Stage} Stage */
/** @typedef {import("./data.js").StageData} StageData */

const ACK = new Uint8Array(1);
const PAUSES = [0.5, 1, 2, 4, 8]; // seconds before each new attempt; the last one stays
const FINAL = [1000, 1009, 4404]; // closed by the server on purpose
const LOST = "no connection; trying again";
const GONE = "This training can no longer be followed; reload the page to see where it stands.";

/**
 * Follow the job at `data.live` from now on, until `leave()` of the follower.
 *
 * @param {Stage} stage
 * @param {StageData & { live: string }} data
 */
export function follow(stage, data) {
  const follower = new Follower(stage, data);
  follower.connect();
  return follower;
}

class Follower {
  left = false; // the stage follows no more
  over = false; // the training is over
  tries = 0; // since the last message
  fresh = true; // nothing has come over this socket
  /** @type {Run | undefined} */
  run;
  /** Where the playhead was before a break. @type {number | undefined} */
  place;
  /** @type {WebSocket | undefined} */
  socket;
  /** @type {number | undefined} */
  timer;

  /**
   * @param {Stage} stage
   * @param {StageData & { live: string }} data
   */
  constructor(stage, data) {
    this.stage = stage;
    this.data = data;
    this.url = addressOf(data.live);
    this.url.protocol = this.url.protocol === "https:" ? "wss:" : "ws:";
    this.online = () => this.tryNow();
    window.addEventListener("online", this.online);
  }

  connect() {
    this.timer = undefined;
    this.fresh = true;
    this.socket = new WebSocket(this.url);
    this.socket.binaryType = "arraybuffer";
    this.socket.onmessage = ({ data }) => this.take(decode(data));
    this.socket.onclose = ({ code }) => this.closed(code);
  }

  /** @param {Message} message */
  take({ header, arrays }) {
    if (this.left) return;
    const { stage } = this;
    if (this.tries) stage.controls.player.training.say("");
    this.tries = 0;
    if (header.about) {
      this.run = new Run({ header, arrays });
      const head = stage.setRun(this.run, this.data.key);
      stage.showCharts(this.data.live, this.data);
      // After a break the reader finds the place again, once the frames up to there have come.
      if (this.fresh && head > this.run.last) this.place = stage.clock.following ? Infinity : head;
    } else if (header.steps.length && this.run) {
      this.run.add({ header, arrays });
      if (this.place !== undefined) stage.seek(this.place);
      this.place = undefined;
      stage.grown();
    }
    this.fresh = false;
    this.over = Boolean(header.live.over);
    if (this.run) {
      Object.assign(this.run, { of: header.live.of, changes: header.live.changes });
      stage.controls.showChanges(this.run);
      stage.redraw();
    }
    stage.controls.player.training.show(header.live);
    if (this.over) stage.settle();
    this.socket?.send(ACK);
  }

  /** @param {number} code with which the socket was closed */
  closed(code) {
    if (this.left || this.over) return;
    const { training } = this.stage.controls.player;
    if (FINAL.includes(code)) {
      this.stage.settle();
      training.say(GONE);
      return;
    }
    const pause = PAUSES[Math.min(this.tries, PAUSES.length - 1)];
    this.tries += 1;
    if (this.tries > 1) training.say(LOST); // a short break is not worth a word
    this.timer = setTimeout(() => this.connect(), 1000 * pause);
  }

  /** Wait no longer, if it waits. */
  tryNow() {
    if (this.timer === undefined) return;
    clearTimeout(this.timer);
    this.connect();
  }

  leave() {
    this.left = true;
    this.stage.controls.player.training.say("");
    window.removeEventListener("online", this.online);
    clearTimeout(this.timer);
    this.socket?.close();
  }
}
