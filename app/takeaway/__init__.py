"""Take-away: everything on a page as a file or a link, to use without the app.

    from app.takeaway.menu import takeaway
    takeaway(scene, run=run, stage_key="stage")      a page with charts alone leaves all out

menu.py         the menu on a page
routes.py       where the browser fetches the files; they are made when they are asked for
made.py         each of them once, a few at a time, on the disk
tables.py       CSV
record.py       all arrays
notebook.py     a notebook and a script that train the run again
replay.py       one HTML file that plays the scene without a network

Pictures and the data of charts are made in the browser, by `browser/menu.js`: what is
on the screen is known there alone.
"""
