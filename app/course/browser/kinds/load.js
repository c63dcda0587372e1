/** The kinds of figures, each fetched when a page needs it. */

/**
 * The file of a kind.
 *
 * @param {string} kind
 */
export const loadKind = (kind) => import(`./${kind}.js`);
