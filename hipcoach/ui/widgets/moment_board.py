"""Everything that a person has to see at a moment of a session."""

from __future__ import annotations

from msgspec import Struct
from textual.app import ComposeResult
from textual.widgets import Static

from hipcoach.cues.doing import WORDS, Doing
from hipcoach.cues.movement import Movement
from hipcoach.cues.view import View
from hipcoach.figures.model import Figure
from hipcoach.figures.moving import Motion, rehearsal_seconds
from hipcoach.figures.style import Style
from hipcoach.session.model import Side
from hipcoach.text.characters import cells, cut
from hipcoach.text.durations import clock
from hipcoach.ui.looks import LOOKS, STYLES
from hipcoach.ui.places import Needs, Places, Roominess, of_scale
from hipcoach.ui.widgets.block_text import BlockText
from hipcoach.ui.widgets.board import Board
from hipcoach.ui.widgets.cue_text import CueText
from hipcoach.ui.widgets.edge_band import EdgeBand
from hipcoach.ui.widgets.moving_figure import MovingFigure
from hipcoach.ui.widgets.repetition_track import RepetitionTrack
from hipcoach.ui.widgets.set_strip import SetStrip
from hipcoach.ui.widgets.way import StepProgress

STOPPED = (Doing.PAUSED, Doing.WAITING, Doing.PAIN)
"""Where the one word to know is not the side."""

SHORTER = {WORDS[Doing.READY]: "READY"}
"""Words that say the same in less room."""

ARROWS = {Side.LEFT: "◀", Side.RIGHT: "▶", Side.NONE: ""}


class Around(Struct, frozen=True):
    """What is to be seen besides the session itself."""

    ends: str
    """The time of day at which the session ends."""
    sounds: bool
    trouble: str
    """What is wrong, in words; mostly empty."""


