"""Serves the app to browsers, on this machine unless another address is asked for."""

from __future__ import annotations

import asyncio
import ipaddress
import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import aiohttp_jinja2
from aiohttp import web
from textual_serve.server import Server, to_int

PAGE = Path(__file__).with_name("page")

LOOPBACK = "127.0.0.1"


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach an address."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def command() -> str:
    """What a shell runs for each tab."""
    words = [sys.executable, "-m", "hipcoach"]
    return subprocess.list2cmdline(words) if os.name == "nt" else shlex.join(words)


class AppServer(Server):
    """Sends the page, and runs an app for each tab that opens it.

    Other pages that are open in the same browser can reach this machine too. They get nothing: a connection has to come
    from our own page, and by a name that is ours.
    """

    def __init__(self, host: str, port: int, tell: Callable[[str], None]) -> None:
        super().__init__(command(), host, port, "hipcoach", templates_path=PAGE)
        self._tell = tell
        self._tabs: set[asyncio.Task[Any]] = set()

    async def on_startup(self, app: web.Application) -> None:
        """Say nothing yet: whether the address can be used is not known."""

    def told(self) -> Iterator[str]:
        """Where it is, and who can reach it."""
        shown = f"[{self.host}]" if ":" in self.host else self.host
        yield f"hipcoach is at http://{shown}:{self.port}/ - Ctrl+C ends it."
        yield "Its sound comes from this machine, wherever the browser is."
        if not is_loopback(self.host):
            yield "Careful: there is no password. Whoever reaches this address can use hipcoach here and see the log."

    def serve(self, debug: bool = False) -> None:
        """Serve until a signal ends it."""
        loop = asyncio.new_event_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            # Not on every system; there, Ctrl+C ends the loop as it ends any program.
            with suppress(NotImplementedError):
                loop.add_signal_handler(number, self.request_exit)

        def listening(*_: object) -> None:
            for line in self.told():
                self._tell(line)

        web.run_app(self._make_app(), host=self.host, port=self.port, handle_signals=False, loop=loop, print=listening)

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """Run an app for a tab, until either of them is closed."""
        tab = asyncio.current_task()
        assert tab is not None
        self._tabs.add(tab)
        try:
            return await super().handle_websocket(request)
        finally:
            self._tabs.discard(tab)

    async def on_shutdown(self, app: web.Application) -> None:
        """End every app, and wait until its log is closed."""
        tabs = tuple(self._tabs)
        for tab in tabs:
            tab.cancel()
        await asyncio.gather(*tabs, return_exceptions=True)

    async def _make_app(self) -> web.Application:
        app = await super()._make_app()
        app.middlewares.append(self._ours_alone)
        return app

    @web.middleware
    async def _ours_alone(self, request: web.Request, handler: Callable[[web.Request], Any]) -> web.StreamResponse:
        """Refuse what another page sends, or what was sent to a name that is not ours."""
        origin = request.headers.get("Origin")
        try:
            asked = urlsplit(f"//{request.host}").hostname or ""
            foreign = origin is not None and urlsplit(origin).netloc != request.host
        except ValueError:
            asked, foreign = "", True
        if foreign or (is_loopback(self.host) and not is_loopback(asked)):
            raise web.HTTPForbidden(text="hipcoach answers its own page only.")
        answer: web.StreamResponse = await handler(request)
        return answer

    @aiohttp_jinja2.template("page.html")
    async def handle_index(self, request: web.Request) -> dict[str, Any]:
        """The page."""
        return {"font_size": to_int(request.query.get("fontsize", "16"), 16)}


def serve(host: str, port: int, tell: Callable[[str], None]) -> None:
    """Serve until a signal ends it. Raises OSError if the address cannot be used."""
    AppServer(host, port, tell).serve()
