## Was nur auf Telegram gesagt wird

button-in-private = In unseren Chat
button-to-group = In eine Gruppe holen
button-to-topic = In dieses Thema
telegram-not-yours = Dieser Knopf gehört zu einer fremden Karte oder zu einer von vor langer Zeit. /work bringt dir deine.
telegram-others-card = Diese Karte gehört jemand anderem, und nur dessen Antworten zählen dort. Aus deiner Nachricht wurde nichts übernommen. /work bringt dir eine eigene Aufgabe.
telegram-file-not-fetched = Telegram hat mir diese Datei gerade nicht gegeben. Bitte schick sie in einer Minute noch einmal. Aus dieser Nachricht wurde nichts übernommen.
telegram-cannot-take = Ich kann Texte nehmen und Textdateien (.txt oder .md). Aus dieser Nachricht wurde nichts übernommen.
telegram-not-kept = Ich kann gerade nichts aufschreiben. Was du geschickt hast, bleibt hier im Chat, und ich versuche es von selbst noch einmal.
telegram-in-private = Das gehört in unseren privaten Chat, wo niemand mitliest.
telegram-work-in-private = Deine Arbeit geht in unserem privaten Chat weiter. Was zu beurteilen ist, sieht sonst niemand, und wer neu ist, liest dort zuerst, worum es geht.
telegram-work-in-topic = In dieser Gruppe schreibt man Texte in einem anderen Thema. Mit /work bekommst du dort einen.
telegram-anonymous = Ich sehe nicht, wer du bist. Schreib bitte unter deinem Namen: als anonymer Administrator oder als Kanal hast du keine Aufgaben.
telegram-setup-in-groups = Gruppen richtet man dort ein, wo sie sind. Hol mich in deine, und ihre Administratoren wählen dort mit /setup, was getan wird.
telegram-hello = Hallo! Hier lassen Leute gemeinsam Gespräche wachsen, immer eine Minute. /work bringt eine Aufgabe; Administratoren wählen mit /setup, was hier getan wird.
telegram-description = Lass einen offenen Datensatz von Gesprächen wachsen: schreib eine Nachricht, prüf eine oder ordne ein paar. Eine Minute genügt. Gesammelt wird, was du mit Absicht schickst; zuerst liest du, was daraus wird.
telegram-short = Kleine Aufgaben für einen offenen Datensatz von Gesprächen.
telegram-command-setup = richte mich in dieser Gruppe ein: Sprachen, Arbeiten, Tafel, Moderation

## Auf Karten

# $label: wessen Text es ist
telegram-continued = { $label } (weiter)
telegram-answer-this = Antworte auf diese Nachricht mit deinem Text. Du siehst ihn noch einmal, bevor er abgelegt wird.
telegram-preview-next = Abschicken? Oder antworte auf diese Nachricht mit mehr, dann frage ich, wohin es gehört.
telegram-equal = = Genauso gut
telegram-skipped-why = ⏭ Magst du sagen, warum?
# $reason: warum eine Aufgabe übersprungen wurde; das Zeichen unterscheidet diese Knöpfe von den anderen
telegram-skipped-because = ⏭ { $reason }
telegram-offer = { $language }: { $kind }
telegram-kind-initial_prompt = Einstieg
telegram-kind-prompter_reply = Als Nutzer:in antworten
telegram-kind-assistant_reply = Als Assistent antworten
telegram-kind-label_initial_prompt = Einstieg prüfen
telegram-kind-label_prompter_reply = Nutzer-Antwort prüfen
telegram-kind-label_assistant_reply = Assistenten-Antwort prüfen
telegram-kind-rank_prompter_replies = Nutzer-Antworten ordnen
telegram-kind-rank_assistant_replies = Assistenten ordnen

## Einrichtung einer Gruppe

