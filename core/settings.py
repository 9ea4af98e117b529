"""What an operator can set: one frozen value, read once from the environment and `.env`, and passed in."""

import os
import re
import secrets
from collections.abc import Iterator
from difflib import get_close_matches
from io import StringIO
from pathlib import Path
from typing import Annotated, Any, Literal

from dotenv.parser import parse_stream
from pydantic import AliasChoices, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, DotEnvSettingsSource, EnvSettingsSource, NoDecode, SettingsConfigDict
from pydantic_settings.exceptions import SettingsError as Undecodable

from core.domain.person import Identity
from core.domain.policy import Policy
from core.policy_reader import read_policy

PREFIX = "ARBORETUM_"
_FROM_HOSTS = {f"{PREFIX}DATABASE_URL": "DATABASE_URL", f"{PREFIX}LISTEN": "PORT"}  # as Procfile hosts set them

Log = Literal[
    "console:debug", "console:info", "console:warning", "console:error",
    "json:debug", "json:info", "json:warning", "json:error",
]  # fmt: skip


class SettingsError(Exception):
    """A setting can't be used; the sentence names the variable and says what is expected."""


class Settings(BaseSettings):
    """Each field is the variable of its name in capitals, with the prefix ARBORETUM_."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=".env",
        env_nested_delimiter="__",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        populate_by_name=True,
        validate_default=True,
        hide_input_in_errors=True,
    )

    home: Path = Field(Path("arboretum-data"), description="Folder for the data of this installation.")
    database_url: str = Field(
        default_factory=lambda data: _file_in(data, "trees.db"),
        validation_alias=AliasChoices(f"{PREFIX}DATABASE_URL", "DATABASE_URL"),
        description="The tree store: a `sqlite:///` or `postgresql://` address; `DATABASE_URL` is read as well.",
    )
    replica_url: str | None = Field(
        None,
        description="A replica of the tree store's PostgreSQL, where boards, statistics and exports are read; unset, "
        "they are read where everything is.",
    )
    replica_lag_seconds: float = Field(
        60.0, gt=0, description="How far the replica may be behind; while it is further, or away, it is not read."
    )
    synchronous_standby: Literal["optional", "required"] = Field(
        "optional",
        description="Whether the tree store is ready only while each receipt means a second server's disk as well: "
        "`optional` or `required`.",
    )
    desk_url: str = Field(
        default_factory=lambda data: _file_in(data, "desk.db"),
        description="A bot's own notebook, where open dialogues stand; a database of its own.",
    )
    store_url: str | None = Field(
        None,
        description="The central tree store, as in `https://trees.example.org`; unset, the store is in this process.",
    )
    store_key: SecretStr | None = Field(
        None, description="The API key that the central store gave out: `arboretum key create` there prints one."
    )
    listen: str = Field(
        "127.0.0.1:8080",
        validation_alias=AliasChoices(f"{PREFIX}LISTEN", "PORT"),
        description="Where the store listens, host and port; `PORT` is read as well, and means every address.",
    )
    rate_limit: bool = Field(True, description="Whether requests for tasks are limited per person and per client.")
    terms_required: bool = Field(
        False,
        description="Whether people of front ends that speak the v1 protocol must have accepted the terms there "
        "(`tos_acceptance`) before they get tasks; else the front end vouches for that.",
    )
    root_tokens: Annotated[tuple[SecretStr, ...], NoDecode] = Field(
        (), description="Bearer tokens that may make API clients over the wire, separated by commas; unset, nobody may."
    )
    web_secret: SecretStr | None = Field(
        None, description="What a web front end encrypts its session cookies with, for `/auth/check`."
    )
    secret: SecretStr | None = Field(
        None,
        description="Key for buttons and pseudonyms, 16 characters or more; made and kept in `HOME/secret` when unset.",
    )
    admins: Annotated[tuple[Identity, ...], NoDecode] = Field(
        (), description="Who may moderate from the first day, as in `terminal:ada,discord:80351110224678912`."
    )
    moderating_communities: Annotated[tuple[Identity, ...], NoDecode] = Field(
        (),
        description="Which communities may name moderators by role and see reports, as in "
        "`discord:80351110224678912`; unset, every one that the bot is in: then let nobody else invite it.",
    )
    discord_token: SecretStr | None = Field(
        None, description="The Discord bot's token, from its application's Bot page."
    )
    discord_server: str = Field(
        "",
        pattern=r"^\d*$",
        description="Number of a test server: commands are registered there alone, at once; unset, everywhere.",
    )
    discord_message_content: bool = Field(
        False,
        description="Whether the bot asks Discord for the text of every message (a privileged intent); without it, "
        "people answer by Reply, by form, in direct messages or with `/answer`.",
    )
    discord_api_url: str = Field(
        "https://discord.com/api/v10", description="Where Discord's REST API is; for compatible and test servers."
    )
    discord_gateway_url: str | None = Field(
        None, description="Where Discord's gateway is, as in `wss://gateway.example.org`; unset, REST tells."
    )
    telegram_token: SecretStr | None = Field(None, description="The Telegram bot's token, as BotFather gave it out.")
    telegram_api_url: str = Field(
        "https://api.telegram.org", description="Where Telegram's Bot API is; for a server of one's own, and tests."
    )
    collection_name: str = Field("", description="The collection's name, shown when people are asked to agree.")
    licence: str = Field("", description="The licence under which the collection is released, as in `CC-BY-4.0`.")
    contact: str = Field("", description="Where people reach you: a mail address or a page.")
    privacy_url: str = Field("", description="The page that says what happens with personal data.")
    log: Log = Field(
        "console:warning",
        description="Form and level of the log, as in `json:info`; unset, `arboretum chat` tells errors alone.",
    )
    policy: Policy = Field(Policy(), description="The rules of the collection; see the table of the policy.")

    @field_validator("database_url", "desk_url")
    @classmethod
    def _address(cls, url: str) -> str:
        kind, separator, rest = url.partition("://")
        kind = {"postgres": "postgresql"}.get(kind, kind)
        if not separator or kind.partition("+")[0] not in ("sqlite", "postgresql"):
            raise ValueError("give an address like sqlite:///folder/trees.db or postgresql://user@host/name")
        rest = rest.replace("sslmode=", "ssl=")  # as hosts write it, and as asyncpg reads it
        return f"{kind}://{rest if kind == 'sqlite' else several_hosts(rest)}"

    @field_validator("replica_url")
    @classmethod
    def _replica(cls, url: str | None) -> str | None:
        if url is None:
            return None
        if not re.match(r"postgres(ql)?(\+\w+)?://", url):
            raise ValueError("only PostgreSQL has replicas: give an address like postgresql://user@host/name")
        return cls._address(url)

    @field_validator("store_url", "discord_api_url", "telegram_api_url")
    @classmethod
    def _web_address(cls, url: str | None) -> str | None:
        if url is not None and not re.fullmatch(r"https?://[^/?#\s]+(/[^?#\s]*)?", url):
            raise ValueError("give an address like https://trees.example.org")
        return url and url.rstrip("/")

    @field_validator("discord_gateway_url")
    @classmethod
    def _socket_address(cls, url: str | None) -> str | None:
        if url is not None and not re.fullmatch(r"wss?://[^/?#\s]+(/[^?#\s]*)?", url):
            raise ValueError("give an address like wss://gateway.example.org")
        return url

    @field_validator("listen")
    @classmethod
    def _place(cls, listen: str) -> str:
        return host_and_port(listen)

    @field_validator("root_tokens", mode="before")
    @classmethod
    def _separate_tokens(cls, value: Any) -> Any:
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    @field_validator("secret")
    @classmethod
    def _long_enough(cls, secret: SecretStr | None) -> SecretStr | None:
        if secret is not None and len(secret) < 16:
            raise ValueError("give 16 characters or more, or leave it unset")
        return secret

    @field_validator("admins", "moderating_communities", mode="before")
    @classmethod
    def _named_identities(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        pairs = [entry.partition(":") for entry in value.split(",") if entry.strip()]
        if not all(platform.strip() and external_id.strip() for platform, _, external_id in pairs):
            raise ValueError("name each as platform:id and separate them by commas")
        return tuple(Identity(platform.strip(), external_id.strip()) for platform, _, external_id in pairs)

    @field_validator("policy", mode="before")
    @classmethod
    def _checked_policy(cls, value: Any) -> Any:
        return read_policy(value, prefix=f"{PREFIX}POLICY__") if isinstance(value, dict) else value

    @property
    def trial(self) -> bool:
        """Whether nothing of what is collected will be released, as long as the four facts for consent are not set."""
        return not (self.collection_name and self.licence and self.contact and self.privacy_url)

    @property
    def vouched_terms(self) -> str:
        """The consent that is written down where a front end vouches for its people's."""
        return "trial-vouched" if self.trial else "vouched"

    def signing_key(self) -> bytes:
        """The key for buttons and pseudonyms: the one that is set, or one made at first use and kept."""
        if self.secret is not None:
            return self.secret.get_secret_value().encode()
        kept = self.home / "secret"
        if not kept.exists():
            _keep_new_secret(kept)
        return kept.read_bytes().strip()


