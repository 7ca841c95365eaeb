"""Makes files that went wrong: bad ones made worse, and good ones with lines of bad ones in them."""

import random
from pathlib import Path

DATA = Path(__file__).parent.parent / "data"
FOLDER, PROGRAMMES = DATA / "bad-yaml", DATA / "bad-programmes"
SEEDS, PROGRAMME_SEEDS = (
    [path.read_bytes() for path in sorted(folder.glob("*.yaml")) if path.stat().st_size < 1000]
    for folder in (FOLDER, PROGRAMMES)
)
SCRAPS = [
    *(bytes([n]) for n in range(256)),
    *b"\n|\n  |\n    |- |: | #|[|]|{|}|,|'|\"|\\|>\n|&a |*a |!!x |<<: |? |---\n|...\n|\t|~|0|-1| s".split(b"|"),
    *"\x85|\u202e|\ufeff|\u2028|\u0301|😀|\xa0".encode().split(b"|"),
    *b"times: 3-|apart: 0|weeks: 0|session: release|with: [a:b]|dose: low|each_week: [{session: release}]".split(b"|"),
    *b'"\\U00110000"|"\\ud800"|30-60 s|use: bridge|with: [a]|side: each|easier: [{id: a, name: A}]\n    '.split(b"|"),
]


def damaged(chance: random.Random, seeds: list[bytes] = SEEDS) -> bytes:
    """A bad file, made worse in some places."""
    data = bytearray(chance.choice(seeds))
    for _ in range(chance.randint(1, 6)):
        at = chance.randint(0, len(data))
        match chance.randrange(4):
            case 0:
                data[at:at] = chance.choice(SCRAPS)
            case 1:
                del data[at : at + chance.randint(1, 8)]
            case 2:
                data[at : at + 1] = chance.choice(SCRAPS)
            case 3:
                other = chance.choice(seeds)
                data[at : at + chance.randint(0, 20)] = other[chance.randrange(len(other)) :][: chance.randint(1, 40)]
    return bytes(data)


def spliced(chance: random.Random, wholes: list[bytes], seeds: list[bytes] = SEEDS) -> bytes:
    """A good file with some lines of bad ones in it."""
    lines = chance.choice(wholes).split(b"\n")
    for _ in range(chance.randint(1, 2)):
        other = chance.choice(seeds).split(b"\n")
        at, start = chance.randrange(len(lines)), chance.randrange(len(other))
        lines[at : at + chance.randint(0, 2)] = other[start : start + chance.randint(1, 3)]
    return b"\n".join(lines)
