/** What can be taken hold of on the circle: the sample and the class weights, by pointer and by keys. */

const DEGREES = 180 / Math.PI;
const STEP = Math.PI / 180; // of an arrow key
const LEAP = 10; // steps of a page key, or with shift

export class Handles {
  constructor(lab) {
    this.lab = lab;
    this.element = document.createElement("div");
    this.element.className = "handles";
    this.buttons = new Map();
  }

  /** Put a handle on everything, where it stands now. */
  place({ scene, circle, data }) {
    const names = ["sample", ...scene.weights.keys()];
    for (const [name, button] of this.buttons) {
      if (names.includes(name)) continue;
      button.remove();
      this.buttons.delete(name);
    }
    for (const name of names) {
      const button = this.buttons.get(name) ?? this.make(name);
      const angle = name === "sample" ? scene.sample : scene.weights[name];
      const half = circle.side / 2;
      button.style.left = `${circle.left + half + Math.cos(angle) * circle.radius}px`;
      button.style.top = `${half - Math.sin(angle) * circle.radius}px`;
      button.setAttribute("aria-valuenow", Math.round(angle * DEGREES));
      const words = `${Math.round(angle * DEGREES)} degrees`;
      button.setAttribute("aria-valuetext", name === "sample" ? `${words}, ${told(this.lab)}` : words);
      const label =
        name === "sample"
          ? `The sample, of class ${data.classNames[scene.label]}`
          : `Weight of class ${data.classNames[name]}`;
      button.setAttribute("aria-label", label);
      button.title = `${label}: drag it, or use the arrow keys`;
    }
  }

  make(name) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = name === "sample" ? "handle sample" : "handle weight";
    button.dataset.handle = name;
    button.setAttribute("role", "slider");
    button.setAttribute("aria-valuemin", 0);
    button.setAttribute("aria-valuemax", 360);
    button.addEventListener("pointerdown", (event) => {
      button.setPointerCapture(event.pointerId);
      button.focus();
      this.dragged = name;
    });
    button.addEventListener("pointermove", (event) => {
      if (this.dragged === name) this.lab.move(name, this.angleOf(event));
    });
    const end = () => {
      if (this.dragged !== name) return;
      this.dragged = undefined;
      this.lab.ended();
    };
    button.addEventListener("pointerup", end);
    button.addEventListener("pointercancel", end);
    button.addEventListener("keydown", (event) => this.press(event, name));
    button.addEventListener("keyup", () => {
      if (!this.pressed) return;
      this.pressed = false;
      this.lab.ended();
    });
    // The sample first, in the order of tabs and on top of the weights.
    if (name === "sample") this.element.prepend(button);
    else this.element.append(button);
    this.buttons.set(name, button);
    return button;
  }

  angleOf(event) {
    const box = this.lab.circle.canvas.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left - box.width / 2, event.clientY - box.top - box.height / 2];
    return Math.atan2(-y, x);
  }

  press(event, name) {
    const { scene } = this.lab;
    const angle = name === "sample" ? scene.sample : scene.weights[name];
    const leap = event.shiftKey ? LEAP : 1;
    const steps = {
      ArrowLeft: leap,
      ArrowUp: leap,
      ArrowRight: -leap,
      ArrowDown: -leap,
      PageUp: LEAP,
      PageDown: -LEAP,
    }[event.key];
    if (steps === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.pressed = true;
    this.lab.move(name, angle + steps * STEP);
  }
}

/** The loss in focus, for those who cannot see the circle. */
function told({ focus }) {
  return `${focus.title}: loss ${focus.told.loss.toFixed(2)} nats`;
}
