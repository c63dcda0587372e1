"""A gallery of people: its index of embeddings, and the nearest faces in it."""
