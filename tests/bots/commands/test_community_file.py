"""Settings as JSON read as they were written, and what is wrong in them is named."""

import json
from dataclasses import fields
from typing import Any

import pytest

from bots.commands.community_file import Named, read, write
from bots.dialogue.community import Community, Place
from bots.failures import Impossible
from core.domain.task import Kind

FOREST = Community(
    "7",
    "Förest 🌲",
    languages=("de", "pt-BR"),
    kinds=(Kind.ASSISTANT_REPLY, Kind.LABEL_INITIAL_PROMPT),
    place=Place.THREAD,
    paused=True,
    task_channel="70",
    board_channel="71",
    moderators_channel="72",
    moderator_roles=("73", "74"),
    locale="de",
)


def test_every_setting_comes_back_as_it_was() -> None:
    assert all(getattr(FOREST, entry.name) != getattr(Community("8"), entry.name) for entry in fields(Community))
    communities = [Named("discord", FOREST), Named("discord", Community("8")), Named("telegram", Community("-100"))]
    assert read(write(communities), "file") == communities


def test_what_is_left_out_has_its_default_and_languages_get_their_usual_form() -> None:
    text = json.dumps([{"platform": "discord", "id": "7", "languages": ["PT-br", "de", "pt-BR"]}])
    assert read(text, "file") == [Named("discord", Community("7", languages=("pt-BR", "de")))]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"board": "71"}, "there is no setting 'board'; those there are: platform, id, name,"),
        ({"platform": "irc"}, "platform has to be one of discord, telegram, not 'irc'"),
        ({"platform": ["discord"]}, "platform has to be one of discord, telegram, not ['discord']"),
        ({"id": 7}, "id has to be an id of discord, digits in quotes, not 7"),
        ({"id": ""}, "id has to be an id of discord"),
        ({"id": "-7"}, "id has to be an id of discord"),
        ({"name": "a\nb"}, "name has to be a text of up to 256 printable characters"),
        ({"name": None}, "name has to be a text"),
        ({"languages": "de"}, "languages has to be a list, not 'de'"),
        ({"languages": ["de", "German!"]}, "languages: 'German!' is not the tag of a language"),
        ({"languages": [1]}, "languages: 1 is not the tag of a language"),
        ({"kinds": ["review"]}, "each of kinds has to be one of initial_prompt, prompter_reply"),
        ({"place": "hologram"}, "place has to be one of private, thread, direct, not 'hologram'"),
        ({"paused": "yes"}, "paused has to be true or false, not 'yes'"),
        ({"board_channel": "general"}, "board_channel has to be an id of discord"),
        ({"moderator_roles": ["@everyone"]}, "moderator_roles has to be an id of discord"),
        ({"locale": "deutsch, bitte"}, "locale: 'deutsch, bitte' is not the tag of a language"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(change: dict[str, Any], told: str) -> None:
    entries = [{"platform": "discord", "id": "6"}, {"platform": "discord", "id": "7"} | change]
    with pytest.raises(Impossible) as no:
        read(json.dumps(entries), "file")
    assert str(no.value).startswith("Community 2 of file: ")
    assert told in str(no.value)
    assert str(no.value).endswith(". Nothing was changed.")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "file is not JSON: Expecting property name enclosed in double quotes in line 1, column 2."),
        ("{}", "file has to be a list of communities"),
        ("[7]", "Community 1 of file: it has to be an object with settings."),
        ('[{"platform": "discord"}]', "Community 1 of file: id is missing."),
        ('[{"platform": "discord", "id": "7"}, {"platform": "discord", "id": "7"}]', "discord:7 stands in it twice"),
    ],
)
def test_a_document_of_another_shape_is_refused(text: str, told: str) -> None:
    with pytest.raises(Impossible) as no:
        read(text, "file")
    assert told in str(no.value)
