/**
 * The memory of the course: what a reader answered stays in this browser, and nowhere else.
 *
 * It is read once and given to the page; from then on what the page says is kept.
 */

const NAME = "margins-and-mining-course";

/** @type {WeakSet<Element>} */
const read = new WeakSet();

/**
 * @param {object} component
 * @param {{ keep: string | null }} component.data
 * @param {Element} component.parentElement
 * @param {(name: string, value: string) => void} component.setStateValue
 */
export default function ({ data, parentElement, setStateValue }) {
  try {
    if (data.keep) localStorage.setItem(NAME, data.keep);
    else if (!read.has(parentElement)) {
      read.add(parentElement);
      setStateValue("kept", localStorage.getItem(NAME) ?? "");
    }
  } catch {
    // A browser may forbid it: then answers last as long as the page.
    if (!data.keep && !read.has(parentElement)) {
      read.add(parentElement);
      setStateValue("kept", "");
    }
  }
}
