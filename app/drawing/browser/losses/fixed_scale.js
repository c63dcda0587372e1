/** The scale s_A, losses/fixed_scale.py. */

/**
 * s_A = sqrt(2) ln(C - 1).
 *
 * @param {number} classes
 */
export function fixed_scale(classes) {
  if (classes < 3) {
    throw new RangeError(`AdaCos' fixed scale needs three classes or more, not ${classes}.`);
  }
  return Math.SQRT2 * Math.log(classes - 1);
}
