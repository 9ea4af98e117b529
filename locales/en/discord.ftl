# What only the Discord front end says.

## Where people work

button-go-thread = In a thread
button-go-private = Only for me, here
button-go-direct = In direct messages
discord-over-there = Your work goes on here:
discord-thread-name = Tasks for { $name }
discord-thread-readers = This thread is yours. Besides you and me, moderators of this server with the right “Manage Threads” can read it. To answer a card with a text, use “Reply” on it, or its button. After an hour of silence the thread is put away; /work brings it back. Say /work in another channel if you would rather work elsewhere.
discord-no-direct = Your direct messages are closed for me, so your work stays here. You can open them in the privacy settings of this server.
discord-no-task-channel = I can’t open a thread here, so your work stays here, where only you see it.
discord-no-thread-right = I’m not allowed to open threads here, so your work stays here, where only you see it. Whoever set me up can change that with /setup.
discord-no-thread = There are too many threads here just now, so your work stays here, where only you see it.
discord-no-room = I couldn’t open a thread just now, so your work stays here, where only you see it.
discord-room-closed = I couldn’t write where you were working, so your work goes on here, where only you see it.

## What came in

discord-not-yours = That button belongs to somebody else’s card, or to one from long ago. /work brings you yours.
discord-not-kept = I can’t write anything down just now, so this was not kept. Please try again in a minute.
discord-not-kept-text = I can’t write anything down just now, so your text was not kept. Here it is; please send it again in a minute.
discord-failed = That didn’t go as it should, and it may not have reached me. /work brings you back to where you were. If it happens again, please tell the moderators.
discord-failed-text = Your text may not have reached me. Here it is, so that it isn’t lost.
discord-cannot-read = I see that you wrote something, but Discord shows me the text only if you use “Reply” on my card (with the mention left on), or its button.
discord-no-text = There is no text in that message. I can read texts, and text files: .txt or .md.
discord-file-not-fetched = Discord didn’t give me this file just now. Please send it again in a minute. Nothing was taken from this message.
discord-answer-with = Give me your answer with the command: as text, or as a .txt or .md file.
discord-not-ours = That is not a message of mine.
discord-about-nothing = This message shows nothing that could be reported, or it is from too long ago.

## Commands

menu-report = Report to moderators
menu-tree = Show its tree
option-work-kind = the kind of work
option-work-language = the language to work in
option-language-language = a short tag, such as de
option-languages-tags = short tags, such as: en de
option-tree-message = the id of a message; without it, the task in hand
option-report-reason = what is the matter, in your words
option-answer-text = your text
option-answer-file = a .txt or .md file with your text
option-mod-id = the id, as it stands on the moderators’ card

## On cards and forms

# $label: whose text it is
discord-continued = { $label } (continued)
discord-choose = Choose …
discord-choose-several = Choose as many as you like …
discord-write-how = “{ button-write }” opens a form for it; /answer takes a text file instead. You’ll see your text once more before it is filed.
discord-ahead-how = “{ button-write }” opens a form for it; /answer takes a text file instead. You’ll see it once more; then I’ll keep it and file it as soon as the store of the collection is back.
discord-preview-next = Shall it be sent like this?
discord-help-end = If something is unclear or goes wrong, just say /work: nothing gets lost.
discord-just-type = This text is too long for a form. Please send the new version with /answer, as text or as a file.
discord-not-a-person = I don’t know you yet. Say /work and we’ll begin.
discord-task-mismatch = This answer doesn’t fit the task. Take the next one, or say /work to see where we are.
# $label: what the field is called
discord-part = { $label }, part { $number }
discord-part-why = Only if it doesn’t all fit above: it goes on here.
discord-scale = 1: not at all · 5: very much

## Set-up

