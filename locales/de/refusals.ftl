# Warum nicht, und was zu tun ist: ein Satz für jede Ablehnung.

refusal-generic = Das hat nicht geklappt. Es ist nichts verloren; bitte versuch es noch einmal.
refusal-not-a-person = Ich kenne dich noch nicht. Sag /start, dann fangen wir an.
refusal-person-disabled = Dieses Konto wurde geschlossen. Wenn du das für ein Versehen hältst, schreib bitte der Moderation.
refusal-no-consent = Bitte sieh dir vor der ersten Aufgabe die Bedingungen an und stimm ihnen zu.
refusal-not-a-moderator = Das kann nur die Moderation.
refusal-nothing-to-do = Davon ist gerade nichts für dich da. Versuch es mit etwas anderem, oder komm später wieder.
refusal-too-many-tasks = { $limit ->
    [one] Du hast schon eine offene Aufgabe. Beende oder überspring sie zuerst.
   *[other] Du hast schon { $limit } offene Aufgaben. Beende oder überspring zuerst eine davon.
}
refusal-task-unknown = Diese Aufgabe gibt es nicht mehr. Nimm die nächste.
refusal-task-expired = Die Zeit für diese Aufgabe ist um, und andere haben sie inzwischen erledigt. Nimm die nächste.
refusal-task-done = Diese Aufgabe wurde schon beantwortet oder übersprungen. Nimm die nächste.
refusal-task-not-yours = Diese Aufgabe gehört jemand anderem. Nimm die nächste.
refusal-task-mismatch = Diese Antwort passt nicht zur Aufgabe. Nimm die nächste, oder sag /start, um zu sehen, wo wir sind.
refusal-task-request-invalid = Auf { $lang } wächst die Sammlung nicht, oder solche Aufgaben gibt es nicht. Wähle andere Sprachen mit /languages.
refusal-text-empty = Darin ist nichts zu lesen. Bitte schreib wenigstens ein Wort.
refusal-text-too-long = Der Text hat { $length } Zeichen; höchstens { $limit } lassen sich speichern. Bitte kürze ihn.
refusal-text-broken = Der Text enthält Zeichen, die keine Datei aufbewahren kann. Bitte sieh ihn dort durch, wo „�“ steht.
refusal-text-repeated = Genau diesen Text hast du vor Kurzem abgeschickt. Bitte ändere ihn, oder überspring die Aufgabe.
refusal-second-reply = Auf diese Nachricht hast du schon geantwortet. Nimm die nächste Aufgabe.
refusal-tree-closed = Dieses Gespräch nimmt keine Antworten mehr an: Es wurde inzwischen beendet oder angehalten. Nimm die nächste Aufgabe.
refusal-label-invalid = Nach „{ $label }“ war bei dieser Nachricht nicht gefragt. Bitte prüfe sie noch einmal.
refusal-label-missing = Etwas fehlt noch: { $label }. Bitte prüfe sie noch einmal.
refusal-own-message = Hier geht es um eine Nachricht von dir; darüber urteilen andere. Nimm die nächste Aufgabe.
refusal-already-answered = Das hast du schon geprüft oder geordnet. Nimm die nächste Aufgabe.
refusal-ballot-invalid = Diese Reihenfolge lässt sich nicht lesen: Jede Antwort darf einmal darin stehen, und mindestens zwei müssen verglichen sein.
refusal-message-unknown = Diese Nachricht gibt es nicht, oder sie wurde entfernt.
refusal-too-late-to-undo = Das lässt sich nicht mehr zurücknehmen: Die Zeit ist um, oder andere haben darauf aufgebaut.
refusal-too-late-to-edit = Das lässt sich nicht mehr ändern: Es wurde schon geprüft oder beantwortet.
refusal-key-reused = Das kam zweimal mit verschiedenem Inhalt an. Bitte versuch es noch einmal.
refusal-not-trusted = Das darf ich nicht: Der Speicher der Sammlung vertraut meinem Schlüssel keine Moderation an. Bitte sag es denen, die mich betreiben.
refusal-store-away = Der Speicher der Sammlung ist gerade nicht erreichbar. Es ist nichts verloren; bitte versuch es später noch einmal.
