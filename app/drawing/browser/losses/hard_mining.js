/** HM-Softmax, losses/hard_mining.py: the easiest samples of a batch are dropped. */

/**
 * g in {0, 1}; `batch` is log p_y of every sample, in rising order.  No slope.
 *
 * @type {import("./slots.js").Mining}
 */
export function hard_weight(logP, { keep }, out, batch) {
  const kept = Math.max(1, Math.floor(keep * batch.length + 1e-9));
  out.value = logP <= batch[kept - 1] ? 1 : 0;
  out.slope = 0;
  return out;
}
