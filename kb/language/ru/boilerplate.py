"""What surrounds an article on Russian-language news sites, as it is left in a copy of the page."""

from kb.language.boilerplate import Boilerplate

BOILERPLATE = Boilerplate(
    teasers=("читайте также",),
    notices=("мы используем (?:файлы )?cookie",),
    endings=("все права защищены",),
    labels=("реклама",),
    captions=("фото\\s*:",),
    credits=("[(\\[] ?фото\\s*: ?.{1,70}",),
    bylines=("автор\\s*:",),
    publishers=("© (?:\\d{4} )?([^,.]{2,40})",),
    conjunctions=frozenset({"и"}),
    dateline_words=frozenset({"опубликовано", "года", "в"}),
    zones=(("мск", "Europe/Moscow"),),
    timezone="Europe/Moscow",
)
