"""Words that several figures share."""

SHORT = "lessons.in_six_lines:arc_softmax"
BANDS = "Lines are means over {} seeds, bands one standard deviation."
