"""The evaluation kit: does the course teach, and would students use it again?

    python -m lessons.evaluation FILES          what the answers say
    python -m lessons.evaluation --simulated    the same of a simulated class with a known effect

items.toml         ten questions, and the misconception that each wrong answer reveals
opinions.toml      consent, the System Usability Scale, what tools are ranked for
questionnaire.py   reads both
codes.py           codes that join the two files of a student, however they are typed
answers.py         answers as a table without names
scoring.py         answers as scores
report.py          effect sizes, misconceptions, usability, ranks
simulated.py       classes with a known effect

docs/evaluate_teaching.md says how a lecturer uses it; the app's page `/questionnaire` asks.
"""
