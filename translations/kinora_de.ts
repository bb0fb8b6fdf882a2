<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
    <context>
        <name>AppearanceSettings</name>
        <message>
            <source>Appearance</source>
            <translation>Erscheinungsbild</translation>
        </message>
        <message>
            <source>Theme</source>
            <translation>Farben</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Sprache</translation>
        </message>
    </context>
    <context>
        <name>CameoDialog</name>
        <message>
            <source>Name it once, and write @ in your prompts. What it looks like is told to the video service with every prompt it is in.</source>
            <translation>Einmal benennen und im Text mit @ aufrufen. Wie es aussieht, erfährt der Videodienst mit jedem Text, in dem es vorkommt.</translation>
        </message>
        <message>
            <source>Picture</source>
            <translation>Bild</translation>
        </message>
        <message>
            <source>Choose picture…</source>
            <translation>Bild wählen …</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Entfernen</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>In prompts, after the @</source>
            <translation>Im Text, nach dem @</translation>
        </message>
        <message>
            <source>What it looks like</source>
            <translation>Wie es aussieht</translation>
        </message>
        <message>
            <source>A woman in her thirties with short curly hair and a red raincoat</source>
            <translation>Eine Frau Mitte dreißig mit kurzen Locken und rotem Regenmantel</translation>
        </message>
        <message>
            <source>Delete cameo</source>
            <translation>Cameo löschen</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Speichern</translation>
        </message>
    </context>
    <context>
        <name>CommandLine</name>
        <message>
            <source>Address of the relay on the sign-in page.</source>
            <translation>Adresse des Relays auf der Anmeldeseite.</translation>
        </message>
        <message>
            <source>Folder for settings and library, instead of the system's places.</source>
            <translation>Ordner für Einstellungen und Bibliothek statt der Orte des Systems.</translation>
        </message>
        <message>
            <source>Language of the app, for example de or zh_CN, instead of the system's.</source>
            <translation>Sprache des Programms, zum Beispiel de oder zh_CN, statt der des Systems.</translation>
        </message>
        <message>
            <source>Make videos from words.</source>
            <translation>Videos aus Worten machen.</translation>
        </message>
        <message>
            <source>An invitation: kinora://invite?relay=…&amp;code=…</source>
            <translation>Eine Einladung: kinora://invite?relay=…&amp;code=…</translation>
        </message>
    </context>
    <context>
        <name>Composer</name>
        <message>
            <source>Prompt</source>
            <translation>Prompt</translation>
        </message>
        <message>
            <source>Describe your video…</source>
            <translation>Beschreibe dein Video …</translation>
        </message>
        <message>
            <source>Generate</source>
            <translation>Erzeugen</translation>
        </message>
        <message>
            <source>Not wanted</source>
            <translation>Nicht erwünscht</translation>
        </message>
        <message>
            <source>Not wanted: blur, text, crowds…</source>
            <translation>Nicht erwünscht: Unschärfe, Schrift, Menschenmengen …</translation>
        </message>
        <message>
            <source>Seed</source>
            <translation>Startwert</translation>
        </message>
        <message>
            <source>The same number with the same words gives the same video again.</source>
            <translation>Dieselbe Zahl ergibt mit denselben Worten wieder dasselbe Video.</translation>
        </message>
    </context>
    <context>
        <name>ConnectionText</name>
        <message>
            <source>Offline, showing your library</source>
            <translation>Offline – deine Bibliothek</translation>
        </message>
        <message>
            <source>You are looking at the library on this computer. Sign in to make videos.</source>
            <translation>Du siehst die Bibliothek auf diesem Computer. Melde dich an, um Videos zu machen.</translation>
        </message>
        <message>
            <source>Signing in…</source>
            <translation>Anmeldung läuft …</translation>
        </message>
        <message>
            <source>Signed out</source>
            <translation>Abgemeldet</translation>
        </message>
        <message>
            <source>Connecting…</source>
            <translation>Verbindung wird aufgebaut …</translation>
        </message>
        <message>
            <source>Reconnecting…</source>
            <translation>Neuer Versuch läuft …</translation>
        </message>
        <message numerus="yes">
            <source>Reconnecting in %n s</source>
            <translation>
                <numerusform>Neuer Versuch in %n s</numerusform>
                <numerusform>Neuer Versuch in %n s</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 cannot be reached. Trying again in %n s. Your library works; what you write is kept.</source>
            <translation>
                <numerusform>%1 ist nicht erreichbar. Neuer Versuch in %n s. Deine Bibliothek bleibt nutzbar; was du schreibst, bleibt erhalten.</numerusform>
                <numerusform>%1 ist nicht erreichbar. Neuer Versuch in %n s. Deine Bibliothek bleibt nutzbar; was du schreibst, bleibt erhalten.</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 cannot be reached. Trying again now. Your library works; what you write is kept.</source>
            <translation>%1 ist nicht erreichbar. Neuer Versuch läuft. Deine Bibliothek bleibt nutzbar; was du schreibst, bleibt erhalten.</translation>
        </message>
        <message>
            <source>Try now</source>
            <translation>Jetzt versuchen</translation>
        </message>
        <message>
            <source>Sign in</source>
            <translation>Anmelden</translation>
        </message>
        <message>
            <source>Not connected to %1. Your library works; Kinora signs in again by itself.</source>
            <translation>Nicht mit %1 verbunden. Deine Bibliothek bleibt nutzbar; Kinora meldet sich von selbst wieder an.</translation>
        </message>
        <message>
            <source>The system keychain is locked, so Kinora cannot sign in by itself. Unlock it and try now; your library works meanwhile.</source>
            <translation>Der Schlüsselbund des Systems ist gesperrt, deshalb kann sich Kinora nicht von selbst anmelden. Entsperre ihn und versuche es jetzt; deine Bibliothek bleibt nutzbar.</translation>
        </message>
        <message>
            <source>The proxy wants a password</source>
            <translation>Der Proxy verlangt ein Passwort</translation>
        </message>
        <message>
            <source>The proxy %1 lets nothing through without a name and a password. Your library works; what you write is kept.</source>
            <translation>Der Proxy %1 lässt ohne Namen und Passwort nichts durch. Deine Bibliothek ist nutzbar; was du schreibst, bleibt erhalten.</translation>
        </message>
        <message>
            <source>Enter them</source>
            <translation>Eingeben</translation>
        </message>
    </context>
    <context>
        <name>CreatePage</name>
        <message>
            <source>Create</source>
            <translation>Erstellen</translation>
        </message>
        <message>
            <source>Model</source>
            <translation>Modell</translation>
        </message>
        <message>
            <source>In progress</source>
            <translation>In Arbeit</translation>
        </message>
        <message>
            <source>Drafts</source>
            <translation>Entwürfe</translation>
        </message>
        <message>
            <source>What was used and what is left</source>
            <translation>Was verbraucht und was übrig ist</translation>
        </message>
    </context>
    <context>
        <name>CropDialog</name>
        <message>
            <source>Choose the part</source>
            <translation>Ausschnitt wählen</translation>
        </message>
        <message>
            <source>The video begins with this part. Drag the picture or use the arrow keys.</source>
            <translation>Das Video beginnt mit diesem Ausschnitt. Zieh das Bild oder nimm die Pfeiltasten.</translation>
        </message>
        <message>
            <source>Part of the picture</source>
            <translation>Ausschnitt des Bildes</translation>
        </message>
        <message>
            <source>Size of the part</source>
            <translation>Größe des Ausschnitts</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Use this part</source>
            <translation>Ausschnitt verwenden</translation>
        </message>
    </context>
    <context>
        <name>EditProfileDialog</name>
        <message>
            <source>Edit profile</source>
            <translation>Profil bearbeiten</translation>
        </message>
        <message>
            <source>Choose picture…</source>
            <translation>Bild wählen …</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Entfernen</translation>
        </message>
        <message>
            <source>Remove the picture</source>
            <translation>Bild entfernen</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>Handle, by which others find you</source>
            <translation>Kürzel, unter dem andere dich finden</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Speichern</translation>
        </message>
    </context>
    <context>
        <name>ErrorText</name>
        <message>
            <source>This password would be guessed soon. Three or four words that have nothing to do with each other are better.</source>
            <translation>Dieses Passwort wäre bald erraten. Drei oder vier Wörter, die nichts miteinander zu tun haben, sind besser.</translation>
        </message>
        <message>
            <source>This relay takes new accounts by invitation only.</source>
            <translation>Dieses Relay nimmt neue Konten nur mit Einladung auf.</translation>
        </message>
        <message>
            <source>This invitation is not good, or not good any more.</source>
            <translation>Diese Einladung gilt nicht oder nicht mehr.</translation>
        </message>
        <message>
            <source>Your account has been made. You can sign in as soon as the owner of the relay has approved it.</source>
            <translation>Dein Konto ist angelegt. Du kannst dich anmelden, sobald der Besitzer des Relays es freigegeben hat.</translation>
        </message>
        <message>
            <source>This account waits for the approval of the relay's owner.</source>
            <translation>Dieses Konto wartet auf die Freigabe durch den Besitzer des Relays.</translation>
        </message>
        <message numerus="yes">
            <source>in %n second(s)</source>
            <translation>
                <numerusform>in %n Sekunde</numerusform>
                <numerusform>in %n Sekunden</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>in %n minute(s)</source>
            <translation>
                <numerusform>in %n Minute</numerusform>
                <numerusform>in %n Minuten</numerusform>
            </translation>
        </message>
        <message>
            <source>The relay did not accept what was entered.</source>
            <translation>Das Relay hat die Eingaben nicht angenommen.</translation>
        </message>
        <message>
            <source>The relay did not accept the request. Nothing was made; try again.</source>
            <translation>Das Relay hat den Auftrag nicht angenommen. Es wurde nichts gemacht; versuche es noch einmal.</translation>
        </message>
        <message>
            <source>E-mail or password is not right.</source>
            <translation>E-Mail oder Passwort stimmt nicht.</translation>
        </message>
        <message>
            <source>Your session has ended. Sign in again.</source>
            <translation>Deine Sitzung ist beendet. Melde dich neu an.</translation>
        </message>
        <message>
            <source>The relay does not allow this.</source>
            <translation>Das Relay erlaubt das nicht.</translation>
        </message>
        <message>
            <source>Your budget on this relay is used up. Its owner can raise it.</source>
            <translation>Dein Budget auf diesem Relay ist aufgebraucht. Der Besitzer kann es erhöhen.</translation>
        </message>
        <message>
            <source>The relay does not have this any more.</source>
            <translation>Das Relay hat das nicht mehr.</translation>
        </message>
        <message>
            <source>This has changed meanwhile.</source>
            <translation>Das hat sich inzwischen geändert.</translation>
        </message>
        <message>
            <source>The relay is still working on the same request.</source>
            <translation>Das Relay arbeitet noch an demselben Auftrag.</translation>
        </message>
        <message>
            <source>Your library is out of step with the relay. It is being read again.</source>
            <translation>Deine Bibliothek stimmt nicht mehr mit dem Relay überein. Sie wird neu gelesen.</translation>
        </message>
        <message>
            <source>That was too often. You can go on %1.</source>
            <translation>Das war zu oft. Weiter geht es %1.</translation>
        </message>
        <message>
            <source>That was too often. Wait a moment.</source>
            <translation>Das war zu oft. Warte einen Moment.</translation>
        </message>
        <message>
            <source>Too many of your videos are waiting already. Try again when some are done.</source>
            <translation>Es warten schon zu viele deiner Videos. Versuche es, wenn einige fertig sind.</translation>
        </message>
        <message>
            <source>The relay has no room left. Its owner has to make some.</source>
            <translation>Das Relay hat keinen Platz mehr. Der Besitzer muss welchen schaffen.</translation>
        </message>
        <message>
            <source>The relay is not ready at the moment. Try again shortly.</source>
            <translation>Das Relay ist gerade nicht bereit. Versuche es gleich noch einmal.</translation>
        </message>
        <message>
            <source>The relay could not do this (answer %1).</source>
            <translation>Das Relay konnte das nicht ausführen (Antwort %1).</translation>
        </message>
        <message>
            <source>The relay could not do this.</source>
            <translation>Das Relay konnte das nicht ausführen.</translation>
        </message>
        <message>
            <source>The relay cannot be reached. Check its address and that it is running.</source>
            <translation>Das Relay ist nicht erreichbar. Prüfe die Adresse und ob es läuft.</translation>
        </message>
        <message>
            <source>The connection to the relay broke.</source>
            <translation>Die Verbindung zum Relay ist abgebrochen.</translation>
        </message>
        <message>
            <source>The relay did not answer in time.</source>
            <translation>Das Relay hat nicht rechtzeitig geantwortet.</translation>
        </message>
        <message>
            <source>The connection to the relay is not safe: its certificate is not valid. Nothing was sent.</source>
            <translation>Die Verbindung zum Relay ist nicht sicher: Sein Zertifikat ist ungültig. Es wurde nichts gesendet.</translation>
        </message>
        <message>
            <source>What answers at this address is not a Kinora relay, or one this version does not understand.</source>
            <translation>Unter dieser Adresse antwortet kein Kinora-Relay, oder eines, das diese Version nicht versteht.</translation>
        </message>
        <message>
            <source>The system keychain cannot be used.</source>
            <translation>Der Schlüsselbund des Systems ist nicht verfügbar.</translation>
        </message>
        <message>
            <source>The system keychain is locked.</source>
            <translation>Der Schlüsselbund des Systems ist gesperrt.</translation>
        </message>
        <message>
            <source>The disk of this computer is full.</source>
            <translation>Die Festplatte dieses Computers ist voll.</translation>
        </message>
        <message>
            <source>A file on this computer could not be read or written.</source>
            <translation>Eine Datei auf diesem Computer ließ sich nicht lesen oder schreiben.</translation>
        </message>
        <message>
            <source>A file on this computer is damaged.</source>
            <translation>Eine Datei auf diesem Computer ist beschädigt.</translation>
        </message>
        <message>
            <source>This library was written by a later version of Kinora. Update Kinora to open it.</source>
            <translation>Diese Bibliothek stammt von einer neueren Version von Kinora. Aktualisiere Kinora, um sie zu öffnen.</translation>
        </message>
        <message>
            <source>Another program is using a file that Kinora needs.</source>
            <translation>Ein anderes Programm benutzt eine Datei, die Kinora braucht.</translation>
        </message>
        <message>
            <source>Cancelled.</source>
            <translation>Abgebrochen.</translation>
        </message>
        <message>
            <source>Something went wrong.</source>
            <translation>Etwas ist schiefgegangen.</translation>
        </message>
        <message>
            <source>Too many tries with a wrong password. You can try again %1.</source>
            <translation>Zu viele Versuche mit falschem Passwort. Du kannst es %1 wieder versuchen.</translation>
        </message>
        <message>
            <source>Too many tries with a wrong password. Wait a moment.</source>
            <translation>Zu viele Versuche mit falschem Passwort. Warte einen Moment.</translation>
        </message>
        <message>
            <source>This account cannot sign in. Ask the owner of the relay.</source>
            <translation>Dieses Konto kann sich nicht anmelden. Frage den Besitzer des Relays.</translation>
        </message>
        <message>
            <source>This relay does not take new accounts without a code from its owner.</source>
            <translation>Dieses Relay nimmt neue Konten nur mit einem Code seines Besitzers an.</translation>
        </message>
        <message>
            <source>There is an account with this address already. Sign in instead.</source>
            <translation>Zu dieser Adresse gibt es schon ein Konto. Melde dich stattdessen an.</translation>
        </message>
        <message>
            <source>The answer of the relay was lost. The same request is sent again as soon as the relay is back; nothing is made twice.</source>
            <translation>Die Antwort des Relays ging verloren. Derselbe Auftrag wird erneut gesendet, sobald das Relay wieder da ist; nichts wird doppelt gemacht.</translation>
        </message>
        <message>
            <source>The relay cannot be reached, so nothing was sent. Your text is kept.</source>
            <translation>Das Relay ist nicht erreichbar, darum wurde nichts gesendet. Dein Text bleibt erhalten.</translation>
        </message>
        <message>
            <source>The disk of this computer is full, so the request could not be noted down. Nothing was sent.</source>
            <translation>Die Festplatte dieses Computers ist voll, darum ließ sich der Auftrag nicht vermerken. Es wurde nichts gesendet.</translation>
        </message>
        <message>
            <source>The request could not be noted down on this computer. Nothing was sent.</source>
            <translation>Der Auftrag ließ sich auf diesem Computer nicht vermerken. Es wurde nichts gesendet.</translation>
        </message>
        <message>
            <source>You have made as many videos as this relay allows for now. You can go on %1.</source>
            <translation>Du hast so viele Videos gemacht, wie dieses Relay derzeit erlaubt. Weiter geht es %1.</translation>
        </message>
        <message>
            <source>You have made as many videos as this relay allows for now.</source>
            <translation>Du hast so viele Videos gemacht, wie dieses Relay derzeit erlaubt.</translation>
        </message>
        <message>
            <source>This address is too long.</source>
            <translation>Diese Adresse ist zu lang.</translation>
        </message>
        <message>
            <source>This does not look like an e-mail address yet.</source>
            <translation>Das sieht noch nicht nach einer E-Mail-Adresse aus.</translation>
        </message>
        <message>
            <source>This password is too long.</source>
            <translation>Dieses Passwort ist zu lang.</translation>
        </message>
        <message>
            <source>This password is too short.</source>
            <translation>Dieses Passwort ist zu kurz.</translation>
        </message>
        <message>
            <source>This name cannot be used. Choose a shorter one.</source>
            <translation>Dieser Name geht nicht. Wähle einen kürzeren.</translation>
        </message>
        <message>
            <source>This is not the set-up code of the relay.</source>
            <translation>Das ist nicht der Einrichtungscode des Relays.</translation>
        </message>
        <message>
            <source>The prompt is too long for this model.</source>
            <translation>Der Prompt ist zu lang für dieses Modell.</translation>
        </message>
        <message>
            <source>Describe the video in a few words first.</source>
            <translation>Beschreibe das Video zuerst mit ein paar Worten.</translation>
        </message>
        <message>
            <source>The relay no longer offers these options. Choose again.</source>
            <translation>Das Relay bietet diese Auswahl nicht mehr an. Wähle neu.</translation>
        </message>
        <message>
            <source>The relay did not accept what was entered (%1).</source>
            <translation>Das Relay hat die Eingabe nicht angenommen (%1).</translation>
        </message>
        <message>
            <source>Enter the address of a relay.</source>
            <translation>Gib die Adresse eines Relays ein.</translation>
        </message>
        <message>
            <source>This is not an address. It looks like https://relay.example.</source>
            <translation>Das ist keine Adresse. Sie sieht aus wie https://relay.example.</translation>
        </message>
        <message>
            <source>The address must start with https:// or http://.</source>
            <translation>Die Adresse muss mit https:// oder http:// beginnen.</translation>
        </message>
        <message>
            <source>Enter your e-mail address.</source>
            <translation>Gib deine E-Mail-Adresse ein.</translation>
        </message>
        <message>
            <source>Enter a password.</source>
            <translation>Gib ein Passwort ein.</translation>
        </message>
        <message numerus="yes">
            <source>At least %n character(s).</source>
            <translation>
                <numerusform>Mindestens %n Zeichen.</numerusform>
                <numerusform>Mindestens %n Zeichen.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>At most %n character(s).</source>
            <translation>
                <numerusform>Höchstens %n Zeichen.</numerusform>
                <numerusform>Höchstens %n Zeichen.</numerusform>
            </translation>
        </message>
        <message>
            <source>It failed, and the relay does not say why.</source>
            <translation>Es ist fehlgeschlagen, und das Relay nennt keinen Grund.</translation>
        </message>
        <message>
            <source>The video service refused this prompt because of its content rules.</source>
            <translation>Der Videodienst hat diesen Prompt wegen seiner Inhaltsregeln abgelehnt.</translation>
        </message>
        <message>
            <source>The video service did not accept this request.</source>
            <translation>Der Videodienst hat diesen Auftrag nicht angenommen.</translation>
        </message>
        <message>
            <source>The video service was too busy for too long.</source>
            <translation>Der Videodienst war zu lange überlastet.</translation>
        </message>
        <message>
            <source>The video service has no free places left (“invite full”).</source>
            <translation>Der Videodienst hat keine freien Plätze mehr („invite full“).</translation>
        </message>
        <message>
            <source>The video service no longer offers this.</source>
            <translation>Der Videodienst bietet das nicht mehr an.</translation>
        </message>
        <message>
            <source>The video service does not accept the key of the relay.</source>
            <translation>Der Videodienst nimmt den Schlüssel des Relays nicht an.</translation>
        </message>
        <message>
            <source>The video was not ready in time.</source>
            <translation>Das Video war nicht rechtzeitig fertig.</translation>
        </message>
        <message>
            <source>The video was made, but was gone before the relay could fetch it.</source>
            <translation>Das Video wurde gemacht, war aber weg, bevor das Relay es holen konnte.</translation>
        </message>
        <message>
            <source>What the video service delivered is not a playable video.</source>
            <translation>Was der Videodienst geliefert hat, ist kein abspielbares Video.</translation>
        </message>
        <message>
            <source>The answer was lost, and the video service cannot say whether it accepted the request.</source>
            <translation>Die Antwort ging verloren, und der Videodienst kann nicht sagen, ob er den Auftrag angenommen hat.</translation>
        </message>
        <message>
            <source>The connection broke while the video was being made, and it could not be picked up again.</source>
            <translation>Die Verbindung brach ab, während das Video entstand, und ließ sich nicht wieder aufnehmen.</translation>
        </message>
        <message>
            <source>The video service never took the request.</source>
            <translation>Der Videodienst hat den Auftrag nie angenommen.</translation>
        </message>
        <message>
            <source>The relay has no room left to keep the video.</source>
            <translation>Das Relay hat keinen Platz mehr für das Video.</translation>
        </message>
        <message>
            <source>Something went wrong inside the relay.</source>
            <translation>Im Relay ist etwas schiefgegangen.</translation>
        </message>
        <message>
            <source>It failed for a reason this version does not know (%1).</source>
            <translation>Es ist aus einem Grund fehlgeschlagen, den diese Version nicht kennt (%1).</translation>
        </message>
        <message>
            <source>Nothing was charged.</source>
            <translation>Es wurde nichts berechnet.</translation>
        </message>
        <message>
            <source>The price is held until the outcome is clear.</source>
            <translation>Der Preis ist vorgemerkt, bis das Ergebnis feststeht.</translation>
        </message>
        <message>
            <source>It was charged.</source>
            <translation>Es wurde berechnet.</translation>
        </message>
        <message>
            <source>Change the prompt and try again.</source>
            <translation>Ändere den Prompt und versuche es noch einmal.</translation>
        </message>
        <message>
            <source>Change the prompt or the options and try again.</source>
            <translation>Ändere den Prompt oder die Auswahl und versuche es noch einmal.</translation>
        </message>
        <message>
            <source>Try again later.</source>
            <translation>Versuche es später noch einmal.</translation>
        </message>
        <message>
            <source>Try again later; the owner of the relay can add a key.</source>
            <translation>Versuche es später noch einmal; der Besitzer des Relays kann einen Schlüssel hinzufügen.</translation>
        </message>
        <message>
            <source>Choose another model.</source>
            <translation>Wähle ein anderes Modell.</translation>
        </message>
        <message>
            <source>The owner of the relay has to see to it.</source>
            <translation>Darum muss sich der Besitzer des Relays kümmern.</translation>
        </message>
        <message>
            <source>Should it still arrive, it appears in your gallery.</source>
            <translation>Kommt es doch noch, erscheint es in deiner Galerie.</translation>
        </message>
        <message>
            <source>It is not sent again by itself.</source>
            <translation>Von selbst wird es nicht noch einmal gesendet.</translation>
        </message>
        <message>
            <source>Trying again makes a new video.</source>
            <translation>Ein neuer Versuch macht ein neues Video.</translation>
        </message>
        <message>
            <source>You can try again.</source>
            <translation>Du kannst es noch einmal versuchen.</translation>
        </message>
        <message>
            <source>The price has changed meanwhile, so nothing was sent. Look at the new one and decide.</source>
            <translation>Der Preis hat sich inzwischen geändert, deshalb wurde nichts gesendet. Sieh dir den neuen an und entscheide.</translation>
        </message>
        <message>
            <source>This job cannot be tried again any more.</source>
            <translation>Dieser Auftrag kann nicht mehr wiederholt werden.</translation>
        </message>
        <message>
            <source>It may have been charged.</source>
            <translation>Es wurde vielleicht berechnet.</translation>
        </message>
        <message>
            <source>The price has changed, so nothing was sent. Edit and try again to see the new price.</source>
            <translation>Es kostet inzwischen etwas anderes, deshalb wurde nichts gesendet. Überarbeite den Auftrag, um den neuen Preis zu sehen.</translation>
        </message>
        <message>
            <source>This relay is too old for this version of Kinora (%1, needed is %2). Its owner can update it.</source>
            <translation>Dieses Relay ist zu alt für diese Version von Kinora (%1, nötig ist %2). Der Besitzer kann es aktualisieren.</translation>
        </message>
        <message>
            <source>The certificate of this relay has been withdrawn. Nothing was sent. Ask its owner.</source>
            <translation>Das Zertifikat dieses Relays wurde zurückgezogen. Es wurde nichts gesendet. Frage den Besitzer.</translation>
        </message>
        <message>
            <source>The certificate at this address was made for another one, so this may not be the relay you mean. Nothing was sent. Check the address.</source>
            <translation>Das Zertifikat an dieser Adresse gilt für eine andere; vielleicht ist es nicht das Relay, das du meinst. Es wurde nichts gesendet. Prüfe die Adresse.</translation>
        </message>
        <message>
            <source>The certificate of this relay has expired, or the clock of this computer is wrong. Nothing was sent.</source>
            <translation>Das Zertifikat dieses Relays ist abgelaufen, oder die Uhr dieses Computers geht falsch. Es wurde nichts gesendet.</translation>
        </message>
        <message>
            <source>The certificate of this relay is not valid yet, or the clock of this computer is wrong. Nothing was sent.</source>
            <translation>Das Zertifikat dieses Relays gilt noch nicht, oder die Uhr dieses Computers geht falsch. Es wurde nichts gesendet.</translation>
        </message>
        <message>
            <source>Nobody this computer trusts has signed the certificate of this relay, so anybody could have made it. Nothing was sent. Its owner can get a trusted one, or you add their issuer to this computer.</source>
            <translation>Niemand, dem dieser Computer vertraut, hat das Zertifikat dieses Relays unterschrieben; jeder könnte es gemacht haben. Es wurde nichts gesendet. Der Besitzer kann ein anerkanntes besorgen, oder du fügst seinen Aussteller diesem Computer hinzu.</translation>
        </message>
        <message>
            <source>A cameo of this prompt has been deleted meanwhile. Nothing was sent; look at the prompt again.</source>
            <translation>Ein Cameo dieses Textes ist inzwischen gelöscht. Es wurde nichts gesendet; sieh dir den Text noch einmal an.</translation>
        </message>
        <message>
            <source>The relay no longer has the reference image, so nothing was sent. Try once more: it is sent again.</source>
            <translation>Das Relay hat die Vorlage nicht mehr, deshalb wurde nichts gesendet. Versuche es noch einmal: Sie wird neu gesendet.</translation>
        </message>
        <message>
            <source>What is not wanted is too long for this model.</source>
            <translation>Was nicht erwünscht ist, ist für dieses Modell zu lang.</translation>
        </message>
        <message>
            <source>It now costs %1, not %2, so nothing was sent.</source>
            <translation>Es kostet inzwischen %1 statt %2, deshalb wurde nichts gesendet.</translation>
        </message>
        <message>
            <source>It now costs %1, so nothing was sent.</source>
            <translation>Es kostet inzwischen %1, deshalb wurde nichts gesendet.</translation>
        </message>
        <message>
            <source>The proxy on the way to the relay cannot be reached or does not let this through.</source>
            <translation>Der Proxy auf dem Weg zum Relay ist nicht erreichbar oder lässt dies nicht durch.</translation>
        </message>
        <message>
            <source>The proxy on the way to the relay wants a name and a password.</source>
            <translation>Der Proxy auf dem Weg zum Relay verlangt einen Namen und ein Passwort.</translation>
        </message>
        <message>
            <source>%1 Nothing was sent, and your text is kept.</source>
            <translation>%1 Es wurde nichts gesendet, und dein Text bleibt erhalten.</translation>
        </message>
        <message>
            <source>Enter the address of the proxy.</source>
            <translation>Gib die Adresse des Proxys ein.</translation>
        </message>
        <message>
            <source>This is not an address. It looks like proxy.example:3128.</source>
            <translation>Das ist keine Adresse. Sie sieht aus wie proxy.example:3128.</translation>
        </message>
        <message>
            <source>The port is missing. It looks like proxy.example:3128.</source>
            <translation>Der Port fehlt. Die Adresse sieht aus wie proxy.example:3128.</translation>
        </message>
        <message>
            <source>The video has arrived after all; it is in your gallery.</source>
            <translation>Das Video ist doch noch angekommen; es ist in deiner Galerie.</translation>
        </message>
        <message>
            <source>The owner of the relay can look into its log.</source>
            <translation>Wer das Relay betreibt, kann in dessen Protokoll nachsehen.</translation>
        </message>
        <message>
            <source>Change something and try again, or ask the owner of the relay.</source>
            <translation>Ändere etwas und versuche es noch einmal, oder frage, wer das Relay betreibt.</translation>
        </message>
        <message>
            <source>E-mail or password is not right. After ten wrong tries the relay accepts no password for a quarter of an hour, the right one neither. Wait, or ask its owner for help.</source>
            <translation>E-Mail oder Passwort stimmt nicht. Nach zehn falschen Versuchen nimmt das Relay eine Viertelstunde lang kein Passwort an, auch nicht das richtige. Warte etwas, oder frage, wer das Relay betreibt.</translation>
        </message>
        <message>
            <source>This code is not good for this address: it is mistyped, was used already, or is older than a day. The owner of the relay can give you another.</source>
            <translation>Dieser Code gilt nicht für diese Adresse: Er ist vertippt, wurde schon benutzt oder ist älter als ein Tag. Der Besitzer des Relays kann dir einen neuen geben.</translation>
        </message>
        <message>
            <source>Too many tries with a code. You can try again %1.</source>
            <translation>Zu viele Versuche mit einem Code. Du kannst es %1 noch einmal versuchen.</translation>
        </message>
        <message>
            <source>Too many tries with a code. Wait a moment.</source>
            <translation>Zu viele Versuche mit einem Code. Warte einen Moment.</translation>
        </message>
        <message>
            <source>This is larger than the relay takes.</source>
            <translation>Das ist größer, als das Relay annimmt.</translation>
        </message>
        <message>
            <source>The relay does not take files of this kind.</source>
            <translation>Dateien dieser Art nimmt das Relay nicht an.</translation>
        </message>
        <message>
            <source>The relay cannot keep this video: it does not play to its end, or is neither MP4 nor WebM.</source>
            <translation>Das Relay kann dieses Video nicht aufbewahren: Es lässt sich nicht bis zum Ende abspielen oder ist weder MP4 noch WebM.</translation>
        </message>
        <message>
            <source>The video that this is to be made from is not on the relay any more. Nothing was sent.</source>
            <translation>Das Video, aus dem dieses entstehen soll, ist nicht mehr auf dem Relay. Es wurde nichts gesendet.</translation>
        </message>
        <message>
            <source>This video cannot be remixed any more, so nothing was sent.</source>
            <translation>Aus diesem Video kann kein Remix mehr gemacht werden; es wurde nichts gesendet.</translation>
        </message>
        <message>
            <source>This relay takes no videos that were made elsewhere.</source>
            <translation>Dieses Relay nimmt keine Videos, die anderswo entstanden sind.</translation>
        </message>
        <message>
            <source>The relay has no room left. Once its owner has made some, they are sent by themselves.</source>
            <translation>Auf dem Relay ist kein Platz mehr. Sobald der Besitzer welchen geschaffen hat, werden sie von selbst gesendet.</translation>
        </message>
        <message>
            <source>Its prompt is longer than the relay takes.</source>
            <translation>Der Prompt ist länger, als das Relay ihn nimmt.</translation>
        </message>
        <message>
            <source>The relay did not accept what is known of it.</source>
            <translation>Das Relay hat nicht angenommen, was über das Video bekannt ist.</translation>
        </message>
    </context>
    <context>
        <name>ExportDialog</name>
        <message>
            <source>Export</source>
            <translation>Exportieren</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>Ordner</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>Wählen …</translation>
        </message>
        <message>
            <source>File names</source>
            <translation>Dateinamen</translation>
        </message>
        <message>
            <source>Write prompt, model and date into the copies</source>
            <translation>Prompt, Modell und Datum in die Kopien schreiben</translation>
        </message>
        <message>
            <source>Otherwise each copy is the original, byte for byte</source>
            <translation>Sonst ist jede Kopie Byte für Byte das Original</translation>
        </message>
        <message>
            <source>All that is known of a video beside it (JSON)</source>
            <translation>Alles Bekannte über ein Video daneben (JSON)</translation>
        </message>
        <message>
            <source>A table of all of them (CSV)</source>
            <translation>Eine Tabelle von allen (CSV)</translation>
        </message>
        <message>
            <source>Open folder</source>
            <translation>Ordner öffnen</translation>
        </message>
        <message>
            <source>Also what lies in the trash</source>
            <translation>Auch was im Papierkorb liegt</translation>
        </message>
        <message>
            <source>Also the account: profile, cameos, drafts, requests and costs</source>
            <translation>Auch das Konto: Profil, Cameos, Entwürfe, Aufträge und Kosten</translation>
        </message>
        <message>
            <source>What was not written</source>
            <translation>Was nicht geschrieben wurde</translation>
        </message>
        <message>
            <source>Copy the list</source>
            <translation>Liste kopieren</translation>
        </message>
    </context>
    <context>
        <name>GalleryPane</name>
        <message>
            <source>smaller</source>
            <translation>kleiner</translation>
        </message>
        <message>
            <source>Size of the cards</source>
            <translation>Größe der Karten</translation>
        </message>
        <message>
            <source>larger</source>
            <translation>größer</translation>
        </message>
    </context>
    <context>
        <name>GalleryText</name>
        <message>
            <source>%1%</source>
            <comment>of a download</comment>
            <translation>%1 %</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>Wartet</translation>
        </message>
        <message>
            <source>Not here</source>
            <translation>Nicht hier</translation>
        </message>
        <message>
            <source>Failed</source>
            <translation>Fehlgeschlagen</translation>
        </message>
        <message>
            <source>just now</source>
            <translation>gerade eben</translation>
        </message>
        <message numerus="yes">
            <source>%n min ago</source>
            <translation>
                <numerusform>vor %n min</numerusform>
                <numerusform>vor %n min</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n h ago</source>
            <translation>
                <numerusform>vor %n h</numerusform>
                <numerusform>vor %n h</numerusform>
            </translation>
        </message>
        <message>
            <source>Today</source>
            <translation>Heute</translation>
        </message>
        <message>
            <source>Yesterday</source>
            <translation>Gestern</translation>
        </message>
        <message>
            <source>dddd, d MMMM</source>
            <extracomment>A date without its year; Qt date format (dddd weekday, d day, MMMM month)</extracomment>
            <translation>dddd, d. MMMM</translation>
        </message>
        <message>
            <source>d MMM</source>
            <extracomment>A short date without its year; Qt date format (d day, MMM month)</extracomment>
            <translation>d. MMM</translation>
        </message>
        <message>
            <source>today %1</source>
            <translation>heute %1</translation>
        </message>
        <message>
            <source>yesterday %1</source>
            <translation>gestern %1</translation>
        </message>
        <message>
            <source>%1, %2</source>
            <translation>%1, %2</translation>
        </message>
        <message>
            <source>%1 min %2 s</source>
            <translation>%1 min %2 s</translation>
        </message>
        <message>
            <source>%1 s</source>
            <translation>%1 s</translation>
        </message>
        <message>
            <source>Downloading %1%</source>
            <translation>Wird geladen, %1 %</translation>
        </message>
        <message>
            <source>Waiting to download</source>
            <translation>Wartet auf den Download</translation>
        </message>
        <message>
            <source>Not on this computer</source>
            <translation>Nicht auf diesem Computer</translation>
        </message>
        <message>
            <source>Download failed</source>
            <translation>Download fehlgeschlagen</translation>
        </message>
        <message>
            <source>The disk is full: %1 are needed. Make room and try again.</source>
            <translation>Die Festplatte ist voll: %1 werden gebraucht. Schaffe Platz und versuche es noch einmal.</translation>
        </message>
        <message>
            <source>What arrived is not the file that was made: its checksum differs. It was not kept.</source>
            <translation>Was ankam, ist nicht die erzeugte Datei: Die Prüfsumme weicht ab. Sie wurde nicht behalten.</translation>
        </message>
        <message>
            <source>The relay no longer has this video's file.</source>
            <translation>Das Relay hat die Datei dieses Videos nicht mehr.</translation>
        </message>
        <message>
            <source>The relay could not send this video's file, however often it was asked. Try again later.</source>
            <translation>Das Relay konnte die Datei dieses Videos nicht senden, so oft es auch gefragt wurde. Versuche es später noch einmal.</translation>
        </message>
        <message>
            <source>The file could not be written to this computer.</source>
            <translation>Die Datei ließ sich auf diesem Computer nicht speichern.</translation>
        </message>
        <message numerus="yes">
            <source>%n video(s) cannot be dragged: not on this computer.</source>
            <translation>
                <numerusform>Dieses Video liegt nicht auf diesem Computer und lässt sich nicht ziehen.</numerusform>
                <numerusform>Keines dieser %n Videos liegt auf diesem Computer: Es gibt nichts zu ziehen.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n of %1 video(s) left out: not on this computer.</source>
            <translation>
                <numerusform>Eines dieser %1 Videos liegt nicht auf diesem Computer und fehlt darum.</numerusform>
                <numerusform>%n dieser %1 Videos liegen nicht auf diesem Computer und fehlen darum.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n video(s) not downloaded: larger than the limit of %1 in Settings.</source>
            <translation>
                <numerusform>Dieses Video ist größer als die Grenze von %1 in den Einstellungen und bleibt nur auf dem Relay.</numerusform>
                <numerusform>Jedes dieser %n Videos ist größer als die Grenze von %1 in den Einstellungen: Sie bleiben nur auf dem Relay.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n of %1 video(s) not downloaded: beyond the limit of %2 in Settings.</source>
            <translation>
                <numerusform>Eines dieser %1 Videos hat in der Grenze von %2 in den Einstellungen keinen Platz und bleibt nur auf dem Relay.</numerusform>
                <numerusform>%n dieser %1 Videos haben in der Grenze von %2 in den Einstellungen keinen Platz und bleiben nur auf dem Relay.</numerusform>
            </translation>
        </message>
        <message>
            <source>could not store what the relay told</source>
            <translation>was das Relay mitgeteilt hat, ließ sich nicht speichern</translation>
        </message>
        <message>
            <source>could not ask the relay for more</source>
            <translation>mehr ließ sich vom Relay nicht abrufen</translation>
        </message>
        <message>
            <source>portrait video</source>
            <translation>Video im Hochformat</translation>
        </message>
        <message>
            <source>landscape video</source>
            <translation>Video im Querformat</translation>
        </message>
        <message>
            <source>favourite</source>
            <translation>Favorit</translation>
        </message>
        <message>
            <source>rated %1 of 5</source>
            <translation>mit %1 von 5 bewertet</translation>
        </message>
        <message>
            <source>Only on this computer</source>
            <translation>Nur auf diesem Computer</translation>
        </message>
        <message>
            <source>Only here</source>
            <translation>Nur hier</translation>
        </message>
    </context>
    <context>
        <name>HistoryFilters</name>
        <message>
            <source>All</source>
            <translation>Alle</translation>
        </message>
        <message>
            <source>Finished</source>
            <translation>Fertig</translation>
        </message>
        <message>
            <source>Failed</source>
            <translation>Fehlgeschlagen</translation>
        </message>
        <message>
            <source>Cancelled</source>
            <translation>Abgebrochen</translation>
        </message>
        <message>
            <source>Search your prompts</source>
            <translation>Deine Prompts durchsuchen</translation>
        </message>
    </context>
    <context>
        <name>ImportDialog</name>
        <message>
            <source>Import</source>
            <translation>Importieren</translation>
        </message>
        <message>
            <source>Import a folder</source>
            <translation>Einen Ordner importieren</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>Ordner</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>Wählen …</translation>
        </message>
        <message>
            <source>What became of each file</source>
            <translation>Was aus jeder Datei geworden ist</translation>
        </message>
        <message>
            <source>Copy the list</source>
            <translation>Liste kopieren</translation>
        </message>
        <message>
            <source>Videos in it and in the folders below are copied into your library; the folder itself stays as it is. Prompt, model and date are read from JSON files that lie there or just above, and from the videos themselves. What you have already is passed over. The relay gets them too, now or as soon as it can be reached.</source>
            <translation>Videos darin und in den Ordnern darunter werden in deine Bibliothek kopiert; der Ordner selbst bleibt, wie er ist. Prompt, Modell und Datum werden aus JSON-Dateien gelesen, die dort oder gleich darüber liegen, und aus den Videos selbst. Was du schon hast, wird übergangen. Auch das Relay bekommt sie, jetzt oder sobald es erreichbar ist.</translation>
        </message>
    </context>
    <context>
        <name>JobCard</name>
        <message>
            <source>Dismiss</source>
            <translation>Entfernen</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Progress</source>
            <translation>Fortschritt</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Noch einmal</translation>
        </message>
    </context>
    <context>
        <name>JobText</name>
        <message>
            <source>Done</source>
            <translation>Fertig</translation>
        </message>
        <message>
            <source>Stopping. It may still finish and be charged; a finished video is kept.</source>
            <translation>Wird angehalten. Es kann noch fertig und berechnet werden; ein fertiges Video bleibt erhalten.</translation>
        </message>
        <message>
            <source>Waiting its turn</source>
            <translation>Wartet, bis es dran ist</translation>
        </message>
        <message>
            <source>Waiting · next in line</source>
            <translation>Wartet · als Nächstes dran</translation>
        </message>
        <message>
            <source>Waiting · number %1 in line</source>
            <translation>Wartet · Platz %1 in der Reihe</translation>
        </message>
        <message>
            <source>Waiting until the video service takes new work</source>
            <translation>Wartet, bis der Videodienst wieder Aufträge annimmt</translation>
        </message>
        <message>
            <source>Sending to the video service</source>
            <translation>Wird an den Videodienst gesendet</translation>
        </message>
        <message>
            <source>Checking: the answer was lost, finding out whether it was accepted. Nothing is sent twice.</source>
            <translation>Wird geprüft: Die Antwort ging verloren, es wird geklärt, ob der Auftrag angenommen wurde. Nichts wird doppelt gesendet.</translation>
        </message>
        <message>
            <source>Generating</source>
            <translation>Wird erzeugt</translation>
        </message>
        <message>
            <source>Saving to the relay</source>
            <translation>Wird auf dem Relay gespeichert</translation>
        </message>
        <message>
            <source>Working</source>
            <translation>In Arbeit</translation>
        </message>
        <message>
            <source>Failed</source>
            <translation>Fehlgeschlagen</translation>
        </message>
        <message>
            <source>%1%</source>
            <comment>progress</comment>
            <translation>%1 %</translation>
        </message>
        <message numerus="yes">
            <source>about %n s left</source>
            <translation>
                <numerusform>noch etwa %n s</numerusform>
                <numerusform>noch etwa %n s</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>about %n min left</source>
            <translation>
                <numerusform>noch etwa %n min</numerusform>
                <numerusform>noch etwa %n min</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 %2</source>
            <comment>two sentences</comment>
            <translation>%1 %2</translation>
        </message>
        <message>
            <source>Paused · number %1 in your line</source>
            <translation>Angehalten · Platz %1 in deiner Reihe</translation>
        </message>
        <message>
            <source>Paused</source>
            <translation>Angehalten</translation>
        </message>
        <message>
            <source>Try again anyway for %1</source>
            <translation>Trotzdem noch einmal für %1</translation>
        </message>
        <message>
            <source>Try again for %1</source>
            <translation>Noch einmal für %1</translation>
        </message>
        <message>
            <source>Try again anyway</source>
            <translation>Trotzdem noch einmal</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Noch einmal</translation>
        </message>
        <message>
            <source>Portrait</source>
            <translation>Hochformat</translation>
        </message>
        <message>
            <source>Landscape</source>
            <translation>Querformat</translation>
        </message>
        <message>
            <source>%1 s</source>
            <comment>length of a video</comment>
            <translation>%1 s</translation>
        </message>
        <message>
            <source>%1 held</source>
            <comment>a price</comment>
            <translation>%1 vorgemerkt</translation>
        </message>
        <message>
            <source>%1 charged</source>
            <comment>a price</comment>
            <translation>%1 berechnet</translation>
        </message>
        <message>
            <source>%1 unclear</source>
            <comment>a price</comment>
            <translation>%1 ungeklärt</translation>
        </message>
        <message>
            <source>Try again anyway?</source>
            <translation>Trotzdem noch einmal versuchen?</translation>
        </message>
        <message numerus="yes">
            <source>ready in about %n s</source>
            <translation>
                <numerusform>fertig in etwa %n s</numerusform>
                <numerusform>fertig in etwa %n s</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>ready in about %n min</source>
            <translation>
                <numerusform>fertig in etwa %n min</numerusform>
                <numerusform>fertig in etwa %n min</numerusform>
            </translation>
        </message>
        <message>
            <source>Use again</source>
            <translation>Wiederverwenden</translation>
        </message>
        <message>
            <source>Edit and try again</source>
            <translation>Überarbeiten</translation>
        </message>
    </context>
    <context>
        <name>LibrarySettings</name>
        <message>
            <source>Library</source>
            <translation>Bibliothek</translation>
        </message>
        <message>
            <source>Videos on this computer</source>
            <translation>Videos auf diesem Computer</translation>
        </message>
        <message>
            <source>Room for them</source>
            <translation>Platz dafür</translation>
        </message>
        <message>
            <source>When it is full, what you have not watched for longest stays on the relay alone. The only copy of a video is never given up.</source>
            <translation>Wenn er voll ist, bleibt nur noch auf dem Relay, was du am längsten nicht angesehen hast. Die einzige Kopie eines Videos wird nie aufgegeben.</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>Ordner</translation>
        </message>
        <message>
            <source>Folder of the library</source>
            <translation>Ordner der Bibliothek</translation>
        </message>
        <message>
            <source>Open folder</source>
            <translation>Ordner öffnen</translation>
        </message>
        <message>
            <source>Export everything…</source>
            <translation>Alles exportieren …</translation>
        </message>
        <message>
            <source>Import a folder…</source>
            <translation>Einen Ordner importieren …</translation>
        </message>
        <message>
            <source>Only on this computer</source>
            <translation>Nur auf diesem Computer</translation>
        </message>
        <message>
            <source>Offer to the relay again</source>
            <translation>Dem Relay noch einmal anbieten</translation>
        </message>
    </context>
    <context>
        <name>LimitText</name>
        <message>
            <source>$%1</source>
            <comment>a price in US dollars</comment>
            <translation>%1 $</translation>
        </message>
        <message>
            <source>%1 of %2 this month</source>
            <translation>%1 von %2 in diesem Monat</translation>
        </message>
        <message>
            <source>%1 of %2 s this month</source>
            <translation>%1 von %2 s in diesem Monat</translation>
        </message>
        <message>
            <source>%1 of %2 this hour</source>
            <translation>%1 von %2 in dieser Stunde</translation>
        </message>
        <message>
            <source>%1 of %2 waiting</source>
            <translation>%1 von %2 warten</translation>
        </message>
        <message>
            <source>%1 of %2 seconds of video this month</source>
            <translation>%1 von %2 Sekunden Video in diesem Monat</translation>
        </message>
        <message>
            <source>%1 of %2 videos this hour</source>
            <translation>%1 von %2 Videos in dieser Stunde</translation>
        </message>
        <message>
            <source>%1 of %2 places in the line of waiting videos</source>
            <translation>%1 von %2 Plätzen in der Warteschlange</translation>
        </message>
        <message>
            <source>One more is free at %1.</source>
            <translation>Ein weiterer Platz wird um %1 frei.</translation>
        </message>
        <message>
            <source>The next place is free at %1.</source>
            <translation>Der nächste Platz wird um %1 frei.</translation>
        </message>
        <message>
            <source>It starts again on %1.</source>
            <translation>Das Kontingent beginnt am %1 neu.</translation>
        </message>
        <message>
            <source>Your budget is not enough for this: %1 of %2 are left this month.</source>
            <translation>Dein Budget reicht dafür nicht: In diesem Monat sind noch %1 von %2 übrig.</translation>
        </message>
        <message>
            <source>Your budget is not enough for this: %1 of %2 seconds of video are left this month.</source>
            <translation>Dein Budget reicht dafür nicht: In diesem Monat sind noch %1 von %2 Sekunden Video übrig.</translation>
        </message>
        <message numerus="yes">
            <source>This relay allows %n video(s) an hour, and you have asked for as many.</source>
            <translation>
                <numerusform>Dieses Relay erlaubt %n Video in der Stunde, und so viele hast du bestellt.</numerusform>
                <numerusform>Dieses Relay erlaubt %n Videos in der Stunde, und so viele hast du bestellt.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n of your videos are waiting already, and this relay allows no more. Try again when some are done.</source>
            <translation>
                <numerusform>%n deiner Videos wartet schon, und mehr erlaubt dieses Relay nicht. Versuche es wieder, wenn es fertig ist.</numerusform>
                <numerusform>%n deiner Videos warten schon, und mehr erlaubt dieses Relay nicht. Versuche es wieder, wenn einige fertig sind.</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 %2</source>
            <comment>two sentences</comment>
            <translation>%1 %2</translation>
        </message>
        <message>
            <source>Held when the video was asked for</source>
            <translation>Vorgemerkt, als das Video bestellt wurde</translation>
        </message>
        <message>
            <source>Charged: the video service took the request</source>
            <translation>Berechnet: Der Videodienst hat den Auftrag angenommen</translation>
        </message>
        <message>
            <source>No longer held, since it was charged</source>
            <translation>Nicht mehr vorgemerkt, da berechnet</translation>
        </message>
        <message>
            <source>No longer held: nothing was charged</source>
            <translation>Nicht mehr vorgemerkt: Es wurde nichts berechnet</translation>
        </message>
        <message>
            <source>Whether it was charged stayed unclear; counted as charged</source>
            <translation>Ob es berechnet wurde, blieb unklar; zählt als berechnet</translation>
        </message>
        <message>
            <source>Corrected: it was not charged after all</source>
            <translation>Berichtigt: Es wurde doch nicht berechnet</translation>
        </message>
        <message>
            <source>Corrected: it was charged after all</source>
            <translation>Berichtigt: Es wurde doch berechnet</translation>
        </message>
    </context>
    <context>
        <name>LocalRelayPage</name>
        <message>
            <source>A studio of
