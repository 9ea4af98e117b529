# Das Gespräch rund um die Aufgaben: Willkommen, von Aufgabe zu Aufgabe, Quittungen, Neuigkeiten.

## Willkommen

welcome = Willkommen! Hier lassen Leute gemeinsam Gespräche wachsen, immer eine Minute lang: Du schreibst eine Nachricht, prüfst eine oder bringst ein paar in eine Reihenfolge.
welcome-collected = Gespeichert werden die Texte, Prüfungen und Reihenfolgen, die du absichtlich abschickst, mit deinem Namen auf dieser Plattform, deinen Sprachen und der Uhrzeit. Sonst nichts von dem, was du sagst.
welcome-licence = Daraus wird „{ $collection }“, ein offener Datensatz, veröffentlicht unter { $licence }. Dein Name wird nicht veröffentlicht; an seiner Stelle steht ein Kürzel, das nicht zu dir zurückführt.
welcome-contact = Fragen, oder soll etwas gelöscht werden? { $contact } · Datenschutz: { $privacy }
welcome-trial = Das hier ist ein Probelauf: Nichts davon wird veröffentlicht.
welcome-readers = Andere Freiwillige und die Moderation lesen, was du schreibst.
welcome-use = Alle dürfen die Gespräche verwenden, auch um Sprachmodelle zu trainieren.
welcome-language = Du arbeitest auf { $language }.
welcome-kept = Danke! Der Speicher der Sammlung ist gerade nicht erreichbar; deine erste Aufgabe kommt, sobald er wieder da ist.
agree-first = Erst ein Blick auf die Karte hier unten, dann geht es los.

## Von Aufgabe zu Aufgabe

idle = Schön, dass du da bist. Wann immer du magst, gibt es eine Aufgabe für dich.
parted = Danke! Was du getan hast, ist gespeichert. Komm wieder, wann du magst.
parted-kept = Danke! Was du getan hast, ist sicher bei mir und wird abgelegt, sobald der Speicher der Sammlung wieder da ist. Komm wieder, wann du magst.
one-moment = Einen Moment …
store-away = Der Speicher der Sammlung ist gerade nicht erreichbar. Nichts geht verloren.
store-back = Der Speicher der Sammlung ist wieder da. Deine Aufgabe kommt gleich.
store-away-work = Deine Aufgabe kommt von selbst, sobald er wieder da ist.
ahead-offer = Magst du solange einen Einstieg schreiben? Ich hebe ihn auf und lege ihn dann ab.
ahead-how = Schick deinen Text hierher. Du siehst ihn noch einmal; dann hebe ich ihn auf und lege ihn ab, sobald der Speicher der Sammlung wieder da ist.
ahead-no-room = Auf { $language } ist gerade kein Platz für einen weiteren Einstieg, deshalb ließ sich deiner nicht ablegen.
talk-internal-error = Da ist etwas schiefgegangen. Es ist nichts verloren; hier sind wir jetzt. Wenn es wieder passiert, sag bitte der Moderation Bescheid.
wish-noted = Gemerkt: Das kommt nach der Aufgabe, die du gerade hast.
work-unclear = Ich kenne Arten und Sprachen an ihren kurzen Namen, zum Beispiel: /work review de
community-paused = Diese Community macht gerade Pause: Neues wird zurzeit nicht ausgegeben. Was du schon hast, kannst du fertig machen.
stale = Der Knopf gehörte zu einer früheren Karte. Hier sind wir jetzt.
no-text-awaited = Gerade warte ich nicht auf einen Text. Hier sind wir.
written-before = Das hast du geschrieben, bevor du diese Aufgabe hattest, und ich habe es erst jetzt gehört. Es liegt einen Tag lang unter /drafts.
no-text-awaited-kept = Gerade warte ich nicht auf einen Text; deiner liegt deshalb einen Tag lang unter /drafts. Hier sind wir.
answer-how = Sag /answer und dahinter deinen Text, oder schick ihn einfach hierher.
just-type = Tipp deinen Text einfach ein und schick ihn hierher.
removed-meanwhile = Einer der Texte deiner Aufgabe wurde inzwischen entfernt, deshalb ist sie vorbei.
nothing-to-skip = Du hast gerade keine Aufgabe, die du überspringen könntest.
undo-later = Deine letzte Antwort ist noch unterwegs. Sobald ihre Quittung da ist, kannst du sie zurücknehmen.
nothing-to-undo = Es gibt gerade keine Antwort, die sich zurücknehmen ließe.

