"""What guidance gained in the stored experiment where each loss had its own best s and margin."""

from __future__ import annotations

from typing import Any

from toy_models.guidance.answer import stored_answer
from toy_models.guidance.stages.dose import DOSES, GAINS, HARDER


def gains_at_own_best() -> dict[str, Any]:
    """Gains in points of TAR by the loss with guidance, and in how many of the settings.

    `by_margin_too`: wherever SV-Arc gains, its own margin is larger than Arc's.  `push_least` and
    `push_most`: what the push gains there in points where both have one margin, of the two margins;
    `push_alone`: it is no chance at either.  `hardest`: what the largest t that was tried,
    `hardest_t`, gains there over Arc; `harder`: it is no chance that this is more than the paper's.
    """
    found = stored_answer()
    gains = {one.one: f"{100 * one.interval.mean:.1f}" for one in reversed(found.own_gains)}
    push = [100 * one.interval.mean for one in found.push_alone]
    doses = {(one.one, one.other): one for one in found.dose}
    return {
        **gains,
        "places": len({one.cell for one in found.own_gains}),
        "by_margin_too": all(
            found.margin(one.cell, "sv_arc") > found.margin(one.cell, "arc")
            for one in found.own_gains
            if one.one == "sv_arc"
        ),
        "of": len({one.cell for one in found.own_guided}),
        "push_alone": all(one.words == "more" for one in found.push_alone),
        "push_least": f"{min(push):.1f}",
        "push_most": f"{max(push):.1f}",
        "harder": doses[HARDER[-1]].words == doses[GAINS[-1]].words == "more",
        "hardest": f"{100 * doses[GAINS[-1]].interval.mean:.1f}",
        "hardest_t": f"{DOSES[-1]:g}",
    }
