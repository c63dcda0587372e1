/**
 * Addresses of the app, which may lie below a path: `server.baseUrlPath`, or that of a proxy.
 *
 * Python names an address from the root of the app.  All pages lie directly below that root, so it
 * is the folder of the page, wherever the browser has found it.
 */

/**
 * @param {string} address as Python sends it; begins with a slash
 * @param {string} [page] the address of the page
 */
export const addressOf = (address, page = document.baseURI) =>
  new URL(address.replace(/^\//, "./"), page);
