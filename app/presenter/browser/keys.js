/**
 * Keys of a page: some press its buttons, in presenter mode one blanks the screen and one hides.
 *
 * A key is left alone where it has another meaning: in a field, on a slider, on a figure that
 * takes it itself.
 */

const installed = new WeakMap();
const FIELDS = "input:not([type=checkbox]), textarea, select, [contenteditable=true], [role=slider]";
const LARGER = ".stage .player button[title='Larger, for a projector'][aria-pressed='false']";
const MARK = "outline: 3px dashed currentColor; outline-offset: 2px; cursor: crosshair;";

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
  constructor(data, report) {
    this.data = data;
    this.report = report;
    this.pressed = (event) => this.press(event);
    this.clicked = (event) => this.hide(event);
    document.addEventListener("keydown", this.pressed);
    this.done = new WeakSet();
    this.watch = new MutationObserver(() => this.prepare());
    this.watch.observe(document.body, { childList: true, subtree: true });
    this.prepare();
  }

  /** Once for each: unfold what holds a control that is to be seen, enlarge the words of a stage. */
  prepare() {
    const { open, blank } = this.data;
    const wanted = [];
    for (const name of open) {
      const folded = document.querySelector(`.stExpander:has(.st-key-${name}) details:not([open])`);
      if (folded) wanted.push(folded.querySelector("summary"));
    }
    if (blank.length) wanted.push(...document.querySelectorAll(LARGER));
    for (const button of wanted) {
      if (!button || this.done.has(button)) continue;
      this.done.add(button);
      button.click();
    }
  }

  leave() {
    this.watch.disconnect();
    document.removeEventListener("keydown", this.pressed);
    this.show();
    this.choose(false);
  }

  press(event) {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest?.(FIELDS)) return;
    const { key } = event;
    if (this.cover) {
      this.show();
      event.preventDefault();
      return;
    }
    if (this.data.blank.includes(key)) this.blank();
    else if (this.data.hiding && key === "h") this.choose(!this.choosing);
    else if (key === "Escape") this.choose(false);
    else {
      const name = this.data.presses[key];
      const button = name && document.querySelector(`.st-key-${name} button:not([disabled])`);
      if (!button) return;
      button.click();
    }
    event.preventDefault();
  }

  /** Nothing to look at but the one who speaks; any key shows the page again. */
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

  /** Until Escape, a click on a control hides it, and the address says so. */
  choose(on) {
    this.choosing = on;
    this.outline?.remove();
    this.outline = undefined;
    document.removeEventListener("click", this.clicked, true);
    if (!on) return;
    this.outline = document.createElement("style");
    this.outline.textContent = `.stElementContainer[class*="st-key-"]:hover { ${MARK} }`;
    document.head.append(this.outline);
    document.addEventListener("click", this.clicked, true);
  }

  hide(event) {
    const holder = event.target.closest?.('.stElementContainer[class*="st-key-"]');
    event.preventDefault();
    event.stopPropagation();
    if (!holder) return;
    const name = [...holder.classList].find((one) => one.startsWith("st-key-"));
    this.report("hide", name.slice("st-key-".length));
  }
}
