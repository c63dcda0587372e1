"""The head's table: every head makes a step, and its weights move."""

import torch

from benchmarks.face_head import OURS, heads, report, step
from benchmarks.harness.options import Options


def test_a_step_moves_the_weights() -> None:
    for make in heads(None, 50, "cpu").values():
        head = make()
        (weight,) = head.parameters()
        before = weight.detach().clone()
        step(head, 4, 50, "cpu")()
        assert not torch.equal(weight, before)


def test_a_table_for_each_number_of_identities() -> None:
    head, *tables = report(Options(quick=True), ids=(20, 30, 40), batch=4)
    assert "No peer: name one with --arcface PATH." in head
    assert [table.split(" ")[0] for table in tables] == ["20", "30"]
    assert OURS in tables[0]
