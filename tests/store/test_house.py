"""Rows of one's own stand under the rules of the catalogue: refused before they are stored, or facts like all others."""

import io

import pandas as pd
import pytest

from impact import errors
from impact.store import house
from impact.store.catalogue import DATA, HOUSE, SOURCED, TERMS, Catalogue
from impact.store.workspace import Workspace

SOURCE = "own-epd,Own EPD,FDES maison,EPD,Us,1,2026,EF 3.1,own,interne,{terms},,us 2026,,"
ROWS = {
    "source": [SOURCE.format(terms="unconfirmed")],
    "material": ["own-steel,Own steel,Acier maison,carbon-steel,ours,le nôtre,,false,false,"],
    "composition": ["own-steel,Fe,0.99,own analysis"],
    "property": ["own-steel,density,7800,7850,kg/m3,own-epd,p. 1,datasheet", "own-steel,youngs_modulus,205,210,GPa,own-epd,p. 1,datasheet"],
    "factor": ["own-steel,GWP-total,1.5,kg CO2 eq,kg,A1-A3,own-epd,Own,own-1,2025,FR,exact,1.1,published bounds,,,"],
    "price": ["aluminium,1999,1.5,USD/kg,own-epd,invoice"],
}


def csv(table: str, *rows: str) -> bytes:
    return "\n".join([",".join(house.columns(table)), *rows, ""]).encode()


def frames(**changes: list[str]) -> dict[str, pd.DataFrame]:
    return {table: house.read(table, csv(table, *rows)) for table, rows in (ROWS | changes).items()}


@pytest.fixture(scope="module")
def own():
    return Catalogue(house=frames())


def test_keys_are_those_of_the_schema(catalogue):
    keys = catalogue.connection.cursor().execute(
        "SELECT table_name, constraint_column_names FROM duckdb_constraints() WHERE constraint_type = 'PRIMARY KEY'"
    )
    found = {table: tuple(columns) for table, columns in keys.fetchall()}
    assert {table: found[table] for table in HOUSE} == HOUSE


def test_in_house_rows_are_facts_like_all_others(own, catalogue):
    facts = own.facts()
    assert len(facts.material) == 239 and len(facts.factor) == len(catalogue.facts().factor) + 1
    assert facts.default.set_index("material").source["own-steel"] == "own-epd"
    assert facts.stages.subfamily["own-steel"] == "carbon-steel" and "own-steel" not in facts.stages.kind  # its end of life is not known
    assert facts.supply.feed.query("material == 'own-steel'").constituent.tolist() == ["Fe"]
    assert own.supply.price.query("year == 1999").value.tolist() == [1.5]
    assert facts.factor.query("material == 'own-steel'").value.item() == 1.5


def test_terms_switch_them_off(own):
    free = Catalogue(terms=TERMS[:3], house=frames())
    assert "own-steel" in own.facts().material.id.tolist() and "own-steel" not in free.facts().material.id.tolist()
    for table in set(SOURCED) & set(HOUSE):
        assert free.connection.cursor().execute(f"SELECT count(*) FROM {table} WHERE source = 'own-epd'").fetchone() == (0,)


def test_digest_takes_them_in(own, catalogue):
    assert Catalogue(house={}).digest == catalogue.digest != own.digest
    other = ROWS["factor"][0].replace(",1.5,", ",1.6,")
    assert Catalogue(house=frames(factor=[other])).digest != own.digest == Catalogue(house=frames()).digest


FACTOR = ROWS["factor"][0]


@pytest.mark.parametrize(
    ("table", "row", "rule", "found"),
    [
        ("factor", FACTOR.replace(",1.5,", ",,"), "not_null", "value"),
        ("factor", FACTOR.replace("own-steel", "own-stell"), "reference", "own-stell"),
        ("factor", FACTOR.replace("kg CO2 eq", "g CO2 eq"), "reference", "g CO2 eq"),
        ("factor", FACTOR.replace(",1.5,", ',"1,5",'), "type", "1,5"),
        ("factor", FACTOR.replace(",1.5,", ",0,"), "check", "value"),
        ("factor", FACTOR, "unique", "own-steel, GWP-total, own-epd"),
        (
            "factor",
            FACTOR.replace("GWP-total", "AP").replace("kg CO2 eq", "mol H+ eq").replace(",,,", ",no-such-flag,,"),
            "reference",
            "no-such-flag",
        ),
        ("material", "steel-carbon-bof,X,X,carbon-steel,x,x,,false,false,", "unique", "steel-carbon-bof"),
        ("material", "own-2,X,X,carbon-steel,x,x,no-such,false,false,", "reference", "recycled_of: no-such"),
        ("material", "../x,X,X,carbon-steel,x,x,,false,false,", "check", "regexp"),
        ("composition", "own-steel,C,0.02,x", "check", "own-steel"),
        ("property", "own-steel,shear_modulus,nan,nan,GPa,own-epd,x,datasheet", "type", "nan"),
        ("price", "aluminium,1998,inf,USD/kg,own-epd,x", "type", "inf"),
    ],
)
def test_a_row_that_breaks_a_rule_is_refused_with_its_number(table, row, rule, found):
    with pytest.raises(errors.RowRefused) as refused:
        Catalogue(house=frames(**{table: [*ROWS[table], row]}))
    assert refused.value.file == f"workspace/{table}" and refused.value.rule == rule and found in refused.value.found
    assert refused.value.line == (1 if table == "composition" else len(ROWS[table]) + 1)


