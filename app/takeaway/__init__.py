"""Take-away: everything on a page as a file or a link, to use without the app.

    from app.takeaway.menu import takeaway
    takeaway(result, stage_key="stage")      one call; a page with charts alone leaves both out

menu.py         the menu on a page
routes.py       where the browser fetches the files; they are made when they are asked for
names.py        file names that say what is in them
caption.py      the lines under every picture that leaves the app
tables.py       CSV
notebook.py     a notebook and a script that make the run again
replay.py       one HTML file that plays the run with the network off

Pictures and the data of charts are made in the browser, by `browser/menu.js`: what is
on the screen is known there alone.
"""
