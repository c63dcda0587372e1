/** A figure of the lab as a PNG file: its layers on the page's paper, with its title and caption. */

const PAD = 14; // CSS pixels around it
const LINE = 17;

/** A button that saves a figure; `parts` gives {canvases, title, caption} at that time. */
export function saveButton(lab, name, parts) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "save";
  button.textContent = "PNG";
  button.title = "Save this figure as a picture";
  button.setAttribute("aria-label", `Save the figure ${name} as PNG`);
  button.addEventListener("click", () => {
    const link = document.createElement("a");
    link.href = picture(lab.look, parts()).toDataURL("image/png");
    link.download = `loss-lab-${name}.png`;
    link.click();
  });
  return button;
}

/** A canvas with everything on it. */
export function picture(look, { canvases, title, caption }) {
  const ratio = look.pixelRatio;
  const [first] = canvases;
  const width = first.width / ratio;
  const height = first.height / ratio;
  const out = document.createElement("canvas");
  const context = out.getContext("2d");
  context.font = look.font(11);
  const lines = broken(context, caption, width);
  out.width = Math.round((width + 2 * PAD) * ratio);
  out.height = Math.round((height + 3 * PAD + LINE * (1 + lines.length)) * ratio);
  context.scale(ratio, ratio);
  context.fillStyle = look.paper;
  context.fillRect(0, 0, out.width, out.height);
  context.fillStyle = look.ink;
  context.textBaseline = "top";
  context.font = look.font(13, 600);
  context.fillText(title, PAD, PAD);
  for (const canvas of canvases) context.drawImage(canvas, PAD, PAD + LINE + 4, width, height);
  context.font = look.font(11);
  lines.forEach((line, i) => context.fillText(line, PAD, 2 * PAD + LINE * (i + 1) + height));
  return out;
}

/** The words in lines that are no wider. */
function broken(context, words, width) {
  const lines = [];
  for (const word of words.split(" ")) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (lines.length && context.measureText(longer).width <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
