"""What Discord allows, in one message and in one form; lengths are counted in UTF-16 units, the stricter way."""

TEXT = 4000  # of all text displays of a message together
COMPONENTS = 40  # of a message, nested ones too
ROW = 5  # buttons beside each other
OPTIONS = 25  # of a menu
BUTTON = 80  # a button's label
OPTION = 100  # the label of a menu's or a group's option
PLACEHOLDER = 150
CUSTOM_ID = 100

FIELDS = 5  # of a form
TITLE = 45  # a form's
FIELD = 45  # the label above a field
HINT = 100  # the line below that label
INPUT = 4000  # what one input takes
GROUP = 10  # options of a group of radio buttons or of check boxes
FEWEST_RADIOS = 2

COMMAND = 100  # the description of a command or of its option
MENU = 32  # the name of a context menu's entry
THREAD = 100  # the name of a thread
