"""What is packed by gzip: unpacked as it is read, and refused where it grows out of proportion."""

from __future__ import annotations

import gzip
import json
import os
import threading
import tracemalloc
from pathlib import Path
from random import Random

import pytest

from kb.model import Article
from kb.read import read
from tests.read.pages import LEAD, page, told

LINE = json.dumps({"text": LEAD, "title": "Трамвай"}).encode() + b"\n"


def reading(path: Path, data: bytes) -> list[str]:
    path.write_bytes(data)
    return told(list(read(str(path))))


@pytest.mark.parametrize("name", ["a", "a.html", "a.gz"])
def test_gzip_is_known_by_its_first_bytes_whatever_its_name(tmp_path: Path, name: str) -> None:
    assert reading(tmp_path / name, gzip.compress(page().encode())) == ["Мер пообіцяв трамвай"]


def test_gzip_of_many_parts_is_one_stream(tmp_path: Path) -> None:
    assert reading(tmp_path / "a.jsonl.gz", gzip.compress(LINE) * 3) == ["Трамвай"] * 3


def test_gzip_within_gzip_is_refused(tmp_path: Path) -> None:
    (failure,) = reading(tmp_path / "a.gz", gzip.compress(gzip.compress(LINE)))
    assert "gzip within gzip" in failure


def test_a_bomb_is_refused_after_what_came_before_it(tmp_path: Path) -> None:
    data = gzip.compress(LINE) + gzip.compress(b"\n" * 100_000_000)
    tracemalloc.start()
    first, failure = reading(tmp_path / "a.jsonl.gz", data)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert first == "Трамвай"
    assert "more than 200 times its size" in failure
    assert peak < 20_000_000


def test_of_a_file_that_is_cut_off_the_whole_lines_are_taken(tmp_path: Path) -> None:
    random = Random(1)
    rows = ({"title": str(i), "text": f"{LEAD} {random.randrange(10**200)}"} for i in range(2000))
    lines = b"".join(json.dumps(row).encode() + b"\n" for row in rows)
    *titles, failure = reading(tmp_path / "a.jsonl.gz", gzip.compress(lines)[:-30000])
    assert titles[:3] == ["0", "1", "2"]
    assert "not a whole gzip file" in failure


def test_json_lines_of_any_size_take_little_memory(tmp_path: Path) -> None:
    """Through a pipe, which nobody can measure or read twice."""
    pipe = tmp_path / "pipe.jsonl"
    os.mkfifo(pipe)

    def write() -> None:
        with pipe.open("wb") as stream:
            for i in range(300):
                stream.write(LINE[:-2] + f', "id": {i}, "rest": "{"x" * 200_000}"}}\n'.encode())

    thread = threading.Thread(target=write)
    thread.start()
    tracemalloc.start()
    count = sum(isinstance(found, Article) for found in read(str(pipe)))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    thread.join()
    assert count == 300
    assert peak < 10_000_000
