"""Where the film is fetched."""

from __future__ import annotations

import urllib.request

from app.opening.film import film
from app.opening.routes import FILM_NAME, FILM_URL, opening_routes
from tests.app.stage.serving import serving


def test_the_film_is_a_file_to_keep() -> None:
    with (
        serving(opening_routes) as host,
        urllib.request.urlopen(f"http://{host}{FILM_URL}", timeout=60) as answer,
    ):
        assert answer.read() == film()
        assert answer.headers["content-disposition"] == f'attachment; filename="{FILM_NAME}"'
        assert answer.headers["x-content-type-options"] == "nosniff"
