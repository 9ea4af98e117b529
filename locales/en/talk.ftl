# The talk around the tasks: welcome, from one task to the next, receipts, news.

## Welcome

welcome = Welcome! Here people grow conversations together, a minute at a time: you write a message, review one, or put a few in order.
welcome-collected = Kept are the texts, reviews and rankings you send on purpose, with your name on this platform, your languages and the time. Nothing else you say is collected.
welcome-licence = They become part of “{ $collection }”, an open dataset, released under { $licence }. Your name is not released; a code that can’t be traced back stands in its place.
welcome-contact = Questions, or something to be removed? { $contact } · Privacy: { $privacy }
welcome-trial = This is a trial: nothing that is written here will be released.
welcome-readers = Other volunteers and the moderators read what you write.
welcome-use = The conversations may be used by anybody, also to train language models.
welcome-language = You’ll work in { $language }.
welcome-kept = Thank you! The store of the collection can’t be reached just now; your first task comes as soon as it is back.
agree-first = One look at the card below first, then we begin.

## From one task to the next

idle = Good to have you here. Whenever you like, there’s a task for you.
parted = Thank you! What you did is stored. Come back whenever you like.
parted-kept = Thank you! What you did is safe with me and will be filed as soon as the store of the collection is back. Come back whenever you like.
one-moment = One moment …
store-away = The store of the collection can’t be reached just now. Nothing is lost.
store-back = The store of the collection is back. Your task comes in a moment.
store-away-work = Your task comes by itself as soon as it is back.
ahead-offer = Would you like to write a first message meanwhile? I’ll keep it and file it then.
ahead-how = Send your text here. You’ll see it once more; then I’ll keep it and file it as soon as the store of the collection is back.
ahead-no-room = There is no room for another first message in { $language } just now, so yours could not be filed.
talk-internal-error = That didn’t go as it should. Nothing is lost; here is where we are. If it happens again, please tell the moderators.
wish-noted = Noted: that comes after the task you have in hand.
work-unclear = I know kinds and languages by their short names, such as: /work review de
community-paused = This community is taking a break: nothing new is handed out just now. What is in hand can be finished.
stale = That button belonged to an earlier card. Here is where we are now.
no-text-awaited = I’m not waiting for a text just now. Here is where we are.
written-before = You wrote this before you had this task, and I have only heard it now. I’ve kept it among your /drafts for a day.
no-text-awaited-kept = I’m not waiting for a text just now, so I’ve kept yours among your /drafts for a day. Here is where we are.
answer-how = Say /answer and your text behind it, or just send it here.
just-type = Just type your text and send it here.
removed-meanwhile = One of the texts of your task was removed meanwhile, so the task is over.
nothing-to-skip = There is no task in hand to skip.
undo-later = Your last answer is still on its way. As soon as its receipt is here, you can take it back.
nothing-to-undo = There is no answer that could be taken back now.

short = There is nothing in { $language } for you right now.
short-kinds = There is nothing of that kind in { $language } for you right now.
short-wanted = Of what is wanted here there is nothing in { $language } for you right now.
short-kind = There is nothing of “{ $kind }” in { $language } for you right now.
short-need = Others can still do: { $kind } ({ $count }).
short-need-many = Others can still do: { $kind } (at least { $count }).
short-people = { $count ->
    [one] One person has been active in this language this week.
   *[other] { $count } people have been active in this language this week.
}
short-waiting = { $count ->
    [one] One accepted prompt waits for its turn to grow.
   *[other] { $count } accepted prompts wait for their turn to grow.
}
short-held = { $count ->
    [one] One task is in somebody else’s hands.
   *[other] { $count } tasks are in other people’s hands.
}
short-elsewhere = You could do this meanwhile:
call-me-set = I’ll call you once, as soon as there is work.

skipped = Skipped: { $kind }. It won’t come back, unless it was just a bad moment.
skipped-prompt = Skipped: { $kind }.
skipped-draft-kept = Your text is among your /drafts for a day.
skipped-why = Would you like to say why?
reason-not_now = Not now
reason-too_hard = Too hard
reason-not_my_topic = Not my topic
reason-bad_content = Unpleasant content
reason-wrong_language = Wrong language
reason-other = Something else
reason-noted = Noted, thank you.

## Stopping

stop = Shall we stop here? What you have sent stays stored.
stop-task = The task you have goes back, so that somebody else can do it; a text you have begun stays among your /drafts for a day.
stop-quiet = Then it is quiet: no news and no reminders, until you say a command or press a button again.
stopped = Good, it’s quiet now. When you come back, I’ll tell you what has happened meanwhile.
forget-me = You will be forgotten for good: your name, your languages and the number by which this platform knows you are taken out of the collection’s store.
forget-me-stays = What stays are the texts, reviews and rankings you have sent, without a name; drafts are thrown away. If you come back, you begin as somebody new. This can’t be taken back.
forgetting = One moment: you are being forgotten …
forgetting-kept = The store of the collection can’t be reached just now. You’ll be forgotten as soon as it is back; nothing else is done until then.
forgotten = You are forgotten. Thank you for everything you gave; it stays without your name.

