"""The pages: each asks for a Config, has it run, and shows the figures of the Result."""
