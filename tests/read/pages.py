"""An article as its page, for the tests of what holds pages or points to them."""

from __future__ import annotations

from kb.model import Article
from kb.read import Failure

LEAD = "Мер міста Олег Сорока пообіцяв, що новий трамвай запустять навесні наступного року."
BODY = "За його словами, вагони вже замовили, а колії ремонтують від початку літа."


def page(title: str = "Мер пообіцяв трамвай", *, head: str = "") -> str:
    """The page of an article; another title makes it another article."""
    return (
        f'<!DOCTYPE html><html lang="uk"><head><meta charset="utf-8">{head}</head><body><article><h1>{title}</h1>'
        f"<p>{LEAD}</p><p>{BODY}</p></article></body></html>"
    )


def told(found: list[Article | Failure]) -> list[str]:
    """The titles of articles and the lines of failures."""
    return [f"{f.title}" if isinstance(f, Article) else str(f) for f in found]
