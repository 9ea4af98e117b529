"""What `arboretum doctor` asks Telegram; it changes nothing there."""
