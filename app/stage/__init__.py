"""The stage: hyperspheres side by side in the browser, with one clock, camera and selection.

component.py    the stage on a page
payload.py      a scene as messages for the browser
equations.py    the losses of a scene, with which the browser fills in their equation
charts.py       the charts under the panels
addresses.py    where the browser finds scenes and jobs
tokens.py       random tokens of things that the browser may fetch
routes.py       the routes of scenes and charts
socket.py       pushes the frames of a job over a WebSocket
follower.py     what one client of a job has seen, and the next message for it
view.py         what a link sets on a stage
browser/        JavaScript and CSS, as they are; no build step
"""