def load_settings(**given: Any) -> Settings:
    """The settings of this process; values given here go before the environment. Raises SettingsError."""
    try:
        _refuse_what_is_unreadable(Path(".env"))
        _refuse_misspellings()
        settings = Settings(**given)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise SettingsError(_sentence(str(first["loc"][0]), first["msg"])) from None
    except Undecodable:
        raise SettingsError(f"{PREFIX}POLICY can't be used: it must be a JSON object.") from None
    if settings.replica_url is not None and settings.database_url.startswith("sqlite"):
        raise SettingsError(
            f"{variable('replica_url')} can't be used: only a PostgreSQL has replicas, and {variable('database_url')} "
            "names none."
        )
    if settings.store_url is None and settings.desk_url == settings.database_url:
        raise SettingsError(f"{variable('desk_url')} names the database of the tree store: give the desk its own.")
    return settings


def host_and_port(listen: str) -> str:
    """Where to listen, as `host:port`; a port alone means every address. ValueError with what is expected."""
    host, _, port = ("0.0.0.0:" + listen if listen.isdecimal() else listen).rpartition(":")
    if not host or "/" in host or not port.isdecimal() or int(port) > 65535:
        raise ValueError("give a host and a port, as in 127.0.0.1:8080")
    return f"{host}:{port}"