command-setup = Set me up in this server: channels, languages, moderators
option-setup-languages = short tags of the languages that are wanted here, such as: de gsw
setup-title = Set-up of this server
setup-tasks = **Task channel**: people’s own threads are opened there
setup-tasks-none = Wherever somebody asks
setup-board = **Work board**: shows what is wanted, with a button for a task
setup-board-none = No board
setup-reports = **Moderators’ channel**: reports arrive there as cards
setup-reports-none = None: reports wait in /mod queue
setup-roles = **Moderators**: whoever has one of these roles
setup-roles-none = Nobody but those whom my operator has named
setup-languages = **Languages** that are wanted here; others are typed, as in `/setup languages: de gsw`
setup-languages-none = Any language
setup-languages-unclear = I know languages by their short tags, such as: /setup languages: de gsw
setup-kinds = **Kinds of work**
setup-kinds-none = Any kind
setup-place = **Place of work**, for whoever has not chosen another one
setup-place-hint = Choose one
setup-place-private = Where somebody asks, seen by them alone
setup-place-thread = In a private thread of their own
setup-place-direct = In direct messages
setup-locale = **Language of the board and of reports**
setup-locale-none = That of this server
setup-to-work = Languages and work …
setup-to-channels = Channels and moderators …
setup-test = Send a test card
setup-pause = Take a break
setup-go-on = Go on
setup-kept = ✓ Kept.
setup-not-allowed = Only those who may manage this server (“Manage Server”) can set me up.
setup-not-everyone = The role @everyone was left out: otherwise everybody would moderate.
setup-rights-well = { $count ->
    [one] ✓ I have every right that I need in the channel.
   *[other] ✓ I have every right that I need in the { $count } channels.
}
setup-blocked = ⚠ { $channel }: at the last try nothing could be posted there. It is tried again within the hour.
setup-board-hangs = ✓ The board hangs in { $channel }.
setup-board-comes = · The board comes to { $channel } in a moment.
setup-not-moderating = · Moderators of this server have no say in the collection, and reports are not shown here: the operator’s ARBORETUM_MODERATING_COMMUNITIES doesn’t name it.
setup-no-moderators = · Nobody moderates here but those whom my operator has named. To change that, choose roles.
setup-roles-gone = { $count ->
    [one] ⚠ One of the moderators’ roles is gone. Choose anew.
   *[other] ⚠ { $count } of the moderators’ roles are gone. Choose anew.
}
setup-store-away = ⚠ The store of the collection can’t be reached just now. What people do is kept, and filed later.
setup-paused = ⚠ There is a break: no tasks are given out here. “Go on” ends it.
setup-test-nowhere = No channel is chosen yet, so there is nothing to test: /work answers wherever somebody asks.
setup-test-sent = ✓ { $channel }: a test card is there. Press its button.
setup-test-closed = ⚠ { $channel }: no test card could be sent there.
setup-test-failed = ⚠ { $channel }: no test card could be sent there. { $reason }
setup-card-tasks = A test: in threads like this one, people get their tasks.
setup-card-board = A test: the work board will hang here.
setup-card-reports = A test: reports will arrive here.
setup-works = It works
setup-worked = ✓ The button works too.

rights-missing = ⚠ { $channel }: { $effect } I lack { $rights } there. To grant that: the channel’s settings → Permissions → add me, and allow it.
rights-gone = ⚠ The channel that was chosen is gone: { $effect } Choose another one.
rights-unknown = ⚠ { $channel }: Discord could not tell just now how I stand there. Try again in a minute.
rights-no-threads = nobody can work in a thread.
rights-no-board = no board can hang.
rights-no-reports = no report can arrive.
rights-and = { $right }, { $others }
right-view-channel = “View Channel”
right-send-messages = “Send Messages”
right-create-private-threads = “Create Private Threads”
right-send-messages-in-threads = “Send Messages in Threads”
right-read-message-history = “Read Message History”

intents-none = ✓ No privileged intent is in force: in threads, people answer by “Reply”, by a card’s button or with /answer.
intents-message-content = ✓ The Message Content Intent is in force: in threads, people simply write.
family-write = Writing
family-review = Reviewing
family-rank = Putting in order
