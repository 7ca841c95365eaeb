"""The picture that the README opens with: the app as it is, drawn by ourselves."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import readme_picture

README = readme_picture.PICTURE.parents[1] / "README.md"


async def test_the_picture_is_what_the_app_shows_now(tmp_path: Path) -> None:
    now = await readme_picture.drawn(tmp_path / "of its own")

    assert now == readme_picture.PICTURE.read_text(encoding="utf-8"), "draw it: python tests/shared/readme_picture.py"


def test_it_shows_a_hold_its_side_and_what_to_do() -> None:
    picture = ET.parse(readme_picture.PICTURE).getroot()
    texts = [text.text for text in picture.iter("{http://www.w3.org/2000/svg}text")]

    assert "Figure-four stretch" in texts
    assert any(text and "Draw your" in text for text in texts)
    # The side and the figure are shapes.
    assert len(list(picture.iter("{http://www.w3.org/2000/svg}path"))) > 20


def test_it_loads_nothing_and_runs_nothing() -> None:
    text = readme_picture.PICTURE.read_text(encoding="utf-8")

    assert re.findall(r"\w+://[^\"']*", text) == ["http://www.w3.org/2000/svg"]
    assert not re.search(r"href|url\(|@import|@font-face|<script|<image|<foreignObject|\bon\w+=", text)


def test_the_readme_opens_with_it() -> None:
    title, _, picture, *_ = README.read_text(encoding="utf-8").splitlines()

    assert title == "# hipcoach"
    assert re.fullmatch(r'<img src="\.github/app\.svg" alt="[^"]{20,}">', picture)
