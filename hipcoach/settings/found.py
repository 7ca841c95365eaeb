"""What a settings file says, as a value."""

from __future__ import annotations

from dataclasses import dataclass, field

from hipcoach.settings.model import Settings

# As `typing` has it, without the time that importing it takes.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from hipcoach.diagnostics.problems import Problem
    from hipcoach.settings.keys import SettingKey


@dataclass(frozen=True, slots=True)
class FoundSettings:
    """What a settings file says."""

    settings: Settings = field(default_factory=Settings)
    problems: tuple[Problem, ...] = ()
    given: frozenset[SettingKey] = frozenset()
    """The keys whose values come from the file; all others are as built in."""
    there: bool = False
    """Whether there is a file."""

    @property
    def notice(self) -> str | None:
        """What to tell someone who did not ask about settings, on one line; `None` where all is well."""
        if not self.problems:
            return None
        first, more = self.problems[0], len(self.problems) - 1
        what = f"{first.where}: {first.message}{f' (and {more} more)' if more else ''}"
        return f"{what}. Until it is corrected the default is used; 'hipcoach settings' says what to do."
