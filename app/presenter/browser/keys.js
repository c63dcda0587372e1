/**
 * Keys of a page: they press its buttons; in presenter mode "b" blanks the screen and "h" lets a
 * click hide a control.
 *
 * A key that has another meaning is left alone: in a field, on a slider, on a figure with keys of
 * its own.
 */

/**
 * What Python sends (app/presenter/show.py).
 *
 * @typedef {object} KeysData
 * @property {Record<string, string>} presses the key of a button's widget, by the name of a key
 * @property {string[]} blank names of keys
 * @property {boolean} hiding whether controls can be hidden
 * @property {string[]} open the keys of widgets that are to be seen
 */
/** @typedef {(name: string, value: string) => void} Report */

const FIELDS = "input:not([type=checkbox]), textarea, select, [contenteditable=true], [role=slider]";
const LARGER = ".stage .player button[title='Larger, for a projector'][aria-pressed='false']";
const MARK = "outline: 3px dashed currentColor; outline-offset: 2px; cursor: crosshair;";
const SIGN =
  "position: fixed; left: 50%; bottom: 1.5rem; transform: translateX(-50%); z-index: 999999; padding: 0.5rem 1rem;" +
  " border-radius: 0.5rem; background: var(--mm-ink, #000); color: var(--mm-paper, #fff); pointer-events: none;";
const CONTROL = '.stElementContainer[class*="st-key-"]';

/** @type {WeakMap<Element, Keys>} */
const installed = new WeakMap();

/** @param {{ data: KeysData, parentElement: Element, setTriggerValue: Report }} component */
export default function ({ data, parentElement, setTriggerValue }) {
  const known = installed.get(parentElement);
  if (known) Object.assign(known, { data, report: setTriggerValue });
  else installed.set(parentElement, new Keys(data, setTriggerValue));
  return () => {
    installed.get(parentElement)?.leave();
    installed.delete(parentElement);
  };
}

class Keys {
  /** @type {HTMLElement | undefined} */
  cover;
  /** @type {HTMLElement | undefined} */
  outline;
  /** Says that a click hides a control. @type {HTMLElement | undefined} */
  sign;
  choosing = false; // the next click hides a control
  /** @type {WeakSet<Element>} */
  done = new WeakSet();

  /**
   * @param {KeysData} data
   * @param {Report} report
   */
  constructor(data, report) {
    this.data = data;
    this.report = report;
    this.pressed = (/** @type {KeyboardEvent} */ event) => this.press(event);
    this.clicked = (/** @type {MouseEvent} */ event) => this.hide(event);
    document.addEventListener("keydown", this.pressed);
    this.watch = new MutationObserver(() => this.prepare());
    this.watch.observe(document.body, { childList: true, subtree: true });
    this.prepare();
  }

  /** Once for each: unfold what holds a control that is to be seen, enlarge the words of a stage. */
  prepare() {
    const { open, blank } = this.data;
    /** @type {(HTMLElement | null)[]} */
    const wanted = open.map((name) =>
      document.querySelector(`.stExpander:has(.st-key-${name}) details:not([open]) summary`),
    );
    if (blank.length) {
      /** @type {NodeListOf<HTMLElement>} */
      const larger = document.querySelectorAll(LARGER);
      wanted.push(...larger);
    }
    for (const control of wanted) {
      if (!control || this.done.has(control)) continue;
      this.done.add(control);
      control.click();
    }
  }

  leave() {
    this.watch.disconnect();
    document.removeEventListener("keydown", this.pressed);
    this.show();
    this.choose(false);
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof Element && event.target.closest(FIELDS)) return;
    if (this.act(event.key)) event.preventDefault();
  }

  /**
   * What a key does; false if it does nothing here.
   *
   * @param {string} key
   */
  act(key) {
    if (this.cover) this.show();
    else if (this.data.blank.includes(key)) this.blank();
    else if (this.data.hiding && key === "h") this.choose(!this.choosing);
    else if (key === "Escape") this.choose(false);
    else {
      const name = this.data.presses[key];
      /** @type {HTMLElement | null} */
      const control = document.querySelector(`.st-key-${name} button:not([disabled])`);
      if (!name || !control) return false;
      control.click();
    }
    return true;
  }

  /** Blank the screen, so that all look at the speaker; any key shows the page again. */
  blank() {
    this.cover = document.createElement("div");
    this.cover.className = "blank-screen";
    this.cover.style.cssText = "position: fixed; inset: 0; background: #000; z-index: 1000000;";
    this.cover.addEventListener("click", () => this.show());
    document.body.append(this.cover);
  }

  show() {
    this.cover?.remove();
    this.cover = undefined;
  }

  /**
   * Until Escape, a click on a control hides it, and the address says so.
   *
   * @param {boolean} on
   */
  choose(on) {
    this.choosing = on;
    this.outline?.remove();
    this.outline = undefined;
    this.sign?.remove();
    this.sign = undefined;
    document.removeEventListener("click", this.clicked, true);
    if (!on) return;
    this.sign = document.createElement("div");
    this.sign.className = "hiding-sign";
    this.sign.setAttribute("role", "status");
    this.sign.style.cssText = SIGN;
    this.sign.textContent = "Click a control to hide it; h or Esc ends this.";
    document.body.append(this.sign);
    this.outline = document.createElement("style");
    this.outline.textContent = `${CONTROL}:hover { ${MARK} }`;
    document.head.append(this.outline);
    document.addEventListener("click", this.clicked, true);
  }

  /** @param {MouseEvent} event */
  hide(event) {
    const holder = event.target instanceof Element && event.target.closest(CONTROL);
    event.preventDefault();
    event.stopPropagation();
    if (!holder) return;
    const name = [...holder.classList].find((word) => word.startsWith("st-key-")) ?? "";
    this.report("hide", name.slice("st-key-".length));
  }
}
