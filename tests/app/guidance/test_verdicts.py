"""The verdicts: the answer to a question, and what a list of settings says of each."""

from app.guidance.verdicts import choices, verdict
from toy_models.guidance.answer import FILE, read_answer
from toy_models.guidance.cells import cell_of
from toy_models.guidance.rows import RESULTS


def test_an_oracle_without_wrong_labels_has_no_verdict() -> None:
    found = read_answer(RESULTS / FILE).contrasts
    of_oracle = {one.cell: verdict(one) for one in found if one.one == "oracle"}
    assert {cell for cell, words in of_oracle.items() if words == "no wrong labels here"} == {
        cell for cell in of_oracle if not cell_of(cell).wrong
    }
    assert len(set(of_oracle.values())) == 2


def test_a_certain_difference_that_nobody_would_notice_is_called_so() -> None:
    found = read_answer(RESULTS / FILE).own_gains
    assert [verdict(one) for one in found] == [
        "yes, by 1.1 points", "yes, by 0.3 points, too little to notice"
    ]  # fmt: skip


def test_the_list_of_settings_begins_with_what_was_found() -> None:
    points = read_answer(RESULTS / FILE).points
    listed = choices(points)
    assert set(listed) == {point.cell for point in points}
    said = list(listed.values())
    assert said[0].startswith("worse by 3.7: 2.5 × the usual s, 1,000 people in tight families")
    found = [words.split(":")[0].split(" (")[0].split(" by")[0] for words in said]
    assert found == sorted(found, key=["worse", "not decided", "equal"].index)
    assert said[5].startswith("not decided (−5.4): 0.8 × the usual s")
    assert said[-1].startswith("equal (+0.3): ")


def test_where_guidance_is_softmax_the_answer_says_so() -> None:
    found = read_answer(RESULTS / FILE).contrasts
    cell = "K200 d8 c64 s0.8 w0 f0.7 n1800"
    of = {(one.one, one.other): one for one in found if one.cell == cell}
    hotter = of["sv", "hotter"]
    assert verdict(hotter) == "yes, by 1.6 points"
    said = verdict(hotter, nothing_to_push=True)
    assert said == "yes, by 1.6 points, but guidance is softmax here"
    assert "guidance" not in verdict(of["hotter", "norm"], nothing_to_push=True)
    assert "guidance" not in verdict(of["sv", "norm"], nothing_to_push=True)  # equal


def test_what_only_the_correction_leaves_undecided_is_called_so() -> None:
    found = [one for one in read_answer(RESULTS / FILE).contrasts if one.words == "not decided"]
    said = {verdict(one, among=48): one.interval for one in found}
    corrected = "not decided, corrected for 48 comparisons"
    assert set(said) == {"not decided", corrected}
    for one in found:
        beside_0 = one.interval.low > 0 or one.interval.high < 0
        assert (verdict(one, among=48) == corrected) == beside_0
        assert verdict(one) == "not decided"
