"""What the list of sessions leads to beside them; each screen is loaded when it is first wanted."""

from __future__ import annotations

from hipcoach.ui.screens.while_open import WhileOpen
from hipcoach.ui.shared import SharedApp


class LeadsOn(WhileOpen[None]):
    """A list with keys for the history, the programmes, the page about hips, and the help."""

    app: SharedApp

    def action_history(self) -> None:
        """Show the history."""
        from hipcoach.ui.screens.history import History

        self.app.push_screen(History())

    def action_programmes(self) -> None:
        """Show the programmes."""
        from hipcoach.ui.screens.programmes import Programmes

        self.app.push_screen(Programmes())

    def action_about(self) -> None:
        """Show the page about turned-out hips."""
        from hipcoach.ui.screens.about_page import show_about

        show_about(self.app)

    def action_help(self) -> None:
        """Show the keys and the signs of the list, and the safety text."""
        from hipcoach.ui.about import LEGEND
        from hipcoach.ui.screens.keys import show_keys_of

        show_keys_of(self, "Keys of the list", LEGEND)
