"""The peer is taken from a folder that the user names, and from nowhere else."""

from pathlib import Path

import pytest
import torch
import torch.distributed as dist

from benchmarks.peers.arcface import Arcface, peer

#: What a checkout has, as far as the benchmarks ask for it.
FILES = {
    "losses.py": (
        "class CombinedMarginLoss:\n    def __init__(self, *settings): self.settings = settings\n"
    ),
    "partial_fc_v2.py": (
        "import torch\n"
        "class PartialFC_V2(torch.nn.Module):\n"
        "    def __init__(self, margin, embedding, classes, share):\n"
        "        super().__init__()\n"
        "        self.margin, self.share = margin, share\n"
        "        self.weight = torch.nn.Parameter(torch.ones(classes, embedding))\n"
        "    def forward(self, embeddings, labels):\n"
        "        return (embeddings.cuda() @ self.weight.T).mean()\n"
    ),
    "backbones/iresnet.py": (
        "import torch\n"
        "def iresnet18(dropout, fp16, num_features):\n"
        "    return torch.nn.Sequential(torch.nn.Flatten(),"
        " torch.nn.Linear(3 * 112 * 112, num_features))\n"
    ),
}


def checkout(folder: Path) -> str:
    for name, text in FILES.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)
    return str(folder)


def test_its_own_files_are_used(tmp_path: Path) -> None:
    arcface = peer(checkout(tmp_path), "cpu")
    assert arcface
    with arcface.usable():
        assert dist.get_world_size() == 1
        head = arcface.head(5, 4, 0.5)
        assert head.margin.settings == (64.0, 1.0, 0.5, 0.0)
        assert head(torch.ones(2, 4), torch.tensor([0, 1])).item() == 4
    assert not dist.is_initialized()


def test_another_folder_is_refused(tmp_path: Path) -> None:
    assert peer("", "cpu") is None
    with pytest.raises(ValueError, match=r"has no partial_fc_v2\.py: --arcface takes the folder"):
        Arcface.at(str(tmp_path), "cpu")


def test_two_checkouts_are_two(tmp_path: Path) -> None:
    made = []
    for number in (1, 2):
        folder = tmp_path / str(number)
        folder.mkdir()
        network = Path(checkout(folder)) / "backbones/iresnet.py"
        network.write_text(network.read_text().replace("iresnet18", f"iresnet{number}"))
        made.append(Arcface.at(str(folder), "cpu").backbone(f"iresnet{number}"))
    assert len(made) == 2
