"""People in chats: the dialogue, the notebook of a bot, and one front end per platform."""
