/**
 * On a phone the menu of the pages covers the page: it closes when a page is chosen.
 *
 * It is Streamlit's own menu, so its button is pressed; nothing happens where there is none.
 */

const LINK = "[data-testid=stSidebarNavLink]";
const CLOSE = "[data-testid=stSidebarCollapseButton] button";
const NARROW = 768; // CSS pixels: below, Streamlit lays its side bar over the page

let listens = false;

/** A component has nothing else to show; one listener serves all pages. */
export default function () {
  if (listens) return;
  listens = true;
  document.addEventListener("click", ({ target }) => {
    if (window.innerWidth >= NARROW || !(target instanceof Element) || !target.closest(LINK)) return;
    requestAnimationFrame(() => /** @type {HTMLElement | null} */ (document.querySelector(CLOSE))?.click());
  });
}