your own.</source>
            <translation>Ein Studio
für dich.</translation>
        </message>
        <message>
            <source>The relay runs while Kinora is open. It keeps the queue, the videos and the API token, all on this computer.</source>
            <translation>Das Relay läuft, solange Kinora offen ist. Warteschlange, Videos und API-Token bleiben auf diesem Computer.</translation>
        </message>
        <message>
            <source>A relay on this computer</source>
            <translation>Ein Relay auf diesem Computer</translation>
        </message>
        <message>
            <source>Starting…</source>
            <translation>Wird gestartet …</translation>
        </message>
        <message>
            <source>Starting the relay</source>
            <translation>Das Relay wird gestartet</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Noch einmal</translation>
        </message>
        <message>
            <source>Copy a report</source>
            <translation>Bericht kopieren</translation>
        </message>
        <message>
            <source>Sign in elsewhere</source>
            <translation>Anderswo anmelden</translation>
        </message>
        <message>
            <source>Open my library offline</source>
            <translation>Bibliothek offline öffnen</translation>
        </message>
    </context>
    <context>
        <name>LocalRelayText</name>
        <message>
            <source>The program kinora-relay is not installed beside Kinora. Install Kinora again, or sign in to a relay elsewhere.</source>
            <translation>Das Programm kinora-relay ist neben Kinora nicht installiert. Installiere Kinora neu, oder melde dich bei einem Relay anderswo an.</translation>
        </message>
        <message>
            <source>This computer does not run the program kinora-relay.</source>
            <translation>Dieser Computer führt das Programm kinora-relay nicht aus.</translation>
        </message>
        <message>
            <source>Another relay is using the same folder. Close the other copy of Kinora, then try again.</source>
            <translation>Ein anderes Relay benutzt denselben Ordner. Schließe das andere Kinora und versuche es noch einmal.</translation>
        </message>
        <message>
            <source>The relay keeps its data in PostgreSQL, which is not installed here. Install it, then try again.</source>
            <translation>Das Relay verwahrt seine Daten in PostgreSQL, das hier nicht installiert ist. Installiere es und versuche es noch einmal.</translation>
        </message>
        <message>
            <source>The relay's database does not start.</source>
            <translation>Die Datenbank des Relays startet nicht.</translation>
        </message>
        <message>
            <source>The disk of this computer is full. Make some room, then try again.</source>
            <translation>Die Festplatte dieses Computers ist voll. Schaffe etwas Platz und versuche es noch einmal.</translation>
        </message>
        <message>
            <source>This relay was last run by a later version of Kinora. Update Kinora to go on with it.</source>
            <translation>Dieses Relay lief zuletzt mit einer neueren Version von Kinora. Aktualisiere Kinora, um damit weiterzumachen.</translation>
        </message>
        <message>
            <source>The relay may not listen on any port of this computer.</source>
            <translation>Das Relay darf auf keinem Port dieses Computers lauschen.</translation>
        </message>
        <message>
            <source>The relay was started, but does not answer.</source>
            <translation>Das Relay wurde gestartet, antwortet aber nicht.</translation>
        </message>
        <message>
            <source>The relay on this computer does not start.</source>
            <translation>Das Relay auf diesem Computer startet nicht.</translation>
        </message>
        <message>
            <source>The relay on this computer has ended and is being started again. What you write is kept.</source>
            <translation>Das Relay auf diesem Computer hat sich beendet und wird neu gestartet. Was du schreibst, bleibt erhalten.</translation>
        </message>
        <message numerus="yes">
            <source>The relay on this computer stops when Kinora is closed. %n video(s) being made will go on when you open Kinora again.</source>
            <translation>
                <numerusform>Das Relay auf diesem Computer hält an, wenn Kinora geschlossen wird. Mit dem Video, das gerade gemacht wird, geht es weiter, wenn du Kinora wieder öffnest.</numerusform>
                <numerusform>Das Relay auf diesem Computer hält an, wenn Kinora geschlossen wird. Mit den %n Videos, die gerade gemacht werden, geht es weiter, wenn du Kinora wieder öffnest.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>LoginPage</name>
        <message>
            <source>Words in.
