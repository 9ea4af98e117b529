# Was einer ganzen Gemeinschaft gesagt wird: die Arbeitstafel, und Meldungen im Kanal der Moderation.

## Die Arbeitstafel

board = Hier wächst eine offene Sammlung von Gesprächen, Nachricht um Nachricht: Jemand schreibt, andere antworten, prüfen und bringen Antworten in eine Reihenfolge. Eine Aufgabe dauert ein, zwei Minuten.
board-wanted = Gerade gesucht:
board-one = { $language }: { $first }
board-two = { $language }: { $first } · { $second }
board-three = { $language }: { $first } · { $second } · { $third }
board-texts = { $least ->
    [0] ein paar Texte
   *[other] { $least }+ Texte
}
board-reviews = { $least ->
    [0] ein paar Prüfungen
   *[other] { $least }+ Prüfungen
}
board-rankings = { $least ->
    [0] ein paar Reihenfolgen
   *[other] { $least }+ Reihenfolgen
}
board-others = { $count ->
    [one] und eine weitere Sprache
   *[other] und { $count } weitere Sprachen
}
board-nothing = Gerade fehlt nichts. Wer trotzdem fragt, erfährt, was als Nächstes kommt, und kann sich rufen lassen.
board-paused = Hier ist gerade Pause: Bis auf Weiteres werden keine Aufgaben vergeben.
board-closed = Diese Tafel wird nicht mehr gepflegt.
button-board = Gib mir eine Aufgabe

## Meldungen

notice = Gemeldet: eine Nachricht von { $author } ({ $role }, { $language })
notice-of-nobody = Gemeldet: eine Nachricht ({ $role }, { $language })
notice-id = Ihre Kennung: { $id }
notice-goes-on = Der Text geht weiter; „Ansehen“ zeigt ihn ganz.
notice-text-removed = Der Text ist aus der Sammlung entfernt und wird deshalb hier nicht gezeigt.
notice-complaints = { $count ->
    [0] Niemand hat gesagt, warum.
    [one] Eine Person hat sie gemeldet.
   *[other] { $count } Personen haben sie gemeldet.
}
notice-label = · { $label } ({ $count })
notice-reason = Grund
notice-removed = Entfernt von { $by }, { $at }.
notice-restored = Wiederhergestellt von { $by }, { $at }.
notice-settled = So gelassen von { $by }, { $at }.
notice-resumed = Der Baum darf weiterwachsen; entschieden von { $by }, { $at }.
notice-ended = Hier ist nichts mehr zu entscheiden.
notice-vanished = Die gemeldete Nachricht gibt es in der Sammlung nicht mehr. Hier ist nichts mehr zu entscheiden.
notice-moved = Meldungen kommen jetzt in einen anderen Kanal.
notice-more = { $count ->
    [one] Und eine weitere Meldung wartet: /mod queue
   *[other] Und { $count } weitere Meldungen warten: /mod queue
}
notice-more-than = Und mindestens { $count } weitere Meldungen warten: /mod queue
notice-no-more = Jede Meldung, die wartet, hat hier eine eigene Karte.
button-notice-look = Ansehen
button-notice-remove = Entfernen …
button-notice-restore = Wiederherstellen …
button-notice-settle = So lassen …