def several_hosts(rest: str) -> str:
    """What stands behind `postgresql://`, with several hosts as SQLAlchemy takes them; PostgreSQL says `a:1,b:2`."""
    place, _, path = rest.partition("/")
    who, at, hosts = place.rpartition("@")
    if "," not in hosts:
        return rest
    pairs = [re.fullmatch(r"(\[.*\]|[^:]*)(?::(\d+))?", host) for host in hosts.split(",")]
    if not all(pairs):
        raise ValueError("name hosts as in postgresql://user@one:5432,two:5432/name")
    names = ",".join(pair[1].strip("[]") for pair in pairs if pair)
    ports = ",".join(pair[2] or "5432" for pair in pairs if pair)
    path, _, query = path.partition("?")
    return f"{who}{at}/{path}?host={names}&port={ports}{query and '&'}{query}"


def variable(field: str) -> str:
    """The name of the environment variable that sets a field."""
    return field.upper() if field.upper().startswith(PREFIX) else PREFIX + field.upper()


def _sentence(field: str, reason: str) -> str:
    reason = reason.removeprefix("Value error, ").rstrip(".")
    if reason.startswith(PREFIX):  # a part of the policy names its own variable
        return reason if reason.endswith("?") else f"{reason}."
    return f"{_written(field)} can't be used: {reason[0].lower()}{reason[1:]}."


def _written(field: str) -> str:
    """The variable that a field was set by, where one without the prefix may have done it."""
    name, used = variable(field), set(_names_in_use())
    hosts = _FROM_HOSTS.get(name)
    return hosts if hosts in used and name not in used else name


def _refuse_what_is_unreadable(file: Path) -> None:
    """A line that can't be read would be passed over, and the setting in it."""
    if not file.is_file():
        return
    try:
        lines = parse_stream(StringIO(file.read_text(encoding="utf-8-sig")))
    except UnicodeDecodeError:
        raise SettingsError(f"{file} can't be read: save it as UTF-8.") from None
    wrong = next((one.original.line for one in lines if one.error), None)
    if wrong is not None:
        raise SettingsError(f"{file} can't be read from line {wrong} on: write NAME=value, and close what you quote.")


def _refuse_misspellings() -> None:
    """A setting that is nearly one of ours would be silently ignored, and the licence with it."""
    known = {field.upper() for field in Settings.model_fields}
    for name in (name for name in _names_in_use() if name.startswith(PREFIX)):
        head = name.removeprefix(PREFIX).partition("__")[0]
        if head not in known and (close := get_close_matches(head, known, n=1, cutoff=0.8)):
            raise SettingsError(f"{name} is not a setting: did you mean {PREFIX}{close[0]}?")


def _names_in_use() -> Iterator[str]:
    for source in (EnvSettingsSource(Settings), DotEnvSettingsSource(Settings)):
        yield from (name.upper() for name in source.env_vars)


def _file_in(data: dict[str, Any], name: str) -> str:
    return f"sqlite:///{data.get('home', Path()) / name}"


def _keep_new_secret(path: Path) -> None:
    """Write whole or not at all; where two processes start at once, the first one's secret stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"secret.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secrets.token_urlsafe(32))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
