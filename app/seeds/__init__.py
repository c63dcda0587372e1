"""The same run with five seeds: is it the loss, or chance?

panel.py      the part of the page: a button, tiny pictures, bands, the verdict
batch.py      the five runs: from the store, or trained in the background, one after another
outcome.py    what is kept of each run: its measures and a tiny picture of its end
measures.py   the measures, as a table
verdict.py    paired differences in words
pictures.py   the tiny pictures as SVG
table.py      all numbers as CSV
leaving.py    what a chart says when it leaves the page
"""
