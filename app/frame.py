"""The frame of every page: title, navigation."""

from pathlib import Path

import streamlit as st

from app.views.face_run import face_run
from app.views.playground import playground

st.set_page_config(
    page_title="Margins and Mining on the Hypersphere",
    page_icon=str(Path(__file__).with_name("icon.svg")),  # a named icon would come from the web
    layout="wide",
)
# Streamlit leaves wide margins for prose; the panels need the room.
st.html("<style>.stMainBlockContainer {padding: 3.5rem 2rem 2rem}</style>")
st.navigation(
    [
        st.Page(playground, title="Playground", icon=":material/play_circle:", default=True),
        st.Page(face_run, title="Face run", icon=":material/face:", url_path="face-run"),
    ],
    position="top",
).run()
