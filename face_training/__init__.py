"""Face training at full scale, on the same losses as the toys: from one CPU to many GPUs."""
