# Commands, and the pages they open.

help = Buttons lead you everywhere. These commands work at any time:
help-command = · /{ $name }: { $about }
help-end = If something is unclear or goes wrong, just say /start: nothing gets lost.
unknown-command = I don’t know /{ $name }. Here is what I know:

command-work = the next task; name a kind or a language if you like: /work review de
command-skip = skip the task in hand
command-undo = take the last answer back
command-answer = send a text for the task in hand
command-drafts = your texts that were not sent
command-mine = your own texts, and how they fare
command-tree = the tree of the task in hand, or of a message by its ID
command-languages = the languages you work in
command-language = the language I speak with you
command-report = report a message to the moderators
command-guidelines = what makes a good contribution
command-privacy = what is kept, and what for
command-stop = stop, and have quiet; or be forgotten
command-help = this list
command-mod = for moderators: reports, messages, trees, accounts, breaks
command-mod-queue = reports that wait for a decision
command-mod-case = all about a message
command-mod-remove = remove a message and everything below it
command-mod-restore = bring a removed message back
command-mod-settle = leave a reported message as it is
command-mod-halt = stop a message’s tree
command-mod-resume = let a stopped tree go on
command-mod-ban = close the account of a message’s author
command-mod-unban = open the account of a message’s author again
command-mod-pause = give out nothing new in this community
command-mod-unpause = give out tasks in this community again
command-start = where we are

guidelines = Three things make a conversation good: it is honest, it helps, and it is kind.
guidelines-write = Writing: in your own words, in the language of the task, and true to the role you play.
guidelines-review = Reviewing: judge the message, not the person; “Fine” doesn’t mean that you agree.
guidelines-rank = Ranking: what helps the one who asked most comes first; equal is allowed, and so is leaving one out.
guidelines-never = Never: other people’s private data, generated texts passed off as yours, or anything meant to harm somebody.

privacy = What you send on purpose is collected: texts, reviews and rankings. What you say otherwise is not.
privacy-kept = Kept with it: your name and number on this platform, your languages, the time and the way it came in. Drafts are forgotten after a day.
privacy-released = A release holds a code in place of your name; the code changes with each release.
