/** What is measured beside the spheres: the angles of a picture, or the mean gap of each loss. */

/** @typedef {import("../../drawing/browser/canvas.js").Context} Context */
/** @typedef {import("../../drawing/browser/look.js").Look} Look */
/** @typedef {import("./ball.js").Ball} Ball */
/** @typedef {import("./layout.js").Box} Box */
/**
 * A bar with words.
 *
 * @typedef {object} Bar
 * @property {string} name
 * @property {number} value
 * @property {string} words
 * @property {string} colour
 * @property {number} [more] a part that is only outlined, after the value
 * @property {(x: number, y: number, size: number) => void} [icon] draws it around a place
 */

const [ROW, LOW_ROW] = [44, 38]; // CSS pixels; low where there are three bars
const MOST = 90; // degrees: the longest bar

/**
 * Bars, one below another, under a heading.
 *
 * @param {Context} context
 * @param {Look} look
 * @param {Box} box
 * @param {string} heading
 * @param {Bar[]} bars
 * @param {number} most the value of the longest bar
 * @param {readonly string[]} foot lines below; the first is strong
 */
export function drawBars(context, look, box, heading, bars, most, foot) {
  const { size } = look;
  const icon = bars.some((bar) => bar.icon) ? 40 * size : 0;
  const room = box.width - icon - 64 * size;
  context.textAlign = "left";
  context.textBaseline = "alphabetic";
  context.fillStyle = look.muted;
  context.font = look.font("small");
  const row = bars.length > 2 ? LOW_ROW : ROW;
  let y = box.y + 14 * size;
  context.fillText(heading, box.x, y, box.width);
  y += 8 * size;
  for (const bar of bars) {
    const scale = room / most;
    const wide = Math.max(0, Math.min(bar.value, most)) * scale;
    bar.icon?.(box.x + 17 * size, y + 22 * size, 34 * size);
    context.fillStyle = look.ink;
    context.font = look.font("small");
    context.fillText(bar.name, box.x + icon, y + 15 * size, box.width - icon);
    context.fillStyle = bar.colour;
    context.fillRect(box.x + icon, y + 21 * size, wide, 13 * size);
    const more = Math.min((bar.more ?? 0) * scale, Math.max(0, room - wide));
    if (more) drawMore(context, bar.colour, box.x + icon + wide, y + 21 * size, more, 13 * size);
    context.fillStyle = look.ink;
    context.font = look.font("body", 650);
    context.fillText(bar.words, box.x + icon + wide + more + 8 * size, y + 33 * size);
    y += row * size;
  }
  foot.forEach((line, i) => {
    context.fillStyle = i ? look.muted : look.ink;
    context.font = i ? look.font("small") : look.font("body", 650);
    context.fillText(line, box.x, y + (16 + 19 * i) * size, box.width);
  });
}

/** @type {(context: Context, colour: string, x: number, y: number, width: number, height: number) => void} */
function drawMore(context, colour, x, y, width, height) {
  context.strokeStyle = colour;
  context.lineWidth = 1.5;
  context.setLineDash([4, 3]);
  context.strokeRect(x, y + 0.75, width, height - 1.5);
  context.setLineDash([]);
}

/**
 * The angles of a picture to its own arrow, the margin with it, and to the nearest other arrow.
 *
 * @param {Context} context
 * @param {Look} look
 * @param {Box} box
 * @param {Ball} ball
 * @param {number} n the picture
 * @param {number} margin degrees
 * @param {string} loss
 */
export function drawAngles(context, look, box, ball, n, margin, loss) {
  const { run } = ball;
  const { own, other, rival } = ball.angles(n);
  const label = run.labels[n];
  /** @type {(c: number) => Bar["icon"]} */
  const portrait = (c) => (x, y, size) => {
    const at = run.pictures?.portraits[c] ?? -1;
    if (at >= 0) run.pictures?.draw(context, at, x, y, size, look.colours[c]);
  };
  const supports = other < own + margin;
  const asked = margin ? `${round(own)} + ${round(margin)}` : round(own);
  drawBars(
    context,
    look,
    box,
    `${loss}: from this picture to`,
    [
      {
        ...{ name: margin ? "its own arrow, and the margin" : "its own arrow", value: own },
        ...{ more: margin, words: asked, colour: look.colours[label], icon: portrait(label) },
      },
      {
        ...{ name: "the nearest other arrow", value: other, words: round(other) },
        ...{ colour: look.colours[rival], icon: portrait(rival) },
      },
    ],
    MOST,
    [
      supports
        ? `${margin ? "Nearly as near, within the margin" : "The other is nearer"}: a support vector`
        : "The other is further away: no support vector",
      "Support vectors are the other arrows in the dashed circle.",
    ],
  );
}

/** @param {number} degrees */
const round = (degrees) => `${Math.round(degrees)}°`;
