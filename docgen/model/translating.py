"""An alliance in English: each text for which the file or the programme has English words, in those words."""

from collections.abc import Mapping
from typing import Any

from docgen.model.alliance import Alliance, Member, Profile
from docgen.model.values import Record


def english_words(alliance: Alliance) -> dict[str, str]:
    """Return what the file itself puts into English: its translations and the English names in it."""
    named: tuple[Profile | Member, ...] = (alliance.profile, *alliance.members)
    names = {part.name: part.english_name for part in named if part.english_name}
    return names | {translation.zh: translation.en for translation in alliance.english}


def with_english_names(alliance: Alliance) -> Alliance:
    """Return the alliance where it and its members have for English name what the file's translations call them."""
    words = english_words(alliance)
    members = tuple(member.model_copy(update={"english_name": words.get(member.name)}) for member in alliance.members)
    profile = alliance.profile.model_copy(update={"english_name": words.get(alliance.profile.name)})
    return alliance.model_copy(update={"profile": profile, "members": members})


def in_english(alliance: Alliance, words: Mapping[str, str]) -> Alliance:
    """Return the alliance with every text that is known in English replaced by it; ``words`` are the programme's.

    A text without English stays as it is. Ids change alike wherever they stand, so references hold.
    """
    translated: Alliance = mapped(alliance, {**words, **english_words(alliance)})
    return translated.model_copy(update={"english": alliance.english})


def mapped(value: Any, words: Mapping[str, str]) -> Any:
    """Return a value, however deep, with every text in it that ``words`` have replaced by what they say."""
    if isinstance(value, Record):
        fields = type(value).model_fields
        return value.model_copy(update={name: mapped(getattr(value, name), words) for name in fields})
    if isinstance(value, str):
        return words.get(value, value)
    if type(value) is tuple:
        return tuple(mapped(part, words) for part in value)
    if isinstance(value, list):
        return [mapped(part, words) for part in value]
    if isinstance(value, dict):
        return {key: mapped(part, words) for key, part in value.items()}
    return value
