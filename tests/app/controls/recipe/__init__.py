"""A new data set as a contributor adds it: its file, and what a visitor does with it then."""
