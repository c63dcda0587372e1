"""The course: one folder a lesson, with its narrative, its experiment and its figures.

A lesson imports `toy_models` and `losses`, and never Streamlit: `app` shows it.
"""
