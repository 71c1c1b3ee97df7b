"""The five screens of a meeting: each one sentence made from the numbers, and what stands under it."""

from math import isnan

import pandas as pd

from impact.model.budget import usual_sets
from impact.model.variation import Variation
from impact.scoring import capacity
from impact.scoring.capacity import CAPACITY
from impact.scoring.circularity import KNOWN
from impact.scoring.compare import UNSURE
from impact.scoring.measure import closest, measure
from impact.scoring.tornado import tornado
from impact.store.facts import WORLD
from impact.views import claim_tables, claims, sentences, tables, whatif
from impact.views.brief import CHANGE, LIMITS, QUESTION, RESULT, TRADE_OFFS, Screen, Sheet, sheet
from impact.views.circles import Circles
from impact.views.claims import Claims
from impact.views.costs import Costed
from impact.views.measure import Measured
from impact.views.names import Names
from impact.views.resources import Resources
from impact.views.spreads import Spreads

#: Numbers that a screen tells the influence of, and hypotheses that it calls to mind.
MOVING, DUE = 3, 3


def screens(names: Names, held: Claims | None, indicator: str) -> list[Screen]:
    """All of them, in their order; held: against shares of the planet's capacity, where the study states a budget."""
    made = {QUESTION: question(names), RESULT: result(names, indicator), LIMITS: limits(names, held, indicator)}
    made |= {TRADE_OFFS: trade_offs(names, indicator), CHANGE: change(names, indicator)}
    return [
        Screen(key=key, title=names.words(f"screen.{key}"), sentence=said, points=points, sheet=table)
        for key, (said, points, table) in made.items()
    ]


def question(names: Names) -> tuple[str, list[str], Sheet]:
    """What is asked, for which function, between which ways; is doing without among them?"""
    words, study = names.words, names.comparison.study
    without = any(not each.parts for each in study.alternatives)
    blanks = {"count": len(study.alternatives), "baseline": names.alternative(study.baseline)}
    said = words("brief.with_without" if without else "brief.no_without", **blanks)
    rows = tables.masses(names).iloc[:, :4]
    return said, [words.of(study.question), sentences.function(names)], sheet(words("compare.masses"), rows)


def result(names: Names, indicator: str) -> tuple[str, list[str], None]:
    """The headline indicator beside the baseline, in words of certainty; on how many others it is so."""
    words, cells = names.words, names.comparison.relative
    cells = cells[(cells.indicator == indicator) & (cells.alternative != names.baseline)]
    told = {}
    for cell in cells.sort_values("ratio", kind="stable").itertuples():
        called, answer = names.alternative(cell.alternative), sentences.answer(cell)
        shown = answer in ("lower", "higher") and not isnan(cell.ratio)
        told.setdefault(answer, []).append(f"{called} ({names.cell(cell)})" if shown else called)
    groups = [words(f"brief.{answer}", names=words.listed(told[answer]), least=UNSURE[1]) for answer in sentences.ANSWERS if answer in told]
    opening = {"indicator": names.indicator(indicator), "baseline": names.alternative(names.baseline)}
    said = words("brief.result", told=words.listed_plainly(groups), **opening) if groups else words("brief.alone")
    return said, sentences.tally(names), None


def limits(names: Names, held: Claims | None, indicator: str) -> tuple[str, list[str], None]:
    """Against shares of the planet's capacity by every rule of sharing in use; without a budget, in days of one person's share."""
    if held is None or not held.principles:
        return _days(names, indicator)
    words, by_verdict = names.words, {}
    for row in held.rows.values():
        if row.indicator == indicator and row.kind == CAPACITY:
            by_verdict.setdefault(held.word(row), []).append(names.alternative(row.alternative))
    told = [words("brief.verdict", verdict=verdict, names=words.listed(called)) for verdict, called in by_verdict.items()]
    blanks = {"indicator": names.indicator(indicator), "principles": words.listed([held.principle(name) for name in held.principles])}
    said = words("brief.limits" if told else "limits.unset", told=words.listed_plainly(told), **blanks)
    return said, [held.context(), *held.tally()], None


