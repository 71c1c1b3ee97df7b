"""What stands beside the figure of the result before a meeting: what its dots mean, and on how many indicators each answer holds."""

from html import escape

from impact.views.charts.meeting import HEAD, SIGNS
from impact.views.meeting import COUNTED, Row
from impact.views.texts import Texts
from impact.views.ui.blocks import block

#: Share of the width that the figure takes, and what stands beside it.
SHARE = (4, 1.3)
#: Answers that are not in the tally under their own sign.
WITHOUT = ("apart", "unknown")


def legend(words: Texts) -> str:
    """The signs of the figure and of the tally in words."""
    kinds = [*COUNTED[:-1], *WITHOUT]
    return " · ".join([*(f"{SIGNS[kind]} {words(f'meeting.kind.{kind}')}" for kind in kinds), words("meeting.interval")])


def tally(counts: dict[str, list[int]], rows: list[Row], height: int, words: Texts):
    """The tally as a table, its rows beside those of the figure; height: of a row [px]"""
    signs = [*(SIGNS[kind] for kind in COUNTED[:-1]), " ".join(SIGNS[kind] for kind in WITHOUT)]
    called = [words(f"meeting.kind.{kind}") for kind in COUNTED]
    total = sum(next(iter(counts.values()), [0]))
    first = f'<tr style="height: {HEAD // 2}px"><td class="who"></td><th colspan="{len(COUNTED)}" scope="colgroup">{escape(words("meeting.tally", count=total))}</th></tr>'
    heads = "".join(
        f'<th scope="col"><span aria-hidden="true">{sign}</span><span class="hidden">{escape(name)}</span></th>'
        for sign, name in zip(signs, called, strict=True)
    )
    head = f'<tr style="height: {HEAD // 2}px"><td class="who"></td>{heads}</tr>'
    body = "".join(
        f'<tr style="height: {height}px"><th scope="row" class="who">{escape(row.name)}</th>'
        + "".join(
            f"<td>{words.whole(each)}</td>" if isinstance(each, int) else "<td>–</td>" for each in counts.get(row.name, [""] * len(COUNTED))
        )
        + "</tr>"
        for row in rows
    )
    block(f'<table class="beside"><thead>{first}{head}</thead><tbody>{body}</tbody></table>')
