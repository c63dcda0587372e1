"""How a step is run: decided in one place, with a reason in words."""

import os
from pathlib import Path

import torch
from torch import nn

from face_training.backbones.blocks import Blocks
from face_training.ranks import Ranks
from face_training.training.plan import CACHE, Plan, cache, compiled, plan_of
from tests.face_training.small import config


def on_a_gpu(*overrides, count=1):
    ranks = Ranks(count=count, device=torch.device("cuda"))
    plan = plan_of(config(*overrides), ranks)
    return plan.compiled, plan.captured, plan.why


def test_the_plan_of_a_step():
    assert on_a_gpu() == ("network", True, "")
    assert on_a_gpu("training.compile=false") == ("", True, "")
    assert on_a_gpu("training.capture=false", "training.compile=false") == (
        "", False, "training.capture is off",
    )  # fmt: skip
    for count, override, why in (
        (1, "training.capture=false", "training.capture is off"),
        (1, "head.sample=0.5", "head.sample draws"),
        (1, "optimiser.name=muon", "Muon takes"),
        (2, "training.seed=0", "several processes"),
    ):
        compiled, captured, words = on_a_gpu(override, f"training.batch={512 * count}", count=count)
        assert (compiled, captured) == ("network", False)
        assert words.startswith(why)
        compiled, captured, words = on_a_gpu(override, "training.batch=256", count=count)
        assert (compiled, captured) == ("", False)
        assert words.startswith(why)
        assert "compiling pays from 512 images" in words
    for count, override, why in (
        (1, "training.recompute=true", "training.recompute runs blocks twice"),
        (1, "training.deterministic=true", "a compiler chooses among kernels by timing"),
        (2, "training.sharding=fsdp2", "fsdp2 gathers weights"),
    ):
        compiled, captured, words = on_a_gpu(override, count=count)
        assert not compiled
        assert not captured
        assert words.startswith(why)
    assert on_a_gpu("training.sharding=fsdp2") == ("network", True, "")
    on_cpu = plan_of(config(), Ranks())
    assert on_cpu.in_words() == "as it is written: only a GPU gains by more"
    assert "captured in a CUDA graph" in Plan("network", captured=True).in_words()


def test_blocks_are_compiled_in_place(monkeypatch, tmp_path):
    monkeypatch.setenv(CACHE, str(tmp_path))
    seen = []
    monkeypatch.setattr(nn.Module, "compile", lambda module, **how: seen.append((module, how)))
    network = nn.Sequential(Blocks(nn.Linear(2, 2), nn.Linear(2, 2)), nn.Linear(2, 2))
    plan = Plan("blocks", options={"combo_kernels": True})
    assert compiled(network, plan) is network
    how = {"dynamic": False, "options": {"combo_kernels": True}}
    assert seen == [(block, how) for block in network[0]]
    assert compiled(network, Plan()) is network
    assert cache() == tmp_path


def test_the_cache_is_the_users(monkeypatch, tmp_path):
    monkeypatch.delenv(CACHE, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache() == tmp_path / "face_training" / "compiled"
    monkeypatch.delenv("XDG_CACHE_HOME")
    assert cache() == Path.home() / ".cache" / "face_training" / "compiled"
    monkeypatch.setattr(torch, "compile", lambda network, **_: network)
    monkeypatch.setenv(CACHE, "")
    os.environ.pop(CACHE)
    compiled(nn.Linear(2, 2), Plan("network"))
    assert os.environ[CACHE] == str(cache())
