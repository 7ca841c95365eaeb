"""A browser for the tests: Chromium without a window, told what to do by its own protocol."""

from __future__ import annotations

import asyncio
import base64
import shutil
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pyte
from aiohttp import ClientSession, ClientWebSocketResponse

PROGRAM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-headless-shell", "chromium-browser", "google-chrome"))), None
)
"""`None` where there is none."""

PATIENCE = 30.0
"""Seconds to wait for what has to come."""

BETWEEN = 2.0
"""Seconds between two presses of a key, which in quick succession would count as held down."""

LOADED = "new Promise(done => document.readyState === 'complete' ? done() : addEventListener('load', () => done()))"
"""Waits for all of a page."""


class Tab:
    """A tab: what it asked for, and the terminal that is shown in it."""

    def __init__(self, connection: ClientWebSocketResponse) -> None:
        self._connection = connection
        self._numbers = count(1)
        self._waiting: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._screen = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self._screen)
        self._changed = asyncio.Event()
        self.requests: list[str] = []
        """The addresses that the page fetched or connected to."""
        self._reading = asyncio.create_task(self._read())

    async def do(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Send a command, and wait for its result."""
        number = next(self._numbers)
        self._waiting[number] = asyncio.get_running_loop().create_future()
        await self._connection.send_json({"id": number, "method": method, "params": parameters})
        return await asyncio.wait_for(self._waiting[number], PATIENCE)

    async def open(self, address: str) -> None:
        for domain in ("Page", "Network", "Runtime"):
            await self.do(f"{domain}.enable")
        await self.do("Emulation.setDeviceMetricsOverride", width=800, height=520, deviceScaleFactor=1, mobile=False)
        # As if each tab stood in a window of its own.
        await self.do("Emulation.setFocusEmulationEnabled", enabled=True)
        await self.do("Page.navigate", url=address)

    async def until(self, text: str, key: str | None = None) -> None:
        """Wait until a text is on the terminal's screen; press `key` now and then, as a new screen is deaf at first."""
        shown = asyncio.create_task(self._shown(text))
        try:
            async with asyncio.timeout(PATIENCE):
                while key is not None and not shown.done():
                    await self.press(key)
                    await asyncio.wait([shown], timeout=BETWEEN)
                await shown
        except TimeoutError:
            raise AssertionError("\n".join((f"{text} does not come:", *self._screen.display))) from None

    async def _shown(self, text: str) -> None:
        while not any(text in line for line in self._screen.display):
            self._changed.clear()
            await self._changed.wait()

    async def press(self, key: str) -> None:
        """Press a key in this tab: a letter, or one with a name such as `Enter`."""
        await self.do("Page.bringToFront")
        text = {"Enter": "\r", "Escape": ""}.get(key, key)
        code = {"Enter": 13, "Escape": 27}.get(key, ord(key[0].upper()))
        for kind in ("keyDown", "keyUp"):
            await self.do("Input.dispatchKeyEvent", type=kind, key=key, text=text, windowsVirtualKeyCode=code)

    async def picture(self) -> bytes:
        """What the tab shows, as PNG."""
        return base64.b64decode((await self.do("Page.captureScreenshot"))["data"])

    async def print(self, address: str) -> bytes:
        """An address as PDF, on the paper that its page asks for."""
        await self.do("Page.navigate", url=address)
        await self.do("Runtime.evaluate", expression=LOADED, awaitPromise=True)
        return base64.b64decode((await self.do("Page.printToPDF", preferCSSPageSize=True))["data"])

    async def close(self) -> None:
        with suppress(Exception):
            await self.do("Page.close")
        await self._connection.close()
        self._reading.cancel()

    async def _read(self) -> None:
        async for message in self._connection:
            told = message.json()
            match told.get("method"):
                case None:
                    self._waiting.pop(told["id"]).set_result(told.get("result", {}))
                case "Network.requestWillBeSent":
                    self.requests.append(told["params"]["request"]["url"])
                case "Network.webSocketCreated":
                    self.requests.append(address := told["params"]["url"])
                    if "width" in (size := parse_qs(urlsplit(address).query)):
                        self._screen.resize(int(size["height"][0]), int(size["width"][0]))
                case "Network.webSocketFrameReceived":
                    self._show(told["params"]["response"])
            self._changed.set()

    def _show(self, frame: dict[str, Any]) -> None:
        if frame["opcode"] == 2:
            self._stream.feed(base64.b64decode(frame["payloadData"]))


@asynccontextmanager
async def chromium(folder: Path) -> AsyncIterator[Any]:
    """Start Chromium; gives a function that opens an address in a tab of its own."""
    assert PROGRAM is not None, "there is no Chromium here"
    options = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
    process = subprocess.Popen(
        [PROGRAM, *options, "--remote-debugging-port=0", f"--user-data-dir={folder}", "about:blank"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    tabs: list[Tab] = []
    try:
        async with ClientSession() as client:
            where = folder / "DevToolsActivePort"
            async with asyncio.timeout(PATIENCE):
                while not (where.exists() and len(where.read_text().splitlines()) > 1):
                    await asyncio.sleep(0.05)
            port = where.read_text().splitlines()[0]

            async def opened(address: str) -> Tab:
                async with client.put(f"http://127.0.0.1:{port}/json/new?about:blank") as answer:
                    target = await answer.json()
                tabs.append(Tab(await client.ws_connect(target["webSocketDebuggerUrl"], max_msg_size=0)))
                await tabs[-1].open(address)
                return tabs[-1]

            yield opened
            for tab in tabs:
                await tab.close()
    finally:
        process.terminate()
        process.wait()
