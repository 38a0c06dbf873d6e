"""What each type of finding means, as SARIF rules."""

from amana.types import CATEGORIES, FindingType

_MEANINGS: dict[FindingType, tuple[str, str]] = {
    "omission": ("Omission", "The source says something that the rendering leaves out without declaring it."),
    "addition": ("Addition", "The rendering says something that the source does not, outside square brackets."),
    "number": ("Number", "A number in the rendering differs from the source's."),
    "date": ("Date", "A date in the rendering differs from the source's."),
    "name": ("Name", "A name in the rendering is not the source's."),
    "negation": ("Negation", "A negation was lost or put in."),
    "hedge": ("Hedge", "Possibility became certainty, or the other way round."),
    "attribution": ("Attribution", "The words that say who claims it were lost, put in, or name another speaker."),
    "untranslated": ("Untranslated", "Text in the source's script stands in the rendering."),
    "role_swap": ("RoleSwap", "Who does it and to whom it is done have changed places."),
    "terminology": ("Terminology", "A glossary term is rendered otherwise than the glossary accepts."),
    "inconsistent": ("Inconsistent", "One term of the source is rendered in different ways."),
}

RULES: list[dict[str, object]] = [
    {
        "id": type_,
        "name": name,
        "shortDescription": {"text": meaning},
        "defaultConfiguration": {"level": "warning" if type_ == "inconsistent" else "error"},
        "properties": {"mqmCategory": CATEGORIES[type_], "tags": ["translation", *CATEGORIES[type_].split("/")]},
    }
    for type_, (name, meaning) in _MEANINGS.items()
]

RULE_INDICES: dict[FindingType, int] = {type_: index for index, type_ in enumerate(_MEANINGS)}
