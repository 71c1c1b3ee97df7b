"""The result cube as sheets: what makes it, its totals by formula, its draws."""

import numpy as np
import pandas as pd
from xlsxwriter.utility import xl_rowcol_to_cell

from impact.export.cells import Book, Column, Exact, absolute, magnitude, plain
from impact.export.dossier import Dossier
from impact.model.lifecycle import Cube
from impact.scoring.compare import INTERVAL, TOTAL

#: Columns of the sheet of the cube that totals add up: id of the alternative, id of the indicator, median.
ALTERNATIVE, INDICATOR, MEDIAN = 0, 2, 8
#: Rows over the table of totals: what the sum of medians is, and the greatest difference.
HEAD = 3
#: Rows over the draws: alternative, indicator, unit, quantiles.
DRAWN = 7


def drawn(cube: Cube) -> pd.DataFrame:
    """Totals draw by draw, with columns (alternative, indicator); nan where nothing is known."""
    columns = pd.MultiIndex.from_product([cube.alternatives, cube.indicators], names=["alternative", "indicator"])
    return pd.DataFrame(cube.total.reshape(cube.draws.n, -1), columns=columns)


def cube(book: Book, dossier: Dossier):
    """Sheet of alternative x indicator x stage x part."""
    words, names, rows = dossier.words, dossier.brief.names, dossier.snapshot.table("parts")
    part = [names["part"].get(f"{row.alternative}/{row.part}", "") for row in rows.itertuples()]
    left = rows.more | rows.less
    state = np.select([rows["median"].isna(), left], [names["status"]["missing"], words("xlsx.bound")], words("xlsx.counted"))
    table = dossier.placed(rows) | {
        "part_id": rows.part,
        "part": part,
        "median": rows["median"],
        "low": rows.low,
        "high": rows.high,
        "unit": rows.indicator.map(names["unit"]),
        "status": state,
        "more": rows.more,
        "less": rows.less,
    }
    book.table(words("xlsx.cube"), [Column(words(f"xlsx.column.{name}"), plain(values)) for name, values in table.items()])


def totals(book: Book, dossier: Dossier):
    """Sheet of alternative x indicator x stage; beside each total the sum of the medians of the cube, as a formula, and how far they differ."""
    words, names, rows, parts = dossier.words, dossier.brief.names, dossier.snapshot.table("totals"), dossier.snapshot.table("parts")
    known = parts[parts["median"].notna()]
    sums = {key: float(np.add.reduce(each.to_numpy())) for key, each in known.groupby(["alternative", "indicator"])["median"]}
    lacking, last = names["status"]["missing"], len(parts)
    asked, of, added = (absolute(at, 1, last, words("xlsx.cube")) for at in (ALTERNATIVE, INDICATOR, MEDIAN))
    table = dossier.placed(rows) | {
        "median": rows["median"],
        "low": rows.low,
        "high": rows.high,
        "unit": rows.indicator.map(names["unit"]),
        "status": rows.status.map(names["status"]),
        "coverage": rows.coverage,
        "mass_kg": rows.mass_kg,
    }
    columns = [Column(words(f"xlsx.column.{name}"), plain(values)) for name, values in table.items()]
    median_at, sum_at = list(table).index("median"), len(table)
    adding, differing = Column(words("xlsx.column.sum"), [], []), Column(words("xlsx.column.difference"), [], [])
    for number, row in enumerate(rows.itertuples()):
        here = HEAD + 1 + number
        name, indicator, median, total = (xl_rowcol_to_cell(here, at) for at in (ALTERNATIVE, INDICATOR, median_at, sum_at))
        if row.stage != TOTAL:
            value, formula, far, apart = None, "", None, ""
        else:
            criteria = f"{asked},{name},{of},{indicator}"
            value = sums.get((row.alternative, row.indicator), lacking)
            formula = f'=IF(COUNTIFS({criteria},{added},"<>")=0,"{lacking}",SUMIFS({added},{criteria}))'
            both = not isinstance(value, str) and pd.notna(row.median) and row.median != 0
            far = abs(value / row.median - 1) if both else ""
            apart = f'=IF(AND(ISNUMBER({total}),ISNUMBER({median})),IF({median}=0,"",ABS({total}/{median}-1)),"")'
        adding.values.append(value)
        adding.formula.append(formula)
        differing.values.append(far)
        differing.formula.append(apart)
    sheet = book.table(words("xlsx.totals"), [*columns, adding, differing], HEAD)
    book.cell(sheet, 0, 0, words("xlsx.how_sum", totals=words("xlsx.totals"), cube=words("xlsx.cube")))
    book.cell(sheet, 1, 0, words("xlsx.greatest"), "label")
    greatest = max((each for each in differing.values if isinstance(each, float)), default=0.0)
    book.cell(sheet, 1, sum_at + 1, greatest, formula=f"=MAX({absolute(sum_at + 1, HEAD + 1, HEAD + len(rows))})")


def draws(book: Book, dossier: Dossier, drawn: pd.DataFrame):
    """Sheet of all draws, under the quantiles of each column as formulas."""
    words, names = dossier.words, dossier.brief.names
    sheet, last = book.sheet(words("xlsx.draws")), DRAWN + len(drawn)
    heads = ["alternative", "indicator", "unit", "low", "median", "high", "draw"]
    for row, name in enumerate(heads):
        book.cell(sheet, row, 0, words(f"xlsx.column.{name}"), "head")
    sheet.write_column(DRAWN, 0, range(1, len(drawn) + 1))
    for at, (alternative, indicator) in enumerate(drawn.columns, 1):
        values = drawn.iloc[:, at - 1].to_numpy(float)
        for row, text in enumerate([names["alternative"][alternative], names["indicator"][indicator], names["unit"][indicator]]):
            book.cell(sheet, row, at, text, "head")
        if np.isnan(values).any():
            book.cell(sheet, 3, at, names["status"]["missing"])
            continue
        cells = absolute(at, DRAWN, last - 1)
        for row, (percent, value) in enumerate(zip(INTERVAL, np.percentile(values, INTERVAL), strict=True), 3):
            formula = f"=MEDIAN({cells})" if percent == 50 else f"=PERCENTILE({cells},{percent / 100})"
            book.cell(sheet, row, at, float(value), formula=formula)
        style = book.formats[magnitude(float(np.median(values)))]
        for row, value in enumerate(values.tolist(), DRAWN):
            sheet.write_number(row, at, Exact(value), style)
    sheet.freeze_panes(DRAWN, 1)
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, len(drawn.columns), 16)
