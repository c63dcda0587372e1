"""The shape of a support vector, which says what its colour says: `Style.own` and `Style.rival`."""

FREE_SHAPE, SUPPORT_SHAPE = "circle", "x"