class MomentBoard(Board):
    """Shows a view: word, side and number, figure, strip, cue, and what comes next."""

    def __init__(self, figures: Style, *, still: bool, setup_key: str, id: str) -> None:
        """`still`: figures show the held pose instead of movements; `setup_key` shows all of a shortened set-up."""
        super().__init__(id=id)
        self._all_of_it = f"{setup_key}: all of it"
        self._style = figures
        self._still = still
        self._seen: View | None = None
        self._figure: Figure | None = None
        self._dressed: tuple[str, bool, bool, bool, bool] | None = None
        """The style classes that are set."""
        self._lines: dict[str, str] = {}
        # Looked up once, as several are shown anew each second.
        self._bands = tuple(EdgeBand(side).add_class("phase") for side in ("left", "right"))
        self._ordinary = {
            where: Static(id=where, markup=False) for where in ("name", "title", "phase", "arrows", "next")
        }
        self._times, self._strip, self._cue = BlockText("times"), SetStrip("strip"), CueText("cue")
        self._head, self._second, self._number, self._of = map(BlockText, ("head", "second", "number", "of"))
        self._track, self._progress = RepetitionTrack("track"), StepProgress("progress")
        self._moving = MovingFigure(figures, still=still, id="figure")

    def compose(self) -> ComposeResult:
        """Put everything in; what comes later stands in front."""
        ordinary = self._ordinary
        yield from self._bands
        yield from (ordinary["name"], ordinary["title"], self._times)
        yield ordinary["phase"].add_class("phase")
        yield self._strip
        yield self._head.add_class("phase")
        yield self._second.add_class("phase")
        yield ordinary["arrows"].add_class("phase")
        yield from (self._number, self._of)
        yield self._track.add_class("phase")
        yield self._moving
        yield self._progress.add_class("phase")
        yield from (self._cue, ordinary["next"])

    @property
    def moves(self) -> bool:
        """Whether anything has to be painted more often than once a second."""
        seen = self._seen
        if seen is None or not seen.movement.flows or self._still:
            return False
        shown = self.standing.regions
        return (self._figure is not None and "figure" in shown) or "track" in shown

    def show(self, seen: View, figure: Figure | None, around: Around) -> None:
        """Show a moment; `figure` is that of its exercise."""
        self._seen, self._figure = seen, figure
        stopped = seen.doing in STOPPED
        at = self.need(
            Needs(
                side=seen.side,
                widest=seen.widest,
                of=seen.of,
                track=seen.paced,
                figure=figure is not None and self._style is not Style.OFF,
                stopped=stopped,
                trouble=cells(around.trouble),
            )
        )
        self._dress(seen, at)
        look = LOOKS[seen.doing]
        for band in self._bands:
            band.show(look.texture, seen.gone)
        self._show_words(seen, at)
        self._show_lines(seen, at, around)
        self._strip.show(seen.strip)
        self._progress.show(seen.progress, seen.minimum)
        cue = seen.hint or seen.cue
        whole = " · ".join(seen.setup)
        self._cue.show(f"{look.mark} {cue or seen.word}", self._all_of_it if cue == whole else "")
        self.move(seen.movement)

    def move(self, movement: Movement) -> None:
        """Show a moment of a movement: the figure, and the mark on the track."""
        seen, figure = self._seen, self._figure
        if seen is None:
            return
        if seen.paced:
            self._track.show(movement.height, LOOKS[seen.doing].mark[:1])
        progress = movement.progress
        if figure is not None and movement.motion is Motion.PREPARING:
            progress = movement.seconds / (rehearsal_seconds(figure) or 1.0)
        self._moving.show(figure, seen.side, movement.motion, progress)

    def _dress(self, seen: View, at: Places) -> None:
        """Set the style classes for what the person is doing."""
        dressed = (LOOKS[seen.doing].style, seen.last, seen.beat, seen.enough, at.room is Roominess.LITTLE)
        if dressed == self._dressed:
            return
        self._dressed = dressed
        for style in STYLES:
            self.set_class(style == LOOKS[seen.doing].style, f"-{style}")
        self.set_class(seen.last, "-last")
        self._number.set_class(seen.beat, "-beat")
        word = self._head if seen.side is Side.NONE else self._second
        for where in (self._head, self._second, self._ordinary["phase"]):
            where.set_class(seen.enough and where in (word, self._ordinary["phase"]), "-enough")
        self.screen.set_class(at.room is Roominess.LITTLE, "-little")

    def _show_words(self, seen: View, at: Places) -> None:
        """Show the word to know, the word beside it, and the number."""
        side = "" if seen.side is Side.NONE else seen.side.value.upper()
        words = (seen.word, SHORTER.get(seen.word, seen.word))
        plain = f"{LOOKS[seen.doing].mark} {seen.word}"
        head, second, number = self._head, self._second, self._number
        lettered = at.room is not Roominess.FULL
        if lettered:
            head.show(side[:1], most=at.head)
        elif side and seen.doing not in STOPPED:
            head.show(side, most=at.head)
            second.show(*words, plain=plain, most=at.second)
        else:
            head.show(*words, plain=plain, most=at.head)
            second.show(side, most=at.second)
        head.set_class(bool(side) and (lettered or seen.doing not in STOPPED), "-side")
        says = lettered and seen.doing is Doing.WAITING
        number.show(seen.word if says else seen.number, most=at.number)
        number.set_class(says, "-word")
        self._of.show(
            f"/{seen.of}" if seen.of else "",
            plain=f"of {seen.of}",
            most=of_scale(at.number) if at.room is Roominess.FULL else 0,
        )
        turns = seen.doing is Doing.SWITCH
        self._line("arrows", f"{ARROWS[seen.side]}  " * 12 if turns else "")

    def _show_lines(self, seen: View, at: Places, around: Around) -> None:
        """Show what is written in ordinary letters; numbers and names never in one row."""
        self._line("name", seen.exercise)
        self._line("title", around.trouble or seen.title)
        self._ordinary["title"].set_class(bool(around.trouble), "-trouble")
        left, sign = clock(seen.left), " ♪" if around.sounds else ""
        what = "round" if seen.in_rounds else "set"
        match at.room:
            case Roominess.FULL if at.regions["times"].width >= 40:
                times = f"{what} {seen.set} of {seen.sets} · {left} left · ends {around.ends}{sign}"
            case Roominess.FULL:
                times = f"{what} {seen.set}/{seen.sets} · {left} left{sign}"
            case Roominess.LITTLE | Roominess.LEAST:
                times = left
        self._times.show("", plain=times, most=0, right=True)
        word = SHORTER.get(seen.word, seen.word)
        phase = f"{LOOKS[seen.doing].mark} {word}"
        if at.room is Roominess.LEAST:
            side = "" if seen.side is Side.NONE else f" {seen.side.value.upper()}"
            width = at.regions["phase"].width
            phase = f"{cut(phase + side, width - len(left) - 1).ljust(width - len(left))}{left}"
        self._line("phase", phase)
        self._line("next", seen.next if seen.next == "Last set" else f"NEXT  {seen.next}")

    def _line(self, where: str, text: str) -> None:
        """Update a line, if it has changed."""
        if self._lines.get(where) != text:
            self._lines[where] = text
            self._ordinary[where].update(text, layout=False)
