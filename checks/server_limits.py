"""The limits of a server, for its page in the documentation: each is read where it is set."""

from __future__ import annotations

import inspect
import tomllib
from pathlib import Path
from typing import Any

import app
from app.controls import uploaded
from app.entrance import few_messages, few_uploads
from app.face_runs.reading import NAMES_BYTES_AT_MOST
from app.face_runs.remembered import BYTES_AT_MOST
from app.face_runs.text import TEXT_BYTES_AT_MOST
from app.hall.limits import Limits as HallLimits
from app.jobs.limits import Limits
from app.takeaway.made import MadeFiles
from app.toy_runs.store import CAP_BYTES
from face_training.probe.record import SAMPLES_AT_MOST

CONFIG = Path(app.__file__).with_name(".streamlit") / "config.toml"
MIB = 2**20


def limits() -> dict[str, Any]:
    """By the names that the page uses; times in seconds."""
    server = tomllib.loads(CONFIG.read_text())["server"]
    made = inspect.signature(MadeFiles).parameters
    return {
        "training": Limits(),
        "uploads": {
            "each": server["maxUploadSize"],
            "files": few_uploads.FILES,
            "together": few_uploads.TOTAL_BYTES // 10**6,
            "seconds": uploaded.PROCESSOR_SECONDS,
        },
        "messages": {
            "at_once": few_messages.AT_ONCE,
            "a_second": few_messages.A_SECOND,
        },
        "session": {"away": server["disconnectedSessionTTL"]},
        "takeaways": {
            "at_once": made["at_once"].default,
            "waiting": made["waiting"].default,
            "kept": made["kept_bytes"].default // MIB,
        },
        "hall": HallLimits(),
        "store": {"megabytes": CAP_BYTES // 10**6},
        "run": {
            "samples": SAMPLES_AT_MOST,
            "text": TEXT_BYTES_AT_MOST // MIB,
            "names": NAMES_BYTES_AT_MOST // MIB,
            "steps": BYTES_AT_MOST // MIB,
        },
    }
