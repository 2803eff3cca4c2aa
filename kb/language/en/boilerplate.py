"""What surrounds an article on English news sites, as it is left in a copy of the page."""

from kb.language.boilerplate import Boilerplate

_CHANNELS = (
    "(?:telegram|facebook|instagram|youtube|twitter|whatsapp|tiktok|threads|linkedin|newsletter|e-?mail|podcast|"
    "channel|push|inbox|breaking news alerts|google news|flipboard)"
)
_READ = "(?:read|see|watch|listen)"
_MONTHS = "(?:Jan|Feb|March|Mar|April|Apr|May|June|Jun|July|Jul|Aug|Sept|Sep|Oct|Nov|Dec)[a-z]*"
_AGENCIES = "(?:AP|Reuters|AFP|UPI|CNN|Bloomberg|dpa|DPA|TASS|Interfax|Xinhua|Ukrinform|RFE/RL|[A-Z][A-Za-z ]{1,24})"
# No place: "EXCLUSIVE – ", "NATO - ".
_NO_PLACE = "(?!(?:EXCLUSIVE|UPDATE|UPDATED|BREAKING|WATCH|OPINION|CORRECTION|ANALYSIS|LIVE|NATO|GOP|USA)(?![A-Z]))"

BOILERPLATE = Boilerplate(
    teasers=(
        f"{_READ} (?:also|more|next|related)\\s*:?(?= |$)",
        "(?:also )?(?:read|see) (?:this )?(?:also )?on (?:this )?(?:topic|subject)",
        "related(?: (?:stories|articles|coverage|content|news|posts|links|topics))?\\s*(?::|$)",
        "(?:more|full) (?:on this|coverage|from .{2,40})\\s*(?::|$)",
        "more (?:stories|news|articles)(?: (?:like this|on this topic|from .{2,40}))?\\s*(?::|$)",
        "(?:you (?:may|might) (?:also )?(?:like|be interested in|enjoy))",
        "(?:recommended|don['’]t miss|must read|what to read next|trending(?: now)?|up next)\\s*(?::|$)",
        "(?:story|article) continues (?:below|after)",
    ),
    endings=(
        "(?:copyright )?© (?:copyright )?(?:\\d{4}|.{2,60}\\d{4})",
        "copyright (?:©|\\(c\\)|\\d{4})",
        "all rights reserved",
        "(?:spotted|noticed|found|see) (?:an?|any) (?:error|mistake|typo)",
        "(?:comments|leave a comment|join the conversation|view comments)(?: \\(?\\d+\\)?)?\\s*:?$",
        "this material may not be (?:published|reproduced)",
    ),
    notices=(
        "(?:we|our (?:web)?site|this (?:web)?site) (?:and our partners )?uses? .{0,60}cookies?",
        ".{0,80}cookies?(?!\\w).{0,80}(?:accept|agree|consent|settings|policy|preferences)",
        "by (?:continuing|using|browsing|clicking|signing up|subscribing).{0,80}(?:agree|accept|consent|terms)",
        f"(?:sign up|subscribe|follow us|join us|like us|find us|get|download|receive|stay)(?!\\w).{{0,90}}{_CHANNELS}",
        "(?:follow) .{2,60} on (?:twitter|facebook|instagram|telegram|x)(?!\\w)",
        "(?:already )?(?:a subscriber|have an account|subscribed)\\?",
        "(?:subscribe|sign (?:up|in)|log ?in|register)(?: (?:now|today|here|to .{2,60}|for .{2,60}))?[.!]?$",
        "(?:support|donate to|contribute to|become a member of) .{0,40}(?:journalism|newsroom|independent|reporting)",
        "(?:privacy|cookie|editorial) policy|terms (?:of (?:use|service)|and conditions)|code of ethics",
        (
            "(?:associated press|ap|reuters|cnn|afp|the [a-z ]{2,30}) "
            "(?:writers?|reporters?|journalists?|correspondents?) .{2,160}contributed to this (?:report|story|article)"
        ),
        ".{2,160}contributed (?:reporting|to this (?:report|story|article))\\.?$",
        "reporting by .{2,160}(?:editing|writing)(?: by)?",
        (
            "(?:this (?:article|story|report) (?:was|has been|is) )(?:updated|corrected|republished|originally|first "
            "published|part of)"
        ),
        "(?:tags|topics|keywords|filed under|categories)\\s*:",
        "(?:reading time|time to read|\\d+ min(?:ute)?s? read)\\s*:?\\s*\\d*",
        "\\d[\\d,]* (?:views|comments|shares)$",
        "share (?:this|on|via)(?!\\w).{0,40}$",
        "(?:the )?(?:views|opinions) expressed (?:in|here|are).{0,120}",
        "(?:sponsored|paid|partner) (?:content|post|message)",
        "(?:your|this) (?:browser|device) (?:does not|doesn['’]t|is not)",
    ),
    labels=(
        "advertisement|advertise(?: with us)?|ad|sponsored|promoted|skip (?:ad|to (?:main )?content)",
        "(?:latest|top|breaking|more|most read|popular|trending|all|local|world) ?(?:news|stories|headlines)?",
        "most (?:read|popular|viewed|shared|commented)|editors?['’]s? (?:picks?|choice)",
        (
            "news|politics|world|business|opinion|sports?|culture|science|health|technology|tech|video|photos?|weather|"
            "lifestyle|entertainment|markets|live|u\\.?s\\.?|uk|europe|africa|asia"
        ),
        (
            "accept(?: all)?(?: cookies)?|reject(?: all)?|agree|i agree|decline|got it|ok|okay|close|allow|dismiss|"
            "manage (?:preferences|settings)"
        ),
        (
            "(?:read|show|load|view|see|learn) (?:more|less|all|full (?:story|article))|continue reading|next|previous|"
            "back|expand|collapse|submit|cancel|save|loading"
        ),
        (
            "log ?in|sign (?:in|up|out)|register|subscribe|search|menu|home(?:page)?|contact(?: us)?|about(?: us)?|"
            "careers|archive|rss|sitemap|help|faq"
        ),
        "comments?(?: \\(?\\d+\\)?)?|leave a (?:comment|reply)|no comments|discuss",
        "print|copy link|share(?: this)?|tweet|e-?mail|listen|bookmark|save(?: article)?|gift",
        "facebook|telegram|viber|twitter|instagram|whatsapp|youtube|tiktok|linkedin|messenger|threads|reddit|pinterest|x",
    ),
    captions=(
        (
            "(?:file |illustrative |archive |stock |handout )?"
            "(?:photo|image|picture|illustration|graphic|video|photograph)\\s*(?:[:©/]|[-–—] (?=\\S))"
        ),
        "(?:photo|image|picture|video) (?:by|courtesy of|credit)(?!\\w)[^.!?…]{0,90}",
        "(?:file|in this) (?:photo|image|picture)(?!\\w)",
        "(?:screenshot|screengrab|getty images)(?!\\w)[^.!?…]{0,90}$",
        "(?:source|credit)\\s*: ?[^.!?…]{2,60}$",
    ),
    credits=(
        (
            '(?:^|[.!?»"”(\\[|/–—]) ?\\(?(?:photo|image|picture|credit|photograph|illustration|video)(?: by)?'
            "\\s*[:©] ?.{1,70}"
        ),
        "[(\\[/|] ?(?:photo|image|credit|picture|file photo|screenshot|ap photo)(?!\\w)[^.]{0,70}",
        " (?:©|/ ?©) ?.{2,50}",
        "(?:[(/|]|[.”] ) ?(?:getty images|reuters|epa|afp|associated press|ap photo|shutterstock|depositphotos)\\)?",
    ),
    bylines=(
        "by(?: the)?",
        (
            "(?:written|reported|reporting|story|text|edited|words|interview(?:ed)?|author|analysis|opinion)(?: by)?"
            "\\s*[:–—-]?"
        ),
    ),
    publishers=(
        '© (?:copyright )?(?:\\d{4}\\s*(?:[-–—]\\s*\\d{4})?)?[,.]?(?: the)? ?["“]?([^"“”.,|©\\d]{2,40})',
        '(?:editorial|privacy) policy of ["“]?([^"“”.,|]{2,40})',
    ),
    conjunctions=frozenset({"and", "with", "von", "van", "de", "al", "bin"}),
    dateline_words=frozenset(
        {
            "published",
            "updated",
            "posted",
            "modified",
            "last",
            "first",
            "created",
            "date",
            "on",
            "at",
            "the",
            "of",
            "by",
        }
        | {"today", "yesterday", "time", "local", "am", "pm", "a", "p", "m", "st", "nd", "rd", "th", "oclock"}
    ),
    zones=(
        ("utc|gmt", "UTC"),
        ("et|est|edt|eastern(?: time)?", "America/New_York"),
        ("ct|cst|cdt", "America/Chicago"),
        ("pt|pst|pdt|pacific(?: time)?", "America/Los_Angeles"),
        ("bst", "Europe/London"),
        ("cet|cest", "Europe/Berlin"),
        ("eet|eest|kyiv time", "Europe/Kyiv"),
        ("msk|moscow time", "Europe/Moscow"),
    ),
    timezone="America/New_York",
    datelines=(
        (
            f"{_NO_PLACE}[A-Z][A-Z.'’-]{{2,}}(?: [A-Z][A-Z.'’-]*){{0,3}}"
            f"(?:, [A-Z][\\w.'’-]+(?: [A-Z][\\w.'’-]+)?){{0,2}}"
            f"(?:, {_MONTHS}\\.? \\d{{1,2}}(?:, \\d{{4}})?)?(?: ?\\({_AGENCIES}\\))? ?(?:—|–|--|-) (?=[\\w\"“'‘])"
        ),
        f"\\({_AGENCIES}\\) ?(?:—|–|--|-) (?=[\\w\"“'‘])",
    ),
)
