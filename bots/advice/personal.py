"""Personal data in a text: what should not go into an open dataset by mistake."""

import re
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address

from phonenumbers import Leniency, PhoneNumberMatcher

_EMAIL = re.compile(r"(?<![\w.+-])(?P<name>[\w+-][\w.+-]*)@(?P<host>(?:[\w-]+\.)+[^\W\d_]{2,})")
_IMPERSONAL = re.compile(r"(?:git|no-?reply|example)@|@(?:\w+\.)*example\.(?:com|org|net)$", re.IGNORECASE)
_DIGITS = re.compile(r"(?<![\w.-])\d(?:[ -]?\d){12,18}(?![\w-])")
_CARD = re.compile(r"4\d{12}(?:\d{3}){0,2}|5[1-5]\d{14}|2[2-7]\d{14}|3[47]\d{13}|3[068]\d{12}|35\d{14}|6\d{15,18}")
_IBAN = re.compile(r"(?<!\w)(?P<country>[A-Z]{2})\d{2}(?: ?[A-Z0-9]){11,32}")
_IBAN_LENGTHS = (
    "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29 ES24 FI18 "
    "FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LI21 LT20 LU20 "
    "LV21 LY25 MC27 MD24 ME22 MK19 MR27 MT31 MU30 NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SE24 SI19 SK24 "
    "SM27 TN24 TR26 UA29 VA22 XK20"
)
_LENGTH_OF_IBAN = {entry[:2]: int(entry[2:]) for entry in _IBAN_LENGTHS.split()}
_IP = re.compile(r"(?<![\w.:])(?:\d{1,3}(?:\.\d{1,3}){3}|[23][0-9a-f]{3}(?::[0-9a-f]{0,4}){2,7})(?![\w:]|\.\d)", re.I)
_VERSION = re.compile(r"\b(?:version|release|build|ver|v)\.?\s{0,3}\Z", re.IGNORECASE)


def find_personal_data(text: str) -> tuple[str, ...]:
    """The kinds of personal data a text seems to hold, of email, phone, card, iban and ip, in this order."""
    return tuple(kind for kind, holds in _FINDERS.items() if holds(text))


def _has_email(text: str) -> bool:
    return any(not _IMPERSONAL.search(match[0]) for match in _EMAIL.finditer(text))


def _has_phone(text: str) -> bool:
    """Numbers with a country's code, and North American ones written with their usual marks."""
    abroad = PhoneNumberMatcher(text, None, leniency=Leniency.VALID)
    at_home = PhoneNumberMatcher(text, "US", leniency=Leniency.EXACT_GROUPING)
    return abroad.has_next() or any(re.search(r"\d[ .)-]+\d", match.raw_string) for match in at_home)


def _has_card(text: str) -> bool:
    numbers = (re.sub(r"[ -]", "", match[0]) for match in _DIGITS.finditer(text))
    return any(_CARD.fullmatch(number) and _luhn(number) for number in numbers)


def _luhn(number: str) -> bool:
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(number)))
    return sum(value - 9 * (value > 9) for value in doubled) % 10 == 0


def _has_iban(text: str) -> bool:
    return any(_checks_out(match[0].replace(" ", ""), match["country"]) for match in _IBAN.finditer(text))


def _checks_out(number: str, country: str) -> bool:
    """Whether the number, as long as its country's are, leaves 1 when divided by 97."""
    number = number[: _LENGTH_OF_IBAN.get(country, 0)]
    digits = "".join(str(int(character, 36)) for character in number[4:] + number[:4])
    return len(number) == _LENGTH_OF_IBAN.get(country) and int(digits) % 97 == 1


def _has_ip(text: str) -> bool:
    return any(_is_somebodys(match, text) for match in _IP.finditer(text))


def _is_somebodys(match: re.Match[str], text: str) -> bool:
    """Whether it is a public address, and neither a version number nor as well known as 8.8.8.8."""
    try:
        address = ip_address(match[0])
    except ValueError:
        return False
    if isinstance(address, IPv6Address):
        return address.is_global
    return address.is_global and max(address.packed) > 31 and not _VERSION.search(text, 0, match.start())


_FINDERS: dict[str, Callable[[str], bool]] = {
    "email": _has_email,
    "phone": _has_phone,
    "card": _has_card,
    "iban": _has_iban,
    "ip": _has_ip,
}
