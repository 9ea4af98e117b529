"""What Telegram allows in a message and below it, and what a phone shows; lengths are counted in UTF-16 units."""

TEXT = 4096  # of a message, without its tags
ENTITIES = 100  # of a message; what comes after them is shown as plain text
ROW = 8  # buttons beside each other
BUTTONS = 100  # below one message
LABEL = 64  # units of a button; Telegram names no bound, and no phone shows more
COMMAND = 256  # the description of a command
DESCRIPTION, SHORT = 512, 120  # of the bot: above its Start button, and in its profile
ALERT = 200  # what answers a press

COLUMNS = (40, 16, 11, 7, 5, 4, 3, 2)  # that a phone shows of each label, with 1, 2, 3… of them beside each other
