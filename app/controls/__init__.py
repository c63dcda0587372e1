"""The controls of the Playground.

settings.py     all controls as one table: widgets -> RunConfig, and back
control.py      a row of the table: widget, key, first value, range, and the field that it sets
widgets.py      the kinds of widgets
binding.py      how widgets behave
data.py         the rows of a data set, from its options
upload.py       the form of a CSV file
uploaded.py     what an uploaded file holds; a large one is read in a process of its own
turns.py        turns at something that takes long, one of a visitor at a time
losses.py       the rows of the losses, from the catalogue
loss_catalogue.py   all losses to choose from, by the slots that they fill
small_equation.py   what fills the slots of a loss, as LaTeX
training.py     the rows of features, network and schedule
address.py      settings as the query of an address
link.py         a link that opens the page
acting.py       a change of the controls: its stored run at once, or a training
current.py      the run or the job that a session shows
difference.py   where the picture is not that of the settings: a sentence and a button
advice.py       what the app knows of a run: stuck, a margin that cannot be met, wrong labels
live.py         a job under way, as the page follows it
steering.py     the player's buttons that act on a training
folded.py       controls that are folded away
compact.py      the look of the controls at the side
runs.py         the table of the session's runs
seat.py         the session as a viewer of jobs

Every widget is bound to the page's address, so a link restores the settings.  Moving one runs the
page again, and `acting.act` shows the run of the new settings.
"""