Moving pictures out.</source>
            <translation>Worte hinein.
Bewegte Bilder heraus.</translation>
        </message>
        <message>
            <source>Your prompts, your videos, on your computer. The relay keeps the API token; you keep everything you make.</source>
            <translation>Deine Prompts, deine Videos, auf deinem Computer. Das Relay hütet das API-Token; dir bleibt alles, was du machst.</translation>
        </message>
        <message>
            <source>Sign in</source>
            <translation>Anmelden</translation>
        </message>
        <message>
            <source>to your relay</source>
            <translation>bei deinem Relay</translation>
        </message>
        <message>
            <source>Relay address</source>
            <translation>Adresse des Relays</translation>
        </message>
        <message>
            <source>E-mail</source>
            <translation>E-Mail</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>Passwort</translation>
        </message>
        <message>
            <source>Keep me signed in (system keychain)</source>
            <translation>Angemeldet bleiben (Schlüsselbund)</translation>
        </message>
        <message>
            <source>Create an account</source>
            <translation>Konto anlegen</translation>
        </message>
        <message>
            <source>Open my library offline</source>
            <translation>Bibliothek offline öffnen</translation>
        </message>
        <message>
            <source>Start a relay on this computer</source>
            <translation>Ein Relay auf diesem Computer starten</translation>
        </message>
        <message>
            <source>I have a code</source>
            <translation>Ich habe einen Code</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>Kinora</source>
            <translation>Kinora</translation>
        </message>
        <message>
            <source>Signing you in…</source>
            <translation>Du wirst angemeldet …</translation>
        </message>
        <message>
            <source>Open my library offline</source>
            <translation>Bibliothek offline öffnen</translation>
        </message>
        <message>
            <source>Your library cannot be opened</source>
            <translation>Deine Bibliothek lässt sich nicht öffnen</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Noch einmal</translation>
        </message>
        <message>
            <source>Sign out</source>
            <translation>Abmelden</translation>
        </message>
        <message>
            <source>Create</source>
            <translation>Erstellen</translation>
        </message>
        <message>
            <source>Gallery</source>
            <translation>Galerie</translation>
        </message>
        <message>
            <source>Queue</source>
            <translation>Warteschlange</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Einstellungen</translation>
        </message>
    </context>
    <context>
        <name>NetworkSettings</name>
        <message>
            <source>Network</source>
            <translation>Netzwerk</translation>
        </message>
        <message>
            <source>How Kinora reaches relays on other computers. This computer is always reached directly.</source>
            <translation>Wie Kinora Relays auf anderen Computern erreicht. Dieser Computer wird immer direkt erreicht.</translation>
        </message>
        <message>
            <source>Proxy</source>
            <translation>Proxy</translation>
        </message>
        <message>
            <source>Address and port</source>
            <translation>Adresse und Port</translation>
        </message>
        <message>
            <source>Reached without it</source>
            <translation>Ohne ihn erreicht</translation>
        </message>
        <message>
            <source>Name, where it wants one</source>
            <translation>Name, falls verlangt</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>Passwort</translation>
        </message>
        <message>
            <source>Use this proxy</source>
            <translation>Diesen Proxy verwenden</translation>
        </message>
        <message>
            <source>Kind of proxy</source>
            <translation>Art des Proxys</translation>
        </message>
    </context>
    <context>
        <name>NewPassword</name>
        <message>
            <source>Password</source>
            <translation>Passwort</translation>
        </message>
        <message>
            <source>Confirm password</source>
            <translation>Passwort wiederholen</translation>
        </message>
    </context>
    <context>
        <name>NewsSettings</name>
        <message>
            <source>Notifications</source>
            <translation>Benachrichtigungen</translation>
        </message>
        <message>
            <source>Tell me when videos are ready or fail while I am elsewhere</source>
            <translation>Melden, wenn Videos fertig werden oder fehlschlagen, während ich woanders bin</translation>
        </message>
    </context>
    <context>
        <name>PersonDialog</name>
        <message>
            <source>Find people</source>
            <translation>Leute finden</translation>
        </message>
        <message>
            <source>@handle</source>
            <translation>@kürzel</translation>
        </message>
        <message>
            <source>Handle of the person</source>
            <translation>Kürzel der Person</translation>
        </message>
        <message>
            <source>Find</source>
            <translation>Finden</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <source>Show videos</source>
            <translation>Videos zeigen</translation>
        </message>
    </context>
    <context>
        <name>PictureFiles</name>
        <message>
            <source>Choose a picture</source>
            <translation>Bild wählen</translation>
        </message>
        <message>
            <source>Pictures</source>
            <translation>Bilder</translation>
        </message>
        <message>
            <source>All files</source>
            <translation>Alle Dateien</translation>
        </message>
        <message>
            <source>This is no picture that Kinora can read. Choose a PNG, JPEG or WebP.</source>
            <translation>Das ist kein Bild, das Kinora lesen kann. Wähle PNG, JPEG oder WebP.</translation>
        </message>
    </context>
    <context>
        <name>PlayerControls</name>
        <message>
            <source>Play</source>
            <translation>Abspielen</translation>
        </message>
        <message>
            <source>Sound off</source>
            <translation>Ton aus</translation>
        </message>
        <message>
            <source>Position in the video</source>
            <translation>Stelle im Video</translation>
        </message>
        <message>
            <source>Previous video</source>
            <translation>Voriges Video</translation>
        </message>
        <message>
            <source>Next video</source>
            <translation>Nächstes Video</translation>
        </message>
        <message>
            <source>Volume</source>
            <translation>Lautstärke</translation>
        </message>
        <message>
            <source>Loop</source>
            <translation>Schleife</translation>
        </message>
        <message>
            <source>Full screen (F)</source>
            <translation>Vollbild (F)</translation>
        </message>
        <message>
            <source>This picture</source>
            <translation>Dieses Bild</translation>
        </message>
        <message>
            <source>Speed</source>
            <translation>Tempo</translation>
        </message>
        <message>
            <source>Speed (J K L)</source>
            <translation>Tempo (J K L)</translation>
        </message>
    </context>
    <context>
        <name>PlayerFacts</name>
        <message>
            <source>Prompt</source>
            <translation>Prompt</translation>
        </message>
        <message>
            <source>Copy prompt</source>
            <translation>Prompt kopieren</translation>
        </message>
        <message>
            <source>Model</source>
            <translation>Modell</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Größe</translation>
        </message>
        <message>
            <source>Length</source>
            <translation>Länge</translation>
        </message>
        <message>
            <source>Created</source>
            <translation>Erstellt</translation>
        </message>
        <message>
            <source>Took</source>
            <translation>Erzeugt in</translation>
        </message>
        <message>
            <source>File</source>
            <translation>Datei</translation>
        </message>
        <message>
            <source>SHA-256</source>
            <translation>SHA-256</translation>
        </message>
        <message>
            <source>Show in folder</source>
            <translation>Im Ordner zeigen</translation>
        </message>
        <message>
            <source>Vary</source>
            <translation>Variieren</translation>
        </message>
        <message>
            <source>Another take with the same settings; the prompt can be changed first</source>
            <translation>Noch eine Aufnahme mit denselben Einstellungen; der Prompt lässt sich vorher ändern</translation>
        </message>
        <message>
            <source>Use these settings</source>
            <translation>Diese Einstellungen verwenden</translation>
        </message>
        <message>
            <source>Prompt, model, length, size and seed as they were</source>
            <translation>Prompt, Modell, Länge, Größe und Startwert, wie sie waren</translation>
        </message>
        <message>
            <source>Cost</source>
            <translation>Kosten</translation>
        </message>
        <message>
            <source>Seed</source>
            <translation>Startwert</translation>
        </message>
        <message>
            <source>Not wanted</source>
            <translation>Nicht erwünscht</translation>
        </message>
        <message>
            <source>Cameos</source>
            <translation>Cameos</translation>
        </message>
        <message>
            <source>Rating</source>
            <translation>Bewertung</translation>
        </message>
        <message>
            <source>Rating (0 to 5)</source>
            <translation>Bewertung (0 bis 5)</translation>
        </message>
        <message>
            <source>Favourite</source>
            <translation>Favorit</translation>
        </message>
        <message>
            <source>Move to trash</source>
            <translation>In den Papierkorb</translation>
        </message>
        <message>
            <source>Save a copy…</source>
            <translation>Kopie sichern …</translation>
        </message>
        <message>
            <source>Remix…</source>
            <translation>Remix …</translation>
        </message>
        <message>
            <source>Another video made from this one: say what should be different</source>
            <translation>Ein weiteres Video aus diesem hier: sagen, was anders sein soll</translation>
        </message>
        <message>
            <source>Everybody with an account on this relay sees what is published, and its prompt.</source>
            <translation>Alle mit einem Konto auf diesem Relay sehen, was veröffentlicht ist, samt Prompt.</translation>
        </message>
        <message>
            <source>Restore</source>
            <translation>Wiederherstellen</translation>
        </message>
    </context>
    <context>
        <name>PlayerPage</name>
        <message>
            <source>Only this one</source>
            <translation>Nur dieses</translation>
        </message>
        <message>
            <source>Put the second video away (Esc)</source>
            <translation>Das zweite Video weglegen (Esc)</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Zurück</translation>
        </message>
        <message>
            <source>Back (Esc)</source>
            <translation>Zurück (Esc)</translation>
        </message>
    </context>
    <context>
        <name>ProfilePage</name>
        <message>
            <source>Edit profile</source>
            <translation>Profil bearbeiten</translation>
        </message>
        <message>
            <source>Find people</source>
            <translation>Leute finden</translation>
        </message>
    </context>
    <context>
        <name>ProxyLoginDialog</name>
        <message>
            <source>Proxy</source>
            <translation>Proxy</translation>
        </message>
        <message>
            <source>Sign in to the proxy</source>
            <translation>Wer bist du beim Proxy?</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>Passwort</translation>
        </message>
        <message>
            <source>Not now</source>
            <translation>Nicht jetzt</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>Weiter</translation>
        </message>
    </context>
    <context>
        <name>Question</name>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
    </context>
    <context>
        <name>QueueCard</name>
        <message>
            <source>Progress</source>
            <translation>Fortschritt</translation>
        </message>
        <message>
            <source>Watch</source>
            <translation>Ansehen</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Noch einmal</translation>
        </message>
        <message>
            <source>Dismiss</source>
            <translation>Entfernen</translation>
        </message>
    </context>
    <context>
        <name>QueuePage</name>
        <message>
            <source>Queue</source>
            <translation>Warteschlange</translation>
        </message>
        <message>
            <source>Waiting and running</source>
            <translation>Aktuell</translation>
        </message>
        <message>
            <source>History</source>
            <translation>Verlauf</translation>
        </message>
        <message>
            <source>Pause my queue</source>
            <translation>Warteschlange anhalten</translation>
        </message>
        <message>
            <source>Show older</source>
            <translation>Ältere zeigen</translation>
        </message>
    </context>
    <context>
        <name>RegisterPage</name>
        <message>
            <source>Invitation code (from the owner of the relay)</source>
            <translation>Einladungscode (vom Besitzer des Relays)</translation>
        </message>
        <message>
            <source>Invitation code</source>
            <translation>Einladungscode</translation>
        </message>
        <message>
            <source>Make your first
