"""Scenes and jobs have one address each, as long as somebody needs it."""

from app.jobs import Job, State
from app.stage.addresses import LIVE_URL, SCENES_URL, job_address, jobs, scene_address, scenes
from app.toy_runs.comparison import scene_of
from tests.app.runs import SMALL, flat


def test_a_scene_has_one_address() -> None:
    scene = scene_of(flat())
    address = scene_address(scene)
    assert address.startswith(f"{SCENES_URL}/")
    assert scene_address(scene) == address
    assert scene_address(scene_of(flat(embedding=3))) != address
    assert scenes.find(address.removeprefix(f"{SCENES_URL}/")) is scene


def test_a_job_has_one_address_for_as_long_as_somebody_has_it() -> None:
    first, second = Job(SMALL), Job(SMALL)
    address = job_address(first)
    assert job_address(first) == address
    assert job_address(second) != address
    token = address.removeprefix(f"{LIVE_URL}/")
    first.state = State.FINISHED  # a browser that comes back late still gets its last message
    assert jobs.find(token) is first
    del first
    assert jobs.find(token) is None
