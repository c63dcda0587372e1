/** Tables as CSV. */

/** @typedef {string | number | null | undefined} Field */

// The same rule as in toy_models/spreadsheet.py: text that a spreadsheet would compute gets an apostrophe.
const FORMULA = /^ *[=+\-@\t\r\n]/;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * Text, so that no spreadsheet computes it.
 *
 * @param {string} text
 */
const asText = (text) => (FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text);

/**
 * A field: quoted where it has to be, and a number with as many digits as a float32 has.
 *
 * @param {Field} value
 */
export function field(value) {
  const shown = typeof value === "number" ? Number(value.toPrecision(7)) : value;
  const text =
    shown === null || shown === undefined || Number.isNaN(shown) ? "" : asText(String(shown));
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * A field in quotes, a number with all its digits.
 *
 * @param {Field} value
 */
export const quoted = (value) => `"${asText(String(value ?? "")).replaceAll('"', '""')}"`;

/**
 * A table as text.
 *
 * @param {Field[][]} rows the header is the first
 * @param {(value: Field) => string} [asField]
 * @param {string} [end] of a line
 */
export function csvText(rows, asField = field, end = "\n") {
  return rows.map((row) => `${row.map(asField).join(",")}${end}`).join("");
}
