"""Templates to text: HTML escaped by Jinja2, Markdown escaped in the same way, no word in either but the wording's."""

from __future__ import annotations

import re
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from kb.errors import KnowledgeBaseError
from kb.report import cards, dating, links, markdown, matching
from kb.report.drawing import draw_chain, path_in_words
from kb.report.marking import Role
from kb.report.wording import Wording

if TYPE_CHECKING:
    from jinja2 import Environment

FORMS: dict[str, str] = {"html": ".html", "markdown": ".md"}
"""The forms of a report and how their files end."""


class UnknownForm(KnowledgeBaseError, ValueError):
    """A form that no report is written in."""


def suffix(form: str) -> str:
    """How a file of this form ends. Raises UnknownForm."""
    if form not in FORMS:
        raise UnknownForm(f"no form {form!r}; there are: {', '.join(FORMS)}")
    return FORMS[form]


def render(template: str, form: str, w: Wording, /, **values: Any) -> str:
    """The report of this template in this form, in the words of one language."""
    end = suffix(form)
    say = {name: partial(function, w=w) for name, function in _SAYING.items()}
    page = _environment(form).get_template(f"{template}{end}.jinja")
    return page.render(w=w, role_words=_roles(w), **say, **values).strip() + "\n"


def _roles(w: Wording) -> dict[Role, str]:
    return {
        Role.SOURCE: w.legend_source,
        Role.CUE: w.legend_cue,
        Role.CONTENT: w.legend_content,
        Role.TIME: w.legend_time,
    }


_SAYING: dict[str, Any] = {
    "counted": dating.counted,
    "noun": dating.noun,
    "moment": dating.moment,
    "interval": dating.interval,
    "draw_chain": draw_chain,
    "path_in_words": path_in_words,
    "rule_words": matching.rule_words,
    "reason_words": matching.reason_words,
}


@cache
def _environment(form: str) -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("kb.report"),
        autoescape=True,
        finalize=None if form == "html" else _in_markdown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"quote": markdown.quote, "fence": markdown.fence, "exact": exact}
    environment.globals |= {
        "iso": dating.iso,
        "day_of": dating.day_of,
        "id_of": links.id_of,
        "title": cards.title,
        "md_link": markdown.link,
        "web_address": links.web_address,
        "words_in_original": links.words_in_original,
    }
    return environment


def _in_markdown(value: object) -> Markup:
    """Escaped for Markdown before Jinja2 sees it, and marked so that it is not escaped for HTML on top."""
    return value if isinstance(value, Markup) else markdown.escape(str(value))


def exact(text: str) -> Markup:
    """The text escaped for HTML so that a browser keeps its carriage returns; what HTML cannot hold becomes U+FFFD."""
    kept = str(escape(_UNSPEAKABLE.sub("\ufffd", text)))
    return Markup(kept.replace("\r", "&#13;"))  # noqa: S704 - escaped


_UNSPEAKABLE = re.compile("[\0\ud800-\udfff]")  # NUL and lone surrogates: no character reference stands for them
