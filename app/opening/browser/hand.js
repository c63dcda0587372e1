/** The hand on the spheres: it turns them, and asks for the picture under it. */

/** @typedef {import("./opening.js").Opening} Opening */

const TURN = 70; // degrees for a drag as long as the radius
const NEAR = 11; // CSS pixels between the pointer and a picture
const CLICK = 4; // pixels; a shorter drag is none

export class Hand {
  /** @type {{ x: number, y: number, radius: number, moved: boolean } | undefined} */
  held;

  /** @param {Opening} opening */
  constructor(opening) {
    this.opening = opening;
    const { canvas } = opening;
    canvas.addEventListener("pointerdown", (event) => this.press(event));
    canvas.addEventListener("pointermove", (event) => this.move(event));
    for (const end of ["pointerup", "pointercancel"]) {
      canvas.addEventListener(end, () => {
        this.held = undefined;
        canvas.classList.remove("held");
      });
    }
    canvas.addEventListener("pointerleave", () => this.hover(-1, 0, 0));
  }

  /** @param {PointerEvent} event */
  press(event) {
    const { x, y } = this.at(event);
    const radius = this.spot(x, y)?.place.radius ?? 160;
    this.held = { x, y, radius, moved: false };
    this.opening.canvas.setPointerCapture(event.pointerId);
  }

  /** @param {PointerEvent} event */
  move(event) {
    const { opening, held } = this;
    const { x, y } = this.at(event);
    if (!held) {
      const spot = this.spot(x, y);
      if (!spot) {
        this.hover(-1, 0, 0);
        return;
      }
      const { radius } = spot.place;
      const [right, down] = [(x - spot.place.x) / radius, (y - spot.place.y) / radius];
      this.hover(spot.ball.hit(right, down, NEAR / radius), x, y);
      return;
    }
    const [dx, dy] = [x - held.x, y - held.y];
    if (!held.moved && Math.hypot(dx, dy) < CLICK) return;
    Object.assign(held, { x, y, moved: true });
    opening.canvas.classList.add("held");
    opening.clock.turn((TURN * dx) / held.radius, (TURN * dy) / held.radius);
    opening.redraw();
  }

  /** @type {(n: number, x: number, y: number) => void} */
  hover(n, x, y) {
    const { opening } = this;
    const spot = n < 0 ? undefined : this.spot(x, y);
    opening.words?.showTip(spot && n >= 0 ? spot.ball : undefined, n, x, y);
    if (n === opening.hovered) return;
    opening.hovered = n;
    opening.redraw();
  }

  /** @param {PointerEvent} event */
  at(event) {
    const box = this.opening.canvas.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  /** @type {(x: number, y: number) => import("./painting.js").Spot | undefined} */
  spot(x, y) {
    return this.opening.spots.find(
      ({ place }) => Math.hypot(x - place.x, y - place.y) < 1.05 * place.radius,
    );
  }
}
