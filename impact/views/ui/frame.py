"""What every page stands in: language, catalogue, examples, errors and tables."""

import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from impact import errors
from impact.model import edit, reading
from impact.model.checking import check
from impact.model.inventory import offers
from impact.model.study import Alternative, Study
from impact.scoring.boundaries import Assessment, assess
from impact.scoring.compare import Comparison, compare
from impact.scoring.gate import Finding, blocked
from impact.store.catalogue import DATA, Catalogue, terms_from_environment
from impact.store.facts import Facts
from impact.store.workspace import Workspace
from impact.views.charts.style import CONFIG, DARK, LIGHT, Theme
from impact.views.texts import Texts, languages, texts

#: What Streamlit leaves to be mended: the contrast of a chosen segment, and of the value of a slider, in the dark; what is said in English only.
STYLE = """<style>
[data-testid=stButtonGroup] [data-selected=true] p, [data-testid=stSliderThumbValue] p {{ color: {ink} }}
.rc-overflow-item-rest [data-testid=stTopNavSection] p {{ font-size: 0 }}
.rc-overflow-item-rest [data-testid=stTopNavSection] p::after {{ content: "{more}"; font-size: 0.875rem }}
[data-testid=stFileUploaderDropzone] button > * {{ position: absolute; opacity: 0 }}
[data-testid=stFileUploaderDropzone] button::after {{ content: "{choose}" }}
[data-testid=stFileUploaderDropzoneInstructions] {{ display: none }}
</style>"""


def start() -> Texts:
    """Words to begin with: the language chosen, else ?lang=, else the browser's, else the first there is."""
    known = languages()
    if "first_language" not in st.session_state:
        wanted = [name[:2].lower() for name in (st.query_params.get("lang"), st.context.locale) if name]
        st.session_state.first_language = next((name for name in wanted if name in known), known[0])
    return words()


def asked(parameter: str, known, unknown: type[errors.Unknown]) -> str | None:
    """What the address asks for by ?parameter=; a sentence on the page, and nothing, where it names nothing known."""
    name = st.query_params.get(parameter)
    if name is None or name in known:
        return name
    st.warning(words().error(unknown(parameter, name, errors.nearest(name, list(known)))))
    return None


def header(title: str, promise: str) -> Texts:
    """Head of a page, by keys of the texts: its title, its promise, and the language switch. Returns the words."""
    if "first_language" not in st.session_state:
        _framed()
    say = words()
    _retell(title, say.language)
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
        st.title(say(title), width="content")
        st.radio(
            say("app.language_label"),
            languages(),
            index=languages().index(_first_language()),
            format_func=lambda code: texts(code)("app.language"),
            key="language",
            horizontal=True,
            label_visibility="collapsed",
            width="content",
            persist_state="session",
        )
    if st.query_params.get("lang", say.language) != say.language:  # a reload keeps the language chosen
        st.query_params["lang"] = say.language
    st.markdown(say(promise))
    st.html(STYLE.format(ink=theme().ink, more=say("app.more"), choose=say("app.choose_file")))
    # Screen readers pronounce by the document's language, which Streamlit leaves at "en".
    st.html(f"<script>document.documentElement.lang = '{say.language}'</script>", unsafe_allow_javascript=True)
    return say


def _framed():
    """On the first visit of all, straight to a page: Streamlit runs the files of pages/ without app.py until a navigation was made."""
    address = json.dumps(f"{st.context.url}?{urlencode(st.query_params.to_dict())}")
    st.navigation([st.Page(lambda: None, title="Seuil")], position="hidden")
    st.html(f"<script>window.location.replace({address})</script>", unsafe_allow_javascript=True)
    st.stop()


def _retell(page: str, language: str):
    """Set every choice to itself when a page was last shown in another language.

    Only then does the browser show a choice under its name in the new language.
    """
    state, told = st.session_state, f"told_{page}"
    if state.get(told) == language:
        return
    for key, value in state.items():
        if isinstance(value, (str, list)) and key != "language":
            state[key] = value
    state[told] = language


def words() -> Texts:
    """Words of the language chosen in the frame."""
    return texts(st.session_state.get("language", _first_language()))


