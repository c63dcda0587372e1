/** Whether a margin can be met at all: as toy_models/feasibility.py, for the sliders to move with. */

const BARELY = 0.25; // of the plain softmax's room
const HALVINGS = 50;

/** How far a sample may stray from its class weight, radians; negative where the margin never holds. */
export function roomOf(loss, nearest) {
  const boundary = (theta) => loss.boundary(Math.cos(theta), loss.f(Math.cos(theta)).value);
  const lead = (theta) => boundary(theta) - Math.cos(nearest - theta);
  if (lead(0) < 0) return nearest - Math.acos(Math.min(1, Math.max(-1, boundary(0))));
  let [low, high] = [0, nearest / 2];
  if (lead(high) >= 0) return high;
  for (let halving = 0; halving < HALVINGS; halving += 1) {
    const middle = (low + high) / 2;
    if (lead(middle) >= 0) low = middle;
    else high = middle;
  }
  return low;
}

/** What is possible with class weights at these cosines to one another (K x K). */
export function judge(loss, { nearest, cosines }) {
  let [total, nll] = [0, 0];
  cosines.forEach((row, label) => {
    const told = loss.evaluate(row, label);
    total += told.loss;
    nll += told.nll;
  });
  const room = roomOf(loss, nearest);
  const verdict = room < 0 ? "never" : room < (BARELY * nearest) / 2 ? "barely" : "met";
  const count = cosines.length;
  return { room, bestP: Math.exp(-nll / count), floor: total / count, verdict };
}

/** The largest value of one argument of the margin that can be met, or undefined if all can. */
export function largest(loss, name, low, high, nearest) {
  const { arguments: given } = loss.margin;
  const set = given[name];
  const met = (value) => {
    given[name] = value;
    return roomOf(loss, nearest) >= 0;
  };
  let [least, most] = [low, high];
  let found;
  if (!met(most)) {
    for (let halving = 0; halving < HALVINGS; halving += 1) {
      const middle = (least + most) / 2;
      if (met(middle)) least = middle;
      else most = middle;
    }
    found = least;
  }
  given[name] = set;
  return found;
}
