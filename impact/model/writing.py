"""A study as the text of its file."""

import tomli_w

from impact.model.study import Study


def dumps(study: Study, function: dict[str, str]) -> str:
    """TOML text that `reading.loads` reads back as this study; what stands by default is left out.

    function: what is declared, by language, where the study has only its sizing; a file always declares a function
    """
    table = study.model_dump(exclude_none=True, exclude_defaults=True)
    return tomli_w.dumps({"format": study.format, **table, "function": table.get("function", function)})
