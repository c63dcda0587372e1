"""A step that is run in another way and trains something else is found."""

from benchmarks.card.steps_agree import STEPS, SameBits, StepsAgree


class Wrong(StepsAgree):
    """What is not plain ends with other weights."""

    count = 0

    def _trained(self, plan):
        start, weights, loss = super()._trained(plan)
        self.count += 1
        if self.count > 2:
            weights = [weight + 0.02 * (weight - begin) for weight, begin in
                       zip(weights, start, strict=True)]  # fmt: skip
        return start, weights, loss


def test_other_weights():
    found = [*Wrong("cpu", quick=True).agreements()]
    assert {one.what for one in found if not one.holds} == {
        f"{words}, and plain: {STEPS} steps, weights"
        for words in ("captured", "compiled", "compiled and captured")
    }
    assert len(found) == 7


def test_the_same_bits_are_asked_and_not_required(monkeypatch):
    from torch import ones

    results = iter([([], [ones(2)], 0.0), ([], [ones(2)], 0.0), ([], [2 * ones(2)], 0.0)])
    monkeypatch.setattr(SameBits, "_trained", lambda *_: next(results))
    twice, captured = SameBits("cpu", quick=True).agreements()
    assert twice.error == 0
    assert captured.error > 0.5
    assert captured.holds
