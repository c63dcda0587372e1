"""The frame of every page: title, navigation, presenter mode."""

from pathlib import Path

import streamlit as st

from app.controls.refusals import all_controls
from app.presenter.show import check_names, keys, place_for_names, present, presenting
from app.views.face_run import face_run
from app.views.guidance import when_does_it_help
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
first = st.Page(playground, title="Playground", icon=":material/play_circle:", default=True)
lessons = st.Page(lesson, title="Lessons", icon=":material/school:", url_path="lessons")
page = st.navigation(
    [
        first,
        st.Page(loss_lab, title="Loss lab", icon=":material/experiment:", url_path="loss-lab"),
        lessons,
        st.Page(
            when_does_it_help,
            title="When does it help?",
            icon=":material/help_center:",
            url_path="when-does-it-help",
        ),
        st.Page(face_run, title="Face run", icon=":material/face:", url_path="face-run"),
    ],
    position="top",
)
asked = present()
place = place_for_names(asked)
page.run()
if place is not None:
    check_names(asked, place, all_controls({}) if page is first else ())
if (presenting() or asked.only) and page is not lessons:  # the lessons have keys of their own
    keys({})
