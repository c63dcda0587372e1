/** Hand a file to the reader. */

import { element } from "../element.js";

/** Save `content`, a Blob or a data address, under this name. */
export function save(name, content) {
  const link = element("a", { download: name });
  const address = typeof content === "string" ? content : URL.createObjectURL(content);
  link.href = address;
  link.click(); // outside the page, so that no menu takes it for a click beside it
  if (typeof content !== "string") setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
