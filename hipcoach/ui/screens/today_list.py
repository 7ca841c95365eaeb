"""The part of the list of sessions that stands first: what is proposed for today, why, and what is offered besides."""

from __future__ import annotations

from hipcoach.ui.screens.list_reader import ListReader
from hipcoach.ui.session_list import Extra, Offered
from hipcoach.ui.widgets.measure_offer import MeasureOffer

A_MINUTE = 60.0
"""Seconds between two looks at the calendar."""


class TodayList(ListReader):
    """A list with what is proposed for today on top, and the offer to measure below."""

    def __init__(self) -> None:
        super().__init__()
        self.measures = MeasureOffer()

    def on_mount(self) -> None:
        """Look at the calendar from time to time."""
        self.set_interval(A_MINUTE, self.new_day)

    def show_beside(self) -> None:
        """Show what follows from the rows and the marked one, above and beside the list."""
        raise NotImplementedError

    def on_list_reader_proposed(self, message: ListReader.Proposed) -> None:
        """Put first what is proposed for today, and mark it unless the person has marked another session."""
        rows = self._rows
        untouched = rows.mark in (rows.to_mark, rows.find(self.app.last_file), rows.for_newcomers)
        rows.proposal = self.app.proposal = message.proposal
        rows.fill(rows.to_mark if untouched and rows.to_mark is not None else rows.mark)
        self.show_beside()

    def on_list_reader_log_read(self, message: ListReader.LogRead) -> None:
        """Look whether measuring is due, once the log has been read."""
        self.measures.look()

    def action_measure(self) -> None:
        """Lead through what can be measured."""
        from hipcoach.ui.screens.measure import MeasureScreen

        self.app.push_screen(MeasureScreen())

    def new_day(self) -> None:
        """Look again for what is proposed, if the list is open past midnight."""
        before = self._rows.proposal
        if before is not None and self.is_current and before.day != self.app.desk.wall().date():
            self.look_into_log()

    def ask(self, number: int) -> None:
        """Ask whether to take an offer."""
        from hipcoach.ui.programmes import ask_about

        proposal = self._rows.proposal
        if proposal is not None and proposal.programme is not None:
            ask_about(self.app, proposal.offered[number], proposal.programme, self.look_into_log)

    def about_today(self) -> list[str]:
        """About a rest day, or the marked offer."""
        from hipcoach.ui.today_texts import IN_SHORT, about_rest

        proposal = self._rows.proposal
        match self._rows.mark:
            case Offered(number=number) if proposal is not None:
                return [IN_SHORT[proposal.offered[number].kind], "", proposal.offered[number].text]
            case Extra.REST if proposal is not None:
                return about_rest(proposal)
            case _:
                return []
