"""What does a body look like? Poses of a line figure, between two of them, and as cells of a terminal.

Knows nothing of exercises: a figure is a name and a file. Everything comes out as plain strings.

- `model`: a figure, its poses, what stands beside it. The working leg is that of the target hip.
- `reader`: a figure's file (TOML), checked. `shelf`: which figures there are, read when they are wanted.
- `moving`: the pose at a moment of a motion, in between by angles. A hold is one pose and moves nothing.
- `shapes`: a pose as rounded limbs. `canvas`: dots, filled row by row. `drawing`: the dots as braille or blocks.

The files stand in `sessions/figures/`. A pose is drawn for a right target hip; for a left one it is mirrored.
Whoever changes a pose looks at it afterwards: `python -m hipcoach.figures NAME`.
"""
