# Was nur auf Discord gesagt wird.

## Wo gearbeitet wird

button-go-thread = In einem Thread
button-go-private = Nur für mich, hier
button-go-direct = In Direktnachrichten
discord-over-there = Hier geht deine Arbeit weiter:
discord-thread-name = Aufgaben für { $name }
discord-thread-readers = Dieser Thread gehört dir. Außer dir und mir können ihn die Moderatoren dieses Servers lesen, die „Threads verwalten“ dürfen. Um eine Karte mit einem Text zu beantworten, nimm „Antworten“ an der Karte oder ihren Knopf. Nach einer Stunde Stille wird der Thread weggeräumt; /work holt ihn zurück. Wenn du lieber woanders arbeitest, sag /work in einem anderen Kanal.
discord-no-direct = Deine Direktnachrichten sind für mich geschlossen, deshalb bleibt deine Arbeit hier. Du kannst sie in den Datenschutz-Einstellungen dieses Servers öffnen.
discord-no-task-channel = Hier kann ich keinen Thread öffnen; deshalb bleibt deine Arbeit hier, wo nur du sie siehst.
discord-no-thread-right = Hier darf ich keine Threads öffnen; deshalb bleibt deine Arbeit hier, wo nur du sie siehst. Wer mich eingerichtet hat, kann das mit /setup ändern.
discord-no-thread = Hier gibt es gerade zu viele Threads; deshalb bleibt deine Arbeit hier, wo nur du sie siehst.
discord-no-room = Ich konnte gerade keinen Thread öffnen; deshalb bleibt deine Arbeit hier, wo nur du sie siehst.
discord-room-closed = Wo du gearbeitet hast, konnte ich nicht schreiben; deshalb geht deine Arbeit hier weiter, wo nur du sie siehst.

## Was hereinkam

discord-not-yours = Dieser Knopf gehört zu einer fremden Karte oder zu einer von vor langer Zeit. /work bringt dir deine.
discord-not-kept = Ich kann gerade nichts aufschreiben, deshalb wurde das nicht behalten. Bitte versuch es in einer Minute noch einmal.
discord-not-kept-text = Ich kann gerade nichts aufschreiben, deshalb wurde dein Text nicht behalten. Hier ist er; bitte schick ihn in einer Minute noch einmal.
discord-failed = Das ging nicht, wie es sollte, und vielleicht ist es nicht bei mir angekommen. /work bringt dich dorthin zurück, wo du warst. Wenn es wieder passiert, sag es bitte den Moderatoren.
discord-failed-text = Dein Text ist vielleicht nicht bei mir angekommen. Hier ist er, damit er nicht verloren geht.
discord-cannot-read = Ich sehe, dass du etwas geschrieben hast, aber Discord zeigt mir den Text nur, wenn du „Antworten“ an meiner Karte nimmst (mit eingeschalteter Erwähnung) oder ihren Knopf.
discord-no-text = In dieser Nachricht ist kein Text. Ich kann Texte lesen und Textdateien: .txt oder .md.
discord-file-not-fetched = Discord hat mir diese Datei gerade nicht gegeben. Bitte schick sie in einer Minute noch einmal. Aus dieser Nachricht wurde nichts übernommen.
discord-answer-with = Gib mir deine Antwort mit dem Befehl: als Text oder als .txt- oder .md-Datei.
discord-not-ours = Das ist keine Nachricht von mir.
discord-about-nothing = Diese Nachricht zeigt nichts, was man melden könnte, oder sie ist zu alt.

## Befehle

menu-report = Den Moderatoren melden
menu-tree = Den Baum zeigen
option-work-kind = die Art der Arbeit
option-work-language = die Sprache, in der du arbeiten willst
option-language-language = ein Kürzel, zum Beispiel de
option-languages-tags = Kürzel, zum Beispiel: en de
option-tree-message = die Nummer einer Nachricht; ohne sie die Aufgabe, die du hast
option-report-reason = was damit ist, in deinen Worten
option-answer-text = dein Text
option-answer-file = eine .txt- oder .md-Datei mit deinem Text
option-mod-id = die Nummer, wie sie auf der Karte der Moderatoren steht

## Auf Karten und in Formularen

# $label: wessen Text es ist
discord-continued = { $label } (Fortsetzung)
discord-choose = Auswählen …
discord-choose-several = Beliebig viele auswählen …
discord-write-how = „{ button-write }“ öffnet dafür ein Formular; /answer nimmt stattdessen eine Textdatei. Du siehst deinen Text noch einmal, bevor er abgelegt wird.
discord-ahead-how = „{ button-write }“ öffnet dafür ein Formular; /answer nimmt stattdessen eine Textdatei. Du siehst ihn noch einmal; dann hebe ich ihn auf und lege ihn ab, sobald der Speicher der Sammlung wieder da ist.
discord-preview-next = Soll es so abgeschickt werden?
discord-help-end = Wenn etwas unklar ist oder schiefgeht, sag einfach /work: Es geht nichts verloren.
discord-just-type = Dieser Text ist zu lang für ein Formular. Bitte schick die neue Fassung mit /answer, als Text oder als Datei.
discord-not-a-person = Ich kenne dich noch nicht. Sag /work, dann fangen wir an.
discord-task-mismatch = Diese Antwort passt nicht zur Aufgabe. Nimm die nächste, oder sag /work, um zu sehen, wo wir sind.
# $label: wie das Feld heißt
discord-part = { $label }, Teil { $number }
discord-part-why = Nur wenn oben nicht alles hineinpasst: Hier geht es weiter.
discord-scale = 1: gar nicht · 5: sehr

## Einrichten

