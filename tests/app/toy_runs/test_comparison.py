"""Comparisons and scenes of toy runs: the record as it is, kept as long as the run."""

from __future__ import annotations

import gc
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np

from app.scene.scene import Scene
from app.toy_runs.changes import Change
from app.toy_runs.comparison import Comparison, Origin, changes_in_words, of_run, scene_of
from tests.app.runs import SMALL, flat
from toy_models.record import Run


def test_a_scene_is_the_record_of_its_run() -> None:
    run = flat()
    scene = scene_of(run)
    assert scene.titles == run.titles
    assert scene.arrays is run.arrays
    np.testing.assert_array_equal(scene.steps_K, run.steps_K)
    np.testing.assert_array_equal(scene.samples_N, run.samples_N)
    assert [panel.seed for panel in scene.panels] == [0, 0, 0]
    assert [panel.has_margin for panel in scene.panels] == [False, False, True]
    assert scene.data == "blobs"
    assert scene.last_step == 12


def test_a_run_has_one_scene_and_does_not_live_longer_for_it() -> None:
    run = replace(flat())
    scene = scene_of(run)
    assert scene_of(run) is scene
    assert of_run(run).scene is scene
    assert scene_of(flat()) is not scene
    del run
    gc.collect()
    other = replace(flat(seed=7))
    assert scene_of(other) is not scene
    assert scene_of(other).file_stem != scene.file_stem


def test_a_comparison_knows_whether_it_is_a_whole_run() -> None:
    run = flat()
    whole = of_run(run)
    assert whole.run is run
    part = Comparison(whole.scene, whole.origins_L[:2], "")
    assert part.run is None
    turned = Comparison(whole.scene, (Origin(run, 1), Origin(run, 0), Origin(run, 2)), "")
    assert turned.run is None
    np.testing.assert_array_equal(whole.inputs_N, run.inputs_N)


def test_changes_come_with_the_parameters_from_then_on() -> None:
    changes = [Change(3, "SV-Softmax", "t", 1.5), Change(9, "all", "scale", 8.0)]
    first, second = changes_in_words(SMALL, changes)
    assert (first.step, first.words) == (3, "step 3: t of SV-Softmax = 1.5")
    assert first.parameters_L == ("", "t = 1.5", "m = 0.3 rad (17°), t = 1.1")
    assert second.parameters_L == ("s = 8", "s = 8, t = 1.5", "m = 0.3 rad (17°), s = 8, t = 1.1")
    assert changes_in_words(SMALL, []) == ()


def test_sessions_that_open_a_run_at_once_share_its_scene() -> None:
    """Each scene but the shared one would die with its session's script, and its address too."""
    for seed in range(20):
        run = replace(flat(), provenance=f"run {seed}")
        start = threading.Barrier(8)

        def open_it(_: int, run: Run = run, start: threading.Barrier = start) -> Scene:
            start.wait()
            return scene_of(run)

        with ThreadPoolExecutor(8) as sessions:
            scenes = list(sessions.map(open_it, range(8)))
        assert all(scene is scene_of(run) for scene in scenes)