def _first_language() -> str:
    """Language before anything is chosen. It is the switch's default rather than its state:
    on a page shown later, the browser would take a click on the default for no change."""
    return st.session_state.get("first_language", languages()[0])


@st.cache_resource(show_spinner=False)
def catalogue() -> Catalogue:
    """The catalogue, opened once for all sessions."""
    return Catalogue(terms=terms_from_environment(), house=_house())


def _house() -> dict[str, pd.DataFrame]:
    """In-house rows; none where the workspace cannot be read, which its own page tells: the facts of the catalogue stand without it."""
    try:
        return workspace().rows()
    except errors.SeuilError:
        return {}


def forget_facts():
    """Open the catalogue again when next it is asked: in-house rows have changed. Whatever was computed from it goes with it."""
    st.cache_resource.clear()


@st.cache_resource(show_spinner=False)
def workspace() -> Workspace:
    """The workspace of this machine."""
    return Workspace()


@st.cache_resource(show_spinner=False)
def every_example() -> dict[str, Study]:
    """The worked examples by name of file."""
    return {file.stem: reading.load(file) for file in sorted((DATA / "studies").glob("*.toml"), key=lambda file: file.stem)}


@st.cache_resource(show_spinner=False)
def examples() -> dict[str, Study]:
    """The worked examples as far as the terms of use switched on allow them, by name of file."""

    held = facts(())  # what is wrong with the facts is wrong with no example

    def possible(study: Study) -> bool:
        try:
            check(study, held)
        except errors.SeuilError:
            return False
        return True

    allowed = {name: edit.within(study, possible) for name, study in every_example().items()}
    return {name: study for name, study in allowed.items() if study}


def left_out(example: str) -> list[Alternative]:
    """Alternatives of a worked example that the terms of use switched on leave out."""
    shown = {each.id for each in examples()[example].alternatives}
    return [each for each in every_example()[example].alternatives if each.id not in shown]


@st.cache_resource(show_spinner=False)
def labels() -> dict[str, pd.DataFrame]:
    """Rows of the catalogue that pages choose from, by id."""
    store = catalogue()
    asked = {"materials": {}, "families": {}, "functions": {}, "sources": {"terms": list(store.terms)}, "flags": {}}
    return {name: store.ask(name, **parameters).set_index("id", drop=False) for name, parameters in asked.items()}


@st.cache_resource(show_spinner=False)
def named(table: str, language: str) -> dict[str, str]:
    """Names of the rows of a table of `labels` in one language, by id."""
    return texts(language).label(labels()[table]).to_dict()


@st.cache_resource(show_spinner=False)
def searchable() -> dict[str, tuple[str, str]]:
    """Family, and bare names in every language, of each material, by id; a space stands before each word."""
    rows = labels()["materials"]
    names = rows[["id", "aliases", *(column for column in rows if column.startswith("name_"))]].fillna("")
    joined = [" " + " ".join(bare(" ".join(each))) for each in names.itertuples(index=False)]
    return dict(zip(rows.id, zip(rows.family, joined, strict=True), strict=True))


def matching(search: str, families: list[str]) -> list[str]:
    """Materials of which a name in any language has, for each word of `search`, a word that begins with it."""
    wanted = bare(search)
    return [
        name
        for name, (family, names) in searchable().items()
        if (not families or family in families) and all(f" {word}" in names for word in wanted)
    ]


def sift(page: str) -> list[str]:
    """Search and families, as choices of one page. Returns the materials that match."""
    say, families = words(), named("families", words().language)
    st.text_input(say("facts.search"), key=f"search_{page}", live=True, placeholder=say("facts.search_help"), persist_state="session")
    st.multiselect(
        say("facts.family"),
        list(families),
        format_func=families.get,
        key=f"families_{page}",
        placeholder=say("facts.all"),
        select_all=False,
        persist_state="session",
    )
    return matching(st.session_state[f"search_{page}"], st.session_state[f"families_{page}"])


def bare(text: str) -> list[str]:
    """Words of a text in small letters, without accents."""
    plain_letters = "".join(sign for sign in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(sign))
    return re.findall(r"\w+", plain_letters)


def compared(study: Study) -> Comparison:
    """Comparison of a study, computed once for studies that are equal but for their budget, needs, targets and what was considered."""
    return _compared(study.bare)


