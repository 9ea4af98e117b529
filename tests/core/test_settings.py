import stat
from pathlib import Path

import pytest

from core.domain.person import Identity
from core.domain.policy import Policy
from core.settings import SettingsError, host_and_port, load_settings

pytestmark = pytest.mark.usefixtures("nothing_set")


def test_with_nothing_set_everything_lies_in_the_data_folder() -> None:
    settings = load_settings()
    assert settings.home == Path("arboretum-data")
    assert settings.database_url == "sqlite:///arboretum-data/trees.db"
    assert settings.desk_url == "sqlite:///arboretum-data/desk.db"
    assert settings.policy == Policy()


def test_the_databases_follow_the_data_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARBORETUM_HOME", "/srv/trees")
    assert load_settings().database_url == "sqlite:////srv/trees/trees.db"


def test_a_file_called_env_is_read_and_the_environment_goes_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("ARBORETUM_CONTACT=from the file\nARBORETUM_LICENCE=CC0-1.0\n")
    monkeypatch.setenv("ARBORETUM_CONTACT", "from the environment")
    settings = load_settings()
    assert (settings.contact, settings.licence) == ("from the environment", "CC0-1.0")


def test_what_a_caller_gives_goes_before_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARBORETUM_DATABASE_URL", "sqlite:///set.db")
    assert load_settings(database_url="sqlite:///given.db").database_url == "sqlite:///given.db"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("postgres://ada@host/trees", "postgresql://ada@host/trees"),
        ("postgresql://host/trees?sslmode=require", "postgresql://host/trees?ssl=require"),
        ("sqlite+aiosqlite:///trees.db", "sqlite+aiosqlite:///trees.db"),
        ("postgresql://ada:x@one,two:5433/trees", "postgresql://ada:x@/trees?host=one,two&port=5432,5433"),
        ("postgresql://[::1],two/trees?sslmode=require", "postgresql:///trees?host=::1,two&port=5432,5432&ssl=require"),
    ],
)
def test_a_database_may_be_named_as_hosts_name_it(monkeypatch: pytest.MonkeyPatch, written: str, read: str) -> None:
    monkeypatch.setenv("DATABASE_URL", written)
    assert load_settings().database_url == read


def test_the_variable_with_the_prefix_goes_before_the_one_without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:///host.db")
    monkeypatch.setenv("ARBORETUM_DATABASE_URL", "sqlite:///ours.db")
    assert load_settings().database_url == "sqlite:///ours.db"


def test_the_desk_needs_a_database_of_its_own_beside_a_tree_store() -> None:
    both = {"database_url": "postgresql://host/one", "desk_url": "postgres://host/one"}
    with pytest.raises(SettingsError, match=r"^ARBORETUM_DESK_URL names the database of the tree store: give the desk"):
        load_settings(**both)
    assert load_settings(**both, store_url="https://trees.example.org").desk_url == "postgresql://host/one"


def test_only_a_postgresql_has_a_replica() -> None:
    replica = {"replica_url": "postgres://two/trees"}
    with pytest.raises(SettingsError, match=r"^ARBORETUM_REPLICA_URL can't be used: only a PostgreSQL has replicas"):
        load_settings(**replica)
    given = load_settings(**replica, database_url="postgresql://one/trees")
    assert given.replica_url == "postgresql://two/trees"
    assert given.replica_lag_seconds == 60


def test_an_empty_variable_is_an_unset_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARBORETUM_SECRET", "")
    assert load_settings().secret is None


