/** What a leverage means, in one plain sentence. */

/** @typedef {import("../losses/leverage.js").Leverage} Leverage */
/** @typedef {"empty" | "waits" | "few" | "some" | "many"} State */

const NOTHING = 1e-9; // of a margin
const [MOST, HALF] = [0.8, 0.5]; // shares of the push

/**
 * What guidance can do: the slot is empty; no rival beats the target; one rival has most of the push
 * anyway, some of it, or little of it.
 *
 * @param {Leverage} found
 * @returns {State}
 */
export function stateOf({ guided, margin, blame }) {
  if (!guided) return "empty";
  if (Math.abs(margin) < NOTHING) return "waits";
  return blame >= MOST ? "few" : blame >= HALF ? "some" : "many";
}

/**
 * How many times, as a reader sees it.
 *
 * @param {number} ratio
 */
export function times(ratio) {
  const digits = ratio >= 100 ? 0 : ratio >= 10 ? 1 : 2;
  return `×${ratio.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits })}`;
}

/** @type {(ratio: number) => string} */
const short = (ratio) => `×${+ratio.toFixed(2)}`;

/** @type {(share: number) => string} */
const percent = (share) =>
  share < 0.01 ? "under 1 %" : share > 0.99 ? "over 99 %" : `${Math.round(100 * share)} %`;

/**
 * @param {Leverage} found
 * @param {string} title of the loss
 * @param {string} rival its name
 */
export function sentence(found, title, rival) {
  const state = stateOf(found);
  if (state === "empty") return `${title} has no h: every rival counts as it is.`;
  if (state === "waits") return `No rival beats the target here, so h is 1 and waits: the sample is pulled as without it.`;
  const { blame, slope, target, push, classes } = found;
  const share = percent(blame);
  if (state === "few") {
    const most = `the pull on the target at most ${short(2)} and the push on the rival at most ${short(2 * slope)}`;
    return `Two classes decide here: ${rival} has ${share} of the push already. So guidance makes ${most} (the notches); now it is ${times(target)} and ${times(push)}.`;
  }
  const those = `${(classes - 1).toLocaleString("en")} rivals`;
  if (state === "some") {
    return `Guidance can act a little here: of the push on ${those}, ${rival} has ${share}, and h makes its push ${times(push)} as hard.`;
  }
  return `Guidance can act here: ${those} share the push and ${rival} has ${share} of it; h makes its push ${times(push)} as hard, and leaves the pull on the target at ${times(target)}.`;
}
