# Was auf Knöpfen steht: kurz, und es sagt, was passiert.

button-agree = Einverstanden, los
button-other_language = Andere Sprachen
button-work = Gib mir eine Aufgabe
button-ahead = Einstieg schreiben auf { $language }
button-any = Egal was
button-kinds = Art auswählen
button-offer = { $kind } auf { $language }
button-look-again = Noch mal nachsehen
button-call = Ruf mich einmal
button-next = Nächste Aufgabe
button-last = Das war meine letzte
button-undo = Rückgängig
button-withdraw = Zurückziehen
button-still = Bin noch dran
button-skip = Überspringen
button-stop_confirm = Aufhören
button-forget_me = Vergiss mich
button-forget_confirm = Vergiss mich für immer
button-begin-anew = Neu anfangen
button-more = ?
button-back = Zurück
button-ticked = ☑ { $choice }
button-unticked = ☐ { $choice }

button-write = Schreiben
button-complete = Das Gespräch ist hier rund
button-send = Abschicken
button-edit = Bearbeiten
button-keep = So lassen
button-discard = Verwerfen
button-append = Anhängen
button-replace = Ersetzen
button-drop = Weglassen
button-use = { $number } verwenden
button-forget = { $number } vergessen

button-fine = Passt
button-spam = Spam
button-wrong_language = Andere Sprache
button-cant_judge = Kann ich nicht beurteilen
button-details = Genauer
button-more-details = Noch genauer
button-verdict_only = So abschicken …
button-pass = Offen lassen
button-flags_done = Weiter
button-yes = Ja
button-no = Nein

button-place = { $letter }
button-equal = =
button-unplace = Zurücknehmen
button-none_acceptable = Keine ist annehmbar
button-confirm = Reihenfolge abschicken

button-languages_done = Fertig
button-tree = Baum von { $number }

button-mod-remove = Entfernen
button-mod-restore = Wiederherstellen
button-mod-halt = Baum anhalten
button-mod-resume = Baum weiterwachsen lassen
button-mod-settle = So lassen
button-mod-ban = Konto schließen
button-mod-unban = Konto öffnen
button-mod-pause = Pause machen
button-mod-unpause = Pause beenden
button-queue = Offene Meldungen
button-case = Alles darüber
button-show-tree = Zum Baum
