"""The frame of every page: title, navigation, presenter mode."""

from pathlib import Path

import streamlit as st

from app.controls.refusals import all_controls
from app.look.css import page_css
from app.menu import close_when_chosen
from app.opening.address import asks_for_the_playground
from app.presenter.show import check_names, keys, place_for_names, present, presenting
from app.views.challenges import challenges
from app.views.face_run import face_run
from app.views.guidance import is_answered, when_does_it_help
from app.views.lesson import lesson
from app.views.loss_lab import loss_lab
from app.views.opening import opening
from app.views.playground import playground
from app.views.questionnaire import questionnaire

st.set_page_config(
    page_title="Margins and Mining on the Hypersphere",
    page_icon=str(Path(__file__).with_name("icon.svg")),  # a named icon would come from the web
    layout="wide",
)
st.html(f"<style>{page_css()}</style>")
start = st.Page(opening, title="Start", icon=":material/home:", default=True)
play = st.Page(playground, title="Playground", icon=":material/play_circle:", url_path="playground")
lessons = st.Page(lesson, title="Lessons", icon=":material/school:", url_path="lessons")
answer = st.Page(
    when_does_it_help,
    title="When does it help?",
    icon=":material/help_center:",
    url_path="when-does-it-help",
)
page = st.navigation(
    [
        start,
        play,
        lessons,
        st.Page(challenges, title="Challenges", icon=":material/build:", url_path="challenges"),
        st.Page(loss_lab, title="Loss lab", icon=":material/experiment:", url_path="loss-lab"),
        *([answer] if is_answered() else []),
        st.Page(face_run, title="Face run", icon=":material/face:", url_path="face-run"),
        st.Page(
            questionnaire, title="Questionnaire", url_path="questionnaire", visibility="hidden"
        ),
    ],
    position="top",
)
if page is start and asks_for_the_playground(st.query_params.to_dict()):
    # The Playground had this address once.
    st.switch_page(
        play, query_params={key: st.query_params.get_all(key) for key in st.query_params}
    )
asked = present()
place = place_for_names(asked)
page.run()
close_when_chosen()
if place is not None:
    check_names(asked, place, all_controls({}) if page is play else ())
if (presenting() or asked.only) and page is not lessons:  # the lessons have keys of their own
    keys({})
