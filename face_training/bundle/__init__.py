"""A trained network to use: ONNX weights, and what one must know to feed them."""
