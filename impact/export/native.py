"""Charts that a slide program draws and lets one edit, each with its numbers in a worksheet behind it."""

import io
from dataclasses import dataclass, field
from math import ceil, floor, isfinite, log10

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_AXIS_CROSSES, XL_CHART_TYPE, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.enum.dml import MSO_PATTERN, MSO_THEME_COLOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt
from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name

from impact.export.fitting import shortened
from impact.views.charts.style import PALETTE

#: What tells one filling from the next in a print in grey; none: all of one colour.
PATTERNS = (
    None, MSO_PATTERN.WIDE_UPWARD_DIAGONAL, MSO_PATTERN.PERCENT_25, MSO_PATTERN.DARK_HORIZONTAL, MSO_PATTERN.LARGE_CHECKER_BOARD,
    MSO_PATTERN.WIDE_DOWNWARD_DIAGONAL,
)  # fmt: skip
#: Size of what is written in a chart, with few rows and with many, and from how many rows on. [pt]
SIZE, SMALL, MANY = 12, 10, 8
#: Width of the room between bars, as a percentage of theirs.
GAP = 60
#: Longest title. [characters]
TITLE = 240


@dataclass(frozen=True)
class Chart:
    """Bars from left to right, one row per label.

    series: name -> a number per label, None where there is none; several are stacked
    ends:   for one series, lower and higher end of each bar's interval, by the names of these columns
    reach:  names of the columns that hold how far the interval reaches down and up
    form:   how numbers are written on the axis
    one:    do bars begin at 1, on a logarithmic axis? A value that is not above 0 has no place on it
    """

    title: str
    labels: list[str]
    series: dict[str, list[float | None]]
    ends: dict[str, list[float | None]] = field(default_factory=dict)
    reach: tuple[str, str] = ("", "")
    form: str = "General"
    one: bool = False

    @property
    def spread(self) -> dict[str, list[float | None]]:
        """How far each interval reaches down and up from its bar; None where it has no end, or no place on the axis."""
        middle = next(iter(self.series.values()))
        low, high = self.ends.values()
        seen = [value if value is not None and (value > 0 or not self.one) else None for value in low]
        down = [None if None in (lo, m) else m - lo for lo, m in zip(seen, middle, strict=True)]
        up = [None if None in (hi, m) else hi - m for hi, m in zip(high, middle, strict=True)]
        return dict(zip(self.reach, (down, up), strict=True))

    @property
    def columns(self) -> dict[str, list[float | None]]:
        """The worksheet behind it, beside its labels."""
        return self.series | self.ends | (self.spread if self.ends else {})


def finite(value: float | None) -> float | None:
    """A number, or None for what is none or has no end."""
    return float(value) if value is not None and isfinite(value) else None


def add(slide, chart: Chart, place: tuple[int, int, int, int], language: str):
    """Put a chart on a slide; place: left, top, width, height [EMU]; language: such as en-GB. Returns its frame."""
    data = CategoryChartData(number_format=chart.form)
    data.categories = chart.labels
    for name, values in chart.series.items():
        data.add_series(name, [None if chart.one and value is not None and value <= 0 else value for value in values])
    kind = XL_CHART_TYPE.BAR_CLUSTERED if chart.ends else XL_CHART_TYPE.BAR_STACKED
    frame = slide.shapes.add_chart(kind, *place, data)
    drawn = frame.chart
    drawn.part.chart_workbook.update_from_xlsx_blob(worksheet(chart))
    size = SMALL if len(chart.labels) > MANY else SIZE
    _written(drawn, chart, size, language)
    _axes(drawn, chart)
    _filled(drawn, chart)
    if chart.ends:
        _errors(drawn, chart)
    return frame


def worksheet(chart: Chart) -> bytes:
    """The numbers of a chart as a workbook; a text is a text, whatever it begins with."""
    stream = io.BytesIO()
    with Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet, literal = book.add_worksheet("Sheet1"), book.add_format({"quote_prefix": True})
        for row, label in enumerate(chart.labels, 1):
            sheet.write_string(row, 0, label, literal)
        for column, (name, values) in enumerate(chart.columns.items(), 1):
            sheet.write_string(0, column, name, literal)
            for row, value in enumerate(values, 1):
                if value is not None:
                    sheet.write_number(row, column, value)
    return stream.getvalue()


