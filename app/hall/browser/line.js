/** A line to a room that comes back: after a lost connection, a sleeping phone, a restarted router. */

import { addressOf } from "../../drawing/browser/address.js";

const [FIRST, LONGEST] = [400, 8000]; // milliseconds before it is tried again
export const [GONE, REFUSED, ELSEWHERE] = [4404, 4403, 4409]; // codes of app/hall/talk.py

/**
 * What the owner does.
 *
 * @typedef {object} Owner
 * @property {() => object} greeting what is said first on every line
 * @property {(message: any) => void} take
 * @property {(there: boolean) => void} there whether the line is there
 * @property {(code: number, reason: string) => void} ended it does not come back
 */

export class Line {
  /** @type {WebSocket | undefined} */
  socket;
  tries = 0;
  over = false;
  timer = 0;

  /**
   * @param {string} address as Python names it
   * @param {Owner} owner
   */
  constructor(address, owner) {
    this.url = addressOf(address);
    this.url.protocol = this.url.protocol === "https:" ? "wss:" : "ws:";
    this.owner = owner;
    const again = () => {
      if (this.timer && document.visibilityState === "visible") this.connect();
    };
    window.addEventListener("online", again);
    document.addEventListener("visibilitychange", again);
    this.connect();
  }

  connect() {
    clearTimeout(this.timer);
    this.timer = 0;
    const socket = new WebSocket(this.url);
    this.socket = socket;
    socket.onopen = () => socket.send(JSON.stringify(this.owner.greeting()));
    socket.onmessage = ({ data }) => {
      this.tries = 0;
      this.owner.there(true);
      this.owner.take(JSON.parse(data));
    };
    socket.onclose = ({ code, reason }) => this.closed(code, reason);
  }

  /** @type {(code: number, reason: string) => void} */
  closed(code, reason) {
    if (this.over) return;
    if ([GONE, REFUSED, ELSEWHERE].includes(code)) {
      this.over = true;
      this.owner.ended(code, reason);
      return;
    }
    this.owner.there(false);
    // A hundred phones that lose the line together do not come back in one moment.
    const wait = Math.min(LONGEST, FIRST * 2 ** this.tries) * (0.5 + Math.random());
    this.tries += 1;
    this.timer = window.setTimeout(() => this.connect(), wait);
  }

  /** Say something; false if the line is not there. @param {object} message */
  say(message) {
    if (this.socket?.readyState !== WebSocket.OPEN) return false;
    this.socket.send(JSON.stringify(message));
    return true;
  }

  /** The line is silent: give it up, and take another. */
  renew() {
    if (!this.socket || this.over) return;
    this.socket.onclose = this.socket.onmessage = null;
    this.socket.close();
    this.closed(0, "");
  }
}