short = Auf { $language } ist gerade nichts für dich da.
short-kinds = Davon ist auf { $language } gerade nichts für dich da.
short-wanted = Von dem, was hier gewünscht ist, ist auf { $language } gerade nichts für dich da.
short-kind = Von „{ $kind }“ ist auf { $language } gerade nichts für dich da.
short-need = Andere können noch: { $kind } ({ $count }).
short-need-many = Andere können noch: { $kind } (mindestens { $count }).
short-people = { $count ->
    [one] Eine Person war diese Woche in dieser Sprache aktiv.
   *[other] { $count } Leute waren diese Woche in dieser Sprache aktiv.
}
short-waiting = { $count ->
    [one] Ein angenommener Einstieg wartet darauf, wachsen zu dürfen.
   *[other] { $count } angenommene Einstiege warten darauf, wachsen zu dürfen.
}
short-held = { $count ->
    [one] Eine Aufgabe hat gerade jemand anders.
   *[other] { $count } Aufgaben haben gerade andere.
}
short-elsewhere = Solange könntest du das hier machen:
call-me-set = Ich rufe dich einmal, sobald es etwas zu tun gibt.

skipped = Übersprungen: { $kind }. Das kommt nicht wieder, außer es hat nur gerade nicht gepasst.
skipped-prompt = Übersprungen: { $kind }.
skipped-draft-kept = Dein Text liegt einen Tag lang unter /drafts.
skipped-why = Magst du sagen, warum?
reason-not_now = Gerade nicht
reason-too_hard = Zu schwer
reason-not_my_topic = Nicht mein Thema
reason-bad_content = Unangenehmer Inhalt
reason-wrong_language = Andere Sprache
reason-other = Etwas anderes
reason-noted = Ist vermerkt, danke.

## Aufhören

stop = Wollen wir hier aufhören? Was du abgeschickt hast, bleibt gespeichert.
stop-task = Deine Aufgabe geht zurück, damit jemand anders sie machen kann; ein angefangener Text liegt einen Tag lang unter /drafts.
stop-quiet = Dann ist Ruhe: keine Neuigkeiten und keine Erinnerungen, bis du wieder einen Befehl sagst oder einen Knopf drückst.
stopped = Gut, jetzt ist Ruhe. Wenn du wiederkommst, erzähle ich dir, was inzwischen war.
forget-me = Du wirst für immer vergessen: Dein Name, deine Sprachen und die Nummer, unter der diese Plattform dich kennt, werden aus dem Speicher der Sammlung genommen.
forget-me-stays = Was bleibt, sind die Texte, Prüfungen und Reihenfolgen, die du abgeschickt hast, ohne Namen; Entwürfe werden weggeworfen. Kommst du wieder, fängst du als jemand Neues an. Das lässt sich nicht zurücknehmen.
forgetting = Einen Moment: Du wirst gerade vergessen …
forgetting-kept = Der Speicher der Sammlung ist gerade nicht erreichbar. Du wirst vergessen, sobald er wieder da ist; bis dahin geschieht nichts anderes.
forgotten = Du bist vergessen. Danke für alles, was du beigetragen hast; es bleibt ohne deinen Namen.

## Quittungen

