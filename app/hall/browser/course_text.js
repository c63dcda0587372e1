/** Text of the course, which has formulas and marks: the only place where HTML is put into a page. */

/**
 * @param {Element} into what is emptied first
 * @param {string} html written by the server from the repository's lessons, never from what people send
 */
export function showCourseText(into, html) {
  into.innerHTML = html;
}