telegram-setup = Einrichtung dieser Gruppe
telegram-setup-how = Alles geht auch ohne sie. Was du hier wählst, gilt sofort.
telegram-setup-its-languages = · Sprachen: { $those }
telegram-setup-any-language = · Sprachen: alle
telegram-setup-its-kinds = · Arbeiten: { $those }
telegram-setup-any-kind = · Arbeiten: alle
telegram-setup-series = { $these }, { $one }
telegram-setup-board-here = · Tafel: hier
telegram-setup-board-elsewhere = · Tafel: in einem anderen Thema
telegram-setup-board-nowhere = · Tafel: keine
telegram-setup-topic-here = · Texte schreibt man: in diesem Thema
telegram-setup-topic-elsewhere = · Texte schreibt man: in einem anderen Thema
telegram-setup-topic-nowhere = · Texte schreibt man: in jedem Thema
telegram-setup-has-reports = · Meldungen: im Chat der Moderatoren, und wer zu ihm gehört, moderiert
telegram-setup-has-no-reports = · Meldungen: sieht hier niemand; sie warten in /mod queue
telegram-setup-paused = · Pause: hier wird nichts Neues ausgegeben, bis du „Weitermachen“ drückst
telegram-setup-languages = Welche Sprachen werden hier gebraucht?
telegram-setup-languages-how = Keine angekreuzt: alle. Andere Sprachen tippt man mit ihrem Kürzel, etwa: /setup de gsw
telegram-setup-languages-unclear = ⚠ Sprachen kenne ich an ihrem Kürzel, etwa: /setup de gsw
telegram-setup-kinds = Welche Arbeiten werden hier gebraucht?
telegram-setup-kinds-how = Keine angekreuzt: alle. Was zu prüfen und zu ordnen ist, erscheint in unserem privaten Chat, was du auch wählst.
telegram-setup-locale = Welche Sprache sprechen die Tafel und die Meldungen?
telegram-setup-locale-how = Jede Karte in unserem privaten Chat spricht die Sprache, in der man sie liest.
telegram-setup-not-yours = Nur Administratoren dieser Gruppe können sie einrichten.
telegram-setup-reports-come = Meldungen kommen von nun an hierher, und wer zu diesem Chat gehört, moderiert.
telegram-setup-reports-elsewhere = Wer zum Chat der Moderatoren gehört, moderiert; die Gruppe selbst kann es also nicht sein. Drücke noch einmal „Chat für Moderatoren …“ und wähle einen anderen.
telegram-setup-board-card = Ein Versuch: so hängt hier die Tafel, und so kommen Karten an.
telegram-setup-reports-card = Ein Versuch: hier werden Meldungen ankommen.
telegram-setup-worked = ✓ Auch der Knopf geht.
telegram-setup-board-tested = ✓ Eine Probekarte ist da. Drücke ihren Knopf.
telegram-setup-board-not-tested = ⚠ Eine Probekarte ließ sich nicht senden.
telegram-setup-reports-tested = ✓ Eine Probekarte ist im Chat der Moderatoren.
telegram-setup-reports-not-tested = ⚠ In den Chat der Moderatoren ließ sich keine Probekarte senden.
telegram-check-well = ✓ Ich darf alles, was gewählt ist.
telegram-check-cannot-write = ⚠ Ich kann in dieser Gruppe nicht schreiben. Lasst mich wieder herein, und lasst Mitglieder Nachrichten senden.
telegram-check-cannot-pin = ⚠ Ich kann die Tafel nicht anheften, sie rutscht also nach oben weg. Heftet sie selbst an, oder lasst mich Nachrichten anheften. (Als Administrator wird mir auch alles gezeigt, was hier geschrieben wird; ich lese nichts davon.)
telegram-check-board-hangs = ✓ Die Tafel hängt.
telegram-check-board-comes = · Die Tafel kommt gleich.
telegram-check-board-blocked = ⚠ Die Tafel ließ sich zuletzt nicht aufhängen: ihr Thema ist geschlossen oder weg, oder ich darf dort nicht schreiben. In der nächsten Stunde versuche ich es wieder.
telegram-check-privacy = ⚠ Der Privatsphäre-Modus für Gruppen ist aus, und Telegram zeigt mir alles, was in Gruppen geschrieben wird. Das brauche ich nicht: schaltet ihn bei BotFather wieder ein (/setprivacy), und lasst mich neu herein.
telegram-check-reports-lost = ⚠ Ich kann im Chat der Moderatoren nicht schreiben. Lasst mich dort wieder herein, oder wählt einen anderen.
telegram-check-reports-public = ⚠ Der Chat der Moderatoren ist öffentlich: jeder könnte beitreten und moderieren. Macht ihn privat, oder wählt einen anderen.
telegram-check-members-hidden = ⚠ Der Chat der Moderatoren zeigt mir seine Mitglieder nicht, also kann dort niemand moderieren. Macht mich dort zum Administrator, oder zeigt die Mitglieder.
telegram-check-not-moderating = · Moderatoren dieser Gruppe haben in der Sammlung nichts zu sagen, und Meldungen werden nicht gezeigt: ARBORETUM_MODERATING_COMMUNITIES des Betreibers nennt sie nicht.
button-setup-languages = Sprachen …
button-setup-kinds = Arbeiten …
button-setup-locale = Sprache der Tafel …
button-setup-board = Tafel hier
button-setup-no-board = Keine Tafel
button-setup-topic = Nur hier schreiben
button-setup-no-topic = Überall schreiben
button-setup-reports = Chat für Moderatoren …
button-setup-no-reports = Keine Meldungen
button-setup-pause = Pause machen
button-setup-go-on = Weitermachen
button-setup-test = Probekarte
button-setup-works = Es geht
button-setup-check = Nachsehen
button-setup-close = Fertig
button-setup-back = Zurück