filing = Ist unterwegs …
kept = Aufgehoben: Deine Antwort ist sicher bei mir und wird abgelegt, sobald der Speicher der Sammlung wieder da ist. Die Quittung folgt.
kept-request = Der Speicher der Sammlung ist gerade nicht erreichbar. Ich hebe das auf und gebe es weiter, sobald er wieder da ist.
receipt = ✓ Gespeichert. Quittung { $number }
receipt-of = ✓ Gespeichert: { $kind }. Quittung { $number }
effect-review_counted = { $wanted ->
    [0] Deine Prüfung zählt.
   *[other] Deine Prüfung war Nummer { $count } von { $wanted }.
}
effect-prompt_accepted = Damit gehört der Einstieg zur Sammlung.
effect-prompt_rejected = Damit bleibt der Einstieg außerhalb der Sammlung.
effect-reply_accepted = Damit gehört die Antwort zur Sammlung.
effect-reply_rejected = Damit bleibt die Antwort außerhalb der Sammlung.
effect-prompt_stored = Dein Einstieg wartet jetzt auf seine Prüfungen.
effect-reply_stored = Deine Antwort wartet jetzt auf ihre Prüfungen.
effect-leaf_closed = Dieser Zweig des Gesprächs ist rund.
effect-ballot_counted = { $wanted ->
    [0] Deine Reihenfolge zählt.
   *[other] Deine Reihenfolge war Nummer { $count } von { $wanted }.
}
effect-tree_full = { $size ->
    [0] Der Baum ist ausgewachsen; jetzt werden seine Antworten geordnet.
   *[other] Der Baum ist mit { $size } Nachrichten ausgewachsen; jetzt werden seine Antworten geordnet.
}
effect-tree_finished = { $size ->
    [0] Der Baum ist fertig. Gut gemacht, alle miteinander!
   *[other] Der Baum ist mit { $size } Nachrichten fertig. Gut gemacht, alle miteinander!
}
undone = Zurückgenommen. Hier ist die Aufgabe wieder, mit dem, was du hattest.
returned-text = Dein Text
returned-kept = Dein Text liegt außerdem einen Tag lang unter /drafts.
edit-taken = Deine Änderung ist gespeichert (Quittung { $number }).
edit-noted = Geändert: So wird dein Text abgelegt.
edit-not-taken = Der Text bleibt, wie er war. Deine neue Fassung liegt einen Tag lang unter /drafts.

## Zeit

reminder = { $minutes ->
    [one] Diese Aufgabe ist noch eine Minute für dich reserviert. Bist du noch dran?
   *[other] Diese Aufgabe ist noch { $minutes } Minuten für dich reserviert. Bist du noch dran?
}
reminder-over = Die Zeit für diese Aufgabe ist um; vielleicht bekommt sie jemand anders. Deine Antwort zählt trotzdem, solange sie gebraucht wird. Bist du noch dran?
renewing = Gut, lass dir Zeit.
renew-refused = Du kannst deine Antwort trotzdem abschicken; sie zählt, solange sie gebraucht wird.
lease-gone = Während der Speicher der Sammlung weg war, haben andere getan, worum es in deiner Aufgabe ging; sie ist deshalb vorbei. Danke, dass du sie übernommen hattest.

## Neuigkeiten

news = { $count ->
    [one] Neues zu deinen Texten
   *[other] Neues zu deinen Texten ({ $count })
}
news-accepted = Gehört jetzt zur Sammlung:
news-answered = { $count ->
    [one] Jemand hat geantwortet:
   *[other] Jemand hat geantwortet ({ $count }):
}
news-ranked = Platz { $rank } von { $of }:
news-ranked-plain = Wurde mit seinen Nachbarn geordnet:
news-finished = Ein Baum, an dem du mitgewirkt hast, ist fertig:
news-taken_down = { $count ->
    [one] Einer deiner Texte wurde durch die Moderation entfernt. /mine zeigt, welcher.
   *[other] { $count } deiner Texte wurden durch die Moderation entfernt. /mine zeigt, welche.
}
news-put_back = Dieser Text von dir wurde durch die Moderation zurückgeholt:
news-upheld = { $count ->
    [one] Eine Nachricht, die du gemeldet hast, ist nicht mehr in der Sammlung. Danke fürs Hinsehen!
   *[other] { $count } Nachrichten, die du gemeldet hast, sind nicht mehr in der Sammlung. Danke fürs Hinsehen!
}
news-dismissed = { $count ->
    [one] Eine Nachricht, die du gemeldet hast, wurde durchgesehen und bleibt an ihrem Platz. Danke fürs Hinsehen!
   *[other] { $count } Nachrichten, die du gemeldet hast, wurden durchgesehen und bleiben an ihrem Platz. Danke fürs Hinsehen!
}
news-work = Es gibt wieder etwas zu tun.
news-work-in = Es gibt wieder etwas zu tun auf { $language }.