def _days(names: Names, indicator: str) -> tuple[str, list[str], None]:
    words, facts = names.words, names.comparison.facts
    year = int(facts.limits.population.year[facts.limits.population.country == WORLD].max())
    rows = capacity.personal(names.comparison, facts.limits, usual_sets(facts.limits), year)
    rows = rows[(rows.kind == CAPACITY) & (rows.indicator == indicator)]
    written = claim_tables.days(names, rows)
    told = [
        words("brief.days", alternative=names.alternative(name), days=written[name][indicator])
        for name in names.comparison.cube.alternatives
        if name in written
    ]
    said = words("brief.no_budget", indicator=names.indicator(indicator), told=words.listed_plainly(told).removesuffix("."))
    return said if told else words("brief.no_limits"), [claims.person(words, facts.limits, year)], None


def trade_offs(names: Names, indicator: str) -> tuple[str, list[str], Sheet]:
    """What stands beside the impacts and is never added to them: cost, supply, circularity."""
    words, resources, costed, circles = names.words, Resources(names), Costed(names), Circles(names)
    order = names.comparison.cube.alternatives
    money = {each.alternative: f"{costed.figure(each.total)} {each.currency}" for each in costed.sheets if each.total.draws is not None}
    round_ = {each.alternative: circles.indicator(each) for each in circles.circles}
    abroad = resources.abroad().set_index(words("table.alternative"))[words("resources.outside")]
    listed = {name: resources.listed(name) for name in order}
    cell = {row.alternative: names.cell(row) for row in names.comparison.relative.itertuples() if row.indicator == indicator}
    rows = pd.DataFrame(
        {
            words("table.alternative"): [names.alternative(name) for name in order],
            names.indicator(indicator, "short"): [cell[name] for name in order],
            words("brief.cost"): [money.get(name, words("missing.long")) for name in order],
            words("brief.listed"): [listed[name] for name in order],
            words("resources.outside"): [abroad.get(names.alternative(name), words("missing.long")) for name in order],
            words("circles.mci"): [round_.get(name, "–") for name in order],
        }
    )
    said = words(
        "brief.trade_offs",
        cost=_known(len(money), len(order), words),
        circularity=_known(sum(each.state == KNOWN for each in circles.circles), len(order), words),
    )
    return said, [words("brief.beside")], sheet(words("screen.trade-offs"), rows)


def _known(count: int, of: int, words) -> str:
    return words("brief.known", count=count, of=of)


def change(names: Names, indicator: str) -> tuple[str, list[str], Sheet | None]:
    """What would change the answer: the fact to know first, the numbers that move most; hypotheses to look at again, the decision."""
    words, comparison = names.words, names.comparison
    study = comparison.study
    asked = study.meeting and study.meeting.decision
    points = [words("brief.decision", decision=words.of(asked)) if asked else words("brief.no_decision")]
    due = sorted(study.hypotheses, key=lambda each: each.review)[:DUE]
    points += [words("brief.review", statement=words.of(each.statement), owner=each.owner, review=words.date(each.review)) for each in due]
    pair = closest(comparison, indicator)
    if pair is None:
        return words("brief.nothing_ordered", indicator=names.indicator(indicator)), points, None
    levers = Variation(study, comparison.facts, indicator)
    found = Measured(names, Spreads(names, indicator), *pair, measure(levers, *pair)).said()
    rows = tornado(levers, *pair)
    ratio = bool(len(rows)) and bool(rows.ratio.iloc[0])
    blanks = {"a": names.alternative(pair[0]), "b": names.alternative(pair[1]), "unit": names.unit(indicator)}
    title = words("tornado.ratio" if ratio else "tornado.difference", **blanks)
    table = whatif.tornado_table(study, rows.head(MOVING), levers.numbers, names, ratio)
    decision, *reviews = points
    return found[0], [decision, found[1], *reviews, *found[2:]], sheet(title, table) if len(table) else None
