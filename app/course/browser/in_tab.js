/** What a page remembers until its tab is closed, so that a reload loses nothing. */

export class InTab {
  told = false;

  /**
   * @param {object} data
   * @param {string} data.name
   * @param {string | null} data.keep null before the page was given what is kept
   * @param {number} data.longest
   * @param {(name: string, value: string) => void} setStateValue
   */
  show({ name, keep, longest }, setStateValue) {
    let text = "";
    try {
      if (keep !== null) sessionStorage.setItem(name, keep);
      text = sessionStorage.getItem(name) ?? "";
    } catch {
      // A browser may forbid it: then what is there lasts as long as the page.
    }
    if (keep !== null || this.told) return;
    this.told = true;
    setStateValue("kept", text.length > longest ? "" : text);
  }
}
