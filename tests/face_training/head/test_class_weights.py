"""First class weights: the same for any number of ranks, each rank its own."""

import torch

from face_training.head import class_weights
from face_training.head.class_weights import drawn, rows_of


def test_ranks_share_the_classes():
    for classes, ranks in ((13, 4), (5, 4), (8, 2), (3, 1)):
        shares = [rows_of(classes, rank, ranks) for rank in range(ranks)]
        assert [k for share in shares for k in share] == list(range(classes))
        chunks = torch.arange(classes).chunk(ranks)
        assert [len(share) for share in shares if share] == [len(chunk) for chunk in chunks]


def test_any_part_is_part_of_the_whole(monkeypatch):
    monkeypatch.setattr(class_weights, "_BLOCK", 7)
    whole = drawn(range(30), 4, 5, torch.float32)
    assert whole.shape == (30, 4)
    for rows in (range(3, 20), range(7, 14), range(29, 30), range(30, 30)):
        torch.testing.assert_close(drawn(rows, 4, 5, torch.float32), whole[rows.start : rows.stop])
    assert not torch.equal(whole, drawn(range(30), 4, 6, torch.float32))
    assert 0.007 < float(whole.std()) < 0.013
