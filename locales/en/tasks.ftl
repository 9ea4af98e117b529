# The tasks themselves: what is asked, how it is done well, practice.

role-prompter = User
role-assistant = Assistant

kind-initial_prompt = Write a first message
kind-prompter_reply = Answer as the user
kind-assistant_reply = Answer as the assistant
kind-label_initial_prompt = Review a first message
kind-label_prompter_reply = Review a user’s reply
kind-label_assistant_reply = Review an assistant’s reply
kind-rank_prompter_replies = Put users’ replies in order
kind-rank_assistant_replies = Put assistant’s replies in order

kinds = What would you like to do?

task-initial_prompt = Begin a conversation in { $language }: write the first message to an assistant.
task-prompter_reply = You are the user. Answer the assistant’s last message, in { $language }.
task-assistant_reply = You are the assistant. Answer the user’s last message, in { $language }.
task-label_initial_prompt = Somebody began a conversation in { $language }. How is this message?
task-label_prompter_reply = A user went on with this conversation in { $language }. How is the last message?
task-label_assistant_reply = An assistant answered in { $language }. How is the last message?
task-rank_prompter_replies = Several users answered here, in { $language }. Which answer is best?
task-rank_assistant_replies = Several assistants answered here, in { $language }. Which answer is best?

## Writing

guide-initial_prompt-1 = Ask or propose something that really interests you: a question, a task, a story to begin.
guide-initial_prompt-2 = Say what is needed to answer it, and leave out what tells who you are.
guide-initial_prompt-more = Short or long, simple or hard: variety makes the collection good. One topic per message works best, and in your own words.
guide-initial_prompt-example = For example: “My tomatoes have yellow leaves at the bottom. What may that be, and what can I try without buying anything?”
guide-prompter_reply-1 = Go on as somebody with this question would: ask further, object, or say what was missing.
guide-prompter_reply-2 = If nothing is left to say, the conversation may be complete here.
guide-prompter_reply-more = Stay in the role of the person who asked, and build on what the assistant said. Thanks alone add little; a new turn adds much.
guide-prompter_reply-example = For example: “That helps. Would it also work in a pot on the balcony?”
guide-assistant_reply-1 = Answer what was asked: correct, helpful, and as long as it needs to be.
guide-assistant_reply-2 = Where something is uncertain or unwise, say so kindly.
guide-assistant_reply-more = Check facts you aren’t sure of. Lists, code and several steps are welcome where they help. Please write it yourself; a copied or generated text is of no use here.
guide-assistant_reply-example = For example: “Yellow leaves at the bottom most often mean too much water or too little nitrogen. First let the soil dry a finger deep …”

write-how = Send your text here. You’ll see it once more before it is filed.
write-again = Send the new version; it takes the place of this one:
write-so-far = So far
preview = This is your text in { $language }:
preview-text = Preview
preview-next = Send it? Or say more, and I’ll ask where it belongs.
extra = You said more. Does it belong to your text, or does it take its place?
extra-so-far = Your text so far
extra-new = New
field-text = Your text
form-write = Your text

doubt-repaired = Some characters could not be read; “�” stands where they were. Please look it over.
doubt-language = This looks like { $guess }; the task is in { $language }. If that’s right as it is, just send it.
doubt-email = There seems to be an e-mail address in it. Shall it really be in an open dataset?
doubt-phone = There seems to be a phone number in it. Shall it really be in an open dataset?
doubt-card = There seems to be a card number in it. Shall it really be in an open dataset?
doubt-iban = There seems to be a bank account in it. Shall it really be in an open dataset?
doubt-ip = There seems to be an internet address of a computer in it. Shall it really be in an open dataset?
doubt-similar = There is a very similar message already. If yours asks something else, just send it:

## Reviewing

review-ask = Does it belong in the collection?
review-more = One press is a whole review:
review-more-fine = “Fine”: a serious message in the right language. You needn’t like it or agree with it.
review-more-spam = “Spam”: nonsense, advertising, or not what the role was asked for.
review-more-wrong_language = “Wrong language”: most of it is in another language than the task’s.
told = Your details so far:
told-scale = · { $label } { $step } of 5
told-yes = · { $label } Yes
told-no = · { $label } No
told-flag = · { $label }
told-none = · None of these
none-of-these = None of these
# $number: which one of the questions that come in a row; $count: how many they are
ask-yes_no = Detail { $number } of { $count }:
ask-likert = Detail { $number } of { $count }. 1 is not at all, 5 is very much:
ask-flags = Detail { $number } of { $count }: does any of these fit? Tick what does, or “None of these”.
ask-label = { $label }
label-about = { $label } · { $help }
scale-1 = 1
scale-2 = 2
scale-3 = 3
scale-4 = 4
scale-5 = 5
form-details = Your review
field-verdict = Your verdict
field-flags = Does any of these fit?

## Ranking

rank-reply = { $letter }
rank-ask = Press the letters in order, the best first. You needn’t place them all.
rank-ready = Shall it be sent like this?
rank-joining = Which one is just as good?
rank-hint = You can also type the order: b a=c
rank-hint-two = You can also type the order: b a
rank-order = Your order: { $order }
rank-none-acceptable = Your verdict: none of them is acceptable.
rank-more = Compare what matters to the one who asked: is it correct, does it help, is it clear, is it kind? Length alone is no merit.
rank-more-typed = Typed: “2 1 3” puts B first; “2 1=3” says that A and C are equal; what you leave out isn’t compared.

## Practice

practice = A short practice item first; it isn’t stored.
practice-review = Somebody began a conversation with this message:
practice-review-item-1 = “BEST watches!!! 90 % off only today, click click click”
practice-review-ask = What would you say?
practice-review-right = Exactly: advertising is spam. Now a real one.
practice-review-otherwise = This one was spam: it advertises and asks nothing. A clumsy or odd question, though, would be fine. Now a real one.
practice-rank = “How do I get coffee stains out of a cup?” Two assistants answered:
practice-rank-item-a = A: “Coffee was discovered in Ethiopia and is loved all over the world.”
practice-rank-item-b = B: “Rub it with a spoonful of baking soda and a few drops of water, wait five minutes, rinse.”
practice-rank-ask = Which one is better?
practice-rank-right = Exactly: B helps with what was asked. Now a real one.
practice-rank-otherwise = Here B is better: it answers the question, A only stays near it. Now a real one.
