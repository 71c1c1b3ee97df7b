"""The same questions without a browser: python -m impact ..."""

import re
import sys

from typer.exceptions import TyperException

from impact import errors
from impact.cli import ask, common, keep
from impact.cli.common import app
from impact.views.texts import languages, texts

__all__ = ["app", "ask", "common", "keep", "main"]


def main(arguments: list[str] | None = None):
    """Run a command; what a user can put right ends in one line and exit code 2."""
    arguments = sys.argv[1:] if arguments is None else arguments
    asked = re.search(r"--language[ =](\w+)", " ".join(arguments))
    language = asked[1] if asked and asked[1] in languages() else "en"
    try:
        raise SystemExit(app(arguments or ["--help"], prog_name="python -m impact", standalone_mode=False))
    except TyperException as problem:
        said = errors.BadCommand(problem.format_message())
    except errors.SeuilError as problem:
        said = problem
    print(texts(language).error(said), file=sys.stderr)
    raise SystemExit(2)
