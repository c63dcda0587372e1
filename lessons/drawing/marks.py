"""How a support vector is marked: by colour, and by shape for those who cannot tell colours."""

FREE, SUPPORT = "#1B6CA8", "#D55E00"  # no support vector, and a support vector
FREE_SHAPE, SUPPORT_SHAPE = "circle", "x"
