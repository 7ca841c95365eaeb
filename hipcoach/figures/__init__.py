"""What does a body look like? Line figures in poses, still or moving, drawn in the cells of a terminal or as SVG.

Knows nothing of exercises: a figure is a name and a file. Drawings come out as plain strings.

- A *figure* is a body in a series of *poses*, with *props* and *bands*. The *working* leg is that of the target hip.
- Poses are drawn for a right target hip, and mirrored for a left one.
- A *hull* is the outline around some discs, such as a limb. A *mask* is rows of dots.

To change:

- a figure: its file in `sessions/figures/`; look at the result with `python -m hipcoach.figures NAME`.
- what a figure consists of: `model`; how its file is read and checked: `reader`; where files are found: `shelf`.
- how a figure moves, and the poses in between: `moving`.
- how thick a body is: `shapes`; how hulls become dots: `canvas`; how dots become braille or blocks: `drawing`.
- how a figure looks on paper: `svg`.
- the names of the ways to draw: `style`.
"""