## Receipts

filing = On its way …
kept = Kept: your answer is safe with me and will be filed as soon as the store of the collection is back. The receipt follows.
kept-request = The store of the collection can’t be reached just now. I’ve kept this and will pass it on as soon as it is back.
receipt = ✓ Stored. Receipt { $number }
receipt-of = ✓ Stored: { $kind }. Receipt { $number }
effect-review_counted = { $wanted ->
    [0] Your review counts.
   *[other] Yours was review { $count } of { $wanted }.
}
effect-prompt_accepted = With it, the prompt joined the collection.
effect-prompt_rejected = With it, the prompt stays out of the collection.
effect-reply_accepted = With it, the reply joined the collection.
effect-reply_rejected = With it, the reply stays out of the collection.
effect-prompt_stored = Your prompt now waits for its reviews.
effect-reply_stored = Your reply now waits for its reviews.
effect-leaf_closed = This branch of the conversation is complete.
effect-ballot_counted = { $wanted ->
    [0] Your order counts.
   *[other] Yours was order { $count } of { $wanted }.
}
effect-tree_full = { $size ->
    [0] The tree is fully grown; now its replies are put in order.
   *[other] The tree is fully grown with { $size } messages; now its replies are put in order.
}
effect-tree_finished = { $size ->
    [0] The tree is finished. Well done, everybody!
   *[other] The tree is finished with { $size } messages. Well done, everybody!
}
undone = Taken back. Here is the task again, with what you had.
returned-text = Your text
returned-kept = Your text is also among your /drafts for a day.
edit-taken = Your edit is stored (receipt { $number }).
edit-noted = Changed: your text will be filed like this.
edit-not-taken = The text stays as it was. Your new version is among your /drafts for a day.

## Time

reminder = { $minutes ->
    [one] This task is held for you for one more minute. Still on it?
   *[other] This task is held for you for { $minutes } more minutes. Still on it?
}
reminder-over = The time for this task is over; somebody else may get it. Your answer still counts as long as it is needed. Still on it?
renewing = Good, take your time.
renew-refused = You can still send your answer; it is kept as long as it is needed.
lease-gone = While the store of the collection was away, others did what your task asked for, so it is over. Thank you for having taken it on.

## News

news = { $count ->
    [one] News about your texts
   *[other] News about your texts ({ $count })
}
news-accepted = Joined the collection:
news-answered = { $count ->
    [one] Somebody has answered:
   *[other] Somebody has answered ({ $count }):
}
news-ranked = Ranked { $rank } of { $of }:
news-ranked-plain = Has been put in order with its neighbours:
news-finished = A tree you helped to grow is finished:
news-taken_down = { $count ->
    [one] A moderator removed one of your texts. /mine shows which.
   *[other] A moderator removed { $count } of your texts. /mine shows which.
}
news-put_back = A moderator put this text of yours back:
news-upheld = { $count ->
    [one] A message you reported is no longer in the collection. Thank you for looking out!
   *[other] { $count } messages you reported are no longer in the collection. Thank you for looking out!
}
news-dismissed = { $count ->
    [one] A moderator looked at a message you reported, and left it in its place. Thank you for looking out!
   *[other] Moderators looked at { $count } messages you reported, and left them in their places. Thank you for looking out!
}
news-work = There is work again.
news-work-in = There is work again in { $language }.

## Drafts

drafts = Your drafts, each kept for a day:
drafts-empty = You have no drafts.
drafts-use = You can use one of them for the task in hand.
drafts-copy = You can use them as soon as a text is asked for, or copy them from here.
draft = Draft { $number }
draft-kept = Kept among your /drafts for a day.

## Languages

language = { $language }
languages = Which languages do you want to work in?
languages-how = Tick them here, or name them: /languages en de
languages-unclear = I know languages by their short tags, such as: /languages en de
languages-last = One language has to stay ticked. Tick another one first.
languages-set = From now on you work in:
language-item = · { $language }
locale = Which language shall I speak with you?
locale-set = Gladly.

## Own texts and trees

