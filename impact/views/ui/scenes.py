"""What the five screens of a meeting show under their sentence, each in the room that is left for it."""

from dataclasses import dataclass
from html import escape

from impact.export.dossier import Dossier
from impact.export.snapshot import Snapshot
from impact.store.workspace import Kept
from impact.views import meeting, room
from impact.views.brief import CHANGE, LIMITS, QUESTION, RESULT, TRADE_OFFS, Brief, Screen, Sheet
from impact.views.charts.dots import DAYS
from impact.views.charts.meeting import HEAD, Axis, figure
from impact.views.meeting import Row
from impact.views.texts import Texts
from impact.views.ui import frame, live, wheels
from impact.views.ui.blocks import GAP, ROWS, block, fit, table


@dataclass(frozen=True)
class Scene:
    """One screen, and what it is made from."""

    kept: Kept
    taken: Snapshot
    dossier: Dossier
    screen: Screen

    @property
    def words(self) -> Texts:
        return self.dossier.words

    @property
    def brief(self) -> Brief:
        return self.dossier.brief

    def least(self) -> int:
        """Room that it needs at least, without points [px]."""
        return 0

    def wish(self) -> int:
        """Room that it needs to show all of it [px]."""
        return self.least()

    def show(self, left: float):
        """Draw it; left: room that there is [px]"""

    @property
    def table(self) -> Sheet | None:
        """Its table, as many rows as a screen shows."""
        sheet = self.screen.sheet
        if sheet is None or len(sheet.rows) <= room.MOST:
            return sheet
        title = f"{sheet.title} · {self.more(len(sheet.rows) - room.FEWER)}"
        return sheet.model_copy(update={"rows": sheet.rows[: room.FEWER], "title": title})

    def more(self, count: int) -> str:
        """How many are not shown."""
        return self.words("meeting.more", count=count)

    def points(self, points: list[str], left: float):
        """Points that there is room for, and how many more there are."""
        shown, more = room.fitted(points, left)
        told = [f"<li>{escape(each)}</li>" for each in shown]
        told += [f'<li class="more">{escape(self.more(more))}</li>'] if more else []
        if told:
            block(f"<ul>{''.join(told)}</ul>")


class Question(Scene):
    """What is asked, for which function, between which ways."""

    def least(self) -> int:
        return sum(map(room.tall, self.lines)) + GAP + room.least(self.table)

    def show(self, left: float):
        said, _ = room.fitted(self.lines, left - room.least(self.table) - GAP)
        block("".join(f"<p>{escape(each)}</p>" for each in said))
        table(self.table, left - sum(map(room.tall, said)) - GAP)

    @property
    def lines(self) -> list[str]:
        return [room.cut(each, room.INNER, 2) for each in (self.brief.title, *self.screen.points) if each]


class Result(Scene):
    """Ratios to the baseline with the tally beside them, and the levers."""

    def least(self) -> int:
        return live.least(self)

    def wish(self) -> int:
        return self.least() + (ROWS[1] - ROWS[0]) // 2 * len(self.brief.names["alternative"])

    def show(self, left: float):
        live.show(self, left)


class Limits(Scene):
    """Against shares of the planet's capacity; without a budget, in days of one person's share."""

    def least(self) -> int:
        return (HEAD + ROWS[0] * len(self.rows) + GAP if self.rows else 0) + self.under

    def wish(self) -> int:
        return self.least() + (ROWS[1] - ROWS[0]) // 2 * len(self.rows)

    @property
    def under(self) -> int:
        """Room under the figure: for the rule, and to say how many points there are [px]."""
        return (room.tall(self.rule) + GAP if self.rule else 0) + room.line()

    def show(self, left: float):
        rows, rule = self.rows, self.rule
        if rows:
            height = fit(left - self.under - GAP, len(rows))
            axis = Axis(self.words("chart.of_budget" if self.held else DAYS.title), lambda value: self.words.number(value, 1), 1.0 if self.held else None)
            alt = self.words("meeting.limits_alt", indicator=self.brief.names["indicator"][self.brief.indicator], alternatives=len(rows))
            wheels.show("meeting_limits", lambda narrow: figure(rows, axis, height, self.words, frame.theme(), narrow), "", alt)
            left -= HEAD + height * len(rows) + 2 * GAP
        if rule:
            block(f"<p>{escape(rule)}</p>")
            left -= room.tall(rule) + GAP
        self.points(self.screen.points[bool(self.held) :], left)

    @property
    def held(self) -> list[Row]:
        return meeting.verdicts(self.taken.table("verdicts"), self.brief, self.words)

    @property
    def rows(self) -> list[Row]:
        rows = self.held or meeting.days(self.taken.table("days"), self.brief, self.words)
        return rows[: room.shown(len(rows))]

    @property
    def rule(self) -> str:
        """By which principles and sets, and which alternatives are not shown."""
        said = meeting.rule(self.taken.table("cells"), self.brief, self.words) if self.held else ""
        more = len(self.held) - len(self.rows)
        return " ".join(filter(None, [said, self.more(more) if more > 0 else ""]))


class Tabled(Scene):
    """A table, and what is said of it."""

    def least(self) -> int:
        return self.sheet() + room.line()

    def wish(self) -> int:
        return self.sheet(whole=True) + room.tall_all(self.screen.points)

    def sheet(self, whole: bool = False) -> int:
        """Least height of the table, if there is one, and the space under it [px]."""
        return room.least(self.table, whole) + GAP if self.screen.sheet else 0

    def show(self, left: float):
        if self.screen.sheet:
            wanted = max(self.sheet(whole=True), left - room.tall_all(self.screen.points))
            left -= table(self.table, min(wanted, left - room.line()) - GAP) + GAP
        self.points(self.screen.points, left)


SCENES = {QUESTION: Question, RESULT: Result, LIMITS: Limits, TRADE_OFFS: Tabled, CHANGE: Tabled}


def scene(kept: Kept, taken: Snapshot, dossier: Dossier, key: str) -> Scene:
    """The screen called `key` of a snapshot."""
    return SCENES[key](kept, taken, dossier, dossier.brief.screen(key))
