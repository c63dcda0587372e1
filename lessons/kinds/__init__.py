"""Figures that can be touched, by kind: each function makes a `lessons.figure.Live`.

A kind is drawn by the file of the same name in `app/course/browser/kinds/`.

circle.py    a sample and class weights on the circle; sample and weights can be dragged
curves.py    curves over an axis, with a marker; a curve can be drawn as a prediction
points.py    class weights on a circle or a sphere, which repel one another; they can be dragged
rays.py      features and class weights in a plane, with their lengths
dots.py      a measure by category, a dot for each seed; means can be predicted
pictures.py  a sheet of pictures with one label; the wrong ones can be marked
portraits.py small pictures that change with a variable, a share below each
"""
