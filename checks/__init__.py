"""Checks of the repository itself; nothing of the project imports them.

python -m checks                    lint, types, import contracts, JavaScript: all that CI asks
python -m checks ruff mypy          some of them
python -m checks.figures [PATH]     figures of the code, of this checkout or another
python -m checks.picture            draws docs/architecture.svg from the imports
python -m checks.prose              writes the numbers of stored results into the documentation
python -m checks.report_figures     draws the figures of docs/when_guidance_helps.md, with Chromium
"""
