"""Handouts and the report as Chromium prints them, on both papers: whole pages, and no exercise on two of them."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import twelve_weeks
from pages import checked, text_of
from report_help import LAST, twelve_weeks_report

from hipcoach.cli import main

SCRIPT = Path(__file__).parents[1] / "shared" / "print_pages.sh"
NO_BROWSER = 3
PAPERS = {"a4": (595, 842), "letter": (612, 792)}
"""Width and height in points."""

pytestmark = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="no poppler here to read what was printed")


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with pages and what Chromium printed of them; skips if there is no Chromium."""
    folder = tmp_path_factory.mktemp("printed")
    pages = [folder / f"{name}.html" for name in ("full-alignment", "six-weeks")]
    for page in pages:
        assert main(["handout", page.stem, str(page)]) == 0
    pages.append(folder / "report.html")
    twelve_weeks.write(folder, LAST)
    pages[-1].write_text(twelve_weeks_report(folder / "log"), encoding="utf-8")
    done = subprocess.run(["bash", SCRIPT, folder, *pages], capture_output=True, text=True, timeout=300)
    if done.returncode == NO_BROWSER:
        pytest.skip(done.stderr.strip())
    assert done.returncode == 0, done.stderr
    return folder


def texts(pdf: Path) -> list[str]:
    """The text of each page on one line."""
    told = subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, text=True, check=True, timeout=60)
    return [" ".join(page.split()) for page in told.stdout.split("\f")[:-1]]


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", ["full-alignment", "six-weeks"])
def test_no_exercise_is_broken_over_pages(name: str, paper: str, printed: Path) -> None:
    root = checked((printed / f"{name}.html").read_text(encoding="utf-8"))
    pages = texts(printed / f"{name}-{paper}.pdf")

    assert len(pages) >= 3
    for article in root.iter("article"):
        lines = [text_of(article.find("h2")), *(text_of(line) for line in article.iter("li"))]
        assert any(all(line in page for line in lines) for page in pages), lines[0]


@pytest.mark.parametrize("paper", PAPERS)
def test_the_report_of_twelve_weeks_has_two_pages(paper: str, printed: Path) -> None:
    first, second = texts(printed / f"report-{paper}.pdf")

    assert "Sessions against the plan" in first
    assert "What is missing" in second


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", ["full-alignment", "six-weeks", "report"])
def test_every_page_has_its_paper_its_number_and_something_on_it(name: str, paper: str, printed: Path) -> None:
    pdf = printed / f"{name}-{paper}.pdf"
    pages = texts(pdf)

    sizes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf.read_bytes())
    assert {(round(float(width)), round(float(height))) for width, height in sizes} == {PAPERS[paper]}
    for number, page in enumerate(pages, 1):
        assert f"{number} / {len(pages)}" in page
        assert len(page) > 100
