# What stands on buttons: short, and saying what will happen.

button-agree = I agree, start
button-other_language = Other languages
button-work = Give me a task
button-ahead = Write a first message in { $language }
button-any = Anything
button-kinds = Choose a kind
button-offer = { $kind } in { $language }
button-look-again = Look again
button-call = Call me once
button-next = Next task
button-last = That was my last
button-undo = Undo
button-withdraw = Withdraw
button-still = I’m still on it
button-skip = Skip
button-stop_confirm = Stop
button-forget_me = Forget me
button-forget_confirm = Forget me for good
button-begin-anew = Begin anew
button-more = ?
button-back = Back
button-ticked = ☑ { $choice }
button-unticked = ☐ { $choice }

button-write = Write
button-complete = The conversation is complete here
button-send = Send
button-edit = Edit
button-keep = Keep what I have
button-discard = Discard
button-append = Add it
button-replace = Replace
button-drop = Leave it out
button-use = Use { $number }
button-forget = Forget { $number }

button-fine = Fine
button-spam = Spam
button-wrong_language = Wrong language
button-cant_judge = Can’t judge
button-details = Details
button-more-details = More details
button-verdict_only = Send what I have …
button-pass = Leave open
button-flags_done = Go on
button-yes = Yes
button-no = No

button-place = { $letter }
button-equal = =
button-unplace = Take back
button-none_acceptable = None is acceptable
button-confirm = Send this order

button-languages_done = Done
button-tree = Tree of { $number }

button-mod-remove = Remove
button-mod-restore = Restore
button-mod-halt = Halt the tree
button-mod-resume = Let the tree go on
button-mod-settle = Leave it as it is
button-mod-ban = Close the account
button-mod-unban = Open the account
button-mod-pause = Take a break
button-mod-unpause = End the break
button-queue = Open reports
button-case = All about it
button-show-tree = Show its tree
