"""What every request passes before the app answers it.

base_path.py         routes below `server.baseUrlPath`
behind_proxy.py      for whom a proxy asks
reached_under.py     under which names the server is reached
trusted_origins.py   from which pages sockets are opened
few_messages.py      how quickly a page may ask for more
visitor.py           who asks
pace.py              how often somebody is heard
few_uploads.py       how much a session may upload
not_public.py        what is shown to nobody
policy.py            what a browser may do with an answer
framing.py           which pages may show the app in a frame
"""
