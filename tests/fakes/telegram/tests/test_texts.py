"""Texts: HTML is really read, and what is left is trimmed and measured in UTF-16."""

import pytest
from telegram import Bot, LinkPreviewOptions
from telegram.error import BadRequest

from tests.fakes.telegram import FakeTelegram
from tests.fakes.telegram.refusals import Refused
from tests.fakes.telegram.tests.reading import read
from tests.fakes.telegram.units import split, units


@pytest.mark.parametrize(
    ("html", "text", "kinds"),
    [
        ("plain", "plain", []),
        ("a &lt;b&gt; &amp; &quot;c&quot; &#128512;&#x1F600;", 'a <b> & "c" 😀😀', []),
        ("<b>bold</b> <strong>too</strong>", "bold too", ["bold", "bold"]),
        ("<i><u>both</u></i>", "both", ["italic", "underline"]),
        ("<tg-spoiler>x</tg-spoiler><span class='tg-spoiler'>y</span>", "xy", ["spoiler", "spoiler"]),
        ("<blockquote expandable>long</blockquote>", "long", ["expandable_blockquote"]),
        ("<blockquote>short</blockquote>", "short", ["blockquote"]),
        ('<pre><code class="language-python">x = 1</code></pre>', "x = 1", ["pre"]),
        ("<code>/start @somebody</code>", "/start @somebody", ["code"]),
        ('<a href="https://example.org/?a=1&amp;b">there</a>', "there", ["text_link"]),
        ("<b></b>nothing", "nothing", []),
        (
            "/work@arbor_bot now, @somebody #tag",
            "/work@arbor_bot now, @somebody #tag",
            ["bot_command", "mention", "hashtag"],
        ),
    ],
)
def test_html_is_read(html: str, text: str, kinds: list[str]) -> None:
    found, entities = read(html)
    assert (found, [one["type"] for one in entities]) == (text, kinds)


@pytest.mark.parametrize(
    ("html", "why"),
    [
        ("<b>open", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b><i>crossed</b></i>", 'Unmatched end tag at byte offset 13, expected "</i>", found "</b>"'),
        ("</b>", "Unexpected end tag at byte offset 0"),
        ("ä<br/>", 'Unsupported start tag "br/" at byte offset 2'),
        ("<h1>no</h1>", 'Unsupported start tag "h1" at byte offset 0'),
        ("1 < 2", "Unclosed start tag at byte offset 2"),
        ("a <b", "Unclosed start tag at byte offset 2"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("this & that", 'Unescaped "&" at byte offset 5'),
        ("2 > 1", 'Unescaped ">" at byte offset 2'),
        ("&nbsp;", 'Unescaped "&" at byte offset 0'),
        ("&#xD800;", 'Unescaped "&" at byte offset 0'),
    ],
)
def test_html_that_cannot_be_read_is_refused(html: str, why: str) -> None:
    with pytest.raises(Refused) as refused:
        read(html)
    assert refused.value.description == f"Bad Request: can't parse entities: {why}"


def test_entities_are_placed_in_utf16_after_trimming() -> None:
    text, entities = read(" \n😀 <b>bold </b>\n")
    assert text == "😀 bold"
    assert entities == [{"type": "bold", "offset": 3, "length": 4}]


async def test_a_text_may_have_4096_units_after_parsing(fake: FakeTelegram, bot: Bot) -> None:
    ann = fake.human("Ann")
    ann.start()
    await bot.send_message(ann.id, "<b>" + "😀" * 2048 + "</b>", parse_mode="HTML")
    with pytest.raises(BadRequest, match="Message is too long"):
        await bot.send_message(ann.id, "😀" * 2048 + "x")
    assert [units(one.text) for one in ann.sees() if one.from_bot] == [4096]


async def test_a_text_must_say_something(fake: FakeTelegram, bot: Bot) -> None:
    ann = fake.human("Ann")
    ann.start()
    with pytest.raises(BadRequest, match="Message text is empty"):
        await bot.send_message(ann.id, "")
    with pytest.raises(BadRequest, match="Text must be non-empty"):
        await bot.send_message(ann.id, " \n ")


async def test_somebody_the_bot_never_met_is_not_mentioned(fake: FakeTelegram, bot: Bot) -> None:
    ann = fake.human("Ann")
    ann.start()
    html = f'<a href="tg://user?id={ann.id}">you</a> and <a href="tg://user?id=77">somebody</a>'
    await bot.send_message(ann.id, html, parse_mode="HTML")
    seen = ann.sees()[-1]
    assert (seen.text, seen.parts("text_mention")) == ("you and somebody", ["you"])


async def test_previews_of_links_can_be_off(fake: FakeTelegram, bot: Bot) -> None:
    ann = fake.human("Ann")
    ann.start()
    await bot.send_message(ann.id, "see https://example.org/a.")
    await bot.send_message(ann.id, "https://example.org", link_preview_options=LinkPreviewOptions(is_disabled=True))
    first, second = ann.sees()[1:]
    assert (first.links, first.shows_preview, second.shows_preview) == (["https://example.org/a"], True, False)


def test_long_texts_are_split_between_characters() -> None:
    pieces = split("😀" * 3000, 4096)
    assert ("".join(pieces), [units(one) for one in pieces]) == ("😀" * 3000, [4096, 1904])


async def test_people_send_long_texts_in_pieces(fake: FakeTelegram) -> None:
    ann = fake.human("Ann")
    ann.say(ann.dm, "x" * 9000)
    assert [len(one.text) for one in ann.sees()] == [4096, 4096, 808]
