"""Which data set stands for what a bill asks for: one source for all materials, or the best for each."""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import pandas as pd

from impact import errors
from impact.model.flow import BURNT, PATH, typical
from impact.model.hypothesis import Hypothesis
from impact.model.study import BEST, Study
from impact.model.use import mean_over_years
from impact.store.facts import Facts

#: What a row is marked with -> the flag that says so; a stand-in is said by the match.
FLAGS = {
    "lower_bound": ("partial", "exhaust-co2-only", "tank-to-wheel", "transport-only"),
    "suspect": ("suspect",),
    "netted": ("netted",),
}
#: Year of the electricity factors of today.
TODAY = 2025
#: A source covers a comparison by default when it holds this many indicators for every material.
ENOUGH = 9


@dataclass(frozen=True)
class Inventory:
    """Factors of what the bills of a study ask for, in the order of `subjects` and `indicators`.

    subjects:    materials, and activities of life beyond the material
    median, gsd: [subject, indicator]; nan where there is no value
    lower_bound: [subject, indicator], a constituent is not inventoried
    proxy:       [subject, indicator], the data set is that of another subject
    suspect:     [subject, indicator], the value is implausible beside its family
    netted:      [subject, indicator], a credit is inside the value, or was left inside that of another subject
    follows:     what follows a path -> share of today's climate factor over the service life, where that has a range [n]
    block:       what each subject is drawn as: subjects of one data set share its draws
    choice:      the source of all materials, or "best"
    source:      source that stands for each material of the study; None where the one source lacks it
    row:         the rows of the factor table in use for those
    other:       those of materials that recycling brings in
    activity:    the rows of the activities in use
    """

    subjects: list[str]
    indicators: list[str]
    median: np.ndarray
    gsd: np.ndarray
    lower_bound: np.ndarray
    proxy: np.ndarray
    suspect: np.ndarray
    netted: np.ndarray
    follows: dict[str, np.ndarray]
    block: list[tuple[str, ...]]
    choice: str
    source: dict[str, str | None]
    row: pd.DataFrame
    other: pd.DataFrame
    activity: pd.DataFrame

    @property
    def brought(self) -> dict[str, str]:
        """Materials that recycling brings in -> their source."""
        return dict(zip(self.other.material, self.other.source, strict=True))

    @property
    def further(self) -> pd.DataFrame:
        """Rows in use for everything that is no material of the study, with the column `activity` for what they stand for."""
        return pd.concat([self.other.rename(columns={"material": "activity"}), self.activity], ignore_index=True)


def offers(factors: pd.DataFrame, materials: list[str]) -> pd.DataFrame:
    """What each source could answer for these materials.

    One row per source, the most complete first: materials (how many it covers),
    complete (indicators that it holds for every one of them), cross_check (meant only to check others).
    """
    held, cross_check, wanted = defaultdict(lambda: defaultdict(set)), set(), set(materials)
    columns = zip(factors.source, factors.material, factors.indicator, factors["flags"], strict=True)
    for source, material, indicator, flags in columns:
        if material in wanted:
            held[source][material].add(indicator)
            if isinstance(flags, str) and "cross-check" in flags:
                cross_check.add(source)
    offer = [
        (source, len(by), len(set.intersection(*by.values())) if len(by) == len(wanted) else 0, source in cross_check)
        for source, by in held.items()
    ]
    offer.sort(key=lambda row: (-row[2], -row[1], row[3], row[0]))
    return pd.DataFrame(offer, columns=["source", "materials", "complete", "cross_check"])


def choice(study: Study, factors: pd.DataFrame) -> str:
    """The source a study uses: its own choice, else one that covers every material, else the best for each."""
    if study.source is not None:
        return study.source
    offer = offers(factors, study.materials)
    covering = offer[(offer.complete >= ENOUGH) & ~offer.cross_check]
    return covering.source.iloc[0] if len(covering) else BEST


def inventory(study: Study, facts: Facts, subjects: list[str]) -> Inventory:
    """Factors of every subject of the bills: materials from the source that the choice gives, activities as the catalogue does.

    Raises NoPath where electricity is to follow a path that is not known.
    """
    indicators = facts.indicator.id.tolist()
    chosen = choice(study, facts.factor)
    best = dict(zip(facts.default.material, facts.default.source, strict=True))
    asked = {name: best.get(name) if chosen == BEST else chosen for name in study.materials}
    others = [name for name in subjects if ":" not in name and name not in asked]
    row = _of_sources(facts, asked)
    other = _of_sources(facts, {name: chosen if (name, chosen) in facts.places else best.get(name) for name in others})
    named = [name for name in subjects if ":" in name]
    along = {name: _along(study, facts, name) for name in named if name.endswith(PATH)}
    activity = _activities(study, facts, named, along)
    table, dataset = _read([(row, "material"), (other, "material"), (activity, "activity")], subjects, indicators)
    _respread(study.hypotheses, table["gsd"], subjects, indicators)
    held = set(row.material)
    return Inventory(
        subjects,
        indicators,
        **table,
        follows={name: share / typical(share) for name, (share, _) in along.items() if np.ndim(share)},
        block=[_block(name, dataset) for name in subjects],
        choice=chosen,
        source={name: source if name in held else None for name, source in asked.items()},
        row=row,
        other=other,
        activity=activity,
    )


