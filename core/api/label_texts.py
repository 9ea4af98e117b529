"""How labels are put to people by front ends that bring no words of their own."""

from core.api.wire import LabelDescription
from core.domain.labels import LABELS

_DISPLAYED = {
    "spam": "Is this spam: written to annoy, to advertise, or without any effort?",
    "fails_task": "Does it miss what was asked for?",
    "lang_mismatch": "It is in another language",
    "pii": "It gives away who somebody is",
    "not_appropriate": "It doesn't belong here",
    "hate_speech": "It is hateful towards a group",
    "sexual_content": "It is about sex",
    "moral_judgement": "It says what is morally right or wrong",
    "political_content": "It takes a political side",
    "quality": "How good is it, all in all?",
    "toxicity": "How rude is it?",
    "humor": "How funny is it?",
    "helpfulness": "How much does it help?",
    "creativity": "How original is it?",
    "violence": "How violent is it?",
}
_HELP = {
    "lang_mismatch": "The message is not written in the language that you have chosen to work in.",
    "hate_speech": "It insults, threatens or belittles people for what they are: their origin, skin, faith, sex, "
    "gender, love, age, illness or disability.",
}


def description(name: str) -> LabelDescription:
    """A label with its question, and with help where the question alone is not enough."""
    return LabelDescription(
        name=name, widget=LABELS[name].widget.value, display_text=_DISPLAYED[name], help_text=_HELP.get(name)
    )
