"""The stage: hyperspheres side by side in the browser, with one clock, camera and selection.

payload.py      a run as messages of typed arrays
live.py         the frames of a training under way, pushed
routes.py       where the browser fetches the stage's files and runs
component.py    the stage on a page
browser/        JavaScript and CSS, as they are; no build step
"""
