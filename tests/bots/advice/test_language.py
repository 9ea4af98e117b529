"""The language of a text is guessed only where one can be sure."""

import subprocess
import sys

import pytest

from bots.advice.language import guess_language

GERMAN = "Wie backt man einen guten Apfelkuchen, und wie lange muss er in den Ofen?"
ENGLISH = "How do I bake a good apple pie, and how long does it stay in the oven?"
SPANISH = "¿Cómo se hace un buen pastel de manzana y cuánto tiempo está en el horno?"
PORTUGUESE = "Como se faz uma boa torta de maçã e quanto tempo ela fica no forno?"
NORWEGIAN = "Hvordan baker man en god eplekake, og hvor lenge skal den stå i ovnen?"


@pytest.mark.parametrize(
    ("text", "candidates", "guess"),
    [
        (ENGLISH, ("en",), "en"),
        (GERMAN, ("en",), "de"),
        (SPANISH, ("en", "de"), "es"),
        (PORTUGUESE, ("pt-BR", "en"), "pt-BR"),
        (PORTUGUESE, ("pt-PT", "pt-BR"), "pt-PT"),
        (NORWEGIAN, ("nb-NO", "en"), "nb-NO"),
        ("Объясни, пожалуйста, как работает двигатель внутреннего сгорания.", ("en",), "ru"),
        ("请用简单的语言解释一下量子力学的基本原理，谢谢你的帮助，我想学习更多。", ("zh-TW",), "zh-TW"),
    ],
)
def test_a_clear_language_is_recognised(text: str, candidates: tuple[str, ...], guess: str) -> None:
    assert guess_language(text, candidates) == guess


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Hallo, wie geht es dir?",
        "asdf qwer zxcv uiop hjkl bnm asdf qwer",
        "123 456 7890 !!!! 3343 5435 4354 1212",
        "😀" * 40,
        "https://example.org/wie/backt/man/einen/guten/Apfelkuchen",
        "```\nfor line in open(path): print(line.strip())\n```",
        "\0" * 30,
        "\ud800" * 30,
    ],
)
def test_where_nobody_can_be_sure_nothing_is_said(text: str) -> None:
    assert guess_language(text, ("en", "de")) is None


def test_code_does_not_drown_the_words_around_it() -> None:
    code = "```python\n" + "for line in the_file: print(the_line_with_words)\n" * 20 + "```"
    assert guess_language(GERMAN + "\n" + code, ("en",)) == "de"


def test_addresses_are_left_out_of_account() -> None:
    addresses = "the.best@words.and.sentences.example https://example.org/how/do/i/bake/a/good/apple/pie " * 5
    assert guess_language(GERMAN + "\n" + addresses, ("en",)) == "de"


def test_a_long_text_without_spaces_is_read_once() -> None:
    assert guess_language("機械学習は人工知能の一分野です" * 6_000, ("ja",)) == "ja"


def test_a_language_the_model_never_learnt_is_not_judged() -> None:
    assert guess_language(ENGLISH, ("tlh", "en")) is None


def test_the_model_is_loaded_at_the_first_question_only() -> None:
    program = "import sys, bots.advice.language; sys.exit('py3langid' in sys.modules or 'numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
