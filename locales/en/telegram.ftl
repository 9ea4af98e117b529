## What only the Telegram front end says

button-in-private = To our chat
button-to-group = Let me into a group
button-to-topic = To that topic
telegram-not-yours = That button belongs to somebody else’s card, or to one from long ago. /work brings you yours.
telegram-others-card = That card is somebody else’s, and only their answers count there. Nothing was taken from your message. /work brings you a task of your own.
telegram-file-not-fetched = Telegram didn’t give me this file just now. Please send it again in a minute. Nothing was taken from this message.
telegram-cannot-take = I can take texts, and text files (.txt or .md). Nothing was taken from this message.
telegram-not-kept = I can’t write anything down just now. What you sent stays here in the chat, and I try it again by myself.
telegram-in-private = That is for our private chat, where nobody else reads along.
telegram-work-in-private = Your work goes on in our private chat. What is to be judged is shown to nobody else, and whoever is new first reads there what this is about.
telegram-work-in-topic = In this group texts are written in another topic. /work there brings you one.
telegram-anonymous = I can’t see who you are. Please write as yourself: as an anonymous administrator or as a channel you have no tasks.
telegram-setup-in-groups = Groups are set up where they are. Let me into yours, and its administrators choose there with /setup what is done.
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

telegram-setup = Set-up of this group
telegram-setup-how = Everything works without it. What you choose here holds at once.
telegram-setup-its-languages = · Languages: { $those }
telegram-setup-any-language = · Languages: any
telegram-setup-its-kinds = · Kinds of work: { $those }
telegram-setup-any-kind = · Kinds of work: all
telegram-setup-series = { $these }, { $one }
telegram-setup-board-here = · Work board: here
telegram-setup-board-elsewhere = · Work board: in another topic
telegram-setup-board-nowhere = · Work board: none
telegram-setup-topic-here = · People write texts: in this topic
telegram-setup-topic-elsewhere = · People write texts: in another topic
telegram-setup-topic-nowhere = · People write texts: in any topic
telegram-setup-has-reports = · Reports: in the moderators’ chat, and whoever belongs to it moderates
telegram-setup-has-no-reports = · Reports: nobody here sees them; they wait in /mod queue
telegram-setup-paused = · A break: nothing new is handed out here until you press “Go on”
telegram-setup-languages = Which languages are wanted here?
telegram-setup-languages-how = None ticked: any. Other languages are typed by their short tags, such as: /setup de gsw
telegram-setup-languages-unclear = ⚠ I know languages by their short tags, such as: /setup de gsw
telegram-setup-kinds = Which kinds of work are wanted here?
telegram-setup-kinds-how = None ticked: all. Reviews and rankings are shown in our private chat, whatever you choose.
telegram-setup-locale = Which language do the board and the reports speak?
telegram-setup-locale-how = Each card in our private chat speaks the language of its reader.
telegram-setup-not-yours = Only administrators of this group can set it up.
telegram-setup-reports-come = Reports come here from now on, and whoever belongs to this chat moderates.
telegram-setup-reports-elsewhere = Whoever belongs to the moderators’ chat moderates, so that can’t be the group itself. Press “Chat for moderators …” again and choose another one.
telegram-setup-board-card = A test: in this way the work board hangs here, and cards arrive.
telegram-setup-reports-card = A test: reports will arrive here.
telegram-setup-worked = ✓ The button works too.
telegram-setup-board-tested = ✓ A test card is there. Press its button.
telegram-setup-board-not-tested = ⚠ No test card could be sent.
telegram-setup-reports-tested = ✓ A test card is in the moderators’ chat.
telegram-setup-reports-not-tested = ⚠ No test card could be sent into the moderators’ chat.
telegram-check-well = ✓ I may do all that is chosen.
telegram-check-cannot-write = ⚠ I can’t write in this group. Let me in again, and let members send messages.
telegram-check-cannot-pin = ⚠ I can’t pin the board, so it scrolls away. Pin it yourself, or let me pin messages. (As an administrator I’m also shown all that is written here, and read none of it.)
telegram-check-board-hangs = ✓ The board hangs.
telegram-check-board-comes = · The board comes in a moment.
telegram-check-board-blocked = ⚠ The board could not be posted at the last try: its topic is closed or gone, or I may not write there. I try again within the hour.
telegram-check-privacy = ⚠ Group privacy is off, so Telegram shows me everything that is written in groups. I don’t need that: turn it on again with BotFather (/setprivacy), and let me in anew.
telegram-check-reports-lost = ⚠ I can’t write in the moderators’ chat. Let me in there again, or choose another.
telegram-check-reports-public = ⚠ The moderators’ chat is public: anybody could join it and moderate. Make it private, or choose another chat.
telegram-check-members-hidden = ⚠ The moderators’ chat hides its members from me, so nobody in it can moderate. Make me an administrator there, or show the members.
telegram-check-not-moderating = · Moderators of this group have no say in the collection, and reports are not shown: the operator’s ARBORETUM_MODERATING_COMMUNITIES doesn’t name it.
button-setup-languages = Languages …
button-setup-kinds = Kinds of work …
button-setup-locale = Language of the board …
button-setup-board = Board here
button-setup-no-board = No board
button-setup-topic = Write here alone
button-setup-no-topic = Write anywhere
button-setup-reports = Chat for moderators …
button-setup-no-reports = No reports
button-setup-pause = Take a break
button-setup-go-on = Go on
button-setup-test = Test card
button-setup-works = It works
button-setup-check = Look again
button-setup-close = Done
button-setup-back = Back