command-setup = Richte mich auf diesem Server ein: Kanäle, Sprachen, Moderation
option-setup-languages = Kürzel der Sprachen, die hier gesucht werden, etwa: de gsw
setup-title = Einrichtung dieses Servers
setup-tasks = **Aufgabenkanal**: dort werden die eigenen Threads der Leute geöffnet
setup-tasks-none = Wo immer jemand fragt
setup-board = **Arbeitstafel**: zeigt, was gesucht wird, mit einem Knopf für eine Aufgabe
setup-board-none = Keine Tafel
setup-reports = **Kanal der Moderation**: dort kommen Meldungen als Karten an
setup-reports-none = Keiner: Meldungen warten in /mod queue
setup-roles = **Moderation**: wer eine dieser Rollen hat
setup-roles-none = Niemand außer denen, die mein Betreiber benannt hat
setup-languages = **Sprachen**, die hier gesucht werden; andere werden getippt, wie in `/setup languages: de gsw`
setup-languages-none = Jede Sprache
setup-languages-unclear = Ich kenne Sprachen an ihren Kürzeln, etwa: /setup languages: de gsw
setup-kinds = **Arten von Arbeit**
setup-kinds-none = Jede Art
setup-place = **Arbeitsort** für alle, die keinen anderen gewählt haben
setup-place-hint = Wähle einen
setup-place-private = Wo jemand fragt, nur für diese Person sichtbar
setup-place-thread = In einem eigenen privaten Thread
setup-place-direct = In Direktnachrichten
setup-locale = **Sprache der Tafel und der Meldungen**
setup-locale-none = Die dieses Servers
setup-to-work = Sprachen und Arbeit …
setup-to-channels = Kanäle und Moderation …
setup-test = Probekarte senden
setup-pause = Pause machen
setup-go-on = Weitermachen
setup-kept = ✓ Übernommen.
setup-not-allowed = Nur wer diesen Server verwalten darf („Server verwalten“), kann mich einrichten.
setup-not-everyone = Die Rolle @everyone wurde ausgelassen: sonst würden alle moderieren.
setup-rights-well = { $count ->
    [one] ✓ Im Kanal habe ich jedes Recht, das ich brauche.
   *[other] ✓ In den { $count } Kanälen habe ich jedes Recht, das ich brauche.
}
setup-blocked = ⚠ { $channel }: beim letzten Versuch ließ sich dort nichts veröffentlichen. Innerhalb einer Stunde wird es wieder versucht.
setup-board-hangs = ✓ Die Tafel hängt in { $channel }.
setup-board-comes = · Die Tafel kommt gleich nach { $channel }.
setup-not-moderating = · Moderatoren dieses Servers haben in der Sammlung nichts zu bestimmen, und Meldungen werden hier nicht gezeigt: ARBORETUM_MODERATING_COMMUNITIES des Betreibers nennt ihn nicht.
setup-no-moderators = · Hier moderiert niemand außer denen, die mein Betreiber benannt hat. Um das zu ändern, wähle Rollen.
setup-roles-gone = { $count ->
    [one] ⚠ Eine der Moderationsrollen gibt es nicht mehr. Wähle neu.
   *[other] ⚠ { $count } der Moderationsrollen gibt es nicht mehr. Wähle neu.
}
setup-store-away = ⚠ Der Speicher der Sammlung ist gerade nicht erreichbar. Was die Leute tun, wird aufbewahrt und später abgelegt.
setup-paused = ⚠ Es ist Pause: hier werden keine Aufgaben ausgegeben. „Weitermachen“ beendet sie.
setup-test-nowhere = Noch ist kein Kanal gewählt, also gibt es nichts zu erproben: /work antwortet, wo immer jemand fragt.
setup-test-sent = ✓ { $channel }: dort ist eine Probekarte. Drücke ihren Knopf.
setup-test-closed = ⚠ { $channel }: dorthin ließ sich keine Probekarte senden.
setup-test-failed = ⚠ { $channel }: dorthin ließ sich keine Probekarte senden. { $reason }
setup-card-tasks = Eine Probe: in Threads wie diesem bekommen die Leute ihre Aufgaben.
setup-card-board = Eine Probe: hier wird die Arbeitstafel hängen.
setup-card-reports = Eine Probe: hier werden Meldungen ankommen.
setup-works = Es geht
setup-worked = ✓ Auch der Knopf geht.

rights-missing = ⚠ { $channel }: { $effect } Mir fehlt dort { $rights }. So gewährst du es: Einstellungen des Kanals → Berechtigungen → füge mich hinzu und erlaube es.
rights-gone = ⚠ Den gewählten Kanal gibt es nicht mehr: { $effect } Wähle einen anderen.
rights-unknown = ⚠ { $channel }: Discord konnte gerade nicht sagen, was ich dort darf. Versuche es in einer Minute noch einmal.
rights-no-threads = niemand kann in einem Thread arbeiten.
rights-no-board = es kann keine Tafel hängen.
rights-no-reports = es kann keine Meldung ankommen.
rights-and = { $right }, { $others }
right-view-channel = „Kanal ansehen“
right-send-messages = „Nachrichten senden“
right-create-private-threads = „Private Threads erstellen“
right-send-messages-in-threads = „Nachrichten in Threads senden“
right-read-message-history = „Nachrichtenverlauf anzeigen“

intents-none = ✓ Kein privilegierter Intent ist in Kraft: in Threads antworten die Leute mit „Antworten“, mit dem Knopf einer Karte oder mit /answer.
intents-message-content = ✓ Der Message Content Intent ist in Kraft: in Threads schreiben die Leute einfach.
family-write = Schreiben
family-review = Prüfen
family-rank = Ordnen
