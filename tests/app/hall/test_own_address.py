"""The address of this machine in its network, where it has one."""

from __future__ import annotations

import ipaddress

from app.hall.own_address import own_address


def test_it_is_an_address_that_others_can_reach_or_none() -> None:
    found = own_address()
    assert found == "" or not ipaddress.ip_address(found).is_loopback
