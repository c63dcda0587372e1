"""The opening: the page that people see first, a story on spheres that plays by itself.

story.py        the story, a row for each scene: caption, camera, layers, step, picture in focus
facts.py        the numbers of its captions, read off the stored runs
runs.py         the runs behind it, and where they are stored
ship.py         makes these runs again: `python -m app.opening.ship`
strangers.py    what is stored about people whom a network has not seen
payload.py      what the browser gets
component.py    the story on a page
film.py         the story as one HTML file
routes.py       where the browser fetches the film
address.py      which part of an address is the opening's own
browser/        the engine that plays the story, in plain JavaScript
stored/         the runs
"""