def _written(drawn, chart: Chart, size: int, language: str) -> None:
    """Title, legend and font."""
    drawn.font.size = Pt(size)
    drawn.font.color.theme_color = MSO_THEME_COLOR.TEXT_1
    drawn.has_title = True
    drawn.chart_title.include_in_layout = False
    drawn.chart_title.text_frame.text = shortened(chart.title, TITLE)
    font = drawn.chart_title.text_frame.paragraphs[0].runs[0].font
    font.size, font.bold = Pt(size), True
    drawn.has_legend = not chart.ends
    if drawn.has_legend:
        drawn.legend.position, drawn.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    space = drawn._chartSpace
    for each in space.iter(qn("a:rPr"), qn("a:defRPr"), qn("a:endParaRPr")):
        each.set("lang", language)
    space.find(qn("c:date1904")).addnext(parse_xml(f'<c:roundedCorners {nsdecls("c")} val="0"/>'))
    space.find(qn("c:date1904")).addnext(parse_xml(f'<c:lang {nsdecls("c")} val="{language}"/>'))


def _axes(drawn, chart: Chart) -> None:
    """Labels from top to bottom on the left, numbers below."""
    labels, numbers = drawn.category_axis, drawn.value_axis
    labels.reverse_order = True
    labels.crosses = XL_AXIS_CROSSES.MAXIMUM  # where numbers stand, now that the order is reversed
    labels.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    labels.has_major_gridlines = False
    labels.format.line.color.theme_color = MSO_THEME_COLOR.TEXT_1
    labels.format.line.width = Pt(2 if chart.one else 1)
    every = parse_xml(f'<c:tickLblSkip {nsdecls("c")} val="1"/>')
    labels._element.find(qn("c:noMultiLvlLbl")).addprevious(every)
    numbers.tick_labels.number_format, numbers.tick_labels.number_format_is_linked = chart.form, False
    numbers.major_gridlines.format.line.color.theme_color = MSO_THEME_COLOR.BACKGROUND_2
    numbers.format.line.fill.background()
    if chart.one:
        held = [each for values in (*chart.series.values(), *chart.ends.values()) for each in values if each is not None and each > 0]
        ends = [floor(log10(min([*held, 0.5]))), ceil(log10(max([*held, 2])))]
        numbers.minimum_scale, numbers.maximum_scale = (10.0**end for end in ends)
        numbers.crosses_at = 1
        numbers._element.find(qn("c:scaling")).insert(0, parse_xml(f'<c:logBase {nsdecls("c")} val="10"/>'))


def _filled(drawn, chart: Chart) -> None:
    """A colour and a pattern per bar where there is one series, else per series."""
    plot = drawn.plots[0]
    plot.gap_width = GAP
    if not chart.ends:
        for number, series in enumerate(plot.series):
            _fill(series.format.fill, number, number)
        return
    series = plot.series[0]
    for number in range(len(chart.labels)):
        point = series.points[number]
        _fill(point.format.fill, number, number // len(PALETTE))  # only a colour that comes again has a pattern
        kept = parse_xml(f'<c:invertIfNegative {nsdecls("c")} val="0"/>')
        point.format._element.find(qn("c:idx")).addnext(kept)


def _fill(fill, number: int, pattern: int) -> None:
    colour, shape = RGBColor.from_string(PALETTE[number % len(PALETTE)][1:]), PATTERNS[pattern % len(PATTERNS)]
    if shape is None:
        fill.solid()
        fill.fore_color.rgb = colour
        return
    fill.patterned()
    fill.pattern = shape
    fill.fore_color.rgb, fill.back_color.rgb = colour, RGBColor(255, 255, 255)


def _errors(drawn, chart: Chart) -> None:
    """Intervals as error bars of their own, which the worksheet holds beside the bars."""
    names, count = list(chart.columns), len(chart.labels)
    down, up = (_numbers(values, xl_col_to_name(names.index(name) + 1), count) for name, values in chart.spread.items())
    bars = parse_xml(
        f'<c:errBars {nsdecls("c", "a")}><c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="0"/>'
        f"<c:plus>{up}</c:plus><c:minus>{down}</c:minus>"
        '<c:spPr><a:ln w="19050"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill></a:ln></c:spPr></c:errBars>'
    )
    drawn.plots[0].series[0]._element.find(qn("c:cat")).addprevious(bars)


def _numbers(values: list[float | None], column: str, count: int) -> str:
    """Numbers and where they stand in the worksheet, as XML."""
    points = "".join(f'<c:pt idx="{n}"><c:v>{value!r}</c:v></c:pt>' for n, value in enumerate(values) if value is not None)
    where = f"Sheet1!${column}$2:${column}${count + 1}"
    cache = f'<c:numCache><c:formatCode>General</c:formatCode><c:ptCount val="{count}"/>{points}</c:numCache>'
    return f"<c:numRef><c:f>{where}</c:f>{cache}</c:numRef>"