def test_admins_are_pairs_of_platform_and_id(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARBORETUM_ADMINS", "terminal:ada, discord:42")
    assert load_settings().admins == (Identity("terminal", "ada"), Identity("discord", "42"))


@pytest.mark.parametrize("missing", ["collection_name", "licence", "contact", "privacy_url"])
def test_without_one_of_the_four_facts_it_is_a_trial(missing: str) -> None:
    facts = dict.fromkeys(("collection_name", "licence", "contact", "privacy_url"), "known")
    assert not load_settings(**facts).trial
    assert load_settings(**facts | {missing: ""}).trial


def test_rules_of_the_policy_come_from_variables_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARBORETUM_POLICY__MAX_ACTIVE_TREES", "20")
    monkeypatch.setenv("ARBORETUM_POLICY__RANDOM_GOAL_SIZE", "true")
    monkeypatch.setenv("ARBORETUM_POLICY__ENABLED_LANGUAGES", "en, gsw")
    monkeypatch.setenv("ARBORETUM_POLICY__LANGUAGES", '{"gsw": {"reviews_reply": 1}}')
    policy = load_settings().policy
    assert (policy.max_active_trees, policy.random_goal_size) == (20, True)
    assert policy.enabled_languages == ("en", "gsw")
    assert policy.for_language("gsw").reviews_reply == 1


def test_rules_may_come_as_one_object_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARBORETUM_POLICY", '{"max_depth": 2, "goal_size": 5}')
    monkeypatch.setenv("ARBORETUM_POLICY__GOAL_SIZE", "7")
    assert load_settings().policy == Policy(max_depth=2, goal_size=7)


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("DATABASE_URL", "mysql://host/trees", "give an address like sqlite:///"),
        ("DESK_URL", "desk.db", "give an address like sqlite:///"),
        ("DATABASE_URL", "postgresql://one,two:x/trees", "name hosts as in postgresql://user@one:5432,two:5432/name"),
        ("REPLICA_URL", "sqlite:///trees.db", "only PostgreSQL has replicas"),
        ("REPLICA_LAG_SECONDS", "0", "greater than 0"),
        ("SYNCHRONOUS_STANDBY", "yes", "'optional' or 'required'"),
        ("ADMINS", "ada", "platform:id"),
        ("LOG", "loud", "'json:info'"),
        ("SECRET", "short", "16 characters or more"),
        ("POLICY", "{", "it must be a JSON object"),
        ("POLICY__MAX_DEPTH", "-1", "must be a whole number, 0 or more."),
        ("POLICY__MAX_DEPTH", "deep", "must be a whole number, 0 or more."),
        ("POLICY__ACCEPTANCE_REPLY", "1.5", "must be a number from 0 to 1."),
        ("POLICY__WEIGHT_RANK", "heavy", "must be a number, 0 or more."),
        ("POLICY__RANDOM_GOAL_SIZE", "perhaps", "must be true or false."),
        ("POLICY__LANGUAGES", "{", "must be a JSON object of overrides"),
        ("POLICY__MAX_DEPHT", "3", "did you mean MAX_DEPTH?"),
    ],
)
def test_a_wrong_setting_gives_one_sentence_that_names_it(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, sentence: str
) -> None:
    monkeypatch.setenv(f"ARBORETUM_{name}", value)
    with pytest.raises(SettingsError) as error:
        load_settings()
    said = str(error.value)
    assert said.startswith(f"ARBORETUM_{name} ")
    assert sentence in said
    assert "\n" not in said


@pytest.mark.parametrize("listen", ["", "0.0.0.0", ":8080", "localhost:http", "localhost:70000", "http://localhost:80"])
def test_a_place_to_listen_is_a_host_and_a_port(listen: str) -> None:
    with pytest.raises(ValueError, match="give a host and a port"):
        host_and_port(listen)
    assert [host_and_port(one) for one in ("8080", "[::1]:0")] == ["0.0.0.0:8080", "[::1]:0"]


@pytest.mark.parametrize("name", ["PORT", "ARBORETUM_LISTEN"])
def test_a_variable_without_the_prefix_is_named_where_it_is_the_wrong_one(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("PORT", "none")
    monkeypatch.setenv(name, "none")
    with pytest.raises(SettingsError, match=rf"^{name} can't be used: give a host and a port"):
        load_settings()


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        (b"ARBORETUM_LICENCE CC0-1.0\n", r"^\.env can't be read from line 1 on: write NAME=value, and close"),
        (b"# hm\nARBORETUM_CONTACT='ada\n\n", r"^\.env can't be read from line 2 on"),
        (b"ARBORETUM_CONTACT=caf\xe9\n", r"^\.env can't be read: save it as UTF-8\.$"),
    ],
)
def test_a_line_that_can_not_be_read_is_not_silently_passed_over(written: bytes, sentence: str) -> None:
    Path(".env").write_bytes(written)
    with pytest.raises(SettingsError, match=sentence):
        load_settings()


def test_a_misspelt_setting_is_not_silently_ignored() -> None:
    Path(".env").write_text("ARBORETUM_LICENSE=CC0-1.0\n")
    with pytest.raises(SettingsError, match=r"ARBORETUM_LICENSE is not a setting: did you mean ARBORETUM_LICENCE\?"):
        load_settings()


def test_a_wrong_secret_is_not_repeated_in_the_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARBORETUM_SECRET", "hush")
    with pytest.raises(SettingsError) as error:
        load_settings()
    assert "hush" not in str(error.value)


def test_the_key_is_the_secret_where_one_is_set(tmp_path: Path) -> None:
    settings = load_settings(home=tmp_path, secret="a secret of the operator")
    assert settings.signing_key() == b"a secret of the operator"
    assert not (tmp_path / "secret").exists()


def test_a_key_is_made_once_and_kept_for_the_owner_alone(tmp_path: Path) -> None:
    home = tmp_path / "new"
    key = load_settings(home=home).signing_key()
    assert len(key) >= 32
    assert load_settings(home=home).signing_key() == key
    assert stat.S_IMODE((home / "secret").stat().st_mode) == 0o600
    assert [path.name for path in home.iterdir()] == ["secret"]
