"""The frame of every page: title, navigation, presenter mode."""

from pathlib import Path

import streamlit as st

from app.presenter.show import keys, present, presenting
from app.views.face_run import face_run
from app.views.lesson import lesson
from app.views.loss_lab import loss_lab
from app.views.playground import playground

st.set_page_config(
    page_title="Margins and Mining on the Hypersphere",
    page_icon=str(Path(__file__).with_name("icon.svg")),  # a named icon would come from the web
    layout="wide",
)
# Streamlit leaves wide margins for prose; the panels need the room.
st.html("<style>.stMainBlockContainer {padding: 4rem 2rem 2rem}</style>")
lessons = st.Page(lesson, title="Lessons", icon=":material/school:", url_path="lessons")
page = st.navigation(
    [
        st.Page(playground, title="Playground", icon=":material/play_circle:", default=True),
        st.Page(loss_lab, title="Loss lab", icon=":material/experiment:", url_path="loss-lab"),
        lessons,
        st.Page(face_run, title="Face run", icon=":material/face:", url_path="face-run"),
    ],
    position="top",
)
asked = present()
page.run()
if (presenting() or asked.only) and page is not lessons:  # the lessons have keys of their own
    keys({})
