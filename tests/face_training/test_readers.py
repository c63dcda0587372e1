"""Errors of the processes that read images, as the training meets them."""

import os
import signal

import pytest
import torch
from torch.utils.data import DataLoader, Dataset

from face_training.readers import handed_over, read, results
from face_training.refusals import Unexpected


class Made(Dataset):
    """Calls the same function for each item."""

    def __init__(self, make):
        self.make = make

    def __len__(self):
        return 2

    def __getitem__(self, index):
        return read(self.make)


def images():
    return handed_over(torch.zeros(2, 3, 4, 4, dtype=torch.uint8))


def missing_key():
    return {}["label"]


def too_large():
    return torch.empty(1 << 60)


def full():
    raise RuntimeError("unable to allocate shared memory(shm) for file </torch_1>: No space left")


def killed():
    os.kill(os.getpid(), signal.SIGKILL)


def all_of(make, workers):
    return list(results(DataLoader(Made(make), batch_size=None, num_workers=workers)))


def test_a_batch_comes_in_shared_memory():
    first, _ = all_of(images, 1)
    assert first.is_shared()
    assert not all_of(images, 0)[0].is_shared()


@pytest.mark.parametrize("workers", [0, 1])
def test_full_memory_is_a_sentence(workers):
    with pytest.raises(ValueError, match="The memory of this machine is full"):
        all_of(too_large, workers)


def test_so_are_full_shared_memory_and_a_process_that_is_ended():
    with pytest.raises(ValueError, match="The shared memory, in which"):
        all_of(full, 1)
    with pytest.raises(ValueError, match="A process that reads images was ended from outside"):
        all_of(killed, 1)


def test_an_error_of_the_program_keeps_its_traceback():
    with pytest.raises(Unexpected, match="KeyError: 'label'") as found:
        all_of(missing_key, 1)
    assert "in missing_key" in found.value.details
