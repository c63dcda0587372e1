"""Who asks: an address, and of an IPv6 address the part that a household has."""

from __future__ import annotations

import pytest

from app.entrance.visitor import visitor_at, visitor_of


@pytest.mark.parametrize(
    ("host", "visitor"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("testclient", "testclient"),
    ],
)
def test_a_visitor_is_an_address(host: str, visitor: str) -> None:
    assert visitor_of({"type": "http", "client": (host, 50000)}) == visitor
    assert visitor_at(host) == visitor


@pytest.mark.parametrize("scope", [{"type": "http"}, {"type": "http", "client": None}])
def test_without_an_address_nobody_knows(scope: dict[str, object]) -> None:
    assert visitor_of(scope) == ""
