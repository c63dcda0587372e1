"""Face training at full scale, with the losses of the toys: from a laptop to many GPUs."""
