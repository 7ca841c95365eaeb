"""The style of a page: readable at arm's length, on a screen and on paper, in black and white."""

STYLE = """
:root { color-scheme: light; }
* { box-sizing: border-box; }
body {
  margin: 0; color: #111; background: #fff;
  font: 13.5pt/1.33 "Helvetica Neue", Arial, "Liberation Sans", "DejaVu Sans", sans-serif;
  overflow-wrap: break-word;
}
main { max-width: 48rem; margin: 0 auto; padding: 1.5rem; }
h1 { font-size: 26pt; line-height: 1.15; margin: 0 0 .3em; }
h2 { font-size: 19pt; line-height: 1.2; margin: 1.1em 0 .35em; }
h3 { font-size: 15pt; line-height: 1.25; margin: .7em 0 .2em; }
h1, h2, h3 { break-after: avoid; }
p { margin: .3em 0; }
ul, ol { margin: .2em 0; padding-left: 1.3em; }
li { margin: .1em 0; }
a { color: inherit; }
table { border-collapse: collapse; width: 100%; margin: .4em 0; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: bold; padding: .2em 0; }
thead { display: table-header-group; }
tr, li, figure, svg { break-inside: avoid; }
th, td { border: 1px solid #555; padding: .15em .4em; text-align: left; vertical-align: top; }
th { background: #eee; }
svg { max-width: 100%; height: auto; }
p, li { orphans: 3; widows: 3; }
aside { border: 2px solid #111; padding: .1em .8em .4em; margin: .8em 0; break-inside: avoid; }
aside h2 { margin-top: .3em; }
.exercise { break-inside: avoid; margin-top: 1.2em; border-top: 2px solid #111; }
.exercise h2 { margin-top: .4em; }
.exercise ul, .exercise ol { padding-left: 1.15em; }
.poses { display: flex; flex-wrap: wrap; align-items: flex-end; gap: 4mm; margin: .5em 0; }
.columns { columns: 2; column-gap: 8mm; }
.columns section { break-inside: avoid; }
.columns h3:first-child { margin-top: 0; padding-top: .3em; }
.boxes { width: calc(100% - 2px); margin: .3em 1px; font-size: 12pt; }
.boxes, .boxes tbody { break-inside: avoid; }
.boxes th, .boxes td { vertical-align: middle; }
.boxes td, .boxes th.day { text-align: center; width: 8%; }
.boxes td { padding: 1mm; white-space: nowrap; line-height: 1; }
.box { display: inline-block; width: 6mm; height: 6mm; border: 1.5px solid #111; border-radius: 1mm; margin: 0 .3mm; }
.whole, .columns { break-inside: avoid; }
.further { font-size: 12pt; }
.by-number { list-style: none; }
.boxes .often { font-weight: normal; }
@page {
  margin: 12mm 15mm 15mm;
  @bottom-right { content: counter(page) " / " counter(pages); font: 10pt Arial, "Liberation Sans", sans-serif; }
}
@media print {
  body { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  main { max-width: none; padding: 0; }
}
"""