@st.cache_resource(show_spinner=False, max_entries=8, hash_funcs={Study: lambda study: study.model_dump_json()})
def _compared(study: Study) -> Comparison:
    return compare(study, facts(tuple(study.materials)))


def assessed(study: Study) -> Assessment:
    """A study held against its budget, once for studies that are equal but for needs, targets and what was considered."""
    return _assessed(study.bare.model_copy(update={"budget": study.budget}))


@st.cache_resource(show_spinner=False, max_entries=8, hash_funcs={Study: lambda study: study.model_dump_json()})
def _assessed(study: Study) -> Assessment:
    return assess(compared(study), study.budget)


@st.cache_resource(show_spinner=False, max_entries=64)
def facts(materials: tuple[str, ...]) -> Facts:
    """Facts about some materials, asked once."""
    return catalogue().facts(list(materials))


@st.cache_resource(show_spinner=False, max_entries=64)
def offered(materials: tuple[str, ...]) -> pd.DataFrame:
    """What each source could answer for some materials; see inventory.offers."""
    return offers(facts(materials).factor, list(materials))


@contextmanager
def errors_shown() -> Iterator[None]:
    """What a user can put right becomes one sentence on the page, and the page ends there."""
    try:
        yield
    except errors.SeuilError as problem:
        st.error(words().error(problem), icon=":material/error:")
        st.stop()


def shut(findings: list[Finding]) -> bool:
    """Must what is compared wait for an override? Then it says so."""
    if blocked(findings):
        st.warning(words()("compare.blocked"), icon=":material/front_hand:")
    return blocked(findings)


def theme() -> Theme:
    """Inks for figures on the page as it is shown."""
    return DARK if st.context.theme.type == "dark" else LIGHT


def section(page: str, label: str, named: dict[str, str]) -> str:
    """Switch between the sections of a page, the first to begin with. Returns the one that is shown.

    named: what they are called, by name
    """
    return st.segmented_control(
        label,
        list(named),
        default=next(iter(named)),
        required=True,
        format_func=named.get,
        key=f"at_{page}",
        wrap=True,
        label_visibility="collapsed",
        persist_state="session",
    )


def chart(figure, alt: str, key: str | None = None):
    """A figure, and what it shows for those who do not see it."""
    st.plotly_chart(figure, theme=None, config=CONFIG, alt=alt, key=key)


def table(rows: pd.DataFrame):
    """A table as text, its first column as the head of each row."""
    safe = rows.map(lambda cell: plain(cell) if isinstance(cell, str) else cell)
    st.table(safe.set_index(safe.columns[0]), border="horizontal")


def twin(key: str, rows: Callable[[], pd.DataFrame], figures: Callable[[], pd.DataFrame]):
    """A table under its chart, and its figures to take away; closed, and not even made, until it is asked for."""
    say = words()

    def show():
        table(rows())
        download(figures, say("compare.download"), f"seuil-{key}.csv")

    drawer(say("compare.as_table"), f"twin_{key}", show)


def drawer(title: str, key: str, show: Callable[[], None], icon: str | None = None):
    """What is closed, and not even made, until it is asked for."""
    box = st.expander(title, key=key, on_change="rerun", icon=icon)
    if box.open:
        with box:
            show()


def download(figures: Callable[[], pd.DataFrame], label: str, name: str):
    """Button that hands figures over as a spreadsheet of the reader's language opens them, made when it is pressed."""
    say = words()
    st.download_button(label, lambda: say.csv(figures()), name, "text/csv", on_click="ignore", icon=":material/download:")


def apart(named: dict[str, str]) -> dict[str, str]:
    """The same titles, with the name behind one that stands there before: the browser answers a choice by what it is called."""
    every = list(named.values())
    return {name: f"{title} · {name}" if title in every[:at] else title for at, (name, title) in enumerate(named.items())}


def bullets(lines: list[str]):
    """Sentences one under the other."""
    st.markdown("\n".join(f"- {plain(line)}" for line in lines))


def plain(text: str) -> str:
    """Text of a user or of a source, with nothing in it read as markup."""
    return "".join(f"\\{sign}" if sign in r"\`*_{}[]<>()#+-!|~$:" else sign for sign in text)
