"""The lecture hall: a room in which a class answers the questions of a lesson together.

A lecturer opens a room; phones and laptops come in by a short code.  They answer the lesson's own
questions, chosen or drawn, and the wall shows all answers laid over one another before the outcome.
Rooms live in the memory of the server, without names, and nothing of them is stored.

question.py      a question of a lesson as the hall asks it, and its outcome
codes.py         codes that are easy to read aloud and to type
limits.py        how many, how often, how long
room.py          one room: who sits there, what is asked, what was answered
rooms.py         all rooms of the server, by their codes
talk.py          a socket that speaks JSON
student_line.py  the socket of a student
wall_line.py     the socket of the lecturer
qr.py            an address as a picture
own_address.py   where others of the same network find this machine
pages.py         the pages, plain HTML
routes.py        all addresses
browser/         the pages' JavaScript
"""
