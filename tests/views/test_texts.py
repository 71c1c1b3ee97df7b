"""Two languages say the same: equal keys, equal blanks, every error and every key in the code has its sentence."""

import ast
import dataclasses
import io
import re
import string

import pandas as pd
import pytest

from impact import errors
from impact.cli import common
from impact.views import sentences
from impact.views.texts import flat, languages, literal, shortened, texts
from tests.conftest import ROOT
from tests.test_layers import sources


def blanks(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def test_languages():
    assert languages() == ["en", "fr"]
    with pytest.raises(errors.UnknownLanguage):
        texts("de")


def test_equal_keys_and_blanks():
    english, french = texts("en").entries, texts("fr").entries
    assert set(english) == set(french)
    assert {key for key in english if blanks(english[key]) != blanks(french[key])} == set()


def every_error() -> list[type]:
    found, level = [], [errors.SeuilError]
    while level:
        level = [inner for outer in level for inner in outer.__subclasses__()]
        found += level
    return found


@pytest.mark.parametrize("error", every_error(), ids=lambda error: error.__name__)
def test_every_error_has_a_sentence_that_names_its_fields(error):
    fields = {name: f"<{name}>" for name in (each.name for each in dataclasses.fields(error))}
    for language in languages():
        words = texts(language)
        entries = {name: [key for key in words.entries if key.startswith(f"{section}.")] for name, section in error.spoken.items()}
        for choice in range(max(map(len, entries.values()), default=1)):
            names = {name: keys[choice].removeprefix(f"{error.spoken[name]}.") for name, keys in entries.items()}
            said = words.error(error(**fields | names))
            spoken = {name: words(keys[choice], **fields) for name, keys in entries.items()}
            assert all(value in said for value in (fields | spoken).values())


def test_every_key_in_the_code_exists():
    """Literal keys exactly, composed ones by their beginning."""
    known = set(texts("en").entries) | {key.rsplit(".", 1)[0] for key in texts("en").entries}
    missing = []
    for path, text in sources().items():
        for node in ast.walk(ast.parse(text)):
            if not isinstance(node, ast.Call) or not node.args or ast.unparse(node.func).rsplit(".", 1)[-1] not in ("words", "say"):
                continue
            key = node.args[0]
            if isinstance(key, ast.Constant) and isinstance(key.value, str) and key.value not in known:
                missing.append((path, key.value))
            if isinstance(key, ast.JoinedStr) and isinstance(key.values[0], ast.Constant):
                if not any(name.startswith(key.values[0].value) for name in known):
                    missing.append((path, key.values[0].value))
    assert missing == []


def test_every_sentence_is_used():
    """By its key, or by the beginning of a composed one; sentences of errors and their rules by the classes."""
    code = "\n".join(sources().values())
    known = {f"error.{error.__name__}" for error in every_error()}
    spoken = {section for error in every_error() for section in error.spoken.values()}
    for key in texts("en").entries:
        name = re.sub(r"\.(zero|one|other)$", "", key)
        section = name.rsplit(".", 1)[0]
        assert key in code or name in code or f"{section}.{{" in code or key in known or section in spoken, key


def test_french_typography():
    """No plain apostrophe, no plain space before double signs: they would break at the end of a line."""
    for key, sentence in texts("fr").entries.items():
        if key != "number.separators":
            assert not re.search(r"'| [;:!?»]|« ", sentence), (key, sentence)


FORBIDDEN = {
    "en": ["sustainable", "green", "eco-friendly", "safe", "winner", "best choice", "compatible with planetary"],
    "fr": ["durable", "vert", "écologique", "vertueux", "gagnant", "meilleur choix", "compatible avec les limites"],
}


@pytest.mark.parametrize("language", FORBIDDEN)
def test_no_claim_in_any_sentence(language):
    for key, sentence in texts(language).entries.items():
        for word in FORBIDDEN[language]:
            assert not re.search(rf"\b{word}\b", sentence.lower()), (key, word)


def test_hostile_values_are_quoted_short_and_flat():
    said = texts("fr").error(errors.NotANumber("m", "x" * 10_000 + "\n\x00"))
    assert len(said) < 400 and "\n" not in said and "\x00" not in said
    assert shortened("a") == "a"
    assert "{evil}" in texts("en").error(errors.NotANumber("m", "{evil}"))


def test_every_kind_of_finding_and_stamp_has_a_sentence():
    text = (ROOT / "impact/scoring/gate.py").read_text(encoding="utf-8")
    kinds = set(re.findall(r'Finding\(\s*"(\w+)"|"(mixed\w*)"', text))
    for kind in {one or other for one, other in kinds}:
        assert {f"gate.{kind}", f"gate.{kind}.one"} & set(texts("en").entries), kind
    for kind in ("mixed", "mixed_by_default", "given", "declared"):
        assert f"stamp.{kind}" in texts("en").entries
    assert sentences.UNSURE == (0.05, 0.95)


def test_a_spreadsheet_opens_the_table_of_its_language():
    """Where the comma is a decimal sign, columns end with a semicolon; accents survive, figures are figures."""
    rows = pd.DataFrame({"Matériau": ["Épicéa; sec"], "x": [1234.5], "missing": [float("nan")]})
    french, english = texts("fr").csv(rows), texts("en").csv(rows)
    assert french.decode("utf-8-sig").splitlines() == ["Matériau;x;missing", '"Épicéa; sec";1234,5;']
    assert english.decode("utf-8-sig").splitlines() == ["Matériau,x,missing", "Épicéa; sec,1234.5,"]
    assert pd.read_csv(io.BytesIO(french), sep=";", decimal=",", encoding="utf-8-sig").x[0] == 1234.5


@pytest.mark.parametrize("text", ["=1+1", "+1+2", "-1 kg", "-1-2", "@a", "\ta", "\ra", "-1\n=2", "=a\r=1+1"])
def test_no_text_and_no_head_is_a_formula(text):
    rows = pd.DataFrame({text: [text, None], "x": [-1.5, 2.5]})
    for language, signs in (("en", {}), ("fr", {"sep": ";", "decimal": ","})):
        read = pd.read_csv(io.BytesIO(texts(language).csv(rows)), encoding="utf-8-sig", **signs)
        assert [read.columns[0], read.iloc[0, 0]] == ["'" + text.replace("\r", "\n")] * 2 and read.x.tolist() == [-1.5, 2.5]


@pytest.mark.parametrize("text", ["-", "–", "−12 %", "-12 %", "+3\u202f%", "+3,5", "a=b", "'=1", ""])
def test_what_no_spreadsheet_computes_stays_as_it_is(text):
    assert literal(pd.DataFrame({text: [text]})).to_dict("list") == {text: [text]}


def test_no_text_of_the_command_line_is_a_formula(capsys):
    common.write(pd.DataFrame({"@x": ["=1+1", "-"], "y": [-1.5, 2]}), common.Format.csv, {})
    assert capsys.readouterr().out == "'@x,y\n'=1+1,-1.5\n-,2.0\n"


def test_numbers_keep_their_digits_beside_texts():
    rows = pd.DataFrame({"a": [0.1, -2.0], "b": pd.array([2020, None], "Int32"), "c": pd.Series([1, None], dtype=object), "d": ["=x", "-"]})
    rows["e"] = rows.a.astype("float32")
    assert literal(rows).to_csv() == rows.to_csv().replace("=x", "'=x")


def test_none_of_them_has_a_sentence_of_its_own():
    blanks = {"indicators": 16, "complete": []}
    assert texts("fr")("gate.coverage", count=0, **blanks).startswith("Aucun des 16")
    assert texts("fr")("gate.coverage", count=1, **blanks | {"complete": ["x"]}).startswith("1 indicateur sur 16")


def test_flat():
    assert flat({"a": {"b": "c"}, "d": "e"}) == {"a.b": "c", "d": "e"}