mine = { $count ->
    [one] Your latest text:
   *[other] Your { $count } latest texts:
}
mine-empty = You haven’t sent a text yet.
mine-item = { $number } · { $state } · { $replies ->
    [0] no replies yet
    [one] one reply
   *[other] { $replies } replies
}
mine-removed = { $number } · removed
text-in-review = in review
text-accepted = in the collection
text-not-accepted = not in the collection
text-ranked = ranked { $rank }
tree = { $state } · { $goal ->
    [0] { $size } messages
   *[other] { $size } of { $goal } messages
}
tree-message = { $number } · { $role }
tree-message-mine = { $number } · { $role } · yours
tree-message-state = { $number } · { $role } · { $state }
tree-message-mine-state = { $number } · { $role } · yours · { $state }
tree-young = There is no more to this tree yet than the message in front of you.
tree-of-what = Which tree? Take a task, look at /mine and choose one of your texts, or name a message: /tree ID
state-initial_prompt_review = The prompt is in review
state-prompt_lottery_waiting = The prompt waits for its turn to grow
state-growing = Growing
state-ranking = Replies are being put in order
state-ready_for_scoring = Ready for its final order
state-ready_for_export = Finished
state-scoring_failed = Waits for its final order
state-aborted_low_grade = Not in the collection
state-halted_by_moderator = Stopped by a moderator
state-backlog_ranking = Waits for its replies to be put in order

## Reports and moderation

number = { $number }
report = What’s the matter with this message?
report-words = In your words
report-how = You can also say it in your own words: /report and what is the matter.
report-which = You can choose another message by its number.
report-of-what = To report a message, look at its task or tree and say /report again.
report-thanks = Thank you. The moderators will look at it.
mod = What shall be done?
mod-which = Choose a message by its number to see all about it, or act on the whole tree.
mod-command = · /mod { $name }: { $about }
mod-unclear = I don’t know that. Here is what moderators can do:
mod-which-id = Which message? Name it by its ID: /mod { $name } ID
mod-not-possible = That can’t be done with this message. Here is how it stands:
mod-where = Please do that in the community itself: only there can I see that you moderate it.
mod-no-community = That is about a community: please say it there.
mod-community = It concerns: { $name }
mod-elsewhere = That was about another community than the one you are in now, so nothing has changed. Please say it again there.
mod-already-pause = This community is taking a break already.
mod-already-unpause = This community isn’t taking a break.
message-named = Message { $id }
mod-remove = This message and everything below it will be removed from the collection and shown to nobody.
mod-restore = This message and everything above it will come back, and its red flags will be closed.
mod-settle = This message stays as it is, and its red flags will be closed. Whoever reported it hears of that.
mod-halt = Nobody will be asked anything about this tree any more; what it holds is kept.
mod-resume = This tree will go on from where its facts put it; if its prompt was turned down, it is accepted by decree.
mod-ban = The account of its author will be closed: they get no tasks and can send nothing any more, wherever they are. What they wrote stays.
mod-unban = The account of its author will be opened again.
mod-pause = Nobody will get new tasks in this community, until a moderator lets it go on. What is in hand can be finished.
mod-unpause = Tasks will be given out in this community again.
mod-done-remove = Removed.
mod-done-restore = Restored.
mod-done-halt = The tree is halted.
mod-done-resume = The tree goes on.
mod-done-settle = Left as it is.
mod-done-ban = The account is closed.
mod-done-unban = The account is open again.
mod-done-pause = The community is taking a break now.
mod-done-unpause = Tasks are given out again.

## Cases

queue = These reports wait for a decision, the oldest first:
queue-item = { $number } · { $author } · { $language } · { $count ->
    [one] one report
   *[other] { $count } reports
}
queue-item-of-nobody = { $number } · { $language } · { $count ->
    [one] one report
   *[other] { $count } reports
}
queue-more = More of them wait after these.
queue-open = Choose one by its number.
queue-empty = No report waits for a decision.
case = A message by { $author } ({ $role }, { $language })
case-of-nobody = A message ({ $role }, { $language })
case-removed = It is removed; nobody but moderators gets to see it.
case-author-banned = The account of its author is closed.
case-decided-remove = Removed by { $by }.
case-decided-restore = Restored by { $by }.
case-decided-settle = Left as it is by { $by }.
case-decided-resume = Let go on by { $by }.
case-unreported = Nobody has reported it.
case-complaints = { $count ->
    [one] One person has reported it:
   *[other] { $count } people have reported it:
}
case-label = { $count ->
    [one] · { $label }
   *[other] · { $label } ({ $count })
}
case-reason = Reason
case-more-reasons = { $count ->
    [one] and one more reason
   *[other] and { $count } more reasons
}

## Texts that come as files

file-not-a-text = I can read text files only: .txt or .md. Nothing was taken from this message.
file-too-large = This file is too large for a text: up to { $kilobytes } kB. Nothing was taken from this message.
file-not-utf-8 = I can’t read the letters of this file. Save it as “UTF-8” and send it again. Nothing was taken from this message.
file-empty = There is nothing to be read in this file. Nothing was taken from this message.
