## What only the Telegram front end says

button-in-private = To our chat
telegram-not-yours = That button belongs to somebody else’s card, or to one from long ago. /work brings you yours.
telegram-not-a-text = I can read text files only: .txt or .md. Nothing was taken from this message.
telegram-file-too-large = This file is too large for a text: up to { $kilobytes } kB. Nothing was taken from this message.
telegram-not-utf-8 = I can’t read the letters of this file. Save it as “UTF-8” and send it again. Nothing was taken from this message.
telegram-file-not-fetched = Telegram didn’t give me this file just now. Please send it again in a minute. Nothing was taken from this message.
telegram-cannot-take = I can take texts, and text files (.txt or .md). Nothing was taken from this message.
telegram-not-kept = I can’t write anything down just now. What you sent stays here in the chat, and I try it again by myself.
telegram-in-private = That is for our private chat, where nobody else reads along.
telegram-work-in-private = Your work goes on in our private chat. What is to be judged is shown to nobody else, and whoever is new first reads there what this is about.
telegram-anonymous = I can’t see who you are. Please write as yourself: as an anonymous administrator or as a channel you have no tasks.
telegram-hello = Hello! Here people grow conversations together, a minute at a time. /work brings a task; administrators choose with /setup what is done here.
telegram-description = Grow an open conversation dataset: write a message, review one, or put a few in order. A minute is enough. What you send on purpose is collected; first you read what becomes of it.
telegram-short = Small tasks for an open conversation dataset.
telegram-command-setup = set me up in this group: languages, kinds of work, board, moderators

## On cards

# $label: whose text it is
telegram-continued = { $label } (continued)
telegram-answer-this = Answer this message with your text. You’ll see it once more before it is filed.
telegram-preview-next = Send it? Or answer this message with more, and I’ll ask where it belongs.
telegram-equal = = Just as good
telegram-skipped-why = ⏭ Would you like to say why?
# $reason: why a task was skipped; the sign tells these buttons from the others
telegram-skipped-because = ⏭ { $reason }
telegram-offer = { $language }: { $kind }
telegram-kind-initial_prompt = First message
telegram-kind-prompter_reply = Answer as the user
telegram-kind-assistant_reply = Answer as the assistant
telegram-kind-label_initial_prompt = Review a first message
telegram-kind-label_prompter_reply = Review a user’s reply
telegram-kind-label_assistant_reply = Review an assistant’s reply
telegram-kind-rank_prompter_replies = Order users’ replies
telegram-kind-rank_assistant_replies = Order assistant’s replies

## Set-up of a group

telegram-setup = Set-up of this group. Everything works without it; what you choose here holds at once.
telegram-setup-its-languages = Languages that are wanted here:
telegram-setup-any-language = Languages: any
telegram-setup-its-kinds = Kinds of work that are wanted here:
telegram-setup-any-kind = Kinds of work: all
telegram-setup-item = · { $item }
telegram-setup-has-board = The board hangs here and is kept up to date.
telegram-setup-has-no-board = There is no board here.
telegram-setup-has-reports = Reports are shown in the moderators’ chat; whoever belongs to it may moderate.
telegram-setup-has-no-reports = There is no chat for moderators; reports wait in /mod queue.
telegram-setup-paused = This group is taking a break: nothing new is handed out here.
telegram-setup-languages = Which languages are wanted here? None ticked means any.
telegram-setup-kinds = Which kinds of work are wanted here? None ticked means all.
telegram-setup-not-yours = Only administrators of this group can set it up.
telegram-setup-reports-come = Reports come into this chat from now on, and its members may moderate.
telegram-setup-test = This is a test: cards arrive here.
telegram-check-well = ✓ I may do here all that is chosen.
telegram-check-cannot-write = ✗ I can’t write in this group. Let me in again, and let members send messages.
telegram-check-cannot-pin = ✗ I can’t pin the board. Make me an administrator with the right to pin messages; without it the board can still be read.
telegram-check-privacy = ✗ Group privacy is off, so Telegram shows me everything that is written in groups. I don’t need that: turn it on again with BotFather (/setprivacy).
telegram-check-reports-well = ✓ I may write in the moderators’ chat.
telegram-check-reports-lost = ✗ I can’t write in the moderators’ chat. Let me in there again, or choose another.
button-setup-languages = Languages …
button-setup-kinds = Kinds of work …
button-setup-board = Board here
button-setup-no-board = No board
button-setup-reports = Chat for moderators …
button-setup-no-reports = No reports
button-setup-pause = Take a break
button-setup-go-on = Go on
button-setup-test = Test card
button-setup-check = Look again
button-setup-close = Done
button-setup-done = Back
