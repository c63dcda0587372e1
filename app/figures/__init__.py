"""Figures of a run: arrays in, a Plotly figure out.  No Streamlit, no training."""
