"""Tables as spreadsheets and other programs write them.

text.py       from bytes to text: the encoding
cells.py      from text to rows: the separator
numerals.py   from a cell to a number: decimal sign and thousands' marks
counting.py   columns that count the rows, which are no feature
sheet.py      names of the columns, and what is left out: empty columns and rows, a count
chosen.py     the label and the numbers of the columns that are wanted
"""

from toy_models.data.reading.chosen import Chosen, choose
from toy_models.data.reading.sheet import Reading, Sheet, plain_sheet, read_sheet

__all__ = ["Chosen", "Reading", "Sheet", "choose", "plain_sheet", "read_sheet"]
