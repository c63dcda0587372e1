/**
 * The menu of the pages: on a phone it covers the page, and closes when a page is chosen.  A page
 * opens at its top, however far down the page before was scrolled.
 *
 * It is Streamlit's own menu, so its button is pressed; nothing happens where there is none.
 */

const LINK = "[data-testid=stSidebarNavLink]";
const CLOSE = "[data-testid=stSidebarCollapseButton] button";
const SCROLLED = "[data-testid=stMain]";
const NARROW = 768; // CSS pixels: below, Streamlit lays its side bar over the page

let listens = false;
let page = "";

/** The page in the address; each challenge counts as one. */
function here() {
  const challenge = new URLSearchParams(window.location.search).get("challenge") ?? "";
  return `${window.location.pathname} ${challenge}`;
}

/** Go to the top if another page has opened. */
function toTheTop() {
  const opened = here();
  if (opened === page) return;
  page = opened;
  document.querySelector(SCROLLED)?.scrollTo(0, 0);
}

/** A component has nothing else to show; one listener serves all pages. */
export default function () {
  if (listens) {
    toTheTop(); // for browsers that do not report a new address
    return;
  }
  listens = true;
  page = here();
  /** @type {{ navigation?: EventTarget }} */ (window).navigation?.addEventListener("currententrychange", toTheTop);
  document.addEventListener("click", ({ target }) => {
    if (window.innerWidth >= NARROW || !(target instanceof Element) || !target.closest(LINK)) return;
    requestAnimationFrame(() => /** @type {HTMLElement | null} */ (document.querySelector(CLOSE))?.click());
  });
}
