"""What every benchmark measures with: options, clocks, memory, tables; the app's server, a browser.

`options`, `timing`, `memory` and `table` need nothing but torch, so a benchmark of the losses runs
where nothing else is installed.
"""
