"""Set-up in the chat: whoever may manage a server chooses channels, languages, kinds and moderators there."""
