"""The networks from an aligned face to an embedding.

`build("iresnet50", embedding=512)` gives a module that takes float images_B3HW and gives
embeddings_BD, not normalised.
"""

from face_training.backbones.catalogue import (
    BACKBONES,
    IMAGE_SIZE,
    BackboneSpec,
    build,
    spec_of,
)

__all__ = ["BACKBONES", "IMAGE_SIZE", "BackboneSpec", "build", "spec_of"]
