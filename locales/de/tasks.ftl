# Die Aufgaben selbst: was gefragt ist, wie es gut wird, Übung.

role-prompter = Nutzer:in
role-assistant = Assistent

kind-initial_prompt = Ein Gespräch beginnen
kind-prompter_reply = Als Nutzer:in antworten
kind-assistant_reply = Als Assistent antworten
kind-label_initial_prompt = Einen Einstieg prüfen
kind-label_prompter_reply = Eine Antwort von Nutzer:innen prüfen
kind-label_assistant_reply = Eine Antwort des Assistenten prüfen
kind-rank_prompter_replies = Antworten von Nutzer:innen ordnen
kind-rank_assistant_replies = Antworten des Assistenten ordnen

kinds = Was möchtest du machen?

task-initial_prompt = Beginne ein Gespräch auf { $language }: Schreib die erste Nachricht an einen Assistenten.
task-prompter_reply = Du hast die Frage gestellt. Antworte auf die letzte Nachricht des Assistenten, auf { $language }.
task-assistant_reply = Du bist der Assistent. Antworte auf die letzte Nachricht, auf { $language }.
task-label_initial_prompt = Jemand hat auf { $language } ein Gespräch begonnen. Wie ist diese Nachricht?
task-label_prompter_reply = Jemand hat dieses Gespräch auf { $language } fortgesetzt. Wie ist die letzte Nachricht?
task-label_assistant_reply = Ein Assistent hat auf { $language } geantwortet. Wie ist die letzte Nachricht?
task-rank_prompter_replies = Hier haben mehrere Leute auf { $language } geantwortet. Welche Antwort ist die beste?
task-rank_assistant_replies = Hier haben mehrere Assistenten auf { $language } geantwortet. Welche Antwort ist die beste?

## Schreiben

guide-initial_prompt-1 = Frag etwas oder schlag etwas vor, das dich wirklich interessiert: eine Frage, eine Aufgabe, den Anfang einer Geschichte.
guide-initial_prompt-2 = Sag dazu, was man für die Antwort wissen muss, und lass weg, was verrät, wer du bist.
guide-initial_prompt-more = Kurz oder lang, leicht oder schwer: Abwechslung macht die Sammlung gut. Am besten ein Thema je Nachricht, und in deinen eigenen Worten.
guide-initial_prompt-example = Zum Beispiel: „Meine Tomaten haben unten gelbe Blätter. Woran kann das liegen, und was kann ich versuchen, ohne etwas zu kaufen?“
guide-prompter_reply-1 = Mach weiter, wie jemand mit dieser Frage es täte: frag nach, widersprich, oder sag, was noch fehlt.
guide-prompter_reply-2 = Wenn alles gesagt ist, ist das Gespräch hier vielleicht rund.
guide-prompter_reply-more = Bleib in der Rolle der Person, die gefragt hat, und bau auf der Antwort auf. Ein Dank allein bringt wenig, eine neue Wendung viel.
guide-prompter_reply-example = Zum Beispiel: „Das hilft mir. Ginge das auch im Topf auf dem Balkon?“
guide-assistant_reply-1 = Antworte auf das, was gefragt ist: richtig, hilfreich und so lang wie nötig.
guide-assistant_reply-2 = Wo etwas unsicher oder unklug ist, sag es freundlich.
guide-assistant_reply-more = Prüf nach, wo du dir nicht sicher bist. Listen, Code und mehrere Schritte sind willkommen, wo sie helfen. Bitte schreib selbst; ein kopierter oder erzeugter Text nützt hier nichts.
guide-assistant_reply-example = Zum Beispiel: „Gelbe Blätter unten heißen meist: zu viel Wasser oder zu wenig Stickstoff. Lass die Erde erst einmal fingertief trocknen …“

write-how = Schick deinen Text hierher. Du siehst ihn noch einmal, bevor er abgelegt wird.
write-again = Schick die neue Fassung; sie ersetzt diese hier:
write-so-far = Bisher
preview = Das ist dein Text auf { $language }:
preview-text = Vorschau
preview-next = Abschicken? Oder schreib weiter, dann frage ich, wohin es gehört.
extra = Da kam noch etwas. Gehört es zu deinem Text, oder ersetzt es ihn?
extra-so-far = Dein Text bisher
extra-new = Neu
field-text = Dein Text
form-write = Dein Text

