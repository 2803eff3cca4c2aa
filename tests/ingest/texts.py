"""Articles to add, each a little different, and what a store holds of them."""

from __future__ import annotations

from pathlib import Path

from kb.care.digest import all_held
from kb.store import open_store

TEXT = """Міст номер {number} відкриють у травні

2 грудня 2021, 17:50

Мер міста Ігор Ткач заявив, що міст номер {number} відкриють у травні.

«Ми не підемо на поступки», — сказав він журналістам. За даними поліції, {number} машин стояли на дорозі.
"""


def write(folder: Path, number: int) -> Path:
    """The folder with so many articles in it; every fourth is a reprint of the one before it."""
    folder.mkdir(exist_ok=True)
    for each in range(number):
        (folder / f"{each:03}.txt").write_text(TEXT.format(number=each - (each % 4 == 2)), encoding="utf-8")
    return folder


def held(store: Path) -> dict[str, str]:
    """The digest of every graph in a store on disk."""
    with open_store(f"oxigraph:{store}", read_only=True) as opened:
        return {each.iri: each.digest for each in all_held(opened)}
