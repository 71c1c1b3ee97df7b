"""The documentation names what there is: commands, options, pages, tables, sources, libraries."""

import re
import tomllib

import pytest
from typer.main import get_command

from impact.cli import app
from impact.model import reading
from impact.model.checking import check
from tests.conftest import EXAMPLES, ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
DATA = (ROOT / "data/README.md").read_text(encoding="utf-8")


def test_commands_and_options_are_documented():
    for name, command in get_command(app).commands.items():
        assert f"python -m impact {name}" in README, name
        assert command.help
        for option in command.params:
            if option.opts[0].startswith("--"):
                assert option.opts[0] in README, option.opts[0]


def test_pages_are_documented_in_both_languages():
    for language in ("en", "fr"):
        entries = tomllib.loads((ROOT / f"impact/views/texts/{language}.toml").read_text(encoding="utf-8"))["page"]
        assert {file.stem for file in (ROOT / "pages").glob("*.py")} == set(entries)
        assert all(title in README for title in entries.values())


def test_make_targets_are_documented():
    targets = re.findall(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)[0].split()
    assert all(f"make {target}" in README for target in targets)


def test_examples_are_documented():
    assert all(path.stem in README for path in EXAMPLES)


@pytest.mark.parametrize("table", sorted(file.stem for file in (ROOT / "data").glob("*.csv")))
def test_tables_and_their_columns_are_documented(table):
    assert f"### {table}.csv" in DATA
    section = DATA.split(f"### {table}.csv")[1].split("\n### ")[0]
    columns = (ROOT / "data" / f"{table}.csv").read_text(encoding="utf-8").splitlines()[0].split(",")
    for column in columns:
        plain = re.sub(r"_(en|fr)$", "_*", column)
        assert f"`{column}`" in section or f"`{plain}`" in section, column


def test_sources_and_flags_are_documented():
    for table in ("source", "flag"):
        for line in (ROOT / "data" / f"{table}.csv").read_text(encoding="utf-8").splitlines()[1:]:
            assert f"`{line.split(',')[0]}`" in DATA


def test_counts_are_those_of_the_files():
    counts = {table: len((ROOT / "data" / f"{table}.csv").read_text(encoding="utf-8").splitlines()) - 1 for table in ("material", "property", "factor", "source")}
    assert f"{counts['material']} materials in 10 families, {counts['property']:,} property values, {counts['factor']:,} impact factors" in DATA
    assert f"{counts['source']} sources" in DATA
    assert f"{counts['material']} materials, {counts['property']:,} properties, {counts['factor']:,} impact factors" in README


def test_libraries_are_explained():
    for line in (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            assert f"**{re.split('[<>=]', line)[0]}**" in ARCHITECTURE


def test_modules_are_in_the_architecture():
    for file in (ROOT / "impact").rglob("*.py"):
        if file.stem not in ("__init__", "__main__"):
            place = file.relative_to(ROOT).as_posix()
            assert f"| {place}" in ARCHITECTURE, place


def test_the_study_files_of_the_readme_are_read(facts):
    """Each block is set into the bonnet: an alternative of the same id says more of it, other lists and tables are added."""
    table = tomllib.loads((ROOT / "data/studies/bonnet.toml").read_text(encoding="utf-8"))
    for block in re.findall(r"```toml\n(.*?)```", README, re.DOTALL):
        for key, said in tomllib.loads(block).items():
            if key == "alternatives":
                named = {each["id"]: each for each in said}
                table[key] = [each | named.get(each["id"], {}) for each in table[key]]
            else:
                table[key] = table.get(key, []) + said if isinstance(said, list) else said
    study = reading.parse(table)
    check(study, facts)
    steel = study.alternative("steel")
    assert study.hypotheses[-1].spread == 1.05 and study.targets and study.costs.currency == "EUR"
    assert steel.parts[0].price and steel.costs and steel.circularity and study.considered[0].verdict == "rejected"


def test_links_lead_somewhere():
    for file in (ROOT / "README.md", ROOT / "ARCHITECTURE.md", ROOT / "data/README.md"):
        for target in re.findall(r"\]\(([^)#]+)\)", file.read_text(encoding="utf-8")):
            if not target.startswith("http"):
                assert (file.parent / target).exists(), f"{file.name}: {target}"
