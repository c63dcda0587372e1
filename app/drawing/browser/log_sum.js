/** The logarithm of a sum of powers of e; none of them overflows.  @param {number[]} exponents */
export function logSum(exponents) {
  const most = Math.max(...exponents);
  return most + Math.log(exponents.reduce((sum, one) => sum + Math.exp(one - most), 0));
}
