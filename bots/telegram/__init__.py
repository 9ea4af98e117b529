"""Telegram: people work in their private chat with the bot, and write in groups and topics as well."""
