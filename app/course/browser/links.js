/** Remote controls in a text without a server's page around it: `[move it](#cliff?t=1.4)`. */

/** @typedef {{ set: (settings: Record<string, string>) => void }} Settable */

/**
 * Let the links of the page set its figures.
 *
 * @param {(slot: string) => Settable | undefined} find the figure in a slot
 */
export function listenToLinks(find) {
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("a[href^='#']");
    const [slot, query] = (link && link.getAttribute("href")?.slice(1).split("?")) || [];
    if (!slot || !query) return;
    event.preventDefault();
    find(slot)?.set(Object.fromEntries(new URLSearchParams(query)));
  });
}
