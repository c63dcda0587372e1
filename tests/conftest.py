"""What all tests share: one torch thread, as everywhere in the toys."""

import torch

torch.set_num_threads(1)
