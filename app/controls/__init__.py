"""The controls of the Playground.

settings.py     all controls as one table: widgets -> RunConfig, and back
control.py      a row of the table: widget, key, first value, range, and the field that it sets
widgets.py      the kinds of widgets
binding.py      how widgets behave
data.py         the rows of a data set, from its options
upload.py       the form of a CSV file
losses.py       the rows of the losses, from the catalogue
loss_catalogue.py   all losses to choose from, by the slots that they fill
small_equation.py   what fills the slots of a loss, as LaTeX
training.py     the rows of features, network and schedule
address.py      settings as the query of an address
link.py         a link that opens the page
current.py      the run or the job that a session shows
advice.py       what the app knows of a run: stuck, a margin that cannot be met, wrong labels
live.py         the progress and the buttons of a job
by_hand.py      changes of a job under way
attempt.py      an action that may be refused
runs.py         the table of the session's runs
seat.py         the session as a viewer of jobs

Every widget is bound to the page's address, so a link restores the settings, and moving most of
them does not run the page again: their values are read when Train is pressed.
"""
