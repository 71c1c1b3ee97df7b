"""Orders over all combinations of choices, in words and tables: how often they hold, and which choice turns them."""

import dataclasses
from collections import Counter
from functools import cached_property
from html import escape

import pandas as pd

from impact import errors
from impact.model.study import BEST
from impact.scoring.boundaries import Assessment
from impact.scoring.choices import ALLOCATION, CHOICES, ELECTRICITY, IMPOSSIBLE, SOURCE, TURNED, WORDS, Choices, Order, differing, order
from impact.scoring.compare import UNSURE
from impact.scoring.pairwise import HIGHER, LOWER, NONE, UNDECIDED
from impact.views.names import Names


class Orders:
    """Every alternative beside one of them on one indicator, over all choices, in one language."""

    def __init__(self, names: Names, found: Choices, indicator: str, threshold: float = UNSURE[1]):
        self.names, self.words, self.found, self.indicator, self.threshold = names, names.words, found, indicator, threshold
        others = [each.id for each in names.comparison.study.alternatives if each.id != found.against]
        self.of: dict[str, Order] = {name: order(found, name, indicator, threshold) for name in others}

    @cached_property
    def against(self) -> str:
        """Name of the alternative that the others are held against."""
        return self.names.alternative(self.found.against)

    @property
    def disputed(self) -> str:
        """The alternative whose order is turned in most combinations, then the one that is unsettled in most."""
        return max(self.of, key=lambda name: [self.of[name].counts[word] for word in (TURNED.get(self.of[name].own), UNDECIDED)])

    def option(self, kind: str, name: str) -> str:
        """An option of a choice in words."""
        if kind == SOURCE:
            return self.words("choices.mixed") if name == BEST else self.names.source(name)
        return self.words(f"allocation.{name}" if kind == ALLOCATION else f"study.grid.{name}")

    def group(self, kind: str, options: tuple[str, ...]) -> str:
        """Options that give the same figures, as one."""
        return self.words.listed([self.option(kind, each) for each in options])

    def said(self, name: str) -> str:
        """The order of one alternative: as the study stands, and over all combinations."""
        each, words = self.of[name], self.words
        pair = {"a": self.names.alternative(name), "b": self.against}
        opening = words(f"choices.as_is.{each.own}", **pair)
        if each.possible == 1:
            return opening
        if each.held == each.possible:
            return f"{opening} {words('choices.holds_in_all', count=each.possible)}"
        kinds = {"holds": each.own, "turns": TURNED[each.own]} if each.held is not None else {LOWER: LOWER, HIGHER: HIGHER}
        kinds |= {UNDECIDED: UNDECIDED, NONE: NONE}
        held = {kind: each.counts[word] for kind, word in kinds.items() if each.counts[word]}
        if each.held is not None:
            counts = words.listed([words(f"choices.counted.{kind}", count=count) for kind, count in held.items()])
            return f"{opening} {words('choices.order_over', count=each.possible, counts=counts)}"
        counts = words.listed([words(f"choices.counted_open.{kind}", count=count, **pair) for kind, count in held.items()])
        return f"{opening} {words('choices.over', count=each.possible, counts=counts)}"

    def turning(self, name: str) -> list[str]:
        """As the study stands; which choice turns, unsettles or settles the order, when it alone is made otherwise; which do so together."""
        each, words, found = self.of[name], self.words, []
        opening = words(f"choices.as_is.{each.own}", a=self.names.alternative(name), b=self.against)
        for kind, then, options in sorted(self._alone(name), key=lambda alone: alone[1] == UNDECIDED):
            key = "turns" if then == TURNED.get(each.own) else "unsettles" if each.held is not None else "settles"
            if then in TURNED or each.held is not None and then == UNDECIDED:
                lower = self.names.alternative(name) if then == LOWER else self.against
                choice = words(f"choices.choice.{kind}")
                found.append(words(f"choices.turn.{key}", choice=choice, options=words.listed(options), lower=lower))
        if each.held is not None and not any(then == TURNED[each.own] for _, then, _ in self._alone(name)):
            nearest = each.nearest()
            if len(nearest):
                row = nearest.iloc[0]
                taken = [self.option(kind, row[kind]) for kind in CHOICES if not row[f"{kind}_own"]]
                found.append(words("choices.turn.together", options=words.listed(taken)))
            else:
                found.append(words("choices.turn.never"))
        if each.held is None and not found:
            found.append(words("choices.turn.open"))
        if each.own != NONE and (silent := [option for _, then, options in self._alone(name) if then == NONE for option in options]):
            found.append(words("choices.turn.silent", options=words.listed(silent)))
        return [opening, *found]

    def _alone(self, name: str) -> list[tuple[str, str, list[str]]]:
        """What each choice does by itself: choice, word that it leads to, options that do, in words."""
        each, found = self.of[name], {}
        for kind in CHOICES:
            for group, _, then in each.of(kind):
                if then != each.own:
                    found.setdefault((kind, then), []).extend(group)
        return [(kind, then, [self.option(kind, each) for each in options]) for (kind, then), options in found.items()]

    def varied(self) -> list[str]:
        """What is chosen otherwise, and between what; what is not, and why."""
        words, found = self.words, self.found
        said = [
            words(
                "choices.between",
                choice=words(f"choices.choice.{kind}"),
                options=words.listed([self.option(kind, each) for each in options]),
            )
            for kind, options in found.options.items()
            if len(options) > 1
        ]
        if len(found.options[ELECTRICITY]) == 1:
            said.append(words("choices.no_electricity"))
        methods = self.names.comparison.facts.origin.set_index("id").method
        held = {each: methods.get(each) for each in found.options[SOURCE] if each != BEST}
        listed = [
            words("choices.method_of", method=method, source=self.names.source(each)) for each, method in held.items() if pd.notna(method)
        ]
        if listed:
            said.append(words("choices.method", methods=words.listed_plainly(listed)))
        return [*said, *self.impossible()]

    def impossible(self) -> list[str]:
        """Combinations that cannot be computed, and why."""
        counts = Counter(self._reason(each.problem) for each in self.found.made if each.problem)
        return [self.words("choices.impossible", count=count, reason=reason) for reason, count in counts.items()]

    def _reason(self, problem: errors.SeuilError) -> str:
        said = {"where": self.words(f"choices.choice.{problem.where}")} if getattr(problem, "where", None) in CHOICES else {}
        if isinstance(problem, errors.NoPath):
            said["found"] = self.names.labels.of("country", problem.found)
        return self.words.error(dataclasses.replace(problem, **said))

    def sharing(self, name: str, assessment: Assessment | None) -> str:
        """What a sharing principle changes, and what it cannot."""
        said = [self.words("choices.sharing")]
        if assessment is not None:
            differ, known = differing(assessment, name, self.found.against, self.indicator)
            pair = {"a": self.names.alternative(name), "b": self.against}
            said += [self.words("choices.sides", count=differ, known=known, **pair)] if known else []
        return " ".join(said)

    def about(self) -> str:
        """From when on an order is given, and on how many draws it rests."""
        return self.words("choices.about", threshold=self.threshold, draws=self.names.comparison.cube.draws.n)

    def hover(self, name: str, word: str) -> str:
        """What is shown over a part of the bar of an alternative, safe as markup."""
        each = self.of[name]
        blanks = {"word": self.words(f"choices.word.{word}"), "held": each.counts[word], "count": len(each.cells)}
        return f"<b>{escape(self.names.alternative(name))}</b><br>{self.words('choices.held', **blanks)}"

    def counted(self, counts: Counter) -> str:
        """How many combinations have which word: lower 2 · no order 4."""
        return " · ".join(f"{self.words(f'choices.word.{word}')} {self.words.whole(counts[word])}" for word in WORDS if counts[word])

    def overview(self) -> pd.DataFrame:
        """Twin of the bars: alternatives with their answer as the study stands, and in how many combinations which holds."""
        words, lines = self.words, []
        for name, each in self.of.items():
            turned = [words(f"choices.choice.{kind}") for kind, then, _ in self._alone(name) if then == TURNED.get(each.own)]
            line = {words("table.alternative"): self.names.alternative(name), words("choices.now"): words(f"choices.word.{each.own}")}
            line |= {words("choices.of_all"): self.counted(each.counts)}
            lines.append(line | {words("choices.turned_by"): words.listed(turned) or "–"})
        return pd.DataFrame(lines)

    def options(self, name: str) -> pd.DataFrame:
        """Options of each choice: in how many combinations which answer holds, and which one where nothing else is changed."""
        words, lines = self.words, []
        for kind in (each for each in CHOICES if len(self.found.options[each]) > 1):
            for group, counts, then in self.of[name].of(kind):
                line = {words("choices.option"): f"{words(f'choices.choice.{kind}')} · {self.group(kind, group)}"}
                line |= {words("choices.of_its"): self.counted(counts), words("choices.alone"): words(f"choices.word.{then}")}
                lines.append(line)
        return pd.DataFrame(lines)

    def combinations(self, name: str) -> pd.DataFrame:
        """Twin of the grid: every combination with its answer."""
        cells = self.of[name].cells
        return self._named(name).assign(**{self.words("table.lower"): [self.probability(row) for row in cells.itertuples()]})

    def figures(self) -> pd.DataFrame:
        """Every combination of every alternative for a spreadsheet."""
        words, frames = self.words, []
        for name, each in self.of.items():
            rows = self._named(name)
            rows.insert(0, words("table.indicator"), self.names.indicator(self.indicator))
            rows.insert(1, words("table.alternative"), self.names.alternative(name))
            rows.insert(2, words("choices.against"), self.against)
            frames.append(rows.assign(**{words("table.lower"): each.cells.lower.to_numpy()}))
        return pd.concat(frames, ignore_index=True)

    def _named(self, name: str) -> pd.DataFrame:
        """Combinations of one alternative: their options, and the answer."""
        words, each = self.words, self.of[name]
        groups = {(kind, group[0]): self.group(kind, group) for kind in CHOICES for group in each.groups[kind]}
        columns = {words(f"choices.choice.{kind}"): [groups[kind, option] for option in each.cells[kind]] for kind in CHOICES}
        return pd.DataFrame(columns | {words("table.answer"): [words(f"choices.word.{word}") for word in each.cells.word]})

    def probability(self, row) -> str:
        """Probability that the alternative is lower; row: of Order.cells."""
        return "–" if pd.isna(row.lower) else self.words.probability(row.lower)

    def written(self, row) -> str:
        """A cell of the grid, safe as markup; row: of Order.cells."""
        lines = [f"<b>{self.words(f'choices.short.{row.word}')}</b>"]
        return " ".join([*lines, self.probability(row)] if row.word not in (NONE, IMPOSSIBLE) else lines)