ten seconds.</source>
            <translation>Mach deine ersten
zehn Sekunden.</translation>
        </message>
        <message>
            <source>Create an account</source>
            <translation>Konto anlegen</translation>
        </message>
        <message>
            <source>Display name</source>
            <translation>Anzeigename</translation>
        </message>
        <message>
            <source>E-mail</source>
            <translation>E-Mail</translation>
        </message>
        <message>
            <source>Set-up code (the relay printed it when it first started)</source>
            <translation>Einrichtungscode (das Relay hat ihn beim ersten Start ausgegeben)</translation>
        </message>
        <message>
            <source>Set-up code</source>
            <translation>Einrichtungscode</translation>
        </message>
        <message>
            <source>Create account</source>
            <translation>Konto anlegen</translation>
        </message>
        <message>
            <source>I already have an account</source>
            <translation>Ich habe schon ein Konto</translation>
        </message>
    </context>
    <context>
        <name>RelayCheckText</name>
        <message>
            <source>too old</source>
            <translation>zu alt</translation>
        </message>
        <message>
            <source>reachable, %1 ms</source>
            <translation>erreichbar, %1 ms</translation>
        </message>
        <message>
            <source>This connection is not encrypted: others on the way could read your password.</source>
            <translation>Diese Verbindung ist nicht verschlüsselt: Andere könnten dein Passwort mitlesen.</translation>
        </message>
        <message>
            <source>not a Kinora relay</source>
            <translation>kein Kinora-Relay</translation>
        </message>
        <message>
            <source>certificate not valid</source>
            <translation>Zertifikat ungültig</translation>
        </message>
        <message>
            <source>starting</source>
            <translation>startet</translation>
        </message>
        <message>
            <source>not reachable</source>
            <translation>nicht erreichbar</translation>
        </message>
        <message>
            <source>Anybody can make an account.</source>
            <translation>Jeder kann ein Konto anlegen.</translation>
        </message>
        <message>
            <source>New accounts need an invitation.</source>
            <translation>Neue Konten brauchen eine Einladung.</translation>
        </message>
        <message>
            <source>Its owner approves new accounts.</source>
            <translation>Der Besitzer bestätigt neue Konten.</translation>
        </message>
        <message>
            <source>It takes no new accounts.</source>
            <translation>Es nimmt keine neuen Konten auf.</translation>
        </message>
        <message>
            <source>Relay version %1. %2</source>
            <translation>Relay-Version %1. %2</translation>
        </message>
    </context>
    <context>
        <name>ResetPage</name>
        <message>
            <source>Back in
