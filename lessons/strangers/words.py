"""Words that several figures share."""

SHORT = "lessons.in_six_lines:arc_softmax"
