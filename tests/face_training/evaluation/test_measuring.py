"""A backbone on sets: as training calls it, and on two processes to the bit."""

import json
from pathlib import Path

from face_training.embeddings import Network, network_of
from face_training.evaluation.measuring import measure
from face_training.evaluation.outcome import Outcome
from face_training.evaluation.sets import open_sets
from face_training.ranks import Ranks
from tests.face_training.networks import small_network
from tests.face_training.processes import in_processes

TABLE = {"name": "unseen", "protocol": "open_set", "source": "synthetic", "identities": 30}


def test_each_set_by_its_name_and_the_mode_stays() -> None:
    sets = open_sets([TABLE | {"images": 3}, TABLE | {"name": "other", "images": 4}])
    backbone = small_network(size=112).train()
    found = measure(backbone, sets)
    assert backbone.training
    assert list(found) == ["unseen", "other"]
    network = network_of(backbone.eval())
    for one in sets:
        assert found[one.name].measures == one.evaluate(network).measures


def measured(ranks: Ranks, folder: Path) -> None:
    found = measure(small_network(size=112), open_sets([TABLE | {"images": 5}]))
    (folder / f"{ranks.rank}.json").write_text(json.dumps(found["unseen"].measures))


def test_two_processes_measure_the_same_to_the_bit(tmp_path: Path) -> None:
    in_processes(measured, 2, tmp_path)
    alone = measure(small_network(size=112), open_sets([TABLE | {"images": 5}]))
    for rank in range(2):
        assert json.loads((tmp_path / f"{rank}.json").read_text()) == alone["unseen"].measures


class Failing:
    """A set whose image is broken."""

    name = "broken"

    def evaluate(self, network: Network, *, workers: int = 0) -> Outcome:
        raise ValueError("image 3 is broken.")


class Noted(Failing):
    """A set with a warning."""

    name = "noted"

    def evaluate(self, network: Network, *, workers: int = 0) -> Outcome:
        return Outcome(measures={"accuracy": 0.31}, notes=("The list was not spread.",))


def test_a_set_that_fails_has_a_problem_and_the_others_their_measures() -> None:
    found = measure(small_network(size=112), [Failing(), Noted()])  # type: ignore[list-item]
    assert found["broken"].line("broken") == {"set": "broken", "problem": "image 3 is broken."}
    assert found["broken"].said("broken") == ["The evaluation of broken failed: image 3 is broken."]
    assert found["noted"].line("noted") == {
        "set": "noted", "accuracy": 0.31, "notes": ["The list was not spread."],
    }  # fmt: skip
    assert found["noted"].said("noted") == ["noted: The list was not spread."]