def _read(frames: list[tuple[pd.DataFrame, str]], subjects: list[str], indicators: list[str]) -> tuple[dict, dict]:
    """Tables [subject, indicator] of the rows of some frames, by name; and subject -> its source and data set."""
    place, order = ({name: number for number, name in enumerate(names)} for names in (subjects, indicators))
    shape, dataset = (len(subjects), len(indicators)), {}
    table = {"median": np.full(shape, np.nan), "gsd": np.full(shape, np.nan)} | {name: np.zeros(shape, bool) for name in (*FLAGS, "proxy")}
    for frame, subject_column in frames:
        subject = frame[subject_column].tolist()
        at = np.array([place.get(name, -1) for name in subject], int)  # -1: a material that no bill asks for
        asked = at >= 0
        cell = at[asked], np.array([order[name] for name in frame.indicator.tolist()], int)[asked]
        table["median"][cell], table["gsd"][cell] = frame.value.to_numpy(float)[asked], frame.gsd.to_numpy(float)[asked]
        flags = [each if isinstance(each, str) else "" for each in frame["flags"].tolist()]
        for name, said in FLAGS.items():
            table[name][cell] = np.array([any(flag in each for flag in said) for each in flags], bool)[asked]
        table["proxy"][cell] = np.array([match == "proxy" for match in frame.match.tolist()], bool)[asked]
        for name, source, data in zip(subject, frame.source.tolist(), frame.dataset_id.tolist(), strict=True):
            dataset.setdefault(name, set()).add((source, data))
    spared = np.array([name.startswith(f"{BURNT}:") for name in subjects], bool)[:, None]
    table["lower_bound"] |= table["netted"] & spared  # no credit is due, and one is inside: the burden alone is more
    return table, {name: tuple(sorted(pairs)) for name, pairs in dataset.items()}


def _block(subject: str, dataset: dict[str, tuple]) -> tuple[str, ...]:
    """What a subject is drawn as: the data sets that it is read from, whose other subjects share its draws.

    Electricity along its path is drawn as that of today.
    """
    pairs = dataset.get(subject, ((subject,),))
    if ":" not in subject:
        return "factor", *pairs[0]
    if subject.startswith("electricity:"):
        return "activity", subject.removesuffix(PATH)
    return "activity", *(part for pair in pairs for part in pair)


def _of_sources(facts: Facts, asked: dict[str, str | None]) -> pd.DataFrame:
    """Rows of the materials in `asked`, each from its source."""
    rows = [facts.places[pair] for pair in asked.items() if pair in facts.places]
    return facts.factor.iloc[np.concatenate([[], *rows]).astype(int)]


def _activities(study: Study, facts: Facts, names: list[str], along: dict[str, tuple]) -> pd.DataFrame:
    """Rows of activities. Climate of electricity along a path is that of today, which falls or rises as the path does; the rest is of today."""
    rows, places = facts.stages.activity, facts.stages.places
    frozen = dict.fromkeys(name.removesuffix(PATH) for name in names)  # what follows a path rests on today's factor too
    frames = [rows.iloc[np.concatenate([[], *(places[name] for name in frozen if name in places)]).astype(int)]]
    for name, (share, source) in along.items():
        moved = rows.iloc[places[name.removesuffix(PATH)]].assign(activity=name)
        climate = moved.indicator == facts.indicator.id.iloc[0]
        moved.loc[climate, "value"] *= typical(share)
        moved.loc[climate, ["source", "dataset_id"]] = source, f"{study.start}-{study.start + typical(study.service_life):g}"
        frames.append(moved)
    return pd.concat(frames, ignore_index=True) if len(frames) > 1 else frames[0]


def _respread(hypotheses: list[Hypothesis], gsd: np.ndarray, subjects: list[str], indicators: list[str]):
    """Put the spreads that a study supposes into the table of them; electricity along its path has that of today."""
    for each in hypotheses:
        if each.spread is not None:
            rows = [s for s, name in enumerate(subjects) if name.removesuffix(PATH) == each.fact]
            columns = [i for i, name in enumerate(indicators) if each.number in (None, name)]
            gsd[np.ix_(rows, columns)] = each.spread


def _along(study: Study, facts: Facts, name: str):
    """Mean of the path over the service life over its value today, and its source. [-, or n where the service life has a range]

    A share, since the path and today's factor are from different sources, which differ by a factor of up to two.
    """
    country = name.removesuffix(PATH).split(":")[1]
    path = facts.stages.path[facts.stages.path.country == country]
    if path.empty:
        raise errors.NoPath("electricity", country)
    years, values = path.year.to_numpy(float), path.value.to_numpy(float)
    mean = mean_over_years(years, values, study.start, study.service_life)
    return mean / np.interp(TODAY, years, values), path.source.iloc[0]
