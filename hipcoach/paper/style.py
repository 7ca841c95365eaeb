"""The style of a page: readable at arm's length, on a screen and on paper, in black and white."""

STYLE = """
:root { color-scheme: light; }
* { box-sizing: border-box; }
body {
  margin: 0; color: #111; background: #fff; line-height: 1.4;
  font: 13pt/1.4 "Helvetica Neue", Arial, "Liberation Sans", "DejaVu Sans", sans-serif;
  overflow-wrap: break-word;
}
main { max-width: 48rem; margin: 0 auto; padding: 1.5rem; }
h1 { font-size: 24pt; line-height: 1.15; margin: 0 0 .3em; }
h2 { font-size: 18pt; line-height: 1.2; margin: 1.1em 0 .35em; }
h3 { font-size: 14pt; line-height: 1.25; margin: .7em 0 .2em; }
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
@page {
  margin: 14mm 15mm 16mm;
  @bottom-right { content: counter(page) " / " counter(pages); font: 10pt Arial, "Liberation Sans", sans-serif; }
}
@media print {
  body { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  main { max-width: none; padding: 0; }
}
"""
