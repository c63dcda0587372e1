"""The code that this project is compared with."""
