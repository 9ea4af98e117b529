# Was das Terminal selbst sagt: wie man dort wählt, und was zu tun ist, wenn eine Zeile nicht zu lesen ist.

terminal-help =
    Tippe die Nummer einer Auswahl oder den Anfang ihres Namens; wo ein Text gefragt ist, nur die Nummer.
    Befehle beginnen mit einem Schrägstrich: /help zeigt sie.
    Ein Text aus mehreren Zeilen beginnt mit einer Zeile aus drei Anführungszeichen (""") und endet mit einer zweiten.
    Mit Strg-D kannst du jederzeit gehen: Nichts geht verloren.
terminal-block = Schreib so viele Zeilen, wie du magst. Eine Zeile aus drei Anführungszeichen (""") beendet den Text.
terminal-show = Den verborgenen Text zeigen
terminal-hidden = (verborgen; tippe { $number }, um es zu lesen)
terminal-choose =
    { $count ->
        [one] Es gibt nur die Auswahl { $numbers }. Tippe { $numbers } oder einen Befehl wie /help.
       *[other] Tippe eine der Nummern { $numbers } oder einen Befehl wie /help.
    }
terminal-nothing-to-choose = Gerade gibt es nichts auszuwählen. Tippe /help, um zu sehen, was du tun kannst.
terminal-ambiguous = Das kann mehreres heißen: { $names }. Tippe bitte die Nummer.
terminal-undecodable = Diese Zeile ist kein gültiges UTF-8, deshalb wurde nichts davon übernommen: { $line } Bitte schick sie noch einmal in UTF-8.
terminal-line-too-long = Diese Zeile ist länger als { $limit } Zeichen, deshalb wurde nichts davon übernommen. Bitte schick eine kürzere.
terminal-returned = Das wurde nicht übernommen. Hier ist es wieder:
terminal-away =
    { $reason ->
        [full] Die Festplatte ist voll, deshalb ist deine Zeile nicht aufgehoben. Bitte schaff dort Platz und schick sie dann noch einmal.
        [busy] Ein anderes Programm hält die Datenbank fest, deshalb ist deine Zeile nicht aufgehoben. Bitte warte, bis es fertig ist, und schick sie dann noch einmal.
        [unwritable] In die Datenbank lässt sich nicht schreiben, deshalb ist deine Zeile nicht aufgehoben. Bitte prüf ihren Ordner und seine Rechte und schick sie dann noch einmal.
       *[away] Die Datenbank ist nicht erreichbar, deshalb ist deine Zeile nicht aufgehoben. Bitte prüf, ob sie läuft, und schick sie dann noch einmal.
    }
terminal-waiting = Deine Zeile ist aufgehoben, aber sonst lässt sich gerade nichts speichern. Die Antwort kommt von selbst, sobald es wieder geht.
terminal-slow = Deine Zeile ist aufgehoben, aber die Antwort dauert länger als sonst. Sie kommt von selbst; du kannst solange weitermachen.

# $count: how many trees; $languages: their languages
terminal-samples-offer = Diese Sammlung ist leer. Sollen Beispielbäume gepflanzt werden, damit es von allem etwas zu tun gibt? Eingabetaste für Ja, oder tippe { terminal-samples-no }.
terminal-samples-no = nein
terminal-samples-planted = { $count } Beispielbäume wurden gepflanzt, weil die Sammlung leer war. Sie sind auf: { $languages }.
terminal-language = { $language }
