"""Changes by hand reach the job, for all losses or for a chosen one."""

from __future__ import annotations

from tests.app.controls.following import Following


def test_changes(following: Following) -> None:
    job = following.job
    assert not following.page.number_input  # made when it is open
    following.page.session_state["live-change"] = True
    following.page.run()
    assert [field.label.partition(":")[0] for field in following.page.number_input] == [
        "Learning rate",
        "s",
        "t",
    ]
    following.page.number_input(key=f"live-{job.id}-learning_rate-all").set_value(0.02).run()
    following.page.number_input(key=f"live-{job.id}-t-all").set_value(1.6).run()
    following.page.selectbox(key=f"live-{job.id}-loss").set_value(0).run()
    following.page.number_input(key=f"live-{job.id}-t-0").set_value(1.3).run()
    assert not following.page.exception
    assert following.pool.commands == [
        ("learning_rate", 0.02, None),
        ("t", 1.6, None),
        ("t", 1.3, 0),
    ]
    assert job.settings.learning_rate == 0.02
    assert [values["t"] for values in job.settings.values] == [1.3]
