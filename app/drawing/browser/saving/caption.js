/** A caption under a picture: its lines, the room that they need, and drawing them. */

const LINE = 16; // of the caption, CSS pixels
export const EDGE = 12; // around it

/** The lines of a caption, with the step, broken to a width. */
export function captionLines(lines, step, font, width) {
  const ruler = document.createElement("canvas").getContext("2d");
  ruler.font = font;
  const broken = [];
  for (const line of lines) {
    let row = "";
    for (const word of line.replace("{step}", Math.round(step).toLocaleString("en")).split(" ")) {
      const longer = row ? `${row} ${word}` : word;
      if (row && ruler.measureText(longer).width > width) {
        broken.push(row);
        row = word;
      } else row = longer;
    }
    broken.push(row);
  }
  return broken;
}

/** Where the lines of a caption go below a picture; `look` says in which font and size. */
export function roomFor(lines, look, width, tall) {
  const line = LINE * (look.size ?? 1);
  return { width, tall, lines, line, height: lines.length ? tall + lines.length * line + 2 * EDGE : tall };
}

export function drawCaption(context, look, { tall, lines, line }) {
  context.font = look.font(12);
  context.fillStyle = look.ink;
  context.textAlign = "left";
  context.textBaseline = "alphabetic";
  lines.forEach((text, row) => context.fillText(text, EDGE, tall + EDGE + line * (row + 0.75)));
}
