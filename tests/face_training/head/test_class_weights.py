"""First class weights: the same for any number of ranks, each rank its own."""

import torch

from face_training.head.class_weights import first_values, rows_of


def test_ranks_share_the_classes():
    for classes, ranks in ((13, 4), (5, 4), (8, 2), (3, 1)):
        shares = [rows_of(classes, rank, ranks) for rank in range(ranks)]
        assert [k for share in shares for k in share] == list(range(classes))
        chunks = torch.arange(classes).chunk(ranks)
        assert [len(share) for share in shares if share] == [len(chunk) for chunk in chunks]


def test_any_part_is_part_of_the_whole():
    def drawn(rows, seed=5):
        return first_values(rows, 4, seed, torch.float32, block=7)

    whole = drawn(range(30))
    assert whole.shape == (30, 4)
    for rows in (range(3, 20), range(7, 14), range(29, 30), range(30, 30)):
        torch.testing.assert_close(drawn(rows), whole[rows.start : rows.stop])
    assert not torch.equal(whole, drawn(range(30), seed=6))
    assert 0.007 < float(whole.std()) < 0.013
