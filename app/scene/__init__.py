"""What a stage shows, and how it travels from the worker to the server and the browser.

scene.py        a scene: panels with one clock
cosines.py      from features to class weights
pictures.py     the samples' own pictures
parameters.py   the parameters of a loss in words
picture.py      the arrays that the browser draws of each step
rows.py         frames as rows of bytes, which can be kept, dropped and joined
thinning.py     the rule by which frames are left out
wire.py         messages: a header of JSON and typed arrays
"""
