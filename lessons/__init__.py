"""The course: a folder for each lesson, and the engine that all lessons share.

A lesson imports `toy_models`, `evidence` and `losses`, and never Streamlit: `app` shows it.

    course.py        finds the lessons by their folders
    lesson.py        a lesson, read from its folder
    narrative.py     the convention of `narrative.md`, and its reader
    blocks.py        slots, options, drawings and links in it
    numerals.py      numbers over seeds as narratives write them
    figure.py        a figure in a slot: one that is touched, a chart, or a run on the stage
    kinds/           figures that are touched, by kind
    variable.py      what can be moved in them
    ask.py           a prediction that is drawn in them
    drawing/         what charts are drawn with
    experiments.py   many runs, and their measures stacked
    one_sample.py    one sample between two class weights: nothing is trained
    result.py        storing a result: config, arrays, explained samples
    in_six_lines.py  losses in plain PyTorch, to be read beside `losses`
    source.py        the code behind a figure, as it is in its file

How to add a lesson: make its folder, with `__init__.py` (a line that says its question) and the
files that `lesson.py` lists; run `python -m lessons SLUG --run`.  Nothing else names it; the
checks of `tests/lessons` run over every folder.
"""
