"""The outputs of this machine, best first, all played through playsound3.

This is the only module that imports playsound3. That import takes a while, runs programs and may raise, so only the
speaker's thread imports this module. The order is our own: the players that playsound3 prefers take four to twelve
times as long to start, and on a plain desktop with `aplay` and `paplay` it finds none at all.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from importlib.util import find_spec, module_from_spec
from pathlib import Path
from threading import RLock
from typing import Any


def _import_when_used(name: str) -> None:
    """Have a module of a package load once a public name in it is used, by whomever, in one thread at a time."""
    # `LazyLoader` will not do: up to Python 3.11 an import of what it has put off loads it.
    spec = find_spec(name)
    if name in sys.modules or spec is None or (loader := spec.loader) is None:
        return
    module, loading = module_from_spec(spec), RLock()

    def loaded(attribute: str) -> Any:
        if attribute.startswith("__"):
            raise AttributeError(attribute)
        with loading:
            if vars(module).get("__getattr__") is loaded:
                loader.exec_module(module)
                vars(module).pop("__getattr__", None)
        return getattr(module, attribute)

    vars(module)["__getattr__"] = loaded
    package, _, own = name.rpartition(".")
    if sys.modules.setdefault(name, module) is module:
        setattr(sys.modules[package], own, module)


# With it playsound3 fetches sounds from the web, which ours never are: it takes 5 MB.
_import_when_used("urllib.request")

from playsound3 import AVAILABLE_BACKENDS, playsound  # noqa: E402
from playsound3.playsound3 import Sound, SoundBackend, run_as_subprocess  # noqa: E402

from hipcoach.sound.output import USUAL_LATENCY, Output  # noqa: E402

OUR_OWN = ("paplay", "pw-play", "aplay")
"""Programs that take a WAV file as their only argument, the fastest to start first."""

PLAYSOUNDS_ON_LINUX = ("ffplay",)
"""Backends of playsound3 that come after ours; its `alsa` is `aplay` again."""

LATENCY = {"gstreamer": 0.065, "ffplay": 0.13}
"""Seconds from starting a file to its first audible sample, for backends slower than most."""

PR_SET_PDEATHSIG = 1


def find_outputs() -> list[Output]:
    """The outputs to try on this machine, in order."""
    if sys.platform != "linux":
        return [backend_output(name) for name in AVAILABLE_BACKENDS]
    return linux_outputs(shutil.which, AVAILABLE_BACKENDS, lambda: sound_goes_somewhere(os.environ, Path("/dev/snd")))


def linux_outputs(
    which: Callable[[str], str | None], available: list[str], goes_somewhere: Callable[[], bool]
) -> list[Output]:
    """Our own players, then those of playsound3; GStreamer last, since it reports success even without a device."""
    leash = _leash()
    outputs = [program_output(name, (path,), leash) for name in OUR_OWN if (path := which(name))]
    outputs += [backend_output(name) for name in PLAYSOUNDS_ON_LINUX if name in available]
    if "gstreamer" in available and goes_somewhere():
        outputs.append(backend_output("gstreamer"))
    return outputs


def backend_output(name: str) -> Output:
    """An output for one of playsound3's own backends."""
    return Output(
        name, lambda path: Played(playsound(path, block=False, backend=name)), LATENCY.get(name, USUAL_LATENCY)
    )


def program_output(name: str, command: tuple[str, ...], leash: Callable[[], None] | None = None) -> Output:
    """An output for a program that plays the file whose path is added to `command`."""
    backend = ProgramPlayer(command, leash)
    # playsound3 accepts a backend object too, though its annotation only has names.
    return Output(name, lambda path: Leading(playsound(path, block=False, backend=backend)))  # type: ignore[arg-type]


class ProgramPlayer(SoundBackend):
    """Makes a program a backend of playsound3."""

    def __init__(self, command: tuple[str, ...], leash: Callable[[], None] | None) -> None:
        self._command = command
        self._leash = leash

    def check(self) -> bool:
        """Always true: the program was found before this was made."""
        return True

    def play(self, sound: str) -> subprocess.Popen[str]:
        """Start it in a session of its own, so that Ctrl-C does not reach it."""
        command = [*self._command, sound]
        return run_as_subprocess(command, stdin=subprocess.DEVNULL, start_new_session=True, preexec_fn=self._leash)


class Played:
    """Makes a sound of playsound3 a `Playing`."""

    def __init__(self, sound: Sound) -> None:
        self._sound = sound

    def alive(self) -> bool:
        """Whether its process is still there."""
        return self._sound.is_alive()

    def stop(self) -> None:
        """Ask it to stop."""
        self._sound.stop()

    def kill(self) -> None:
        """Kill it, on systems that can."""
        process = self._sound.subprocess
        if isinstance(process, subprocess.Popen):
            process.kill()
        else:
            process.terminate()


class Leading(Played):
    """Makes a program of ours a `Playing`, which also ends the programs that it starts, as wrapper scripts do."""

    def stop(self) -> None:
        """Ask the program and its children to stop."""
        if not self._signal(signal.SIGTERM):
            super().stop()

    def kill(self) -> None:
        """Kill the program and its children."""
        if not self._signal(signal.SIGKILL):
            super().kill()

    def _signal(self, number: int) -> bool:
        """Send a signal to its process group; False on systems without process groups."""
        process = self._sound.subprocess
        if not hasattr(os, "killpg") or not isinstance(process, subprocess.Popen):
            return False
        # The system cannot reuse its process id until `poll` has seen its end.
        if process.poll() is None:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, number)
        return True


def _leash() -> Callable[[], None]:
    """A function for the child to call, so that it dies with the thread that started it.

    Everything is looked up beforehand: unlike playsound3's own, the child of a process with threads must not load a
    library, since another thread may hold the lock for that.
    """
    prctl = ctypes.CDLL(None).prctl

    def leash() -> None:
        # SIGKILL, since nobody is left to follow a gentler signal up.
        prctl(PR_SET_PDEATHSIG, signal.SIGKILL)

    return leash


def sound_goes_somewhere(environment: Mapping[str, str], devices: Path) -> bool:
    """Whether there is a sound device, or a sound server that accepts a connection."""
    if any(devices.glob("pcm*p")):
        return True
    return any(_answers(path) for path in _sockets(environment)) or _is_remote(environment.get("PULSE_SERVER", ""))


def _sockets(environment: Mapping[str, str]) -> Iterator[Path]:
    server = environment.get("PULSE_SERVER", "")
    if not _is_remote(server) and server:
        yield Path(server.rpartition("unix:")[2])
    if runtime := environment.get("XDG_RUNTIME_DIR"):
        yield Path(runtime, "pulse", "native")
        yield Path(environment.get("PIPEWIRE_RUNTIME_DIR") or runtime, environment.get("PIPEWIRE_REMOTE", "pipewire-0"))


def _is_remote(server: str) -> bool:
    return bool(server) and "unix:" not in server and not server.startswith("/")


def _answers(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as client:
        client.settimeout(0.2)
        try:
            client.connect(str(path))
        except OSError:
            return False
        return True
