# What the terminal itself says: how to choose there, and what to do when a line can't be read.

terminal-help =
    Type the number of a choice, or the beginning of its name; where a text is asked for, only the number.
    Commands begin with a slash: /help lists them.
    A text of several lines begins with a line of three quotation marks (""") and ends with another.
    You may leave at any time, with Ctrl-D: nothing is lost.
# The prompt while a text of several lines is being written.
terminal-block = Write as many lines as you like. A line of three quotation marks (""") ends the text.
terminal-show = Show the hidden text
# $number: what to type
terminal-hidden = (hidden; type { $number } to read it)
# $count: how many choices there are; $numbers: theirs, such as 1–3, 8
terminal-choose =
    { $count ->
        [one] There is only choice { $numbers }. Type { $numbers }, or a command such as /help.
       *[other] Type one of the numbers { $numbers }, or a command such as /help.
    }
terminal-nothing-to-choose = There is nothing to choose just now. Type /help to see what you can do.
# $names: the choices that it could mean, with their numbers
terminal-ambiguous = That can mean several things: { $names }. Type the number, please.
# $line: what arrived, with what couldn't be read marked in it
terminal-undecodable = This line is not valid UTF-8, so nothing of it was taken: { $line } Please send it again in UTF-8.
# $limit: the most characters that a line may have
terminal-line-too-long = This line is longer than { $limit } characters, so nothing of it was taken. Please send a shorter one.
terminal-returned = This was not taken. Here it is again:
# $reason: what is wrong with the database
terminal-away =
    { $reason ->
        [full] The disk is full, so your line was not kept. Please make room there, then send it again.
        [busy] Another program holds the database, so your line was not kept. Please wait until it is done, then send it again.
        [unwritable] The database can’t be written to, so your line was not kept. Please check its folder and its rights, then send it again.
       *[away] The database can’t be reached, so your line was not kept. Please check that it runs, then send it again.
    }
terminal-waiting = Your line is kept, but nothing else can be stored just now. The answer comes by itself as soon as it can.
terminal-slow = Your line is kept, but its answer takes longer than usual. It comes by itself; you can go on meanwhile.

# $count: how many trees; $languages: the names of their languages
terminal-samples-offer = This collection is empty. Shall sample trees be planted, so that there is something of every kind to do? Press Enter for yes, or type { terminal-samples-no }.
terminal-samples-no = no
terminal-samples-planted = { $count } sample trees were planted, because the collection was empty. They are in: { $languages }.
terminal-language = { $language }