with a code.</source>
            <translation>Mit einem Code
hinein.</translation>
        </message>
        <message>
            <source>Choose your password</source>
            <translation>Wähle dein Passwort</translation>
        </message>
        <message>
            <source>E-mail</source>
            <translation>E-Mail</translation>
        </message>
        <message>
            <source>One-time code (from the owner of the relay)</source>
            <translation>Einmalcode (vom Besitzer des Relays)</translation>
        </message>
        <message>
            <source>One-time code</source>
            <translation>Einmalcode</translation>
        </message>
        <message>
            <source>Set password and sign in</source>
            <translation>Passwort setzen und anmelden</translation>
        </message>
        <message>
            <source>Back to signing in</source>
            <translation>Zurück zur Anmeldung</translation>
        </message>
    </context>
    <context>
        <name>SelectionBar</name>
        <message>
            <source>Favourite</source>
            <translation>Favorit</translation>
        </message>
        <message>
            <source>Rating</source>
            <translation>Bewertung</translation>
        </message>
        <message>
            <source>Tags</source>
            <translation>Schlagwörter</translation>
        </message>
        <message>
            <source>Move to trash</source>
            <translation>In den Papierkorb</translation>
        </message>
        <message>
            <source>Restore</source>
            <translation>Wiederherstellen</translation>
        </message>
        <message>
            <source>Delete for ever…</source>
            <translation>Endgültig löschen …</translation>
        </message>
        <message>
            <source>Choose all</source>
            <translation>Alle auswählen</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Fertig</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>Exportieren …</translation>
        </message>
    </context>
    <context>
        <name>SettingsPage</name>
        <message>
            <source>Settings</source>
            <translation>Einstellungen</translation>
        </message>
    </context>
    <context>
        <name>TroublePage</name>
        <message>
            <source>Report</source>
            <translation>Bericht</translation>
        </message>
        <message>
            <source>What were you doing? (added to the report, if you like)</source>
            <translation>Was hast du gerade getan? (Kommt in den Bericht, wenn du möchtest.)</translation>
        </message>
        <message>
            <source>What were you doing?</source>
            <translation>Was hast du gerade getan?</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>Weiter</translation>
        </message>
    </context>
    <context>
        <name>UsageDialog</name>
        <message>
            <source>Usage</source>
            <translation>Verbrauch</translation>
        </message>
        <message>
            <source>Lines, newest first</source>
            <translation>Zeilen, neueste zuerst</translation>
        </message>
        <message>
            <source>Show older</source>
            <translation>Ältere zeigen</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
    </context>
    <context>
        <name>kinora::AccountBox</name>
        <message>
            <source>Account: %1</source>
            <translation>Konto: %1</translation>
        </message>
    </context>
    <context>
        <name>kinora::AccountMenu</name>
        <message>
            <source>Usage…</source>
            <translation>Verbrauch …</translation>
        </message>
        <message>
            <source>Sign in</source>
            <translation>Anmelden</translation>
        </message>
        <message>
            <source>Close library</source>
            <translation>Bibliothek schließen</translation>
        </message>
        <message>
            <source>Sign out</source>
            <translation>Abmelden</translation>
        </message>
        <message>
            <source>%1, %2</source>
            <translation>%1, %2</translation>
        </message>
        <message>
            <source>Use another account…</source>
            <translation>Anderes Konto benutzen …</translation>
        </message>
    </context>
    <context>
        <name>kinora::AppearanceSettings</name>
        <message>
            <source>Like the system</source>
            <translation>Wie das System</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Dunkel</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Hell</translation>
        </message>
        <message>
            <source>High contrast</source>
            <translation>Hoher Kontrast</translation>
        </message>
    </context>
    <context>
        <name>kinora::ArrivalFlow</name>
        <message>
            <source>An invitation to %1</source>
            <translation>Eine Einladung zu %1</translation>
        </message>
        <message>
            <source>Make an account there? You stay known here as %1 and can come back with one click.</source>
            <translation>Dort ein Konto anlegen? Hier bleibst du als %1 bekannt und kommst mit einem Klick zurück.</translation>
        </message>
        <message>
            <source>Go there</source>
            <translation>Dorthin</translation>
        </message>
        <message>
            <source>Remove %1 (%2)?</source>
            <translation>%1 (%2) entfernen?</translation>
        </message>
        <message>
            <source>Kinora forgets the account and signs out of it. The videos that were downloaded stay on this computer and come back when you sign in again. Nothing on the relay is affected.</source>
            <translation>Kinora vergisst das Konto und meldet sich dort ab. Heruntergeladene Videos bleiben auf diesem Computer und sind wieder da, wenn du dich erneut anmeldest. Auf dem Relay ändert sich nichts.</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Entfernen</translation>
        </message>
    </context>
    <context>
        <name>kinora::CameoDialog</name>
        <message>
            <source>Delete cameo</source>
            <translation>Cameo löschen</translation>
        </message>
        <message>
            <source>Saving…</source>
            <translation>Wird gespeichert …</translation>
        </message>
        <message>
            <source>3 to 30 lower-case letters of the Latin alphabet, digits and underscores.</source>
            <translation>3 bis 30 lateinische Kleinbuchstaben, Ziffern und Unterstriche.</translation>
        </message>
        <message>
            <source>You have a cameo of this name already.</source>
            <translation>Es gibt schon ein Cameo mit diesem Namen.</translation>
        </message>
        <message>
            <source>There are as many cameos as this relay keeps. Delete one first.</source>
            <translation>Mehr Cameos bewahrt dieses Relay nicht auf. Lösche erst eines.</translation>
        </message>
        <message>
            <source>Edit cameo</source>
            <translation>Cameo bearbeiten</translation>
        </message>
        <message>
            <source>New cameo</source>
            <translation>Neues Cameo</translation>
        </message>
        <message>
            <source>Really delete?</source>
            <translation>Wirklich löschen?</translation>
        </message>
    </context>
    <context>
        <name>kinora::CameoRow</name>
        <message>
            <source>Add cameo</source>
            <translation>Cameo hinzufügen</translation>
        </message>
        <message>
            <source>Somebody or something to be recognised in several videos</source>
            <translation>Jemand oder etwas, das in mehreren Videos wiederzuerkennen ist</translation>
        </message>
        <message>
            <source>Cameo %1</source>
            <translation>Cameo %1</translation>
        </message>
        <message>
            <source>Edit cameo…</source>
            <translation>Cameo bearbeiten …</translation>
        </message>
        <message>
            <source>Edit</source>
            <translation>Bearbeiten</translation>
        </message>
        <message>
            <source>Edit cameos</source>
            <translation>Cameos bearbeiten</translation>
        </message>
        <message>
            <source>Change or delete a cameo</source>
            <translation>Ein Cameo ändern oder löschen</translation>
        </message>
    </context>
    <context>
        <name>kinora::Composer</name>
        <message>
            <source>Sending…</source>
            <translation>Wird gesendet …</translation>
        </message>
        <message>
            <source>Generate</source>
            <translation>Erzeugen</translation>
        </message>
        <message>
            <source>Generate · %1</source>
            <comment>price</comment>
            <translation>Erzeugen · %1</translation>
        </message>
        <message>
            <source>%1 / %2</source>
            <comment>characters used of characters allowed</comment>
            <translation>%1 / %2</translation>
        </message>
        <message>
            <source>%1 of %2 characters</source>
            <translation>%1 von %2 Zeichen</translation>
        </message>
        <message numerus="yes">
            <source>%n character(s) too long for this model.</source>
            <translation>
                <numerusform>%n Zeichen zu lang für dieses Modell.</numerusform>
                <numerusform>%n Zeichen zu lang für dieses Modell.</numerusform>
            </translation>
        </message>
        <message>
            <source>The reference image is not on this computer any more.</source>
            <translation>Die Vorlage ist nicht mehr auf diesem Computer.</translation>
        </message>
        <message>
            <source>What you pasted is much longer than any prompt, so it was left out. Your text is as it was.</source>
            <translation>Das Eingefügte ist viel länger als jeder Text für ein Video und wurde weggelassen. Dein Text ist, wie er war.</translation>
        </message>
        <message>
            <source>This model does not take a reference image.</source>
            <translation>Dieses Modell nimmt keine Vorlage.</translation>
        </message>
        <message>
            <source>This model does not know cameos: their names are sent as words.</source>
            <translation>Dieses Modell kennt keine Cameos: ihre Namen werden als Wörter gesendet.</translation>
        </message>
        <message numerus="yes">
            <source>This model takes %n cameo(s): those that stand first in the prompt.</source>
            <translation>
                <numerusform>Dieses Modell nimmt %n Cameo: das, das im Text zuerst steht.</numerusform>
                <numerusform>Dieses Modell nimmt %n Cameos: die, die im Text zuerst stehen.</numerusform>
            </translation>
        </message>
        <message>
            <source>A remix begins with its video, so it takes no reference image.</source>
            <translation>Ein Remix beginnt mit seinem Video und nimmt daher kein Referenzbild.</translation>
        </message>
        <message>
            <source>Say what should be different…</source>
            <translation>Sag, was anders sein soll …</translation>
        </message>
        <message>
            <source>Describe your video…</source>
            <translation>Beschreibe dein Video …</translation>
        </message>
        <message>
            <source>This model makes no remixes any more.</source>
            <translation>Dieses Modell macht keine Remixe mehr.</translation>
        </message>
        <message>
            <source>A remix takes words alone: the names of cameos are sent as words.</source>
            <translation>Ein Remix nimmt nur Worte: Die Namen von Cameos werden als Worte gesendet.</translation>
        </message>
    </context>
    <context>
        <name>kinora::CreatePage</name>
        <message>
            <source>What you write cannot be kept for later: %1</source>
            <translation>Was du schreibst, kann nicht aufgehoben werden: %1</translation>
        </message>
        <message>
            <source>The prompts that were kept here are damaged and were set aside in the library. What you write from now on is kept again.</source>
            <translation>Die Prompts, die hier aufgehoben waren, sind beschädigt und wurden in der Bibliothek beiseitegelegt. Was du ab jetzt schreibst, wird wieder aufgehoben.</translation>
        </message>
        <message>
            <source>The models of the relay could not be read. %1</source>
            <translation>Die Modelle des Relays ließen sich nicht lesen. %1</translation>
        </message>
        <message>
            <source>%1 · demo</source>
            <comment>model</comment>
            <translation>%1 · Demo</translation>
        </message>
        <message>
            <source>Model: %1</source>
            <translation>Modell: %1</translation>
        </message>
        <message>
            <source>No video service is set up on this relay: a stand-in makes the videos.</source>
            <translation>Auf diesem Relay ist kein Videodienst eingerichtet: Ein Ersatz macht die Videos.</translation>
        </message>
        <message numerus="yes">
            <source>%n request(s) wait for the relay and are sent as soon as it is back. Nothing is made twice.</source>
            <translation>
                <numerusform>%n Auftrag wartet auf das Relay und wird gesendet, sobald es wieder da ist. Nichts wird doppelt gemacht.</numerusform>
                <numerusform>%n Aufträge warten auf das Relay und werden gesendet, sobald es wieder da ist. Nichts wird doppelt gemacht.</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 is not offered on this relay. %2 takes its place.</source>
            <translation>%1 gibt es auf diesem Relay nicht. An seine Stelle tritt %2.</translation>
        </message>
        <message>
            <source>Describe your first video</source>
            <translation>Beschreibe dein erstes Video</translation>
        </message>
        <message>
            <source>A subject, what happens, how the camera moves. One sentence is enough.</source>
            <translation>Wer oder was, was geschieht, wie sich die Kamera bewegt. Ein Satz genügt.</translation>
        </message>
        <message>
            <source>A paper boat crosses a puddle</source>
            <translation>Ein Papierboot überquert eine Pfütze</translation>
        </message>
        <message>
            <source>City waking up, time-lapse</source>
            <translation>Eine Stadt erwacht, Zeitraffer</translation>
        </message>
        <message>
            <source>A fox in falling snow</source>
            <translation>Ein Fuchs im Schneefall</translation>
        </message>
        <message>
            <source>Usage: %1</source>
            <translation>Verbrauch: %1</translation>
        </message>
        <message>
            <source>The reference image could not be sent, and nothing else was. %1</source>
            <translation>Die Vorlage konnte nicht gesendet werden, alles andere auch nicht. %1</translation>
        </message>
        <message>
            <source>Save a preset</source>
            <translation>Vorgabe sichern</translation>
        </message>
        <message>
            <source>Name of the preset. It keeps everything but the prompt and the picture.</source>
            <translation>Name der Vorgabe. Sie merkt sich alles außer dem Text und dem Bild.</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Speichern</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>The picture that this began with could not be fetched. %1</source>
            <translation>Das Bild, mit dem dies begann, konnte nicht geholt werden. %1</translation>
        </message>
    </context>
    <context>
        <name>kinora::DesktopNotifier</name>
        <message>
            <source>Open</source>
            <translation>Öffnen</translation>
        </message>
    </context>
    <context>
        <name>kinora::EditProfileDialog</name>
        <message>
            <source>This part stands for you. Drag the picture or use the arrow keys.</source>
            <translation>Dieser Teil steht für dich. Das Bild ziehen oder die Pfeiltasten benutzen.</translation>
        </message>
        <message>
            <source>Enter a name.</source>
            <translation>Gib einen Namen ein.</translation>
        </message>
        <message>
            <source>3 to 30 lower-case letters of the Latin alphabet, digits and underscores.</source>
            <translation>3 bis 30 lateinische Kleinbuchstaben, Ziffern und Unterstriche.</translation>
        </message>
        <message>
            <source>Saving…</source>
            <translation>Wird gespeichert …</translation>
        </message>
        <message>
            <source>Somebody has this handle already.</source>
            <translation>Dieses Kürzel hat schon jemand.</translation>
        </message>
    </context>
    <context>
        <name>kinora::ExportDialog</name>
        <message numerus="yes">
            <source>%n picture(s) of it could not be had.</source>
            <translation>
                <numerusform>%n Bild davon war nicht zu bekommen.</numerusform>
                <numerusform>%n Bilder davon waren nicht zu bekommen.</numerusform>
            </translation>
        </message>
        <message>
            <source>The account lies in “%1”.</source>
            <translation>Das Konto liegt in „%1“.</translation>
        </message>
        <message>
            <source>The account could not be written.</source>
            <translation>Das Konto konnte nicht geschrieben werden.</translation>
        </message>
        <message>
            <source>profile</source>
            <translation>Profil</translation>
        </message>
        <message>
            <source>cameos</source>
            <translation>Cameos</translation>
        </message>
        <message>
            <source>costs</source>
            <translation>Kosten</translation>
        </message>
        <message>
            <source>requests</source>
            <translation>Aufträge</translation>
        </message>
        <message>
            <source>Not in it: %1.</source>
            <translation>Nicht darin: %1.</translation>
        </message>
        <message>
            <source>Nothing can be written into a video of this kind; a JSON file beside it can.</source>
            <translation>In ein Video dieser Art lässt sich nichts schreiben, wohl aber in eine JSON-Datei daneben.</translation>
        </message>
        <message>
            <source>Stopped.</source>
            <translation>Angehalten.</translation>
        </message>
        <message numerus="yes">
            <source>%n video(s) written.</source>
            <translation>
                <numerusform>%n Video geschrieben.</numerusform>
                <numerusform>%n Videos geschrieben.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n video(s) could not be written.</source>
            <translation>
                <numerusform>%n Video konnte nicht geschrieben werden.</numerusform>
                <numerusform>%n Videos konnten nicht geschrieben werden.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Export %n video(s)</source>
            <translation>
                <numerusform>%n Video exportieren</numerusform>
                <numerusform>%n Videos exportieren</numerusform>
            </translation>
        </message>
        <message>
            <source>For example: %1</source>
            <translation>Zum Beispiel: %1</translation>
        </message>
        <message>
            <source>Where to</source>
            <translation>Wohin</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Anhalten</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <source>There is nothing to export.</source>
            <translation>Es gibt nichts zu exportieren.</translation>
        </message>
        <message numerus="yes">
            <source>%n video(s) left out: the files are not on this computer, and the relay cannot be asked.</source>
            <translation>
                <numerusform>%n Video ausgelassen: Die Datei ist nicht auf diesem Computer, und das Relay ist nicht erreichbar.</numerusform>
                <numerusform>%n Videos ausgelassen: Die Dateien sind nicht auf diesem Computer, und das Relay ist nicht erreichbar.</numerusform>
            </translation>
        </message>
        <message>
            <source>Export everything</source>
            <translation>Alles exportieren</translation>
        </message>
        <message>
            <source>Could not be written</source>
            <translation>Nicht geschrieben</translation>
        </message>
        <message>
            <source>Left out: not on this computer</source>
            <translation>Ausgelassen: nicht auf diesem Computer</translation>
        </message>
    </context>
    <context>
        <name>kinora::GalleryActions</name>
        <message>
            <source>Save</source>
            <translation>Speichern</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Add a tag</source>
            <translation>Schlagwort hinzufügen</translation>
        </message>
        <message numerus="yes">
            <source>A tag for these %n video(s): a word or a few to find them by.</source>
            <translation>
                <numerusform>Ein Wort oder einige, um dieses Video zu finden.</numerusform>
                <numerusform>Ein Wort oder einige, um diese %n Videos zu finden.</numerusform>
            </translation>
        </message>
        <message>
            <source>Title</source>
            <translation>Titel</translation>
        </message>
        <message>
            <source>Shown instead of the prompt, which stays as it is. Empty: the prompt again.</source>
            <translation>Wird statt des Textes gezeigt, der bleibt, wie er ist. Leer: wieder der Text.</translation>
        </message>
        <message>
            <source>Delete for ever?</source>
            <translation>Endgültig löschen?</translation>
        </message>
        <message numerus="yes">
            <source>%n video(s) and their files go, on this computer and on the relay. This cannot be undone.</source>
            <translation>
                <numerusform>Ein Video und seine Datei verschwinden, auf diesem Computer und auf dem Relay. Das lässt sich nicht rückgängig machen.</numerusform>
                <numerusform>%n Videos und ihre Dateien verschwinden, auf diesem Computer und auf dem Relay. Das lässt sich nicht rückgängig machen.</numerusform>
            </translation>
        </message>
        <message>
            <source>Delete for ever</source>
            <translation>Endgültig löschen</translation>
        </message>
    </context>
    <context>
        <name>kinora::GalleryFilters</name>
        <message>
            <source>Rated %1 or better</source>
            <translation>Ab Bewertung %1</translation>
        </message>
        <message>
            <source>Filter</source>
            <translation>Filter</translation>
        </message>
        <message>
            <source>More filters: %1</source>
            <translation>Weitere Filter: %1</translation>
        </message>
        <message>
            <source>none</source>
            <translation>keine</translation>
        </message>
        <message>
            <source>Newest</source>
            <translation>Neueste</translation>
        </message>
        <message>
            <source>Oldest</source>
            <translation>Älteste</translation>
        </message>
        <message>
            <source>Best rated</source>
            <translation>Am besten bewertet</translation>
        </message>
        <message>
            <source>Longest</source>
            <translation>Längste</translation>
        </message>
        <message>
            <source>Largest</source>
            <translation>Größte</translation>
        </message>
        <message>
            <source>Order: %1</source>
            <translation>Reihenfolge: %1</translation>
        </message>
        <message>
            <source>Rating</source>
            <translation>Bewertung</translation>
        </message>
        <message>
            <source>Any</source>
            <translation>Beliebig</translation>
        </message>
        <message>
            <source>%1 or better</source>
            <translation>%1 oder besser</translation>
        </message>
        <message>
            <source>Model</source>
            <translation>Modell</translation>
        </message>
        <message>
            <source>Tag</source>
            <translation>Schlagwort</translation>
        </message>
        <message>
            <source>Show everything</source>
            <translation>Alles zeigen</translation>
        </message>
        <message>
            <source>Search prompts, tags, @cameos</source>
            <translation>Texte, Schlagwörter, @Cameos</translation>
        </message>
        <message>
            <source>Search your videos</source>
            <translation>Eigene Videos durchsuchen</translation>
        </message>
        <message>
            <source>All</source>
            <translation>Alle</translation>
        </message>
        <message>
            <source>Drafts</source>
            <translation>Entwürfe</translation>
        </message>
        <message>
            <source>Published</source>
            <translation>Veröffentlicht</translation>
        </message>
        <message>
            <source>Trash</source>
            <translation>Papierkorb</translation>
        </message>
        <message>
            <source>Part of the library</source>
            <translation>Teil der Bibliothek</translation>
        </message>
        <message>
            <source>Favourites</source>
            <translation>Favoriten</translation>
        </message>
        <message>
            <source>Portrait</source>
            <translation>Hochformat</translation>
        </message>
        <message>
            <source>Landscape</source>
            <translation>Querformat</translation>
        </message>
        <message>
            <source>On this computer</source>
            <translation>Auf diesem Computer</translation>
        </message>
    </context>
    <context>
        <name>kinora::GalleryPane</name>
        <message numerus="yes">
            <source>%n found</source>
            <comment>videos</comment>
            <translation>
                <numerusform>%n gefunden</numerusform>
                <numerusform>%n gefunden</numerusform>
            </translation>
        </message>
        <message>
            <source>The trash is empty</source>
            <translation>Der Papierkorb ist leer</translation>
        </message>
        <message>
            <source>What you throw away waits here before it goes for good.</source>
            <translation>Was du wegwirfst, wartet hier, bevor es endgültig verschwindet.</translation>
        </message>
        <message>
            <source>Nothing found</source>
            <translation>Nichts gefunden</translation>
        </message>
        <message>
            <source>No video is like that.</source>
            <translation>So ein Video gibt es nicht.</translation>
        </message>
        <message>
            <source>Show everything</source>
            <translation>Alles zeigen</translation>
        </message>
        <message>
            <source>Everything is in the trash</source>
            <translation>Alles liegt im Papierkorb</translation>
        </message>
        <message>
            <source>What lies there can be restored before it goes for good.</source>
            <translation>Was dort liegt, lässt sich wiederherstellen, bevor es endgültig verschwindet.</translation>
        </message>
        <message>
            <source>Show the trash</source>
            <translation>Papierkorb zeigen</translation>
        </message>
        <message>
            <source>Nothing here yet</source>
            <translation>Noch nichts hier</translation>
        </message>
        <message>
            <source>Download</source>
            <translation>Herunterladen</translation>
        </message>
        <message numerus="yes">
            <source>%n video(s) moved to the trash.</source>
            <translation>
                <numerusform>Ein Video liegt jetzt im Papierkorb.</numerusform>
                <numerusform>%n Videos liegen jetzt im Papierkorb.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Looking at %n video(s)…</source>
            <translation>
                <numerusform>%n Video wird angesehen …</numerusform>
                <numerusform>%n Videos werden angesehen …</numerusform>
            </translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Rückgängig</translation>
        </message>
        <message>
            <source>Your videos</source>
            <translation>Deine Videos</translation>
        </message>
        <message numerus="yes">
            <source>%n video(s)</source>
            <translation>
                <numerusform>%n Video</numerusform>
                <numerusform>%n Videos</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 on this computer</source>
            <translation>%1 auf diesem Computer</translation>
        </message>
        <message>
            <source>offline</source>
            <translation>offline</translation>
        </message>
        <message>
            <source>syncing…</source>
            <translation>wird abgeglichen …</translation>
        </message>
        <message>
            <source>synced %1</source>
            <translation>%1 abgeglichen</translation>
        </message>
        <message>
            <source>What you make appears here, and stays on this computer.</source>
            <translation>Was du machst, erscheint hier und bleibt auf diesem Computer.</translation>
        </message>
        <message>
            <source>Describe your first video</source>
            <translation>Beschreibe dein erstes Video</translation>
        </message>
        <message>
            <source>Looking for your videos…</source>
            <translation>Deine Videos werden gesucht …</translation>
        </message>
        <message>
            <source>The relay could not be asked for your videos. Kinora tries again.</source>
            <translation>Deine Videos ließen sich vom Relay nicht abrufen. Kinora versucht es wieder.</translation>
        </message>
        <message>
            <source>There are no videos on this computer yet. They come when you are signed in.</source>
            <translation>Auf diesem Computer sind noch keine Videos. Sie kommen, wenn du angemeldet bist.</translation>
        </message>
        <message>
            <source>Import a folder…</source>
            <translation>Einen Ordner importieren …</translation>
        </message>
    </context>
    <context>
        <name>kinora::ImportDialog</name>
        <message>
            <source>an empty file</source>
            <translation>eine leere Datei</translation>
        </message>
        <message>
            <source>you have no permission to read it</source>
            <translation>Sie dürfen sie nicht lesen</translation>
        </message>
        <message>
            <source>cannot be read</source>
            <translation>kann nicht gelesen werden</translation>
        </message>
        <message>
            <source>cannot be read (%1)</source>
            <translation>kann nicht gelesen werden (%1)</translation>
        </message>
        <message>
            <source>a folder that you have no permission to look into</source>
            <translation>ein Ordner, in den Sie nicht hineinsehen dürfen</translation>
        </message>
        <message>
            <source>no video that can be played to its end</source>
            <translation>kein Video, das sich bis zum Ende abspielen lässt</translation>
        </message>
        <message>
            <source>not JSON</source>
            <translation>kein JSON</translation>
        </message>
        <message>
            <source>too large to be read</source>
            <translation>zu groß zum Lesen</translation>
        </message>
        <message>
            <source>says nothing that Kinora understands</source>
            <translation>sagt nichts, was Kinora versteht</translation>
        </message>
        <message>
            <source>does not say for certain which of the videos here it means</source>
            <translation>sagt nicht sicher, welches der Videos hier gemeint ist</translation>
        </message>
        <message>
            <source>tells of no video that was found here</source>
            <translation>beschreibt kein Video, das hier gefunden wurde</translation>
        </message>
        <message>
            <source>Stopped.</source>
            <translation>Angehalten.</translation>
        </message>
        <message>
            <source>There are no videos in this folder.</source>
            <translation>In diesem Ordner sind keine Videos.</translation>
        </message>
        <message numerus="yes">
            <source>%n video(s) imported.</source>
            <translation>
                <numerusform>%n Video importiert.</numerusform>
                <numerusform>%n Videos importiert.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n video(s) passed over: they are here already.</source>
            <translation>
                <numerusform>%n Video übergangen: Es ist schon da.</numerusform>
                <numerusform>%n Videos übergangen: Sie sind schon da.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) could not be understood.</source>
            <translation>
                <numerusform>%n Datei wurde nicht verstanden.</numerusform>
                <numerusform>%n Dateien wurden nicht verstanden.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n video(s) could not be stored.</source>
            <translation>
                <numerusform>%n Video konnte nicht gespeichert werden.</numerusform>
                <numerusform>%n Videos konnten nicht gespeichert werden.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n video(s) are left; importing the same folder again goes on with them.</source>
            <translation>
                <numerusform>%n Video ist übrig; wird derselbe Ordner noch einmal importiert, geht es damit weiter.</numerusform>
                <numerusform>%n Videos sind übrig; wird derselbe Ordner noch einmal importiert, geht es mit ihnen weiter.</numerusform>
            </translation>
        </message>
        <message>
            <source>Could not be stored</source>
            <translation>Nicht gespeichert</translation>
        </message>
        <message>
            <source>Not understood</source>
            <translation>Nicht verstanden</translation>
        </message>
        <message>
            <source>Imported</source>
            <translation>Importiert</translation>
        </message>
        <message>
            <source>Here already</source>
            <translation>Schon da</translation>
        </message>
        <message>
            <source>Looking through the folder…</source>
            <translation>Der Ordner wird durchgesehen …</translation>
        </message>
        <message>
            <source>%1 of %2</source>
            <translation>%1 von %2</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Anhalten</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <source>Where from</source>
            <translation>Woher</translation>
        </message>
        <message>
            <source>some of its lines are not JSON</source>
            <translation>einige Zeilen sind kein JSON</translation>
        </message>
        <message>
            <source>a kind of video that cannot be imported; MP4, MOV and WebM can</source>
            <translation>Videos dieser Art können nicht importiert werden, nur MP4, MOV und WebM</translation>
        </message>
        <message>
            <source>not read: only JSON is, and tables of Kinora</source>
            <translation>wird nicht gelesen, nur JSON und Tabellen von Kinora</translation>
        </message>
        <message numerus="yes">
            <source>What is told of %n of them was too long and is cut.</source>
            <translation>
                <numerusform>Was von %n davon gesagt wird, war zu lang und ist gekürzt.</numerusform>
                <numerusform>Was von %n davon gesagt wird, war zu lang und ist gekürzt.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n video(s) were here already, and now have what this folder tells of them.</source>
            <translation>
                <numerusform>%n Video war schon da und hat nun, was dieser Ordner davon sagt.</numerusform>
                <numerusform>%n Videos waren schon da und haben nun, was dieser Ordner von ihnen sagt.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n video(s) lie in your library&apos;s trash and can be restored there.</source>
            <translation>
                <numerusform>%n Video liegt im Papierkorb deiner Bibliothek und kann dort wiederhergestellt werden.</numerusform>
                <numerusform>%n Videos liegen im Papierkorb deiner Bibliothek und können dort wiederhergestellt werden.</numerusform>
            </translation>
        </message>
        <message>
            <source>In the trash</source>
            <translation>Im Papierkorb</translation>
        </message>
        <message>
            <source>Imported, but words that were too long are cut</source>
            <translation>Importiert, aber zu lange Texte sind gekürzt</translation>
        </message>
        <message>
            <source>Here already, and now with what is told of them</source>
            <translation>Schon da, und nun mit dem, was von ihnen gesagt wird</translation>
        </message>
    </context>
    <context>
        <name>kinora::JobCard</name>
        <message>
            <source>%1. %2 %3</source>
            <comment>prompt, percent, status</comment>
            <translation>%1. %2 %3</translation>
        </message>
    </context>
    <context>
        <name>kinora::JobNews</name>
        <message>
            <source>Your video is ready</source>
            <translation>Dein Video ist fertig</translation>
        </message>
        <message>
            <source>A video failed</source>
            <translation>Ein Video ist fehlgeschlagen</translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>und %n weiteres</numerusform>
                <numerusform>und %n weitere</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n videos are ready</source>
            <translation>
                <numerusform>%n Video ist fertig</numerusform>
                <numerusform>%n Videos sind fertig</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n videos failed</source>
            <translation>
                <numerusform>%n Video ist fehlgeschlagen</numerusform>
                <numerusform>%n Videos sind fehlgeschlagen</numerusform>
            </translation>
        </message>
        <message>
            <source>Videos ready: %1, failed: %2</source>
            <translation>Fertige Videos: %1, fehlgeschlagen: %2</translation>
        </message>
    </context>
    <context>
        <name>kinora::LibrarySettings</name>
        <message>
            <source>All of them</source>
            <translation>Alle</translation>
        </message>
        <message>
            <source>Favourites</source>
            <translation>Favoriten</translation>
        </message>
        <message>
            <source>Only what I open</source>
            <translation>Nur was ich öffne</translation>
        </message>
        <message>
            <source>No limit</source>
            <translation>Ohne Grenze</translation>
        </message>
        <message>
            <source>%1 GB</source>
            <translation>%1 GB</translation>
        </message>
        <message>
            <source>Every video comes to this computer by itself and plays with relay and network gone.</source>
            <translation>Jedes Video kommt von selbst auf diesen Computer und läuft auch ohne Relay und Netz.</translation>
        </message>
        <message>
            <source>Favourites come by themselves, others when you open them.</source>
            <translation>Favoriten kommen von selbst, andere, wenn du sie öffnest.</translation>
        </message>
        <message>
            <source>A video comes when you open it, and stays.</source>
            <translation>Ein Video kommt, wenn du es öffnest, und bleibt.</translation>
        </message>
        <message numerus="yes">
            <source>The relay does not take %n imported videos. The player shows why with each of them.</source>
            <translation>
                <numerusform>Das Relay nimmt %n importiertes Video nicht. Warum, zeigt der Player beim Video.</numerusform>
                <numerusform>Das Relay nimmt %n importierte Videos nicht. Warum, zeigt der Player bei jedem davon.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>kinora::LineEdit</name>
        <message>
            <source>hide</source>
            <translation>verbergen</translation>
        </message>
        <message>
            <source>show</source>
            <translation>zeigen</translation>
        </message>
        <message>
            <source>Hide password</source>
            <translation>Passwort verbergen</translation>
        </message>
        <message>
            <source>Show password</source>
            <translation>Passwort zeigen</translation>
        </message>
    </context>
    <context>
        <name>kinora::LocalRelayPage</name>
        <message>
            <source>Starting for the first time. This takes some seconds.</source>
            <translation>Zum ersten Mal gestartet. Das dauert einige Sekunden.</translation>
        </message>
        <message>
            <source>Starting…</source>
            <translation>Wird gestartet …</translation>
        </message>
        <message>
            <source>It says: %1</source>
            <translation>Es sagt: %1</translation>
        </message>
    </context>
    <context>
        <name>kinora::LoginPage</name>
        <message>
            <source>Enter your password.</source>
            <translation>Gib dein Passwort ein.</translation>
        </message>
        <message>
            <source>Signing in…</source>
            <translation>Anmeldung läuft …</translation>
        </message>
        <message>
            <source>checking…</source>
            <translation>wird geprüft …</translation>
        </message>
        <message>
            <source>The relay has ended your session. Sign in again; what you wrote is kept.</source>
            <translation>Das Relay hat deine Sitzung beendet. Melde dich neu an; was du geschrieben hast, bleibt erhalten.</translation>
        </message>
        <message>
            <source>“%1” has no accounts yet. Create the first one: it becomes the administrator.</source>
            <translation>„%1“ hat noch keine Konten. Lege das erste an: Es wird Administrator.</translation>
        </message>
        <message>
            <source>to %1</source>
            <translation>bei %1</translation>
        </message>
        <message>
            <source>to your relay</source>
            <translation>bei deinem Relay</translation>
        </message>
        <message>
            <source>You are still signed in, but the system keychain is locked. Unlock it and press “Try now” in your library, or sign in here.</source>
            <translation>Du bist noch angemeldet, aber der Schlüsselbund des Systems ist gesperrt. Entsperre ihn und drücke in deiner Bibliothek „Jetzt versuchen“, oder melde dich hier an.</translation>
        </message>
    </context>
    <context>
        <name>kinora::LibraryNotes</name>
        <message>
            <source>The list of your videos was damaged and is being made anew, from the files here and from the relay. The damaged one is kept in the folder of your library: %1</source>
            <translation>Die Liste deiner Videos war beschädigt und wird neu angelegt, aus den Dateien hier und vom Relay. Die beschädigte bleibt im Ordner deiner Bibliothek: %1</translation>
        </message>
        <message numerus="yes">
            <source>%n videos were deleted for ever elsewhere or from the trash.</source>
            <translation>
                <numerusform>%n Video wurde anderswo oder aus dem Papierkorb endgültig gelöscht.</numerusform>
                <numerusform>%n Videos wurden anderswo oder aus dem Papierkorb endgültig gelöscht.</numerusform>
            </translation>
        </message>
        <message>
            <source>Files that were here are now in the folder “removed” of your library.</source>
            <translation>Dateien, die hier lagen, sind jetzt im Ordner „removed“ deiner Bibliothek.</translation>
        </message>
        <message numerus="yes">
            <source>A change to %n videos was not accepted.</source>
            <translation>
                <numerusform>Eine Änderung an %n Video wurde nicht übernommen.</numerusform>
                <numerusform>Eine Änderung an %n Videos wurde nicht übernommen.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n imported videos stay on this computer only: the relay does not take them.</source>
            <translation>
                <numerusform>%n importiertes Video bleibt nur auf diesem Computer: Das Relay nimmt es nicht.</numerusform>
                <numerusform>%n importierte Videos bleiben nur auf diesem Computer: Das Relay nimmt sie nicht.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>They can be offered again in the settings, under Library.</source>
            <translation>
                <numerusform>Unter „Bibliothek“ in den Einstellungen kann es noch einmal angeboten werden.</numerusform>
                <numerusform>Unter „Bibliothek“ in den Einstellungen können sie noch einmal angeboten werden.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n imported videos are on this computer only so far.</source>
            <translation>
                <numerusform>%n importiertes Video ist bisher nur auf diesem Computer.</numerusform>
                <numerusform>%n importierte Videos sind bisher nur auf diesem Computer.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n imported videos cannot be read on this computer, so the relay does not have them yet.</source>
            <translation>
                <numerusform>%n importiertes Video kann auf diesem Computer nicht gelesen werden; das Relay hat es noch nicht.</numerusform>
                <numerusform>%n importierte Videos können auf diesem Computer nicht gelesen werden; das Relay hat sie noch nicht.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>kinora::MainWindow</name>
        <message>
            <source>Opening your library…</source>
            <translation>Deine Bibliothek wird geöffnet …</translation>
        </message>
        <message>
            <source>Signing in as %1…</source>
            <translation>%1 wird angemeldet …</translation>
        </message>
        <message numerus="yes">
            <source>%n in progress</source>
            <translation>
                <numerusform>%n in Arbeit</numerusform>
                <numerusform>%n in Arbeit</numerusform>
            </translation>
        </message>
        <message>
            <source>No system keychain can be used, so you stay signed in only until Kinora is closed.</source>
            <translation>Kein Schlüsselbund verfügbar: Du bleibst nur angemeldet, bis Kinora geschlossen wird.</translation>
        </message>
        <message>
            <source>OK</source>
            <translation>OK</translation>
        </message>
        <message>
            <source>Nothing on the relay is affected.</source>
            <translation>Auf dem Relay ist nichts betroffen.</translation>
        </message>
        <message>
            <source>Close Kinora?</source>
            <translation>Kinora schließen?</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
    </context>
    <context>
        <name>kinora::MoreChip</name>
        <message>
            <source>More</source>
            <translation>Mehr</translation>
        </message>
        <message>
            <source>More options</source>
            <translation>Weitere Einstellungen</translation>
        </message>
        <message>
            <source>Not wanted, and seed</source>
            <translation>Nicht Erwünschtes und Startwert</translation>
        </message>
        <message>
            <source>New prompt, keep this one</source>
            <translation>Neuer Text, diesen behalten</translation>
        </message>
        <message>
            <source>Discard this prompt</source>
            <translation>Diesen Text verwerfen</translation>
        </message>
        <message>
            <source>Sent before</source>
            <translation>Früher gesendet</translation>
        </message>
        <message>
            <source>Presets</source>
            <translation>Vorgaben</translation>
        </message>
        <message>
            <source>Save these options…</source>
            <translation>Diese Einstellungen speichern …</translation>
        </message>
        <message>
            <source>Delete a preset</source>
            <translation>Vorgabe löschen</translation>
        </message>
    </context>
    <context>
        <name>kinora::NetworkSettings</name>
        <message>
            <source>This proxy is used from now on.</source>
            <translation>Dieser Proxy wird ab jetzt verwendet.</translation>
        </message>
        <message>
            <source>%1 The password is kept until Kinora is closed.</source>
            <translation>%1 Das Passwort wird behalten, bis Kinora geschlossen wird.</translation>
        </message>
        <message>
            <source>Like the system</source>
            <translation>Wie das System</translation>
        </message>
        <message>
            <source>No proxy</source>
            <translation>Kein Proxy</translation>
        </message>
        <message>
            <source>By hand</source>
            <translation>Von Hand</translation>
        </message>
        <message>
            <source>HTTP proxy</source>
            <translation>HTTP-Proxy</translation>
        </message>
        <message>
            <source>SOCKS 5</source>
            <translation>SOCKS 5</translation>
        </message>
    </context>
    <context>
        <name>kinora::NewPassword</name>
        <message>
            <source>Repeat the password.</source>
            <translation>Wiederhole das Passwort.</translation>
        </message>
        <message>
            <source>The two passwords are not the same.</source>
            <translation>Die beiden Passwörter sind nicht gleich.</translation>
        </message>
        <message numerus="yes">
            <source>%n character(s) or more, longer is better.</source>
            <translation>
                <numerusform>%n Zeichen oder mehr, länger ist besser.</numerusform>
                <numerusform>%n Zeichen oder mehr, länger ist besser.</numerusform>
            </translation>
        </message>
        <message>
            <source>Easy to guess. %1</source>
            <translation>Leicht zu erraten. %1</translation>
        </message>
        <message>
            <source>Fair. %1</source>
            <translation>Brauchbar. %1</translation>
        </message>
        <message>
            <source>Good. %1</source>
            <translation>Gut. %1</translation>
        </message>
        <message>
            <source>Strong.</source>
            <translation>Stark.</translation>
        </message>
    </context>
    <context>
        <name>kinora::NewsSettings</name>
        <message>
            <source>By the notifications of this desktop, one for all that ended; a click opens the video.</source>
            <translation>Durch die Benachrichtigungen dieses Desktops, eine für alles, was geendet hat; ein Klick öffnet das Video.</translation>
        </message>
        <message>
            <source>This desktop shows no notifications. What is ready waits in your gallery, what failed in the queue.</source>
            <translation>Dieser Desktop zeigt keine Benachrichtigungen. Was fertig ist, wartet in deiner Galerie, was fehlschlug, in der Warteschlange.</translation>
        </message>
    </context>
    <context>
        <name>kinora::OptionChips</name>
        <message>
            <source>%1 s</source>
            <comment>length of a video</comment>
            <translation>%1 s</translation>
        </message>
        <message numerus="yes">
            <source>%n second(s)</source>
            <translation>
                <numerusform>%n Sekunde</numerusform>
                <numerusform>%n Sekunden</numerusform>
            </translation>
        </message>
        <message>
            <source>Length: %1</source>
            <translation>Länge: %1</translation>
        </message>
    </context>
    <context>
        <name>kinora::OrientationSelector</name>
        <message>
            <source>Orientation</source>
            <translation>Ausrichtung</translation>
        </message>
        <message>
            <source>Portrait</source>
            <translation>Hochformat</translation>
        </message>
        <message>
            <source>Upright, for phones</source>
            <translation>Hochkant, für Telefone</translation>
        </message>
        <message>
            <source>Landscape</source>
            <translation>Querformat</translation>
        </message>
        <message>
            <source>Wide, for screens</source>
            <translation>Breit, für Bildschirme</translation>
        </message>
    </context>
    <context>
        <name>kinora::PersonDialog</name>
        <message>
            <source>Nobody on the relay has this handle.</source>
            <translation>Auf dem Relay gibt es niemanden mit diesem Kürzel.</translation>
        </message>
        <message numerus="yes">
            <source>%n published video(s)</source>
            <translation>
                <numerusform>ein veröffentlichtes Video</numerusform>
                <numerusform>%n veröffentlichte Videos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n follower(s)</source>
            <translation>
                <numerusform>ein Follower</numerusform>
                <numerusform>%n Follower</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>follows %n</source>
            <comment>people</comment>
            <translation>
                <numerusform>folgt %n</numerusform>
                <numerusform>folgt %n</numerusform>
            </translation>
        </message>
        <message>
            <source>Unfollow</source>
            <translation>Nicht mehr folgen</translation>
        </message>
        <message>
            <source>Follow</source>
            <translation>Folgen</translation>
        </message>
    </context>
    <context>
        <name>kinora::PlayerControls</name>
        <message>
            <source>Leave full screen</source>
            <translation>Vollbild beenden</translation>
        </message>
        <message>
            <source>Full screen</source>
            <translation>Vollbild</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>Pause</translation>
        </message>
        <message>
            <source>Play</source>
            <translation>Abspielen</translation>
        </message>
        <message>
            <source>%1 (Space)</source>
            <translation>%1 (Leertaste)</translation>
        </message>
        <message>
            <source>%1 / %2</source>
            <translation>%1 / %2</translation>
        </message>
        <message>
            <source>Sound on</source>
            <translation>Ton an</translation>
        </message>
        <message>
            <source>Sound off</source>
            <translation>Ton aus</translation>
        </message>
        <message>
            <source>%1 (M)</source>
            <translation>%1 (M)</translation>
        </message>
        <message>
            <source>There is no sound device</source>
            <translation>Es gibt kein Tongerät</translation>
        </message>
        <message>
            <source>Previous video (←)</source>
            <translation>Voriges Video (←)</translation>
        </message>
        <message>
            <source>Next video (→)</source>
            <translation>Nächstes Video (→)</translation>
        </message>
        <message>
            <source>Play again and again</source>
            <translation>Immer wieder abspielen</translation>
        </message>
        <message>
            <source>Copy or save this picture</source>
            <translation>Dieses Bild kopieren oder sichern</translation>
        </message>
        <message>
            <source>Copy this picture</source>
            <translation>Dieses Bild kopieren</translation>
        </message>
        <message>
            <source>Save this picture…</source>
            <translation>Dieses Bild sichern …</translation>
        </message>
    </context>
    <context>
        <name>kinora::PlayerFacts</name>
        <message>
            <source>Copy prompt</source>
            <translation>Prompt kopieren</translation>
        </message>
        <message>
            <source>%1 (demo)</source>
            <translation>%1 (Demo)</translation>
        </message>
        <message>
            <source>On this computer</source>
            <translation>Auf diesem Computer</translation>
        </message>
        <message>
            <source>Copied</source>
            <translation>Kopiert</translation>
        </message>
        <message>
            <source>Not rated</source>
            <translation>Nicht bewertet</translation>
        </message>
        <message>
            <source>No longer a favourite (Shift+F)</source>
            <translation>Nicht mehr Favorit (Umschalt+F)</translation>
        </message>
        <message>
            <source>Favourite (Shift+F)</source>
            <translation>Favorit (Umschalt+F)</translation>
        </message>
        <message>
            <source>This one</source>
            <translation>Dieses</translation>
        </message>
        <message>
            <source>Original</source>
            <translation>Original</translation>
        </message>
        <message>
            <source>Remix</source>
            <translation>Remix</translation>
        </message>
        <message>
            <source>Take</source>
            <translation>Aufnahme</translation>
        </message>
        <message>
            <source>Takes and remixes (%1)</source>
            <translation>Aufnahmen und Remixe (%1)</translation>
        </message>
        <message>
            <source>Side by side with this one</source>
            <translation>Neben diesem zeigen</translation>
        </message>
        <message>
            <source>%1 of 5</source>
            <comment>stars</comment>
            <translation>%1 von 5</translation>
        </message>
        <message>
            <source>%1 · %2</source>
            <comment>kind of relative, beginning of its prompt</comment>
            <translation>%1 · %2</translation>
        </message>
        <message>
            <source>Stop publishing</source>
            <translation>Nicht mehr veröffentlichen</translation>
        </message>
        <message>
            <source>Publish</source>
            <translation>Veröffentlichen</translation>
        </message>
    </context>
    <context>
        <name>kinora::PlayerPage</name>
        <message>
            <source>%1 of %2</source>
            <comment>the third video of 248</comment>
            <translation>%1 von %2</translation>
        </message>
        <message>
            <source>Video: %1</source>
            <translation>Video: %1</translation>
        </message>
        <message>
            <source>Coming to this computer: %1 of %2</source>
            <translation>Kommt auf diesen Computer: %1 von %2</translation>
        </message>
        <message>
            <source>This video is not on this computer yet. It is fetched as soon as the relay answers.</source>
            <translation>Dieses Video ist noch nicht auf diesem Computer. Es wird geholt, sobald das Relay antwortet.</translation>
        </message>
        <message>
            <source>This video is not on this computer, and there is no connection to the relay.</source>
            <translation>Dieses Video ist nicht auf diesem Computer, und es gibt keine Verbindung zum Relay.</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Noch einmal</translation>
        </message>
        <message>
            <source>This video cannot be played here. %1</source>
            <translation>Dieses Video lässt sich hier nicht abspielen. %1</translation>
        </message>
        <message>
            <source>Open in another program</source>
            <translation>In anderem Programm öffnen</translation>
        </message>
        <message>
            <source>The first picture is slow to come: the disk is busy, or this computer can hardly decode it.</source>
            <translation>Das erste Bild lässt auf sich warten: Die Festplatte ist beschäftigt, oder dieser Computer kann das Video kaum dekodieren.</translation>
        </message>
        <message>
            <source>The picture is in the clipboard.</source>
            <translation>Das Bild ist in der Zwischenablage.</translation>
        </message>
        <message>
            <source>Save this picture</source>
            <translation>Dieses Bild sichern</translation>
        </message>
        <message>
            <source>Pictures (*.png *.jpg)</source>
            <translation>Bilder (*.png *.jpg)</translation>
        </message>
        <message>
            <source>Saved as %1.</source>
            <translation>Gesichert als %1.</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Rückgängig</translation>
        </message>
        <message>
            <source>Moved to the trash.</source>
            <translation>In den Papierkorb verschoben.</translation>
        </message>
        <message>
            <source>Beside it: %1</source>
            <translation>Daneben: %1</translation>
        </message>
    </context>
    <context>
        <name>kinora::ProfilePage</name>
        <message numerus="yes">
            <source>Videos</source>
            <comment>beneath the number of videos</comment>
            <translation>
                <numerusform>Video</numerusform>
                <numerusform>Videos</numerusform>
            </translation>
        </message>
        <message>
            <source>Cameos</source>
            <translation>Cameos</translation>
        </message>
        <message>
            <source>Followers</source>
            <translation>Follower</translation>
        </message>
        <message>
            <source>Following</source>
            <comment>beneath the number of people one follows</comment>
            <translation>Gefolgt</translation>
        </message>
    </context>
    <context>
        <name>kinora::PromptTabs</name>
        <message>
            <source>New prompt</source>
            <translation>Neuer Text</translation>
        </message>
        <message>
            <source>Prompt %1: %2</source>
            <translation>Text %1: %2</translation>
        </message>
        <message>
            <source>Delete discards it</source>
            <translation>Entf verwirft ihn</translation>
        </message>
        <message>
            <source>Discard this prompt</source>
            <translation>Diesen Text verwerfen</translation>
        </message>
    </context>
    <context>
        <name>kinora::ProxyLoginDialog</name>
        <message>
            <source>%1 lets nothing through to relays on other computers without a name and a password. Kinora keeps them in the system keychain.</source>
            <translation>%1 lässt zu Relays auf anderen Computern ohne Namen und Passwort nichts durch. Kinora bewahrt beides im Schlüsselbund des Systems auf.</translation>
        </message>
        <message>
            <source>The proxy did not accept these.</source>
            <translation>Der Proxy hat diese Angaben nicht angenommen.</translation>
        </message>
    </context>
    <context>
        <name>kinora::QueueCard</name>
        <message>
            <source>Move “%1”: arrow up or down, Home or End</source>
            <translation>„%1“ verschieben: Pfeil auf oder ab, Pos1 oder Ende</translation>
        </message>
        <message>
            <source>Drag, or use the arrow keys, to change the order</source>
            <translation>Ziehen oder Pfeiltasten benutzen, um die Reihenfolge zu ändern</translation>
        </message>
        <message>
            <source>%1. %2 %3</source>
            <comment>prompt, percent, status</comment>
            <translation>%1. %2 %3</translation>
        </message>
    </context>
    <context>
        <name>kinora::QueuePage</name>
        <message numerus="yes">
            <source>%n more are waiting.</source>
            <translation>
                <numerusform>%n weiteres wartet.</numerusform>
                <numerusform>%n weitere warten.</numerusform>
            </translation>
        </message>
        <message>
            <source>The history could not be read. %1</source>
            <translation>Der Verlauf konnte nicht gelesen werden. %1</translation>
        </message>
        <message>
            <source>Nothing has ended yet.</source>
            <translation>Noch ist nichts beendet.</translation>
        </message>
        <message>
            <source>Looking for your jobs…</source>
            <translation>Deine Aufträge werden gesucht …</translation>
        </message>
        <message>
            <source>Finished today</source>
            <translation>Heute beendet</translation>
        </message>
        <message>
            <source>Yesterday</source>
            <translation>Gestern</translation>
        </message>
        <message>
            <source>Resume my queue</source>
            <translation>Warteschlange fortsetzen</translation>
        </message>
        <message>
            <source>Pause my queue</source>
            <translation>Warteschlange anhalten</translation>
        </message>
        <message>
            <source>Your queue is paused. What is under way goes on; nothing new begins until you resume it.</source>
            <translation>Deine Warteschlange ist angehalten. Was läuft, läuft weiter; Neues beginnt erst, wenn du sie fortsetzt.</translation>
        </message>
        <message>
            <source>Nothing is waiting</source>
            <translation>Nichts wartet</translation>
        </message>
        <message>
            <source>What you ask for lines up here until its turn comes. You can change the order.</source>
            <translation>Was du bestellst, stellt sich hier an, bis es an der Reihe ist. Die Reihenfolge kannst du ändern.</translation>
        </message>
        <message>
            <source>Describe a video</source>
            <translation>Ein Video beschreiben</translation>
        </message>
        <message>
            <source>None of your jobs match.</source>
            <translation>Keiner deiner Aufträge passt dazu.</translation>
        </message>
    </context>
    <context>
        <name>kinora::ReferenceChip</name>
        <message>
            <source>Reference image</source>
            <translation>Vorlage</translation>
        </message>
        <message>
            <source>Reference image: chosen</source>
            <translation>Vorlage: gewählt</translation>
        </message>
        <message>
            <source>Add a reference image</source>
            <translation>Vorlage hinzufügen</translation>
        </message>
        <message>
            <source>A picture that the video begins with. Drop one here, or paste it.</source>
            <translation>Ein Bild, mit dem das Video beginnt. Lege eines hier ab oder füge es ein.</translation>
        </message>
        <message>
            <source>Choose the part…</source>
            <translation>Ausschnitt wählen …</translation>
        </message>
        <message>
            <source>Another picture…</source>
            <translation>Anderes Bild …</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Entfernen</translation>
        </message>
    </context>
    <context>
        <name>kinora::RegisterPage</name>
        <message>
            <source>Enter the code of your invitation.</source>
            <translation>Gib den Code deiner Einladung ein.</translation>
        </message>
        <message>
            <source>Creating your account…</source>
            <translation>Dein Konto wird angelegt …</translation>
        </message>
        <message>
            <source>You are the first on “%1”, so you will look after it. What you make is yours to keep.</source>
            <translation>Du bist auf „%1“ die erste Person und betreust es damit. Was du machst, gehört dir.</translation>
        </message>
        <message>
            <source>You are joining “%1”. Its owner sets how much you can make; what you make is yours to keep.</source>
            <translation>Du kommst zu „%1“. Der Besitzer legt fest, wie viel du machen kannst; was du machst, gehört dir.</translation>
        </message>
    </context>
    <context>
        <name>kinora::ResetPage</name>
        <message>
            <source>Enter the code that you were given.</source>
            <translation>Gib den Code ein, den du bekommen hast.</translation>
        </message>
        <message>
            <source>Signing in…</source>
            <translation>Anmeldung läuft …</translation>
        </message>
        <message>
            <source>The owner of “%1” made you an account, or helps you back into yours. The password is yours alone.</source>
            <translation>Der Besitzer von „%1“ hat dir ein Konto angelegt oder hilft dir zurück in deines. Das Passwort kennst nur du.</translation>
        </message>
        <message>
            <source>for %1 (%2)</source>
            <translation>für %1 (%2)</translation>
        </message>
        <message>
            <source>for %1</source>
            <translation>für %1</translation>
        </message>
    </context>
    <context>
        <name>kinora::SavedAccounts</name>
        <message>
            <source>%1, asks for the password</source>
            <translation>%1, fragt nach dem Passwort</translation>
        </message>
        <message>
            <source>More for %1</source>
            <translation>Mehr zu %1</translation>
        </message>
        <message>
            <source>More</source>
            <translation>Mehr</translation>
        </message>
        <message>
            <source>Open library offline</source>
            <translation>Bibliothek offline öffnen</translation>
        </message>
        <message>
            <source>Remove from this computer…</source>
            <translation>Von diesem Computer entfernen …</translation>
        </message>
    </context>
    <context>
        <name>kinora::SelectionBar</name>
        <message numerus="yes">
            <source>%n chosen</source>
            <translation>
                <numerusform>%n ausgewählt</numerusform>
                <numerusform>%n ausgewählt</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>kinora::SizeChip</name>
        <message>
            <source>Size: %1</source>
            <translation>Größe: %1</translation>
        </message>
    </context>
    <context>
        <name>kinora::TakesChip</name>
        <message numerus="yes">
            <source>%n take(s)</source>
            <translation>
                <numerusform>%n Aufnahme</numerusform>
                <numerusform>%n Aufnahmen</numerusform>
            </translation>
        </message>
        <message>
            <source>Number of takes: %1</source>
            <translation>Anzahl der Aufnahmen: %1</translation>
        </message>
    </context>
    <context>
        <name>kinora::Tray</name>
        <message numerus="yes">
            <source>Kinora · %n in progress</source>
            <translation>
                <numerusform>Kinora · %n in Arbeit</numerusform>
                <numerusform>Kinora · %n in Arbeit</numerusform>
            </translation>
        </message>
        <message>
            <source>Show Kinora</source>
            <translation>Kinora zeigen</translation>
        </message>
        <message>
            <source>Watch “%1”</source>
            <translation>„%1“ ansehen</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Beenden</translation>
        </message>
    </context>
    <context>
        <name>kinora::TroublePage</name>
        <message>
            <source>Copy report</source>
            <translation>Bericht kopieren</translation>
        </message>
        <message>
            <source>Copied</source>
            <translation>Kopiert</translation>
        </message>
        <message>
            <source>Kinora closed unexpectedly last time</source>
            <translation>Kinora wurde beim letzten Mal unerwartet beendet</translation>
        </message>
        <message>
            <source>Something went wrong inside Kinora</source>
            <translation>In Kinora ist etwas schiefgegangen</translation>
        </message>
        <message>
            <source>What you wrote, your library and your queue on the relay are as they were. This report says what happened; nothing you wrote is in it.</source>
            <translation>Was du geschrieben hast, deine Bibliothek und deine Warteschlange auf dem Relay sind, wie sie waren. Dieser Bericht sagt, was geschehen ist; nichts von dem, was du geschrieben hast, steht darin.</translation>
        </message>
        <message>
            <source>What you wrote is kept, and your queue on the relay goes on. You can go on too; should something look wrong, start Kinora again. Nothing you wrote is in this report.</source>
            <translation>Was du geschrieben hast, bleibt erhalten, und deine Warteschlange auf dem Relay läuft weiter. Auch du kannst weitermachen; sollte etwas falsch aussehen, starte Kinora neu. Nichts von dem, was du geschrieben hast, steht in diesem Bericht.</translation>
        </message>
    </context>
    <context>
        <name>kinora::UsageDialog</name>
        <message>
            <source>The relay could not be asked. %1</source>
            <translation>Das Relay konnte nicht gefragt werden. %1</translation>
        </message>
        <message>
            <source>Asking the relay…</source>
            <translation>Das Relay wird gefragt …</translation>
        </message>
        <message>
            <source>MMMM yyyy</source>
            <comment>Qt date format of a month</comment>
            <translation>MMMM yyyy</translation>
        </message>
        <message>
            <source>%1: %2 charged</source>
            <comment>month, money</comment>
            <translation>%1: %2 berechnet</translation>
        </message>
        <message>
            <source>%1: %2 charged, %3 held</source>
            <comment>month, money, money</comment>
            <translation>%1: %2 berechnet, %3 vorgemerkt</translation>
        </message>
        <message>
            <source>What is held belongs to videos that are not finished: it is charged or let go.</source>
            <translation>Vorgemerktes gehört zu Videos, die nicht fertig sind: Es wird berechnet oder freigegeben.</translation>
        </message>
        <message numerus="yes">
            <source>%n video(s) without a known price are not in these sums.</source>
            <translation>
                <numerusform>%n Video ohne bekannten Preis ist in diesen Summen nicht enthalten.</numerusform>
                <numerusform>%n Videos ohne bekannten Preis sind in diesen Summen nicht enthalten.</numerusform>
            </translation>
        </message>
        <message>
            <source>%1. %2</source>
            <comment>two sentences</comment>
            <translation>%1. %2</translation>
        </message>
    </context>
    <context>
        <name>kinora::UsageModel</name>
        <message>
            <source>When</source>
            <translation>Wann</translation>
        </message>
        <message>
            <source>Video</source>
            <translation>Video</translation>
        </message>
        <message>
            <source>What happened</source>
            <translation>Was geschah</translation>
        </message>
        <message>
            <source>Amount</source>
            <translation>Betrag</translation>
        </message>
    </context>
    <context>
        <name>kinora::VideoMenu</name>
        <message>
            <source>Download to this computer</source>
            <translation>Auf diesen Computer laden</translation>
        </message>
        <message>
            <source>Play</source>
            <translation>Abspielen</translation>
        </message>
        <message>
            <source>Show in folder</source>
            <translation>Im Ordner zeigen</translation>
        </message>
        <message>
            <source>Copy prompt</source>
            <translation>Text kopieren</translation>
        </message>
        <message>
            <source>Remove from favourites</source>
            <translation>Aus den Favoriten nehmen</translation>
        </message>
        <message>
            <source>Add to favourites</source>
            <translation>Zu den Favoriten</translation>
        </message>
        <message>
            <source>Rating</source>
            <translation>Bewertung</translation>
        </message>
        <message>
            <source>Tags</source>
            <translation>Schlagwörter</translation>
        </message>
        <message>
            <source>Title…</source>
            <translation>Titel …</translation>
        </message>
        <message>
            <source>Move to trash</source>
            <translation>In den Papierkorb</translation>
        </message>
        <message>
            <source>Restore</source>
            <translation>Wiederherstellen</translation>
        </message>
        <message>
            <source>Delete for ever…</source>
            <translation>Endgültig löschen …</translation>
        </message>
        <message>
            <source>No rating</source>
            <translation>Keine Bewertung</translation>
        </message>
        <message>
            <source>New tag…</source>
            <translation>Neues Schlagwort …</translation>
        </message>
        <message>
            <source>Play side by side</source>
            <translation>Nebeneinander abspielen</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>Exportieren …</translation>
        </message>
        <message>
            <source>Import a folder…</source>
            <translation>Einen Ordner importieren …</translation>
        </message>
        <message>
            <source>Takes and remixes (%1)</source>
            <translation>Aufnahmen und Remixe (%1)</translation>
        </message>
        <message>
            <source>Vary</source>
            <translation>Variieren</translation>
        </message>
        <message>
            <source>Use these settings</source>
            <translation>Diese Einstellungen verwenden</translation>
        </message>
        <message>
            <source>Remix…</source>
            <translation>Remix …</translation>
        </message>
        <message>
            <source>Stop publishing</source>
            <translation>Nicht mehr veröffentlichen</translation>
        </message>
        <message>
            <source>Publish</source>
            <translation>Veröffentlichen</translation>
        </message>
        <message>
            <source>Everybody with an account on this relay sees what is published, and its prompt.</source>
            <translation>Alle mit einem Konto auf diesem Relay sehen, was veröffentlicht ist, samt Prompt.</translation>
        </message>
    </context>
    <context>
        <name>main</name>
        <message>
            <source>The folder %1 cannot be made.</source>
            <translation>Der Ordner %1 lässt sich nicht anlegen.</translation>
        </message>
        <message>
            <source>It runs already; its window was brought to the front.</source>
            <translation>Kinora läuft bereits; das Fenster wurde nach vorn geholt.</translation>
        </message>
    </context>
    <context>
        <name>kinora::RemixChip</name>
        <message>
            <source>Remix of a video</source>
            <translation>Remix eines Videos</translation>
        </message>
        <message>
            <source>Remix of “%1”</source>
            <comment>beginning of a prompt</comment>
            <translation>Remix von „%1“</translation>
        </message>
        <message>
            <source>Not as a remix</source>
            <translation>Nicht als Remix</translation>
        </message>
    </context>
    <context>
        <name>PersonPage</name>
        <message>
            <source>Back</source>
            <translation>Zurück</translation>
        </message>
        <message>
            <source>Videos</source>
            <translation>Videos</translation>
        </message>
        <message>
            <source>Followers</source>
            <translation>Follower</translation>
        </message>
        <message>
            <source>Following</source>
            <translation>Gefolgt</translation>
        </message>
        <message>
            <source>Looking…</source>
            <translation>Es wird nachgesehen …</translation>
        </message>
        <message>
            <source>Show more</source>
            <translation>Mehr zeigen</translation>
        </message>
        <message>
            <source>Open in another program</source>
            <translation>In anderem Programm öffnen</translation>
        </message>
        <message>
            <source>All videos</source>
            <translation>Alle Videos</translation>
        </message>
        <message>
            <source>Like</source>
            <translation>Gefällt mir</translation>
        </message>
    </context>
    <context>
        <name>kinora::PersonPage</name>
        <message numerus="yes">
            <source>%1, %n like(s)</source>
            <comment>a video, for screen readers</comment>
            <translation>
                <numerusform>%1, gefällt %n Person</numerusform>
                <numerusform>%1, gefällt %n Personen</numerusform>
            </translation>
        </message>
        <message>
            <source>Video: %1</source>
            <translation>Video: %1</translation>
        </message>
        <message numerus="yes">
            <source>Liked, %n like(s)</source>
            <translation>
                <numerusform>Gefällt dir und insgesamt %n Person</numerusform>
                <numerusform>Gefällt dir und insgesamt %n Personen</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Like, %n like(s)</source>
            <translation>
                <numerusform>Gefällt mir, bisher %n Person</numerusform>
                <numerusform>Gefällt mir, bisher %n Personen</numerusform>
            </translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>Pause</translation>
        </message>
        <message>
            <source>Play</source>
            <translation>Abspielen</translation>
        </message>
        <message>
            <source>Fetching the video… %1%</source>
            <translation>Das Video wird geholt … %1 %</translation>
        </message>
        <message>
            <source>This is not shown any more.</source>
            <translation>Das wird nicht mehr gezeigt.</translation>
        </message>
        <message>
            <source>The first picture is slow to come: the disk is busy, or this computer can hardly decode it.</source>
            <translation>Das erste Bild lässt auf sich warten: Die Festplatte ist beschäftigt, oder dieser Computer kann das Video kaum dekodieren.</translation>
        </message>
        <message>
            <source>This video cannot be played here. %1</source>
            <translation>Dieses Video lässt sich hier nicht abspielen. %1</translation>
        </message>
        <message>
            <source>Unfollow</source>
            <translation>Nicht mehr folgen</translation>
        </message>
        <message>
            <source>Follow</source>
            <translation>Folgen</translation>
        </message>
        <message>
            <source>Nothing published yet</source>
            <translation>Noch nichts veröffentlicht</translation>
        </message>
        <message>
            <source>What this person publishes appears here for everybody on the relay.</source>
            <translation>Was diese Person veröffentlicht, erscheint hier für alle auf dem Relay.</translation>
        </message>
    </context>
</TS>
