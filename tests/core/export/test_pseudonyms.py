import stat
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.export.errors import FileUnusable
from core.export.pseudonyms import Hidden, Pseudonyms, release_key
from tests.core.export.samples import uuid

KEY = b"sixteen bytes or more"


@given(st.uuids().map(str), st.uuids().map(str))
def test_one_mapping_serves_all_mentions_and_no_two_ids_meet(one: str, other: str) -> None:
    hidden = Pseudonyms(Hidden.ALL, KEY)
    assert hidden.message(one) == Pseudonyms(Hidden.ALL, KEY).message(one) != one
    assert (hidden.message(one) == hidden.message(other)) == (one == other)
    assert (hidden.person(one) == hidden.person(other)) == (one == other)


def test_messages_keep_their_ids_by_default_and_people_do_not() -> None:
    hidden = Pseudonyms(Hidden.PEOPLE, KEY)
    assert hidden.message(uuid(1)) == uuid(1)
    assert hidden.person(uuid(1)) != uuid(1)


def test_nothing_is_hidden_where_nobody_asks_for_it() -> None:
    shown = Pseudonyms(Hidden.NONE, KEY)
    assert (shown.message(uuid(1)), shown.person(uuid(2))) == (uuid(1), uuid(2))


def test_another_key_gives_other_pseudonyms() -> None:
    first, second = (Pseudonyms(Hidden.PEOPLE, key).person(uuid(1)) for key in (KEY, KEY[::-1]))
    assert first != second


def test_pseudonyms_stay_the_same_from_version_to_version() -> None:
    assert Pseudonyms(Hidden.ALL, KEY).person(uuid(1)) == "25512b21-fa55-8efe-bf36-d98a2b3ce630"
    assert Pseudonyms(Hidden.ALL, KEY).message(uuid(1)) == "f0df56d1-47be-83bb-82ab-be70f9d6a528"


def test_pseudonyms_look_like_ids_and_say_that_they_follow_a_rule_of_ours() -> None:
    pseudonym = UUID(Pseudonyms(Hidden.ALL, KEY).message(uuid(1)))
    assert (pseudonym.version, pseudonym.variant) == (8, "specified in RFC 4122")


def test_a_message_and_a_person_of_one_id_do_not_meet() -> None:
    hidden = Pseudonyms(Hidden.ALL, KEY)
    assert hidden.person(uuid(1)) != hidden.message(uuid(1))


def test_a_key_file_is_made_for_its_owner_alone_and_used_again(tmp_path: Path) -> None:
    path = tmp_path / "key"
    key = release_key(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert release_key(path) == key
    assert len(key) >= 32


def test_without_a_file_each_release_has_a_key_of_its_own() -> None:
    assert release_key(None) != release_key(None)


def test_a_short_key_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "key"
    path.write_text("42\n")
    with pytest.raises(FileUnusable, match="holds less than 16 bytes"):
        release_key(path)


def test_a_key_file_that_can_not_be_made_or_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileUnusable, match="key can't be made"):
        release_key(tmp_path / "nowhere" / "key")
    with pytest.raises(FileUnusable, match="can't be read"):
        release_key(tmp_path)
