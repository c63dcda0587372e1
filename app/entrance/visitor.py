"""Who asks, as far as a server without accounts can know: the address on the network.

Behind a proxy on the same machine it is the address that the proxy names (`X-Forwarded-For`);
uvicorn reads it.  Many people may share an address, as a whole building does; so it decides only
who makes way when there is too little for all.
"""

from __future__ import annotations

import ipaddress

from starlette.types import Scope

UNKNOWN = ""  # where the server does not know the address
HOUSEHOLD_BITS = 64  # of an IPv6 address: all that begin with the same bits are one household


def visitor_of(scope: Scope) -> str:
    """The address of a request or a socket: the same text for the same visitor."""
    return visitor_at((scope.get("client") or (UNKNOWN,))[0])


def visitor_at(host: str) -> str:
    """The same for an address as a text."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return str(ipaddress.ip_network((address.packed, HOUSEHOLD_BITS), strict=False))
