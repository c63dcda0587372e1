/**
 * The memory of the course: what a reader answered stays in this browser, and nowhere else.
 *
 * It is read once and given to the page.  From then on what the page says is kept beside what other
 * tabs have kept.  What cannot be understood is never overwritten: it is set aside under another name.
 */

import { merged } from "./merged.js";

const NAME = "margins-and-mining-course";

/** What this tab last read or kept.  @type {import("./merged.js").Memory} */
let known = {};
let asRead = "";

export class Memory {
  told = false;

  /**
   * @param {object} data
   * @param {string | null} data.keep what the page knows; null before it was given what is kept
   * @param {boolean} data.aside whether the page could not understand all of what it was given
   * @param {number} data.longest
   * @param {(name: string, value: string) => void} setStateValue
   */
  show({ keep, aside, longest }, setStateValue) {
    try {
      if (aside && asRead && localStorage.getItem(NAME) === asRead) setAside(asRead);
      if (keep) write(JSON.parse(keep), longest);
      else if (!this.told) this.tell(read(longest), setStateValue);
    } catch {
      // A browser may forbid it, or be full: then answers last as long as the page.
      if (!keep && !this.told) this.tell("", setStateValue);
    }
  }

  /** @type {(text: string, setStateValue: (name: string, value: string) => void) => void} */
  tell(text, setStateValue) {
    this.told = true;
    setStateValue("kept", text);
  }
}

/** What is kept; of what is too long only so much that it is seen to be.  @param {number} longest */
function read(longest) {
  asRead = localStorage.getItem(NAME) ?? "";
  known = parsed(asRead) ?? {};
  return asRead.slice(0, longest + 1);
}

/** @type {(now: import("./merged.js").Memory, longest: number) => void} */
function write(now, longest) {
  const text = localStorage.getItem(NAME) ?? "";
  const stored = parsed(text);
  if (text && !stored) setAside(text);
  const whole = JSON.stringify(merged(stored ?? {}, known, now));
  if (whole.length > longest) return;
  localStorage.setItem(NAME, whole);
  known = now;
}

/** @param {string} text */
function setAside(text) {
  const names = Object.keys(localStorage).filter((name) => name.startsWith(`${NAME}-unread-`));
  if (!names.some((name) => localStorage.getItem(name) === text)) {
    localStorage.setItem(`${NAME}-unread-${names.length + 1}`, text);
  }
  localStorage.removeItem(NAME);
}

/** @type {(text: string) => import("./merged.js").Memory | undefined} */
function parsed(text) {
  try {
    const found = JSON.parse(text);
    return found && typeof found === "object" && !Array.isArray(found) ? found : undefined;
  } catch {
    return undefined;
  }
}
