"""The limits of a server's training jobs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How many, and how long; the defaults are for a class on one machine."""

    training_at_once: int = 24
    waiting_at_most: int = 150  # each holds little: its settings
    places_of_one: int = 6  # visitor; with more, a visitor makes way for those who have fewer
    long_seconds: float = 30.0  # of waiting, after which another has to make way
    aside_at_most: int = 100  # of those that stand still; each holds its arrays
    still_seconds: float = 20.0  # for which a training that stands still keeps its place
    jobs_of_a_viewer: int = 2  # one is trained, the other waits
    rest_seconds: float = 0.3  # without another change of the settings, before they are trained
    #: After which a job that everybody has left is stopped.  As long as Streamlit keeps the session
    #: of a lost connection (`disconnectedSessionTTL`), so that who comes back finds the job.
    grace_seconds: float = 90.0
    quiet_seconds: float = 40.0  # without a job, after which free memory goes back to the system
    patience_seconds: float = 10.0  # for the worker's answer to a question
    cold_seconds: float = 60.0  # for the answer of a worker that has just been started
    closing_seconds: float = 10.0  # for the worker to end, before it is killed
