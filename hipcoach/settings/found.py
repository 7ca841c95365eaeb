"""The result of reading a settings file."""

from __future__ import annotations

from msgspec import Struct, field

from hipcoach.settings.model import Settings

# The same as in `typing`, which takes time to import.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from hipcoach.diagnostics.problems import Problem
    from hipcoach.settings.keys import SettingKey


class FoundSettings(Struct, frozen=True):
    """The settings that were found, and the problems with them."""

    settings: Settings = field(default_factory=Settings)
    problems: tuple[Problem, ...] = ()
    given: frozenset[SettingKey] = frozenset()
    """The keys whose values come from the file; all others have built-in values."""
    there: bool = False
    """Whether there is a file."""

    @property
    def notice(self) -> str | None:
        """One line to tell someone who did not ask about settings; `None` if all is well."""
        if not self.problems:
            return None
        first, more = self.problems[0], len(self.problems) - 1
        what = f"{first.where}: {first.message}{f' (and {more} more)' if more else ''}"
        return f"{what}. Until it is corrected the default is used; 'hipcoach settings' says what to do."
