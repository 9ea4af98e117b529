"""Cards of the real dialogue, with texts put into them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import cycle, islice

from bots.dialogue.cards import Card
from bots.dialogue.events import Told
from bots.dialogue.languages import OFFERED
from core.domain.message import Role
from core.domain.person import Contribution, News, NewsKind, TreeNode, TreeView
from core.domain.task import Kind, Shortage, Utterance
from tests.bots.dialogue.talking import NOON, SHORTAGE, Talk, at_work, newcomer, task

Texts = Sequence[str]
Scene = Callable[[Texts], Talk]
ROLES = (Role.PROMPTER, Role.ASSISTANT)


def thread(texts: Texts, flagged: bool = False) -> tuple[Utterance, ...]:
    return tuple(Utterance(f"m{n}", ROLES[n % 2], text, flagged) for n, text in enumerate(texts))


def welcome(texts: Texts) -> Talk:
    return newcomer(task()).command("start")


def welcome_languages(texts: Texts) -> Talk:
    return welcome(texts).press("other_language")


def review(texts: Texts) -> Talk:
    return at_work(task(Kind.LABEL_ASSISTANT_REPLY, thread=thread(texts)))


def flagged_review(texts: Texts) -> Talk:
    return at_work(task(Kind.LABEL_PROMPTER_REPLY, thread=thread(texts, flagged=True)))


def question(texts: Texts) -> Talk:
    return review(texts).press("details").press("more")


def writing(texts: Texts) -> Talk:
    return at_work(task(Kind.PROMPTER_REPLY, thread=thread(texts))).press("more")


def preview(texts: Texts) -> Talk:
    return writing(texts).say(texts[-1])


def extra(texts: Texts) -> Talk:
    return preview(texts).say(texts[0])


def ranking(texts: Texts) -> Talk:
    replies = tuple(Utterance(f"r{n}", Role.ASSISTANT, text) for n, text in enumerate(islice(cycle(texts), 20)))
    return at_work(task(Kind.RANK_ASSISTANT_REPLIES, thread=thread(texts), replies=replies)).press("place", "B")


def receipt(texts: Texts) -> Talk:
    return at_work(task(Kind.LABEL_INITIAL_PROMPT), SHORTAGE).press("verdict", "fine")


def skipped(texts: Texts) -> Talk:
    return at_work(task(), task(Kind.LABEL_ASSISTANT_REPLY, "t2", thread=thread(texts))).press("skip")


def news(texts: Texts) -> Talk:
    kinds = [kind for kind in NewsKind if kind is not NewsKind.REMOVED]
    told = [
        News(f"{kind}{n}", "p1", kind, NOON, "m1", "t", text, 1, 3, "en")
        for kind in kinds
        for n, text in enumerate(texts)
    ]
    return review(texts).hear(Told(tuple(told)))


def languages(texts: Texts) -> Talk:
    talk = at_work(task())
    talk.store.person = replace(talk.store.person, languages=OFFERED)
    return talk.command("start").command("languages")


def report(texts: Texts) -> Talk:
    return at_work(task(thread=thread(list(islice(cycle(texts), 12))))).command("report", texts[0])


def mine(texts: Texts) -> Talk:
    talk = at_work(task())
    own = [
        Contribution(f"m{n}", "t", "prompter", "en", text, NOON, True, False, n, n, "growing", True)
        for n, text in enumerate(islice(cycle(texts), 20))
    ]
    talk.store.answers = {"Mine": tuple(own)}
    return talk.command("mine")


def tree(texts: Texts) -> Talk:
    talk = at_work(task())
    nodes = [
        TreeNode(f"m{n}", f"m{n - 1}" if n else None, ROLES[n % 2], text, True, n, n % 3 == 0, n % 2 == 0)
        for n, text in enumerate(islice(cycle(texts), 20))
    ]
    talk.store.answers = {"ShowTree": TreeView("t", "en", "growing", 20, tuple(nodes))}
    return talk.command("tree")


def drafts(texts: Texts) -> Talk:
    talk = at_work(task())
    for number in range(14):
        talk.say(f"{number}{texts[number % len(texts)]}").press("discard")
    return talk.command("drafts")


def nothing(texts: Texts) -> Talk:
    elsewhere = tuple((lang, kind) for lang in ("zh-Hant", "pt-BR") for kind in Kind)
    return at_work(Shortage("pt-BR", None, (), 99_999, 99_999, 99_999, elsewhere))


def help_page(texts: Texts) -> Talk:
    return at_work(task()).command("help")


def moderation(texts: Texts) -> Talk:
    talk = at_work(task(thread=thread(list(islice(cycle(texts), 12)))))
    talk.store.person = replace(talk.store.person, moderator=True)
    return talk.command("start").command("mod")


SCENES: tuple[Scene, ...] = (
    welcome, welcome_languages, review, flagged_review, question, writing, preview, extra, ranking, receipt, skipped,
    news, languages, report, mine, tree, drafts, nothing, help_page, moderation,
)  # fmt: skip


def cards(scene: Scene, texts: Texts) -> tuple[Card, ...]:
    """What a person sees in a scene."""
    return scene(texts).cards
