"""Visitors of the app without a browser: they speak its protocols and count what arrives."""
