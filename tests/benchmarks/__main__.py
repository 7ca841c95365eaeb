"""Measures what hipcoach promises to be, beside what it can be compared with in the same run, as one table.

    python tests/benchmarks                     # all of it, about half an hour on a quiet machine
    python tests/benchmarks --quick             # less than a minute, to see that it works; without sound
    python tests/benchmarks starting showing    # some parts
    python tests/benchmarks --write-readme      # puts what has a goal into the README

Compare figures of one run with each other, never with those of another day. termdown and pomodorable are measured too,
where they are installed. Nothing here is a test.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import traceback
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "sound"))

from tables import Row, small_table, table  # noqa: E402 - the recorder of the tests of sound has to be found first

BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
"""What the README's table stands between."""


def parts(quick: bool) -> dict[str, Callable[[], Iterator[Row]]]:
    """Each part by its name, imported when it is its turn."""

    def starting() -> Iterator[Row]:
        from starting import measure

        return measure(1 if quick else 15)

    def showing() -> Iterator[Row]:
        from showing import measure

        return measure(2 if quick else 60)

    def playing() -> Iterator[Row]:
        from playing import measure

        return measure(1_000 if quick else 10_000, 1 if quick else 5)

    def reading() -> Iterator[Row]:
        from reading import measure

        return measure((5, 50) if quick else (5, 50, 500), 1 if quick else 3)

    def logs() -> Iterator[Row]:
        from logs import measure

        return measure((100,) if quick else (100, 3_650, 10_000), 1 if quick else 9)

    def speaking() -> Iterator[Row]:
        from speaking import measure

        return measure((1,) if quick else (1, 20))

    def sounding() -> Iterator[Row]:
        from sounding import measure

        return measure("release")

    return {part.__name__: part for part in (starting, showing, playing, reading, logs, speaking, sounding)}


def machine() -> str:
    """What it was measured on, and when."""
    return (
        f"{date.today():%d %B %Y}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}, load average {os.getloadavg()[0]:.1f}"
    )


def write_readme(rows: list[Row], where: str) -> None:
    """Put the figures that have a goal between the marks in the README."""
    readme = ROOT / "README.md"
    readme.write_text(with_figures(readme.read_text(encoding="utf-8"), rows, where), encoding="utf-8")


def with_figures(text: str, rows: list[Row], where: str) -> str:
    """The same text with other figures between its marks."""
    before, rest = text.split(BEGIN)
    _, after = rest.split(END)
    return f"{before}{BEGIN}\n\nMeasured on {where}.\n\n{small_table(rows)}\n\n{END}{after}"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python tests/benchmarks", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"some of {', '.join(parts(False))}; by default all")
    parser.add_argument("--quick", action="store_true", help="less than a minute, without sound")
    parser.add_argument("--write-readme", action="store_true", help="put what has a goal into the README")
    asked = parser.parse_args()
    there = parts(asked.quick)
    if asked.write_readme and asked.quick:
        parser.error("figures of a quick run are none for the README")
    if unknown := set(asked.parts) - set(there):
        parser.error(f"there is no part {', '.join(sorted(unknown))}")
    where, rows = machine(), []
    print(where, flush=True)
    for name in asked.parts or [name for name in there if not (asked.quick and name == "sounding")]:
        print(f"{name} ...", file=sys.stderr, flush=True)
        try:
            rows += there[name]()
        except Exception as failed:
            # The other parts took their time too; this one is told in the table.
            traceback.print_exc()
            rows.append(Row(name, None, why=f"{type(failed).__name__}, see above"))
    print(table(rows))
    if asked.write_readme:
        write_readme(rows, where)


if __name__ == "__main__":
    main()
