"""What a stage shows, and how it travels from the worker to the server and the browser.

picture.py   the arrays that the browser draws of each step
rows.py      frames as rows of bytes, which can be kept, dropped and joined
wire.py      messages: a header of JSON and typed arrays
"""
