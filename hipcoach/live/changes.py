"""What a key changes of all that lies ahead: where it stands, the pace, and whether sets wait for the person."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from hipcoach.engine.choices import Choices, Pace
from hipcoach.engine.plan import Plan
from hipcoach.engine.player import Player
from hipcoach.engine.state import Mode
from hipcoach.engine.steps import Transition, Work
from hipcoach.live import questions
from hipcoach.live.conductor import Conductor
from hipcoach.session.model import Advance


class ChangeAhead(Struct, frozen=True):
    """A change that was asked for; without a plan there is nothing to change."""

    told: str
    """The message for the person."""
    choices: Choices
    plan: Plan | None = None


def lead_on(conductor: Conductor) -> str | None:
    """Go to what is next; returns what to say where it then stands still, as only space goes on."""
    conductor.do(Player.next)
    return questions.PAUSED if conductor.player.state.mode is Mode.PAUSED else None


def of_pace(choices: Choices, player: Player) -> ChangeAhead:
    """Follow the tempo, or let the person count, from the repetitions on that are next."""
    ahead = player.plan.steps[player.state.index :]
    paces = [step.pace for step in ahead if isinstance(step, Work) and step.pace is not None]
    if not paces:
        return ChangeAhead("There are no repetitions ahead.", choices)
    pace = Pace.PACED if paces[0] is Pace.OWN else Pace.OWN
    told = questions.pace_changed(pace, now=isinstance(ahead[0], Work) and ahead[0].pace is not None)
    return ChangeAhead(told, replace(choices, pace=pace), player.plan.at_pace(pace))


def of_advance(choices: Choices, player: Player) -> ChangeAhead:
    """Let sets begin by themselves, or wait for the person."""
    ahead = [step for step in player.plan.steps[player.state.index :] if isinstance(step, Transition)]
    if not ahead:
        return ChangeAhead("Nothing is ahead that could wait.", choices)
    advance = Advance.AUTO if any(step.waits for step in ahead) else Advance.WAIT
    told = questions.ADVANCE_CHANGED[advance]
    return ChangeAhead(told, replace(choices, advance=advance), player.plan.at_advance(advance))
