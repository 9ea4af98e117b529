# What is said to a whole community: the work board, and reports in the moderators’ channel.

## The work board

board = Here grows an open collection of conversations, message by message: somebody writes, others answer, review and put replies in order. A task takes a minute or two.
board-wanted = Wanted right now:
board-one = { $language }: { $first }
board-two = { $language }: { $first } · { $second }
board-three = { $language }: { $first } · { $second } · { $third }
board-texts = { $least ->
    [0] a few texts
   *[other] { $least }+ texts
}
board-reviews = { $least ->
    [0] a few reviews
   *[other] { $least }+ reviews
}
board-rankings = { $least ->
    [0] a few rankings
   *[other] { $least }+ rankings
}
board-others = { $count ->
    [one] and one more language
   *[other] and { $count } more languages
}
board-nothing = Nothing is missing right now. Whoever asks all the same hears what comes next, and can be called.
board-paused = There is a break here: no tasks are given out for now.
board-closed = This board is not kept any more.
button-board = Give me a task

## Reports

notice = Reported: a message of { $author } ({ $role }, { $language })
notice-of-nobody = Reported: a message ({ $role }, { $language })
notice-id = Its id: { $id }
notice-goes-on = The text goes on; “Look” shows all of it.
notice-text-removed = The text is removed from the collection, so it is not shown here.
notice-complaints = { $count ->
    [0] Nobody said why.
    [one] One person reported it.
   *[other] { $count } people reported it.
}
notice-label = · { $label } ({ $count })
notice-reason = Reason
notice-removed = Removed by { $by }, { $at }.
notice-restored = Restored by { $by }, { $at }.
notice-settled = Left as it is by { $by }, { $at }.
notice-resumed = The tree was let go on by { $by }, { $at }.
notice-ended = Nothing is left to decide here.
notice-vanished = The reported message is gone from the collection. Nothing is left to decide here.
notice-moved = Reports come to another channel now.
notice-more = { $count ->
    [one] And one more report waits: /mod queue
   *[other] And { $count } more reports wait: /mod queue
}
notice-more-than = And at least { $count } more reports wait: /mod queue
notice-no-more = Every report that waits has a card of its own here.
button-notice-look = Look
button-notice-remove = Remove …
button-notice-restore = Restore …
button-notice-settle = Leave as it is …
