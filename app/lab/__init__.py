"""The loss lab in the browser: a sample and class weights to drag, and what every loss makes of it.

setting.py      what the reader has set, as a line of the address
payload.py      losses as data: the names of their slots' code, with their arguments
message.py      all that the browser is given
component.py    the lab on a page
browser/        JavaScript and CSS, as they are; `browser/losses/` mirrors the package `losses`
"""