def test_other_tables_and_columns_are_refused():
    with pytest.raises(errors.UnknownTable):
        Catalogue(house={"indicator": frames()["source"]})
    with pytest.raises(errors.ColumnsDiffer):
        Catalogue(house={"factor": frames()["source"]})


def test_a_file_is_read_as_text_cells():
    content = csv("composition", '"a ""b""\nc",=cmd(),0.10,é', "", "x,y,z,").replace(b"\n", b"\r\n")
    rows = house.read("composition", b"\xef\xbb\xbf" + content)
    assert rows.to_numpy().tolist() == [['a "b"\r\nc', "=cmd()", "0.10", "é"], ["x", "y", "z", ""]]
    assert house.read("price", csv("price")).empty


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", errors.ColumnsDiffer),
        (csv("composition", "é").decode().encode("utf-16"), errors.TableNotUtf8),
        (csv("composition", "é,b,c,d").decode().encode("latin-1"), errors.TableNotUtf8),
        (csv("composition", "a,b,c"), errors.RowRefused),
        (csv("composition", 'a,b,c,"d'), errors.RowRefused),
        (csv("composition", "a,b,c," + "d" * 200_000), errors.RowRefused),
        (bytes(house.LARGEST + 1), errors.TableTooLarge),
    ],
)
def test_a_file_that_is_no_table_is_refused(content, error):
    with pytest.raises(error):
        house.read("composition", content)


def test_a_table_that_takes_none_is_named():
    for ask in (lambda: house.read("country", b""), lambda: house.as_text("../factor", pd.DataFrame())):
        with pytest.raises(errors.UnknownTable) as unknown:
            ask()
        assert unknown.value.allowed == list(HOUSE)


# --- in the workspace --------------------------------------------------------------------


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    """A workspace with a source, a material and a factor of its own."""
    workspace = Workspace(tmp_path_factory.mktemp("held"))
    for table in ("source", "material", "factor"):
        workspace.add_rows(table, frames()[table], by="Ana")
    return workspace


def test_rows_come_back_as_they_went_in(held):
    rows = held.rows()
    assert list(rows) == ["source", "material", "factor"]
    for table, frame in rows.items():
        assert frame.to_csv(index=False).encode() == csv(table, *ROWS[table])
    assert Catalogue(house=rows).facts().factor.query("material == 'own-steel'").value.item() == 1.5


def test_numbers_and_gaps_of_a_frame_become_cells():
    frame = pd.read_csv(io.BytesIO(csv("factor", FACTOR)))
    cells = house.as_text("factor", frame).iloc[0]
    assert (cells.value, cells.year, cells["flags"]) == ("1.5", "2025", "")


def test_what_is_refused_is_not_stored_and_named_by_its_line(held):
    good = FACTOR.replace("GWP-total", "AP").replace("kg CO2 eq", "mol H+ eq")
    for bad, rule in ((FACTOR, "unique"), (good.replace(",1.5,", ",-,").replace("AP", "EP-marine"), "type")):
        with pytest.raises(errors.RowRefused) as refused:
            held.add_rows("factor", house.read("factor", csv("factor", good, bad)))
        assert (refused.value.file, refused.value.line, refused.value.rule) == ("factor.csv", 3, rule)
    with pytest.raises(errors.ColumnsDiffer):
        held.add_rows("factor", pd.DataFrame({"value": [1]}))
    with pytest.raises(errors.UnknownTable):
        held.add_rows("country", pd.DataFrame())
    assert {table: len(rows) for table, rows in held.rows().items()} == {"source": 1, "material": 1, "factor": 1}


def test_a_row_that_others_refer_to_stays(held):
    with pytest.raises(errors.RowRefused) as refused:
        held.withdraw("source", "own-epd")
    assert (refused.value.file, refused.value.rule) == ("workspace/factor", "reference")
    with pytest.raises(errors.UnknownRow):
        held.withdraw("factor", ["own-steel", "GWP-total", "own"])
    with pytest.raises(errors.UnknownRow):
        held.withdraw("price", ["aluminium", "1999"])


def test_a_row_is_withdrawn_and_may_come_again(tmp_path):
    workspace = Workspace(tmp_path)
    workspace.add_rows("source", frames()["source"])
    workspace.withdraw("source", "own-epd", by="Bo")
    assert workspace.rows() == {}
    workspace.add_rows("source", house.read("source", csv("source", SOURCE.format(terms="free"))))
    assert workspace.rows()["source"].terms.tolist() == ["free"]


def test_rows_that_no_longer_fit_may_be_withdrawn_one_by_one():
    """As after an update that brought two rows of the same keys."""
    taken = ["steel-carbon-bof,X,X,carbon-steel,x,x,,false,false,", "pp,Y,Y,carbon-steel,x,x,,false,false,"]
    both = frames(material=taken)
    left = house.without_row({"material": both["material"]}, "material", ["pp"])
    assert left["material"].id.tolist() == ["steel-carbon-bof"]
    assert DATA.is_dir() and house.without_row(left, "material", ["steel-carbon-bof"])["material"].empty


def test_a_table_of_a_spreadsheet_with_decimal_commas_is_read():
    columns = house.columns("property")
    cells = {name: "x" for name in columns} | {"min": "1,5", "max": "2,5e3", "locator": "table 1,5, page 2"}
    lines = ";".join(columns) + "\r\n" + ";".join(cells[name] for name in columns) + "\r\n"
    [row] = house.read("property", ("\ufeff" + lines).encode()).to_dict("records")
    assert (row["min"], row["max"], row["locator"]) == ("1.5", "2.5e3", "table 1,5, page 2")
