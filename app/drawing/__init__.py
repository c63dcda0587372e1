"""The drawing room: all that the pages draw with in the browser, in plain JavaScript.

The stage, the loss lab, the lessons and the take-away share it; there is no build step.

files.py        where the browser fetches the app's JavaScript and CSS, and Plotly
component.py    the script of a Streamlit component, which fetches the component's own files
described.py    losses as data: the names of their slots' code, with their arguments
browser/        clock, camera, colours, markers, canvas charts, handles, Plotly
  leverage/     the leverage dial
  scenes/       what is drawn on a circle and on a sphere
  losses/       the losses in JavaScript; mirrors the package `losses`
  saving/       pictures and tables as files: PNG, SVG, CSV
"""
