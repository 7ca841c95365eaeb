"""Pages of handouts, made without a command line."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hipcoach.engine.choices import Choices
from hipcoach.paper.handout import ChosenSession
from hipcoach.paper.session_handout import session_handout
from hipcoach.session.library import Library, shipped_sessions
from hipcoach.session.model import Session

Handout = Callable[..., str]


@pytest.fixture(scope="session")
def shipped() -> Library:
    """What came with hipcoach."""
    return Library(shipped_sessions(), None)


@pytest.fixture(scope="session")
def handout(shipped: Library) -> Handout:
    """The handout of a session."""
    shelf = shipped.figure_shelf()

    def handout(session: Session, choices: Choices = Choices()) -> str:  # noqa: B008 - a frozen value
        return session_handout(ChosenSession(session, choices), shelf.read)

    return handout