doubt-repaired = Einige Zeichen ließen sich nicht lesen; wo sie waren, steht „�“. Bitte sieh es noch einmal durch.
doubt-language = Das sieht nach { $guess } aus; die Aufgabe ist auf { $language }. Wenn es so richtig ist, schick es einfach ab.
doubt-email = Darin scheint eine E-Mail-Adresse zu stehen. Soll sie wirklich in einen offenen Datensatz?
doubt-phone = Darin scheint eine Telefonnummer zu stehen. Soll sie wirklich in einen offenen Datensatz?
doubt-card = Darin scheint eine Kartennummer zu stehen. Soll sie wirklich in einen offenen Datensatz?
doubt-iban = Darin scheint eine Kontonummer zu stehen. Soll sie wirklich in einen offenen Datensatz?
doubt-ip = Darin scheint die Internetadresse eines Rechners zu stehen. Soll sie wirklich in einen offenen Datensatz?
doubt-similar = Eine sehr ähnliche Nachricht gibt es schon. Wenn deine etwas anderes fragt, schick sie einfach ab:

## Prüfen

review-ask = Gehört sie in die Sammlung?
review-more = Ein Druck ist eine ganze Prüfung:
review-more-fine = „Passt“: eine ernst gemeinte Nachricht in der richtigen Sprache. Sie muss dir nicht gefallen.
review-more-spam = „Spam“: Unsinn, Werbung, oder nicht das, was die Rolle verlangt.
review-more-wrong_language = „Andere Sprache“: das meiste ist nicht in der Sprache der Aufgabe.
told = Bisher hast du gesagt:
told-scale = · { $label } { $step } von 5
told-yes = · { $label } Ja
told-no = · { $label } Nein
told-flag = · { $label }
told-none = · Nichts davon
none-of-these = Nichts davon
# $number: die wievielte der Fragen, die nacheinander kommen; $count: wie viele es sind
ask-yes_no = Einzelheit { $number } von { $count }:
ask-likert = Einzelheit { $number } von { $count }. 1 ist gar nicht, 5 ist sehr:
ask-flags = Einzelheit { $number } von { $count }: Trifft etwas davon zu? Kreuze es an, oder „Nichts davon“.
ask-label = { $label }
label-about = { $label } · { $help }
scale-1 = 1
scale-2 = 2
scale-3 = 3
scale-4 = 4
scale-5 = 5
form-details = Deine Prüfung
field-verdict = Dein Urteil
field-flags = Trifft etwas davon zu?

## Ordnen

rank-reply = { $letter }
rank-ask = Drück die Buchstaben der Reihe nach, die beste Antwort zuerst. Du musst nicht alle einordnen.
rank-ready = Soll das so abgeschickt werden?
rank-joining = Welche ist genauso gut?
rank-hint = Du kannst die Reihenfolge auch tippen: b a=c
rank-hint-two = Du kannst die Reihenfolge auch tippen: b a
rank-order = Deine Reihenfolge: { $order }
rank-none-acceptable = Dein Urteil: Keine davon ist annehmbar.
rank-more = Vergleiche, was für die fragende Person zählt: Ist es richtig, hilft es, ist es klar, ist es freundlich? Länge allein ist kein Verdienst.
rank-more-typed = Getippt: „2 1 3“ setzt B an die Spitze; „2 1=3“ sagt, dass A und C gleich gut sind; was du weglässt, wird nicht verglichen.

## Übung

practice = Erst eine kurze Übung; sie wird nicht gespeichert.
practice-review = Jemand hat ein Gespräch mit dieser Nachricht begonnen:
practice-review-item-1 = „BESTE Uhren!!! Nur heute 90 % billiger, klick klick klick“
practice-review-ask = Was würdest du sagen?
practice-review-right = Genau: Werbung ist Spam. Jetzt eine echte.
practice-review-otherwise = Das war Spam: Es wirbt und fragt nichts. Eine unbeholfene oder seltsame Frage würde dagegen passen. Jetzt eine echte.
practice-rank = „Wie bekomme ich Kaffeeflecken aus einer Tasse?“ Zwei Assistenten haben geantwortet:
practice-rank-item-a = A: „Kaffee wurde in Äthiopien entdeckt und ist in der ganzen Welt beliebt.“
practice-rank-item-b = B: „Mit einem Löffel Natron und ein paar Tropfen Wasser einreiben, fünf Minuten warten, ausspülen.“
practice-rank-ask = Welche ist besser?
practice-rank-right = Genau: B hilft bei dem, was gefragt war. Jetzt eine echte.
practice-rank-otherwise = Hier ist B besser: B beantwortet die Frage, A bleibt nur in ihrer Nähe. Jetzt eine echte.
