## Was nur auf Telegram gesagt wird

button-in-private = In unseren Chat
telegram-not-yours = Dieser Knopf gehört zu einer fremden Karte oder zu einer von vor langer Zeit. /work bringt dir deine.
telegram-not-a-text = Ich kann nur Textdateien lesen: .txt oder .md. Aus dieser Nachricht wurde nichts übernommen.
telegram-file-too-large = Diese Datei ist für einen Text zu groß: bis zu { $kilobytes } kB. Aus dieser Nachricht wurde nichts übernommen.
telegram-not-utf-8 = Die Buchstaben dieser Datei kann ich nicht lesen. Speichere sie als „UTF-8“ und schick sie noch einmal. Aus dieser Nachricht wurde nichts übernommen.
telegram-file-not-fetched = Telegram hat mir diese Datei gerade nicht gegeben. Bitte schick sie in einer Minute noch einmal. Aus dieser Nachricht wurde nichts übernommen.
telegram-cannot-take = Ich kann Texte nehmen und Textdateien (.txt oder .md). Aus dieser Nachricht wurde nichts übernommen.
telegram-not-kept = Ich kann gerade nichts aufschreiben. Was du geschickt hast, bleibt hier im Chat, und ich versuche es von selbst noch einmal.
telegram-in-private = Das gehört in unseren privaten Chat, wo niemand mitliest.
telegram-work-in-private = Deine Arbeit geht in unserem privaten Chat weiter. Was zu beurteilen ist, sieht sonst niemand, und wer neu ist, liest dort zuerst, worum es geht.
telegram-anonymous = Ich sehe nicht, wer du bist. Schreib bitte unter deinem Namen: als anonymer Administrator oder als Kanal hast du keine Aufgaben.
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

telegram-setup = Einrichtung dieser Gruppe. Alles geht auch ohne sie; was du hier wählst, gilt sofort.
telegram-setup-its-languages = Sprachen, die hier gebraucht werden:
telegram-setup-any-language = Sprachen: alle
telegram-setup-its-kinds = Arbeiten, die hier gebraucht werden:
telegram-setup-any-kind = Arbeiten: alle
telegram-setup-item = · { $item }
telegram-setup-has-board = Die Tafel hängt hier und wird auf dem Laufenden gehalten.
telegram-setup-has-no-board = Hier hängt keine Tafel.
telegram-setup-has-reports = Meldungen erscheinen im Chat der Moderatoren; wer zu ihm gehört, darf moderieren.
telegram-setup-has-no-reports = Es gibt keinen Chat für Moderatoren; Meldungen warten in /mod queue.
telegram-setup-paused = Diese Gruppe macht Pause: hier wird nichts Neues ausgegeben.
telegram-setup-languages = Welche Sprachen werden hier gebraucht? Keine angekreuzt heißt: alle.
telegram-setup-kinds = Welche Arbeiten werden hier gebraucht? Keine angekreuzt heißt: alle.
telegram-setup-not-yours = Nur Administratoren dieser Gruppe können sie einrichten.
telegram-setup-reports-come = Meldungen kommen von nun an in diesen Chat, und seine Mitglieder dürfen moderieren.
telegram-setup-test = Das ist ein Versuch: Karten kommen hier an.
telegram-check-well = ✓ Ich darf hier alles, was gewählt ist.
telegram-check-cannot-write = ✗ Ich kann in dieser Gruppe nicht schreiben. Lasst mich wieder herein, und lasst Mitglieder Nachrichten senden.
telegram-check-cannot-pin = ✗ Ich kann die Tafel nicht anheften. Macht mich zum Administrator mit dem Recht, Nachrichten anzuheften; lesen kann man sie auch ohne.
telegram-check-privacy = ✗ Der Privatsphäre-Modus für Gruppen ist aus, und Telegram zeigt mir alles, was in Gruppen geschrieben wird. Das brauche ich nicht: schaltet ihn bei BotFather wieder ein (/setprivacy).
telegram-check-reports-well = ✓ Ich darf im Chat der Moderatoren schreiben.
telegram-check-reports-lost = ✗ Ich kann im Chat der Moderatoren nicht schreiben. Lasst mich dort wieder herein, oder wählt einen anderen.
button-setup-languages = Sprachen …
button-setup-kinds = Arbeiten …
button-setup-board = Tafel hier
button-setup-no-board = Keine Tafel
button-setup-reports = Chat für Moderatoren …
button-setup-no-reports = Keine Meldungen
button-setup-pause = Pause machen
button-setup-go-on = Weitermachen
button-setup-test = Probekarte
button-setup-check = Noch einmal nachsehen
button-setup-close = Fertig
button-setup-done = Zurück
