"""Handouts and the report as Chromium prints them, on both papers: whole pages, and no exercise on two of them."""

from __future__ import annotations

import re
import shutil
import subprocess
from itertools import product
from pathlib import Path

import pytest
import twelve_weeks
from chromium import PROGRAM, chromium
from pages import checked, text_of
from report_help import LAST, twelve_weeks_report

from hipcoach.cli import main

NAMES = ("full-alignment", "six-weeks", "report")
PAPERS = {"a4": (595, 842), "letter": (612, 792)}
"""Width and height in points."""

pytestmark = [
    pytest.mark.skipif(shutil.which("pdftotext") is None, reason="no poppler here to read what was printed"),
    pytest.mark.skipif(PROGRAM is None, reason="no Chromium here, so nothing is printed"),
]


def pages_of(folder: Path) -> None:
    """Write a page of each kind."""
    for name in NAMES[:2]:
        assert main(["handout", name, str(folder / f"{name}.html")]) == 0
    twelve_weeks.write(folder, LAST)
    (folder / "report.html").write_text(twelve_weeks_report(folder / "log"), encoding="utf-8")


async def printed(folder: Path) -> None:
    """Print each page on each paper: `NAME-PAPER.pdf` beside it."""
    async with chromium(folder / "profile") as open_tab:
        tab = await open_tab("about:blank")
        for name, paper in product(NAMES, PAPERS):
            # A person chooses the paper where they print; here the page says it.
            page = (folder / f"{name}.html").read_text(encoding="utf-8")
            sized = folder / f"{name}-{paper}.html"
            sized.write_text(page.replace("</style>", f"@page {{ size: {paper}; }}</style>", 1), encoding="utf-8")
            (folder / f"{name}-{paper}.pdf").write_bytes(await tab.print(sized.as_uri()))


def texts(pdf: Path) -> list[str]:
    """The text of each page on one line."""
    told = subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, text=True, check=True, timeout=60)
    return [" ".join(page.split()) for page in told.stdout.split("\f")[:-1]]


def assert_no_exercise_is_broken_over_pages(html: Path, pages: list[str]) -> None:
    root = checked(html.read_text(encoding="utf-8"))
    assert len(pages) >= 3
    for article in root.iter("article"):
        lines = [text_of(article.find("h2")), *(text_of(line) for line in article.iter("li"))]
        assert any(all(line in page for line in lines) for page in pages), lines[0]


def assert_the_report_has_two_pages(pages: list[str]) -> None:
    first, second = pages
    assert "Sessions against the plan" in first
    assert "What is missing" in second


def assert_every_page_has_its_paper_its_number_and_something_on_it(pdf: Path, paper: str, pages: list[str]) -> None:
    sizes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf.read_bytes())
    assert {(round(float(width)), round(float(height))) for width, height in sizes} == {PAPERS[paper]}, pdf.name
    for number, page in enumerate(pages, 1):
        assert f"{number} / {len(pages)}" in page, pdf.name
        assert len(page) > 100, pdf.name


async def test_what_chromium_prints_on_both_papers_is_whole(tmp_path: Path) -> None:
    # One test, so that it is printed once wherever tests are spread over processes.
    pages_of(tmp_path)
    await printed(tmp_path)

    for name, paper in product(NAMES, PAPERS):
        pdf = tmp_path / f"{name}-{paper}.pdf"
        pages = texts(pdf)
        assert_every_page_has_its_paper_its_number_and_something_on_it(pdf, paper, pages)
        if name == "report":
            assert_the_report_has_two_pages(pages)
        else:
            assert_no_exercise_is_broken_over_pages(tmp_path / f"{name}.html", pages)