## Entwürfe

drafts = Deine Entwürfe, jeder einen Tag lang aufgehoben:
drafts-empty = Du hast keine Entwürfe.
drafts-use = Du kannst einen davon für die Aufgabe verwenden, die du gerade hast.
drafts-copy = Du kannst sie verwenden, sobald ein Text gefragt ist, oder von hier kopieren.
draft = Entwurf { $number }
draft-kept = Liegt einen Tag lang unter /drafts.

## Sprachen

language = { $language }
languages = In welchen Sprachen möchtest du arbeiten?
languages-how = Kreuze sie hier an oder nenne sie: /languages en de
languages-unclear = Ich kenne Sprachen an ihren Kürzeln, zum Beispiel: /languages en de
languages-last = Eine Sprache muss angekreuzt bleiben. Kreuze erst eine andere an.
languages-set = Ab jetzt arbeitest du auf:
language-item = · { $language }
locale = In welcher Sprache soll ich mit dir sprechen?
locale-set = Gern.

## Eigene Texte und Bäume

mine = { $count ->
    [one] Dein letzter Text:
   *[other] Deine { $count } letzten Texte:
}
mine-empty = Du hast noch keinen Text abgeschickt.
mine-item = { $number } · { $state } · { $replies ->
    [0] noch keine Antworten
    [one] eine Antwort
   *[other] { $replies } Antworten
}
mine-removed = { $number } · entfernt
text-in-review = wird geprüft
text-accepted = in der Sammlung
text-not-accepted = nicht in der Sammlung
text-ranked = Platz { $rank }
tree = { $state } · { $goal ->
    [0] { $size } Nachrichten
   *[other] { $size } von { $goal } Nachrichten
}
tree-message = { $number } · { $role }
tree-message-mine = { $number } · { $role } · von dir
tree-message-state = { $number } · { $role } · { $state }
tree-message-mine-state = { $number } · { $role } · von dir · { $state }
tree-young = Zu diesem Baum gehört bisher nur die Nachricht vor dir.
tree-of-what = Welcher Baum? Nimm eine Aufgabe, wähle unter /mine einen deiner Texte aus, oder nenne eine Nachricht: /tree ID
state-initial_prompt_review = Der Einstieg wird geprüft
state-prompt_lottery_waiting = Der Einstieg wartet darauf, wachsen zu dürfen
state-growing = Wächst
state-ranking = Die Antworten werden geordnet
state-ready_for_scoring = Bereit für die endgültige Reihenfolge
state-ready_for_export = Fertig
state-scoring_failed = Wartet auf die endgültige Reihenfolge
state-aborted_low_grade = Nicht in der Sammlung
state-halted_by_moderator = Von der Moderation angehalten
state-backlog_ranking = Wartet darauf, dass seine Antworten geordnet werden

## Melden und moderieren

