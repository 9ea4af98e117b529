# Befehle und die Seiten, die sie öffnen.

help = Knöpfe führen dich überallhin. Diese Befehle gehen jederzeit:
help-command = · /{ $name }: { $about }
help-end = Wenn etwas unklar ist oder schiefgeht, sag einfach /start: Es geht nichts verloren.
unknown-command = /{ $name } kenne ich nicht. Das hier kenne ich:

command-work = die nächste Aufgabe; nenne Art oder Sprache, wenn du magst: /work review de
command-skip = die aktuelle Aufgabe überspringen
command-undo = die letzte Antwort zurücknehmen
command-answer = einen Text für die aktuelle Aufgabe schicken
command-drafts = deine Texte, die nicht abgeschickt wurden
command-mine = deine eigenen Texte, und wie es ihnen ergeht
command-tree = der Baum der aktuellen Aufgabe, oder einer Nachricht mit ihrer ID
command-languages = die Sprachen, in denen du arbeitest
command-language = die Sprache, in der ich mit dir spreche
command-report = der Moderation eine Nachricht melden
command-guidelines = was einen guten Beitrag ausmacht
command-privacy = was gespeichert wird, und wofür
command-stop = aufhören und Ruhe haben; oder vergessen werden
command-help = diese Liste
command-mod = für die Moderation: Meldungen, Nachrichten, Bäume, Konten, Pausen
command-mod-queue = Meldungen, die auf eine Entscheidung warten
command-mod-case = alles über eine Nachricht
command-mod-remove = eine Nachricht und alles darunter entfernen
command-mod-restore = eine entfernte Nachricht zurückholen
command-mod-settle = eine gemeldete Nachricht lassen, wie sie ist
command-mod-halt = den Baum einer Nachricht anhalten
command-mod-resume = einen angehaltenen Baum weiterwachsen lassen
command-mod-ban = das Konto schließen, von dem eine Nachricht ist
command-mod-unban = das Konto wieder öffnen, von dem eine Nachricht ist
command-mod-pause = in dieser Community nichts Neues ausgeben
command-mod-unpause = in dieser Community wieder Aufgaben ausgeben
command-start = wo wir gerade sind

guidelines = Drei Dinge machen ein Gespräch gut: Es ist ehrlich, es hilft, und es ist freundlich.
guidelines-write = Schreiben: in eigenen Worten, in der Sprache der Aufgabe und der Rolle treu, die du spielst.
guidelines-review = Prüfen: Beurteile die Nachricht, nicht die Person; „Passt“ heißt nicht, dass du zustimmst.
guidelines-rank = Ordnen: Zuerst kommt, was der fragenden Person am meisten hilft; gleich gut ist erlaubt, Weglassen auch.
guidelines-never = Nie: private Daten anderer, erzeugte Texte als deine eigenen, oder etwas, das jemandem schaden soll.

privacy = Gesammelt wird, was du absichtlich abschickst: Texte, Prüfungen und Reihenfolgen. Was du sonst sagst, nicht.
privacy-kept = Dazu gespeichert: dein Name und deine Nummer auf dieser Plattform, deine Sprachen, die Uhrzeit und der Weg, auf dem es kam. Entwürfe werden nach einem Tag vergessen.
privacy-released = In einer Veröffentlichung steht ein Kürzel an der Stelle deines Namens; es ist in jeder Veröffentlichung ein anderes.
