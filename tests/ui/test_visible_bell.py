"""`bell = "visible"` in the app: the terminal flashes, and is given back in its usual colours however the app ends."""

from __future__ import annotations

import pytest
from textual.drivers.headless_driver import HeadlessDriver

from hipcoach.live import flashes
from hipcoach.settings.found import FoundSettings
from hipcoach.settings.model import Bell, Settings, SoundSettings
from hipcoach.text.inverting import INVERTED, NORMAL
from hipcoach.ui.driver import lasting
from hipcoach.ui.system import System


@pytest.mark.parametrize(("bell", "flashed"), [(Bell.VISIBLE, True), (Bell.SOUND, False), (Bell.OFF, False)])
async def test_the_terminal_flashes_only_where_that_is_asked_for(
    stage, own_sessions, monkeypatch: pytest.MonkeyPatch, bell: Bell, flashed: bool
) -> None:
    written: list[str] = []
    monkeypatch.setattr(flashes, "LIT", 0.001)
    monkeypatch.setattr(HeadlessDriver, "write", lambda driver, data: written.append(data))
    settings = Settings(walk_through=False, sound=SoundSettings(bell=bell))
    async with stage(opening="short", found=FoundSettings(settings)) as it:
        await it.press("enter")
        await it.pass_time(6.0)
        if it.app.flashes is not None:
            it.app.flashes.close()
    assert (INVERTED in written) is flashed
    assert written.count(INVERTED) == written.count(NORMAL)


def test_an_app_that_ends_in_the_middle_of_a_flash_gives_back_the_usual_colours() -> None:
    written: list[str] = []

    class Driver(HeadlessDriver):
        def write(self, data: str) -> None:
            written.append(data)

        def stop_application_mode(self) -> None:
            written.append("given back")

    system = System(lambda status: None, lambda: None, lambda: None)
    made = lasting(Driver, system).__new__(lasting(Driver, system))
    made._inverted = False
    made.write(INVERTED)
    made.stop_application_mode()
    assert written == [INVERTED, NORMAL, "given back"]
