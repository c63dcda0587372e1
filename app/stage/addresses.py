"""The addresses under which the browser finds the stage, scenes and jobs.

That of a scene or a job holds a random token, so nobody finds another's scene by guessing.
"""

from __future__ import annotations

from app.drawing.files import file_url
from app.jobs.job import Job
from app.scene.scene import Scene
from app.stage.tokens import Tokens

STAGE_SCRIPT = file_url("stage/browser/stage.js")
SCENES_URL = "/stage-runs"
LIVE_URL = "/stage-live"

scenes: Tokens[Scene] = Tokens()
jobs: Tokens[Job] = Tokens()


def scene_address(scene: Scene) -> str:
    """Where the browser fetches a scene; its charts are below this address."""
    return f"{SCENES_URL}/{scenes.token(scene)}"


def job_address(job: Job) -> str:
    """Where the browser follows a job; its charts are below this address."""
    return f"{LIVE_URL}/{jobs.token(job)}"
