import stat
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given

from core.export.errors import FileUnusable
from core.export.pseudonyms import Hidden, Pseudonyms, release_key
from core.export.published import PublishedTree
from tests.core.export.samples import a_tree, few, forests

KEY = b"sixteen bytes or more"


@few
@given(forests())
def test_one_mapping_serves_messages_parents_and_trees(trees: list[PublishedTree]) -> None:
    for tree in trees:
        hidden = Pseudonyms(Hidden.ALL, KEY).of_tree(tree)
        place = {one.id: number for number, one in enumerate(tree.messages)}
        assert hidden.id == hidden.root.id != tree.id
        for before, after in zip(tree.messages, hidden.messages, strict=True):
            assert after.tree_id == hidden.id
            assert after.parent_id == (before.parent_id and hidden.messages[place[before.parent_id]].id)


def test_one_person_has_one_pseudonym_and_messages_keep_their_ids_by_default() -> None:
    tree = a_tree()
    hidden = Pseudonyms(Hidden.PEOPLE, KEY).of_tree(tree)
    assert [one.id for one in hidden.messages] == [one.id for one in tree.messages]
    assert not {one.author_id for one in hidden.messages} & {one.author_id for one in tree.messages}
    assert hidden == Pseudonyms(Hidden.PEOPLE, KEY).of_tree(tree)


def test_another_key_gives_other_pseudonyms() -> None:
    first, second = (Pseudonyms(Hidden.PEOPLE, key).of_tree(a_tree()) for key in (KEY, KEY[::-1]))
    assert first.root.author_id != second.root.author_id


def test_pseudonyms_look_like_ids_and_say_that_they_follow_a_rule_of_ours() -> None:
    pseudonym = UUID(Pseudonyms(Hidden.ALL, KEY).of_tree(a_tree()).id)
    assert (pseudonym.version, pseudonym.variant) == (8, "specified in RFC 4122")


def test_a_message_and_a_person_of_one_id_do_not_meet() -> None:
    hidden = Pseudonyms(Hidden.ALL, KEY)
    assert hidden._hash("person", "1") != hidden._hash("message", "1")


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
