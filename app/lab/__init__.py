"""The loss lab in the browser: drag a sample and class weights, and see every loss change.

setting.py      what the reader has set, as a line of the address
scenes.py       starting points, each with one thing to see
session.py      the setting in a session
loss_key.py     a loss without its numbers, as a text
message.py      the data with which the browser shows a lab
component.py    the lab on a page
browser/        JavaScript and CSS, as they are; it draws with `app/drawing`
"""
