"""The app in a browser, from the list to the log."""

from __future__ import annotations

import asyncio
import json
import select
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pytest
from chromium import PATIENCE, PROGRAM, chromium

from hipcoach.browser.server import AppServer, is_loopback
from hipcoach.cli import main


@pytest.fixture
def address(home: Path) -> Iterator[str]:
    """Where the app of somebody who knows the exercises is served."""
    home.mkdir()
    (home / "accepted").write_text("yes\n")
    (home / "config.toml").write_text('walk_through = false\n[sound]\nplayer = "off"\n')
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "hipcoach", "serve", "--port", str(port)], stdout=subprocess.PIPE, text=True, bufsize=1
    )
    assert server.stdout is not None
    try:
        # What is told only as it ends would be waited for without an end.
        assert select.select([server.stdout], [], [], 20)[0], "it does not say where it is"
        assert f"http://127.0.0.1:{port}/" in server.stdout.readline()
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait(20)
        server.stdout.close()


def refused(request: Request) -> int:
    with pytest.raises(HTTPError) as answer:
        urlopen(request)
    answer.value.close()
    return answer.value.code


def test_only_its_own_page_is_answered(address: str) -> None:
    with urlopen(address) as answer:
        page = answer.read().decode()

    assert "hipcoach" in page
    assert "//" not in page.replace("://", "").replace("// The terminal", ""), "something is fetched from elsewhere"
    assert refused(Request(f"{address}ws", headers={"Origin": "http://elsewhere.example"})) == 403
    assert refused(Request(address, headers={"Host": "elsewhere.example"})) == 403
    assert refused(Request(address, headers={"Host": "[elsewhere"})) == 403


@pytest.mark.parametrize(
    ("host", "alone"),
    [("127.0.0.1", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("192.168.1.4", False)],
)
def test_who_opens_it_to_others_is_warned(host: str, alone: bool) -> None:
    told = list(AppServer(host, 8000, print).told())

    assert is_loopback(host) is alone
    assert any("no password" in line for line in told) is not alone
    assert any("sound comes from this machine" in line for line in told)


def test_a_port_that_is_taken_is_told_of(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert main(["serve", "--port", str(port)]) == 2
    told = " ".join(capsys.readouterr().err.split())
    assert f"127.0.0.1:{port} cannot be used" in told
    assert "--port" in told


@pytest.mark.parametrize("port", ["0", "65536", "-1"])
def test_what_is_no_port_is_told_of(capsys: pytest.CaptureFixture[str], port: str) -> None:
    assert main(["serve", f"--port={port}"]) == 2
    assert f"--port {port}: write a number from 1 to 65535" in " ".join(capsys.readouterr().err.split())


def test_without_the_extra_it_says_how_to_get_it(monkeypatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.delitem(sys.modules, "hipcoach.browser.server", raising=False)
    monkeypatch.setitem(sys.modules, "textual_serve.server", None)

    assert main(["serve"]) == 2
    assert "pip install 'hipcoach[browser]'" in " ".join(capsys.readouterr().err.split())


def logs(home: Path) -> list[list[str]]:
    """The kinds of the lines of each log."""
    paths = sorted(home.glob("log/2*/*.jsonl"))
    kinds = [[json.loads(line)["t"] for line in path.read_text().splitlines()] for path in paths]
    return [[kind for kind in lines if kind != "place"] for lines in kinds]


@pytest.mark.skipif(PROGRAM is None, reason="there is no Chromium here")
async def test_from_the_list_to_the_log_in_two_tabs_and_on_after_one_was_closed(
    address: str, home: Path, tmp_path: Path
) -> None:
    async with chromium(tmp_path / "profile") as open_tab:
        first, second = await open_tab(address), await open_tab(address)
        for tab in (first, second):
            await tab.until("Release")
            await tab.until("Start (Enter)", "Enter")
            await tab.until("PAIN", "Enter")

        # Each has a log of its own.
        async with asyncio.timeout(PATIENCE):
            while [lines[:1] for lines in logs(home)] != [["start"], ["start"]]:
                await asyncio.sleep(0.1)

        await first.close()
        third = await open_tab(address)
        await third.until("Go on with Release")

        everywhere = {urlsplit(asked).netloc for tab in (first, second, third) for asked in tab.requests}
        assert everywhere - {""} == {urlsplit(address).netloc}
