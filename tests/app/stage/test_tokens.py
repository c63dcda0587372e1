"""Things are found under their token alone, for as long as they live."""

from app.stage.tokens import Tokens


class Thing:
    """Something that can be gone."""


def test_a_thing_is_found_under_its_token_and_has_only_one() -> None:
    tokens: Tokens[Thing] = Tokens()
    first, second = Thing(), Thing()
    token = tokens.token(first)
    assert tokens.find(token) is first
    assert tokens.token(first) == token
    assert tokens.token(second) != token
    assert tokens.find("no-such-token") is None


def test_tokens_cannot_be_guessed() -> None:
    thing = Thing()
    first, second = (Tokens[Thing]().token(thing) for _ in range(2))
    assert first != second
    assert len(first) >= 32


def test_many_things_of_one_visitor_do_not_push_out_anothers() -> None:
    tokens: Tokens[Thing] = Tokens()
    of_another = Thing()
    token = tokens.token(of_another)
    many = [Thing() for _ in range(1000)]
    assert len({tokens.token(thing) for thing in many}) == 1000
    assert tokens.find(token) is of_another


def test_what_nobody_has_any_more_is_let_go() -> None:
    tokens: Tokens[Thing] = Tokens()
    for _ in range(100):  # each may have the identity of the one before
        thing = Thing()
        token = tokens.token(thing)
        assert tokens.find(token) is thing
        assert len(tokens) == 1
        del thing
        assert tokens.find(token) is None
    assert len(tokens) == 0
