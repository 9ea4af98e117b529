# Why not, and what to do: one sentence for each refusal.

refusal-generic = That didn’t work. Nothing is lost; please try once more.
refusal-not-a-person = I don’t know you yet. Say /start and we’ll begin.
refusal-person-disabled = This account has been closed. If you think that is a mistake, please write to the moderators.
refusal-no-consent = Before the first task, please look at the terms and agree to them.
refusal-not-a-moderator = That is for moderators only.
refusal-nothing-to-do = There is nothing of this kind for you right now. Try another kind, or come back later.
refusal-too-many-tasks = { $limit ->
    [one] You have a task open already. Finish or skip it first.
   *[other] You have { $limit } tasks open already. Finish or skip one first.
}
refusal-task-unknown = This task isn’t known any more. Take the next one.
refusal-task-expired = The time for this task is over, and others have done it meanwhile. Take the next one.
refusal-task-done = This task has been answered or skipped already. Take the next one.
refusal-task-not-yours = This task belongs to somebody else. Take the next one.
refusal-task-mismatch = This answer doesn’t fit the task. Take the next one, or /start to see where we are.
refusal-task-request-invalid = The collection doesn’t grow in { $lang } or doesn’t have tasks of this kind. Choose others with /languages.
refusal-text-empty = There is nothing to be read in it. Please write at least a word.
refusal-text-too-long = The text has { $length } characters; up to { $limit } can be kept. Please shorten it.
refusal-text-broken = The text holds characters that no file can keep. Please look it over where “�” stands.
refusal-text-repeated = You sent exactly this text a short while ago. Please change it, or skip the task.
refusal-second-reply = You have answered this message before. Take the next task.
refusal-tree-closed = This conversation takes no more answers: it was finished or stopped meanwhile. Take the next task.
refusal-label-invalid = “{ $label }” wasn’t asked about this message. Please review it again.
refusal-label-missing = Something is still missing: { $label }. Please review it again.
refusal-own-message = This is about a message of your own; others have to judge it. Take the next task.
refusal-already-answered = You have reviewed or ranked this before. Take the next task.
refusal-ballot-invalid = This order can’t be read: each reply may stand in it once, and it has to compare at least two.
refusal-message-unknown = There is no such message, or it was removed.
refusal-too-late-to-undo = That can’t be taken back any more: its time is over, or others have built on it.
refusal-too-late-to-edit = That can’t be changed any more: it has been reviewed or answered.
refusal-key-reused = That was sent twice with different contents. Please try once more.
refusal-not-trusted = I may not do this: the store of the collection doesn’t trust my key with moderation. Please tell whoever runs me.
refusal-store-away = The store of the collection can’t be reached just now. Nothing is lost; please try again in a while.