number = { $number }
report = Was ist mit dieser Nachricht?
report-words = In deinen Worten
report-how = Du kannst es auch in deinen Worten sagen: /report und dann, was los ist.
report-which = Du kannst über die Nummer eine andere Nachricht wählen.
report-of-what = Um eine Nachricht zu melden, sieh dir ihre Aufgabe oder ihren Baum an und sag noch einmal /report.
report-thanks = Danke. Die Moderation sieht es sich an.
mod = Was soll geschehen?
mod-which = Wähle eine Nachricht über ihre Nummer, um alles über sie zu sehen, oder handle am ganzen Baum.
mod-command = · /mod { $name }: { $about }
mod-unclear = Das kenne ich nicht. Das hier kann die Moderation tun:
mod-which-id = Welche Nachricht? Nenne sie mit ihrer ID: /mod { $name } ID
mod-not-possible = Das geht mit dieser Nachricht nicht. So steht es um sie:
mod-where = Mach das bitte in der Community selbst: Nur dort sehe ich, dass du sie moderierst.
mod-no-community = Dabei geht es um eine Community: Sag es bitte dort.
mod-community = Es geht um: { $name }
mod-elsewhere = Das war für eine andere Community als die, in der du jetzt bist; deshalb hat sich nichts geändert. Sag es bitte noch einmal dort.
mod-already-pause = Diese Community macht schon Pause.
mod-already-unpause = Diese Community macht gerade keine Pause.
message-named = Nachricht { $id }
mod-remove = Diese Nachricht und alles darunter wird aus der Sammlung entfernt und niemandem mehr gezeigt.
mod-restore = Diese Nachricht und alles darüber kommt zurück, und ihre roten Flaggen werden geschlossen.
mod-settle = Diese Nachricht bleibt, wie sie ist, und ihre roten Flaggen werden geschlossen. Wer sie gemeldet hat, erfährt davon.
mod-halt = Zu diesem Baum wird niemand mehr etwas gefragt; was er enthält, bleibt erhalten.
mod-resume = Dieser Baum macht dort weiter, wo er steht; wurde sein Einstieg abgelehnt, gilt er nun als angenommen.
mod-ban = Das Konto der Person, die sie geschrieben hat, wird geschlossen: Sie bekommt keine Aufgaben und kann nichts mehr schicken, egal wo sie ist. Was sie geschrieben hat, bleibt.
mod-unban = Das Konto der Person, die sie geschrieben hat, wird wieder geöffnet.
mod-pause = In dieser Community bekommt niemand neue Aufgaben, bis die Moderation sie weitermachen lässt. Was jemand schon hat, lässt sich fertig machen.
mod-unpause = In dieser Community werden wieder Aufgaben ausgegeben.
mod-done-remove = Entfernt.
mod-done-restore = Wiederhergestellt.
mod-done-halt = Der Baum ist angehalten.
mod-done-resume = Der Baum wächst weiter.
mod-done-settle = Die Nachricht bleibt, wie sie ist.
mod-done-ban = Das Konto ist geschlossen.
mod-done-unban = Das Konto ist wieder offen.
mod-done-pause = Die Community macht jetzt Pause.
mod-done-unpause = Es werden wieder Aufgaben ausgegeben.

## Fälle

queue = Diese Meldungen warten auf eine Entscheidung, die älteste zuerst:
queue-item = { $number } · { $author } · { $language } · { $count ->
    [one] eine Meldung
   *[other] { $count } Meldungen
}
queue-item-of-nobody = { $number } · { $language } · { $count ->
    [one] eine Meldung
   *[other] { $count } Meldungen
}
queue-more = Danach warten noch mehr.
queue-open = Wähle eine über ihre Nummer.
queue-empty = Gerade wartet keine Meldung auf eine Entscheidung.
case = Eine Nachricht von { $author } ({ $role }, { $language })
case-of-nobody = Eine Nachricht ({ $role }, { $language })
case-removed = Sie ist entfernt; nur die Moderation bekommt sie zu sehen.
case-author-banned = Das Konto der Person, die sie geschrieben hat, ist geschlossen.
case-decided-remove = Von { $by } entfernt.
case-decided-restore = Von { $by } wiederhergestellt.
case-decided-settle = Von { $by } so gelassen.
case-decided-resume = Von { $by } weiterwachsen gelassen.
case-unreported = Niemand hat sie gemeldet.
case-complaints = { $count ->
    [one] Eine Person hat sie gemeldet:
   *[other] { $count } Leute haben sie gemeldet:
}
case-label = { $count ->
    [one] · { $label }
   *[other] · { $label } ({ $count })
}
case-reason = Grund
case-more-reasons = { $count ->
    [one] und noch ein Grund
   *[other] und noch { $count } Gründe
}

## Texte, die als Datei kommen

file-not-a-text = Ich kann nur Textdateien lesen: .txt oder .md. Aus dieser Nachricht wurde nichts übernommen.
file-too-large = Diese Datei ist für einen Text zu groß: bis zu { $kilobytes } kB. Aus dieser Nachricht wurde nichts übernommen.
file-not-utf-8 = Die Buchstaben dieser Datei kann ich nicht lesen. Speichere sie als „UTF-8“ und schick sie noch einmal. Aus dieser Nachricht wurde nichts übernommen.
file-empty = In dieser Datei steht nichts. Aus dieser Nachricht wurde nichts übernommen.
