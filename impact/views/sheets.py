"""Tables of facts: every number of a material, its sources and marks, headed in one language."""

import pandas as pd

from impact.store.facts import Facts
from impact.views.texts import Texts


def sheet(rows: pd.DataFrame, named: dict[str, dict], words: Texts) -> pd.DataFrame:
    """Numbers of a material as a reader meets them; rows: of the query "sheet"; named: see `labels`."""
    each = list(rows.itertuples(index=False))
    return pd.DataFrame(
        {
            words("table.quantity"): rows["name"].map(named["quantity"]).tolist(),
            words("table.value"): [words.range(row.low, row.high) if row.kind == "property" else words.number(row.value) for row in each],
            words("table.unit"): _units(rows, named),
            words("table.spread"): [spread(row, words) for row in each],
            words("table.source"): rows.source.map(named["source"]).tolist(),
            words("table.terms"): [words(f"terms.{row.terms}") for row in each],
            words("table.year"): [_joined(", ", _year(row), row.geography) for row in each],
            words("table.match"): [words.listed_plainly([match(row, words), *marks(row, named["flag"])]) for row in each],
            words("table.dataset"): [_joined(" · ", row.dataset, words.label(row._asdict(), "note")) for row in each],
        }
    )


def figures(rows: pd.DataFrame, named: dict[str, dict], words: Texts) -> pd.DataFrame:
    """The same numbers for a spreadsheet: one row each, figures as figures, licence and citation beside them."""
    each = list(rows.itertuples(index=False))
    return pd.DataFrame(
        {
            words("table.material"): rows.material.map(named["material"]).tolist(),
            words("table.quantity"): rows["name"].map(named["quantity"]).tolist(),
            words("table.value"): rows.value,
            words("table.lowest"): rows.low,
            words("table.highest"): rows.high,
            words("table.unit"): _units(rows, named),
            words("table.deviation"): rows.gsd,
            words("table.basis"): [_basis(row, words) for row in each],
            words("table.source"): rows.source.map(named["source"]).tolist(),
            words("table.terms"): [words(f"terms.{row.terms}") for row in each],
            words("table.licence"): words.label(rows, "licence"),
            words("table.year"): [_joined(", ", _year(row), row.geography) for row in each],
            words("table.match"): [match(row, words) for row in each],
            words("table.flags"): [words.listed_plainly(marks(row, named["flag"])) for row in each],
            words("table.dataset"): rows.dataset,
            words("table.note"): words.label(rows, "note"),
            words("table.citation"): rows.citation,
            words("table.url"): rows.url,
        }
    )


def _units(rows: pd.DataFrame, named: dict[str, dict]) -> list[str]:
    return [
        named["unit"][unit] + (per_unit(per, named) if isinstance(per, str) else "") for unit, per in zip(rows.unit, rows.per, strict=True)
    ]


def per_unit(unit: str, named: dict[str, dict]) -> str:
    """What a number is per: /kg, /(t·km)."""
    name = named["unit"].get(unit, unit)
    return f"/({name})" if "·" in name else f"/{name}"


def _year(row) -> str:
    return "" if pd.isna(row.year) else str(int(row.year))


def match(row, words: Texts) -> str:
    """How close a data set is to its material or activity; nothing for a property."""
    if not isinstance(row.match, str):
        return ""
    return words(f"match.of_activity.{row.match}" if ":" in getattr(row, "subject", "") else f"match.{row.match}")


def marks(row, flags: dict[str, str]) -> list[str]:
    """Names of the flags of a factor."""
    return [flags[flag] for flag in row.flags.split(";")] if isinstance(row.flags, str) else []


def _joined(sign: str, *parts) -> str:
    return sign.join(part for part in parts if isinstance(part, str) and part)


def labels(facts: Facts, words: Texts) -> dict[str, dict[str, str]]:
    """Names in one language, by id, of materials, quantities, units, sources and flags."""
    tables = {
        "material": facts.material,
        "quantity": pd.concat([facts.kind, facts.indicator]),
        "unit": facts.unit,
        "source": facts.origin,
        "flag": facts.flag,
    }
    return {name: words.label(table.set_index("id")).to_dict() for name, table in tables.items()}


def spread(row, words: Texts) -> str:
    """How uncertain a value is, and where that comes from; row: of the query "sheet" or "further"."""
    basis = _basis(row, words)
    if pd.notna(row.gsd):
        return words("table.gsd", factor=words.number(row.gsd**1.96, 2), basis=basis)
    return basis if row.kind == "property" or pd.isna(row.low) else words.listed_plainly([words.range(row.low, row.high), basis])


def _basis(row, words: Texts) -> str:
    return quality(row.basis, words) if row.kind == "property" else words(f"basis.{row.basis}")


def quality(name: str, words: Texts) -> str:
    """Kind of source of a property: standard, handbook, ... and whether it is of the class or of another material."""
    kind, _, stand_in = name.partition("-")
    return words(f"quality.of_{stand_in}", quality=words(f"quality.{kind}")) if stand_in else words(f"quality.{kind}")


def filled(rows: pd.DataFrame) -> pd.DataFrame:
    """A table without its columns that say nothing."""
    return rows.loc[:, (rows != "").any()]


def about(material, materials: pd.DataFrame, constituents: pd.DataFrame, words: Texts) -> list[str]:
    """What a material is: its family, what it replaces, what it is made of."""
    said = [f"{words.label(material, 'family')} · {words.label(material, 'subfamily')}"]
    if material.recycled_of in materials.index:
        said.append(words("facts.recycled_of", material=words.label(materials.loc[material.recycled_of])))
    if material.bio_based:
        said.append(words("facts.bio_based"))
    if len(constituents):
        shares = [f"{words.label(row)} {words.percent(row.share)}" for _, row in constituents.iterrows()]
        said.append(words("facts.composition", shares=", ".join(shares)))
    return said


def materials(rows: pd.DataFrame, words: Texts) -> pd.DataFrame:
    """All materials: id, name, family."""
    return pd.DataFrame({"id": rows.id, words("table.material"): words.label(rows), words("facts.family"): words.label(rows, "family")})


def every_source(sources: pd.DataFrame, words: Texts) -> pd.DataFrame:
    """Sources with their licence, terms, citation, and what to know of them."""
    return pd.DataFrame(
        {
            words("table.source"): words.label(sources).tolist(),
            words("table.terms"): [words(f"terms.{terms}") for terms in sources.terms],
            words("table.licence"): words.label(sources, "licence").tolist(),
            words("table.citation"): sources.citation.tolist(),
            words("table.note"): words.label(sources, "note").fillna("").tolist(),
            words("table.url"): sources.url.fillna("").tolist(),
        }
    )


def flags(rows: pd.DataFrame, words: Texts) -> pd.DataFrame:
    """What each flag means."""
    return pd.DataFrame({words("table.flags"): words.label(rows).tolist(), words("table.meaning"): words.label(rows, "help").tolist()})
