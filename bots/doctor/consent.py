"""What people are told before they agree."""

from bots.doctor.finding import Finding, doubtful, well
from core.settings import Settings, variable

FACTS = ("collection_name", "licence", "contact", "privacy_url")


def look_at_consent(settings: Settings) -> Finding:
    """Which of the four facts for consent are missing; without them all of it is a trial."""
    missing = [variable(name) for name in FACTS if not getattr(settings, name)]
    if not missing:
        return well(f"People agree to {settings.collection_name}, released under {settings.licence}.")
    return doubtful(
        "This is a trial: people are told that nothing of what they write is released.",
        f"To collect for a release, set {', '.join(missing)}.",
    )
