"""The sample inspector: everything about one recorded sample at one kept step."""
