"""What is left of the time, and what a process is given."""

from tests.benchmarks.card.small import small_run


def test_there_is_always_a_little_time(tmp_path):
    run = small_run(tmp_path, seconds=100)
    assert 60 < run.left(30) <= 70
    assert run.left(200) == 0.1


def test_a_process_has_the_device_and_is_ended_later(tmp_path):
    run = small_run(tmp_path)
    one = run.contestant("one", "module:make", batch=3)
    assert one.arguments == {"device": "cpu", "batch": 3}
    assert run.alive == [one]
