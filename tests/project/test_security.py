"""What `.github/SECURITY.md` says of bounds and of the network holds; the other claims are held where they are kept."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from hipcoach.diagnostics.files import LARGEST
from hipcoach.diagnostics.problems import Report, Source
from hipcoach.session.tree import DEEPEST, LONGEST_TEXT, MOST_VALUES, grow

ROOT = Path(__file__).parents[2]
PAGE = " ".join((ROOT / ".github" / "SECURITY.md").read_text(encoding="utf-8").split())

NETWORK = {"aiohttp", "ftplib", "http", "httpx", "imaplib", "poplib", "requests", "smtplib", "socket", "socketserver"}
NETWORK |= {"ssl", "telnetlib", "urllib", "urllib3", "webbrowser", "websockets", "xmlrpc"}
ONLY_TEXT = {"urllib.parse"}
"""Taken from there for texts alone."""


def test_the_bounds_are_those_of_the_reader() -> None:
    assert f"at most {LARGEST // 1024} KiB are read" in PAGE
    assert LARGEST % 1024 == 0
    assert f"at most {DEEPEST} levels, with at most {MOST_VALUES:,} values" in PAGE
    assert f"each of at most {LONGEST_TEXT:,} characters" in PAGE


def is_refused(text: str) -> bool:
    report = Report()
    grow(Source("a.yaml", text), report)
    return report.errors > 0


def test_what_lies_beyond_them_is_refused_and_nothing_before() -> None:
    for deep in (DEEPEST, DEEPEST + 1):
        assert is_refused("[" * deep + "]" * deep) is (deep > DEEPEST)
    for many in (MOST_VALUES - 1, MOST_VALUES):
        # The list is a value too.
        assert is_refused(f"[{'b, ' * many}]") is (many == MOST_VALUES)
    for long in (LONGEST_TEXT, LONGEST_TEXT + 1):
        assert is_refused(f"[{'b' * long}]") is (long > LONGEST_TEXT)


def test_nothing_reaches_a_network_except_to_look_for_a_sound_server_and_to_serve_the_app() -> None:
    used = {}
    named = re.compile(rf"import.*\b({'|'.join(NETWORK)})\b|from ({'|'.join(NETWORK)})\b")
    for path in sorted((ROOT / "hipcoach").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if not named.search(text):
            continue
        for node in ast.walk(ast.parse(text)):
            names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if {name.partition(".")[0] for name in {*names} - ONLY_TEXT} & NETWORK:
                used[path.relative_to(ROOT).as_posix()] = text
    assert list(used) == ["hipcoach/browser/server.py", "hipcoach/sound/players.py"]
    assert re.findall(r"socket\.\w+", used["hipcoach/sound/players.py"]) == ["socket.socket", "socket.AF_UNIX"]
