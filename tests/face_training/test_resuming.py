"""Every setting either decides the weights so far, or may change."""

from dataclasses import replace

from face_training import recipes
from face_training.resuming import DECIDES, MAY_CHANGE, changes, settings


def test_every_setting_is_in_one_of_the_two_lists():
    names = [name for name, _ in settings(recipes.read("smoke"))]
    assert sorted((*DECIDES, *MAY_CHANGE)) == sorted(names)


def test_a_moved_set_one_set_more_more_epochs_and_a_lower_rate_are_allowed():
    def read(*overrides):
        return recipes.read("smoke", overrides)

    lfw = 'evaluation=[{name="lfw", protocol="bin", path="%s"}]'
    begun = read(lfw % "old.bin")
    for now in (
        read(lfw % "new.bin"),
        read('evaluation=[{name="lfw", protocol="bin", path="old.bin"}, {name="c", protocol="x"}]'),
        read(lfw % "old.bin", "schedule.length=99"),
        read(lfw % "old.bin", "optimiser.learning_rate=0.001"),
    ):
        found = changes(begun, now)
        assert [change.is_allowed for change in found] == [True]
    assert changes(begun, begun) == []
    (without,) = changes(begun, read(lfw % "old.bin", "optimiser.momentum=0.0"))
    assert without.is_allowed
    assert not replace(without, before=without.now, now=without.before).is_allowed
    (change,) = changes(begun, read(lfw % "old.bin", "head.parameters={margin=0.1}"))
    assert change.setting == "head.parameters"
    assert not change.is_allowed
