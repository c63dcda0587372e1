"""Names for a reader: what tables call the arms and factors, whose names in rows are short."""

from __future__ import annotations

#: Arms of all stages.  Those of stage 3 and of the controls have their setting behind the name.
ARMS = {
    "norm": "softmax",
    "sv": "SV-Softmax",
    "hotter": "softmax at s t",
    "sv_constant": "SV-Softmax, fixed t",
    "shift": "shift alone",
    "factor": "factor alone",
    "random": "random rivals",
    "normalised": "SV, weights of mean 1",
    "oracle": "SV, true labels known",
    "top_k": "Inter-TopK",
    "am": "AM",
    "arc": "Arc",
    "sv_arc": "SV-Arc",
}
#: Factors of the screen, low to high.
FACTORS = {
    "classes": "people",
    "dimension": "dimensions",
    "channels": "width",
    "heat": "s / s_A",
    "wrong": "wrong labels",
    "distance": "tightness",
    "steps": "steps",
}
#: Their levels, low and high.
LEVELS = {
    "classes": ("200", "1,000"),
    "dimension": ("8", "64"),
    "channels": ("32 channels", "64"),
    "heat": ("0.8", "2.5"),
    "wrong": ("none", "15 %"),
    "distance": ("loose families", "tight ones"),
    "steps": ("600", "1,800"),
}


def arm_in_words(arm: str) -> str:
    """`sv_arc s0.3 m0.2` is SV-Arc (s0.3 m0.2); a name that is unknown stays as it is."""
    name, _, setting = arm.partition(" ")
    return ARMS.get(name, name) + (f" ({setting})" if setting else "")


def difference_in_words(one: str, other: str) -> str:
    """One arm minus another."""
    return f"{arm_in_words(one)} minus {arm_in_words(other)}"


def effect_in_words(names: tuple[str, ...]) -> str:
    """A factor with its levels, or the interactions that cannot be told apart."""
    if len(names) == 1 and names[0] in FACTORS:
        return f"{FACTORS[names[0]]}: {' to '.join(LEVELS[names[0]])}"
    return " = ".join(
        " x ".join(FACTORS[factor] for factor in interaction.split(" x ")) for interaction in names
    )
