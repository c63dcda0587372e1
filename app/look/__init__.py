"""The look, in one place: typeface, sizes, spaces, colours.  docs/look.md says how to use it.

tokens.py     typeface, type scale, spacing, how far the quiet colours are from the paper
themes.py     the colours around the data: light, dark, projector
classes.py    a colour and a marker shape for each class
losses.py     a colour and a dash for each loss
css.py        all of it as variables of a style sheet
colour.py     mixing two colours, and their contrast

What Streamlit itself must know (the papers, the ink, the accent, the sizes of headings) stands in
`app/.streamlit/config.toml` and is read from there.
"""
