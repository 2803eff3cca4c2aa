"""What surrounds an article on English news sites, as it is left in a copy of the page."""

from kb.language.boilerplate import Boilerplate

BOILERPLATE = Boilerplate(
    teasers=("(?:read|see|watch) (?:also|more)\\s*:",),
    endings=("(?:copyright )?© (?:copyright )?\\d{4}", "all rights reserved"),
    notices=("(?:we use|this (?:web)?site uses) cookies",),
    labels=("advertisement|share|tweet",),
    captions=("(?:photo|image|picture|video)\\s*:",),
    credits=("\\((?:ap|reuters|getty|afp)[^)]*\\)",),
    bylines=("by",),
    publishers=(),
    conjunctions=frozenset({"and", "with"}),
    dateline_words=frozenset({"published", "updated", "at", "on", "am", "pm"}),
    zones=(("utc|gmt", "UTC"), ("et|est|edt", "America/New_York")),
    timezone="America/New_York",
)
