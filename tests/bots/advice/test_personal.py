"""Personal data is found where it stands, and seldom where it doesn't."""

import pytest

from bots.advice.personal import find_personal_data


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Write to jane.doe+news@mail.gmail.com, please.", ("email",)),
        ("müller@straße.de", ("email",)),
        ("Ring +49 30 901820 after six", ("phone",)),
        ("Call (212) 555-0199!", ("phone",)),
        ("650-253-0000", ("phone",)),
        ("My card is 4111 1111 1111 1111.", ("card",)),
        ("378282246310005", ("card",)),
        ("5555-5555-5555-4444", ("card",)),
        ("DE89 3704 0044 0532 0130 00", ("iban",)),
        ("to GB82WEST12345698765432 BIC WESTGB22", ("iban",)),
        ("The log says 84.17.23.9 tried it", ("ip",)),
        ("2001:4860:4860::8888", ("ip",)),
        ("84.17.23.9 belongs to me@home.org, +49 30 901820", ("email", "phone", "ip")),
    ],
)
def test_personal_data_is_found(text: str, kinds: tuple[str, ...]) -> None:
    assert find_personal_data(text) == kinds


@pytest.mark.parametrize(
    "text",
    [
        "",
        "git clone git@github.com:owner/name.git",
        "user@example.com and noreply@company.com are nobody",
        "@somebody on the net, 5 @ 3 euros",
        "2024-11-23 and 23.11.2024, at 12:30:45",
        "from 1990-2000 to 100 200 3000",
        "2^31-1 = 2147483647, pi is 3.14159265358979323846, 1,234,567,890 people",
        "ISBN 978-3-16-148410-0, ISBN 0-306-40615-2, 978-0-306-40615-7",
        "doi 10.1038/s41586-020-2649-2",
        "4111 1111 1111 1112",
        "1234567890123456",
        "DE89 3704 0044 0532 0130 01",
        "AB12 this is no account",
        "localhost is 127.0.0.1, the router 192.168.0.1, the name server 8.8.8.8",
        "version 10.15.7.101, v1.2.3.200, 1.2.3.4, Chrome 119.0.6045.105, 999.1.1.1",
        "std::vector<int>, 2020:11:23, 2001:zz",
        "\0\ud800\u202e",
    ],
)
def test_other_numbers_and_names_are_left_alone(text: str) -> None:
    assert find_personal_data(text) == ()


def test_a_long_text_is_looked_through() -> None:
    assert find_personal_data("1 2 3 . a@ +1 " * 700 + "jane.doe@gmail.com") == ("email",)
