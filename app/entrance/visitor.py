"""Who asks, as far as a server without accounts can know: the address on the network.

Behind a proxy on the same machine it is the one that the proxy names (`X-Forwarded-For`); uvicorn
reads it.  Many people may share an address, as a whole building does; so it decides only who makes
way when there is too little for all.
"""

from __future__ import annotations

import ipaddress

from starlette.types import Scope

NOBODY_KNOWS = ""  # where the address is not known
OF_ONE = 64  # bits: of an IPv6 address a household has all that begin so


def visitor_of(scope: Scope) -> str:
    """The address of a request or a socket: the same text for the same visitor."""
    host = (scope.get("client") or (NOBODY_KNOWS,))[0]
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return str(host)
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return str(ipaddress.ip_network((address.packed, OF_ONE), strict=False))
