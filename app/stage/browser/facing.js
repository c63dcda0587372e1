/**
 * From where a sphere is looked at first: so that what lies on it is seen.
 *
 * The usual camera sees half of a sphere.  Where the class weights lie on a great circle, as those of
 * points in a plane do, that circle may be the sphere's outline: then everything is at the rim or
 * behind it.  Such a circle is seen from above, at a slant.
 */

/** @typedef {import("../../drawing/browser/camera.js").Camera} Camera */
/** @typedef {import("./run.js").Run} Run */

const FLAT = 0.06; // share of the least of three spreads, below which directions lie in a plane
const ROUNDS = 60; // of the power iteration
const UP = [0, Math.cos(0.62), Math.sin(0.62)]; // where the plane's upper side looks, for the reader

/**
 * The direction in which these spread least, and that spread as a share of all; unit vectors in a row.
 *
 * @param {ArrayLike<number>} vectors three numbers each, of any common length
 * @returns {{ normal: number[], share: number }}
 */
export function leastSpread(vectors) {
  const moments = [0, 1, 2].map((i) =>
    [0, 1, 2].map((j) => {
      let sum = 0;
      for (let at = 0; at < vectors.length; at += 3) sum += vectors[at + i] * vectors[at + j];
      return sum;
    }),
  );
  const trace = moments[0][0] + moments[1][1] + moments[2][2] || 1;
  // The largest of trace - moments is the least of moments.
  let normal = [0.31, 0.53, 0.79];
  for (let round = 0; round < ROUNDS; round += 1) {
    const next = normal.map(
      (entry, i) => trace * entry - moments[i].reduce((sum, moment, j) => sum + moment * normal[j], 0),
    );
    const length = Math.hypot(...next) || 1;
    normal = next.map((entry) => entry / length);
  }
  const spread = normal.reduce(
    (sum, entry, i) => sum + entry * moments[i].reduce((all, moment, j) => all + moment * normal[j], 0),
    0,
  );
  return { normal, share: spread / trace };
}

/**
 * Turn a camera that nobody has turned yet towards what a run comes to.
 *
 * @param {Camera} camera
 * @param {Run} run
 */
export function face(camera, run) {
  if (run.dimension !== 3 || run.projected) return;
  const { normal, share } = leastSpread(run.frames[run.last].weights);
  camera.rest();
  if (share > FLAT) return;
  const upper = normal[2] < 0 ? normal.map((entry) => -entry) : normal;
  camera.bring(upper, UP);
}
