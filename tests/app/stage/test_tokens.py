"""Things are found under their token alone, and the newest are kept."""

from app.stage.tokens import Tokens


class Thing:
    """Something that can be gone."""

    def __init__(self) -> None:
        self.over = False


def test_a_thing_is_found_under_its_token_and_has_only_one() -> None:
    tokens: Tokens[Thing] = Tokens(8)
    first, second = Thing(), Thing()
    token = tokens.token(first)
    assert tokens.find(token) is first
    assert tokens.token(first) == token
    assert tokens.token(second) != token
    assert tokens.find("no-such-token") is None


def test_tokens_cannot_be_guessed() -> None:
    thing = Thing()
    first, second = (Tokens[Thing](8).token(thing) for _ in range(2))
    assert first != second
    assert len(first) >= 32


def test_the_oldest_goes_when_there_are_too_many() -> None:
    tokens: Tokens[Thing] = Tokens(2)
    things = [Thing(), Thing(), Thing()]
    found = [tokens.token(thing) for thing in things[:2]]
    tokens.token(things[0])  # used again, so the other one is the oldest
    found.append(tokens.token(things[2]))
    assert [tokens.find(token) for token in found] == [things[0], None, things[2]]


def test_what_nobody_has_any_more_is_let_go() -> None:
    tokens: Tokens[Thing] = Tokens(8)
    thing = Thing()
    token = tokens.token(thing)
    assert tokens.find(token) is thing
    del thing
    assert tokens.find(token) is None


def test_what_has_expired_loses_its_token() -> None:
    tokens: Tokens[Thing] = Tokens(8, expired=lambda thing: thing.over)
    first, second = Thing(), Thing()
    token = tokens.token(first)
    tokens.token(second)
    first.over = True
    assert tokens.find(token) is first
    tokens.token(Thing())
    assert tokens.find(token) is None
