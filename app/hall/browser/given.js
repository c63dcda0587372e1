/** What the server puts into a page of the hall, and what the browser keeps for it. */

/** What the server has put into the page. */
export const given = () => JSON.parse(document.querySelector("#given")?.textContent ?? "{}");

/** The place of the page that the script fills. */
export const place = () => /** @type {HTMLElement} */ (document.querySelector("#hall"));

/**
 * A word that this browser keeps for a room, and for one room only: a seat, or the lecturer's key.
 *
 * A browser may forbid it: then the word lasts as long as the page.
 */
export class Kept {
  word = "";

  /**
   * @param {string} name
   * @param {string} code of the room
   */
  constructor(name, code) {
    this.name = `margins-and-mining-${name}`;
    this.code = code;
    try {
      const [of, word] = JSON.parse(localStorage.getItem(this.name) ?? "[]");
      if (of === code && typeof word === "string") this.word = word;
    } catch {
      // nothing is kept
    }
  }

  /** @param {string} word */
  keep(word) {
    this.word = word;
    try {
      localStorage.setItem(this.name, JSON.stringify([this.code, word]));
    } catch {
      // it lasts as long as the page
    }
  }

  forget() {
    this.word = "";
    try {
      localStorage.removeItem(this.name);
    } catch {
      // nothing was kept
    }
  }
}
