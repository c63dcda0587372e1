/** Tables as CSV: a row a line, its fields quoted where they have to be. */

/** A field of a CSV: quoted where it has to be. */
export function field(value) {
  const shown = typeof value === "number" ? Number(value.toPrecision(7)) : value; // float32 has no more
  const text = shown === null || shown === undefined || Number.isNaN(shown) ? "" : String(shown);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The lines of a table: its header, then its rows. */
export function csvText(header, rows) {
  return `${[header, ...rows].map((row) => row.map(field).join(",")).join("\n")}\n`;
}
