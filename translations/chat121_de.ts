<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>CommandLine</name>
    <message>
        <source>The cryptographic library does not start on this computer.</source>
        <translation>Die Verschlüsselung lässt sich auf diesem Computer nicht starten.</translation>
    </message>
    <message>
        <source>--theme: choose system, light, dark or contrast.</source>
        <translation>--theme: Wählen Sie system, light, dark oder contrast.</translation>
    </message>
    <message>
        <source>Live chat that only the people in it can read.</source>
        <translation>Live-Chat, den nur die Beteiligten lesen können.</translation>
    </message>
    <message>
        <source>Use this folder instead of your own profile.</source>
        <translation>Diesen Ordner statt des eigenen Profils verwenden.</translation>
    </message>
    <message>
        <source>Language of the windows, for example de.</source>
        <translation>Sprache der Fenster, zum Beispiel de.</translation>
    </message>
    <message>
        <source>system, light, dark or contrast.</source>
        <translation>system, light, dark oder contrast.</translation>
    </message>
    <message>
        <source>Try it here: a server and a customer of your own, on this computer only.</source>
        <translation>Hier ausprobieren: eigener Server und eigener Kunde, nur auf diesem Computer.</translation>
    </message>
    <message>
        <source>A link or a .chat121 file.</source>
        <translation>Ein Link oder eine .chat121-Datei.</translation>
    </message>
    <message>
        <source>Only one invitation can be opened at a time.</source>
        <translation>Es kann nur eine Einladung auf einmal geöffnet werden.</translation>
    </message>
    <message>
        <source>Show this help.</source>
        <translation>Diese Hilfe zeigen.</translation>
    </message>
    <message>
        <source>Show the version.</source>
        <translation>Die Version zeigen.</translation>
    </message>
    <message>
        <source>--language: write a language as en, de or pt-BR.</source>
        <translation>--language: Schreiben Sie eine Sprache wie en, de oder pt-BR.</translation>
    </message>
    <message>
        <source>--profile: name a folder.</source>
        <translation>--profile: Nennen Sie einen Ordner.</translation>
    </message>
    <message>
        <source>--demo makes its own profile and invitation; give neither.</source>
        <translation>--demo legt Profil und Einladung selbst an; geben Sie keines von beiden an.</translation>
    </message>
</context>
<context>
    <name>Consents</name>
    <message>
        <source>Training of colleagues</source>
        <translation>Schulung von Kollegen</translation>
    </message>
    <message>
        <source>A copy as a file</source>
        <translation>Eine Kopie als Datei</translation>
    </message>
    <message>
        <source>Suggestions by a program</source>
        <translation>Vorschläge eines Programms</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>Statistik</translation>
    </message>
    <message>
        <source>Other systems of the organisation</source>
        <translation>Andere Systeme der Organisation</translation>
    </message>
    <message>
        <source>This conversation may be kept and shown to colleagues who learn from it.</source>
        <translation>Dieses Gespräch darf aufbewahrt und Kollegen gezeigt werden, die daraus lernen.</translation>
    </message>
    <message>
        <source>Who answers may save this conversation as a file, which is not encrypted.</source>
        <translation>Wer antwortet, darf dieses Gespräch als Datei speichern, die nicht verschlüsselt ist.</translation>
    </message>
    <message>
        <source>A program may read along and suggest answers to whoever answers.</source>
        <translation>Ein Programm darf mitlesen und Antworten vorschlagen.</translation>
    </message>
    <message>
        <source>This conversation may be counted by what it was about, without a name.</source>
        <translation>Dieses Gespräch darf nach seinem Thema gezählt werden, ohne Namen.</translation>
    </message>
    <message>
        <source>This conversation may go into another system of the organisation, such as its list of customers.</source>
        <translation>Dieses Gespräch darf in ein anderes System der Organisation übernommen werden, etwa in ihre Kundenliste.</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
</context>
<context>
    <name>CustomerWords</name>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>today at %1</source>
        <extracomment>&quot;They are back today at 14:00, your time.&quot;</extracomment>
        <translation>heute um %1</translation>
    </message>
    <message>
        <source>tomorrow at %1</source>
        <translation>morgen um %1</translation>
    </message>
    <message>
        <source>on %1 at %2</source>
        <extracomment>&quot;They are back on Monday at 9:00, your time.&quot; Also with a date in place of the weekday.</extracomment>
        <translation>%1 um %2</translation>
    </message>
    <message>
        <source>page %1</source>
        <translation>Seite %1</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
</context>
<context>
    <name>Devices</name>
    <message>
        <source>A computer</source>
        <translation>Ein Computer</translation>
    </message>
    <message>
        <source>Remove %1?</source>
        <translation>%1 entfernen?</translation>
    </message>
    <message>
        <source>It is signed out at once and leaves all of your conversations; what it has read already stays on it. If it was stolen, change your password and make new recovery words, too.</source>
        <translation>Er wird sofort abgemeldet und verlässt alle Ihre Gespräche; was er schon gelesen hat, bleibt auf ihm. Wurde er gestohlen, ändern Sie auch Ihr Passwort und machen Sie neue Wiederherstellungswörter.</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
</context>
<context>
    <name>Emoji</name>
    <message>
        <source>grinning face, happy, smile</source>
        <translation>lachendes Gesicht, fröhlich, lächeln</translation>
    </message>
    <message>
        <source>big smile, happy, joy</source>
        <translation>breites Lächeln, fröhlich, Freude</translation>
    </message>
    <message>
        <source>laughing eyes, happy, smile</source>
        <translation>lachende Augen, fröhlich, lächeln</translation>
    </message>
    <message>
        <source>beaming face, grin, teeth</source>
        <translation>strahlendes Gesicht, grinsen, Zähne</translation>
    </message>
    <message>
        <source>laughing, squint, haha</source>
        <translation>lachen, zugekniffene Augen, haha</translation>
    </message>
    <message>
        <source>relieved laugh, sweat, phew</source>
        <translation>erleichtertes Lachen, Schweiß, puh</translation>
    </message>
    <message>
        <source>tears of joy, laugh, funny</source>
        <translation>Freudentränen, lachen, lustig</translation>
    </message>
    <message>
        <source>rolling with laughter, funny, lol</source>
        <translation>vor Lachen kugeln, lustig, lol</translation>
    </message>
    <message>
        <source>slight smile, friendly</source>
        <translation>leichtes Lächeln, freundlich</translation>
    </message>
    <message>
        <source>upside down, irony</source>
        <translation>auf dem Kopf, Ironie</translation>
    </message>
    <message>
        <source>wink, joke</source>
        <translation>Zwinkern, Scherz</translation>
    </message>
    <message>
        <source>smile, glad, blush</source>
        <translation>Lächeln, froh, erröten</translation>
    </message>
    <message>
        <source>angel, innocent, halo</source>
        <translation>Engel, unschuldig, Heiligenschein</translation>
    </message>
    <message>
        <source>in love, heart eyes, wonderful</source>
        <translation>verliebt, Herzaugen, wunderbar</translation>
    </message>
    <message>
        <source>loving, hearts, affection</source>
        <translation>liebevoll, Herzen, Zuneigung</translation>
    </message>
    <message>
        <source>kiss, heart</source>
        <translation>Kuss, Herz</translation>
    </message>
    <message>
        <source>delicious, tongue, yummy</source>
        <translation>lecker, Zunge, köstlich</translation>
    </message>
    <message>
        <source>cool, sunglasses</source>
        <translation>cool, Sonnenbrille</translation>
    </message>
    <message>
        <source>nerd, glasses, clever</source>
        <translation>Streber, Brille, schlau</translation>
    </message>
    <message>
        <source>thrilled, stars, wow</source>
        <translation>begeistert, Sterne, wow</translation>
    </message>
    <message>
        <source>thinking, hm, consider</source>
        <translation>nachdenken, hm, überlegen</translation>
    </message>
    <message>
        <source>sceptical, eyebrow, doubt</source>
        <translation>skeptisch, Augenbraue, Zweifel</translation>
    </message>
    <message>
        <source>neutral face, so so</source>
        <translation>neutrales Gesicht, na ja</translation>
    </message>
    <message>
        <source>rolling eyes, annoyed</source>
        <translation>Augenrollen, genervt</translation>
    </message>
    <message>
        <source>smirk, sly</source>
        <translation>Schmunzeln, verschmitzt</translation>
    </message>
    <message>
        <source>grimace, awkward, oops</source>
        <translation>Grimasse, peinlich, ups</translation>
    </message>
    <message>
        <source>hug, embrace, welcome</source>
        <translation>Umarmung, umarmen, willkommen</translation>
    </message>
    <message>
        <source>giggle, hand over the mouth</source>
        <translation>kichern, Hand vor dem Mund</translation>
    </message>
    <message>
        <source>quiet, secret, hush</source>
        <translation>leise, geheim, pst</translation>
    </message>
    <message>
        <source>silent, zipped mouth, secret</source>
        <translation>verschwiegen, Reißverschluss, geheim</translation>
    </message>
    <message>
        <source>asleep, tired, night</source>
        <translation>schlafen, müde, Nacht</translation>
    </message>
    <message>
        <source>relieved, calm</source>
        <translation>erleichtert, ruhig</translation>
    </message>
    <message>
        <source>pensive, sad</source>
        <translation>bedrückt, traurig</translation>
    </message>
    <message>
        <source>confused, unsure</source>
        <translation>verwirrt, unsicher</translation>
    </message>
    <message>
        <source>slightly sad, frown</source>
        <translation>etwas traurig, Stirnrunzeln</translation>
    </message>
    <message>
        <source>worried, concern</source>
        <translation>besorgt, Sorge</translation>
    </message>
    <message>
        <source>surprised, oh</source>
        <translation>überrascht, oh</translation>
    </message>
    <message>
        <source>astonished, shock</source>
        <translation>erstaunt, Schock</translation>
    </message>
    <message>
        <source>embarrassed, flushed</source>
        <translation>verlegen, rot</translation>
    </message>
    <message>
        <source>pleading, please</source>
        <translation>bittend, bitte</translation>
    </message>
    <message>
        <source>sad, tear, cry</source>
        <translation>traurig, Träne, weinen</translation>
    </message>
    <message>
        <source>crying, tears, very sad</source>
        <translation>weinen, Tränen, sehr traurig</translation>
    </message>
    <message>
        <source>scream, fear, horror</source>
        <translation>Schrei, Angst, Entsetzen</translation>
    </message>
    <message>
        <source>anxious, sweat</source>
        <translation>ängstlich, Schweiß</translation>
    </message>
    <message>
        <source>weary, exhausted</source>
        <translation>erschöpft, entnervt</translation>
    </message>
    <message>
        <source>huffing, determined</source>
        <translation>schnauben, entschlossen</translation>
    </message>
    <message>
        <source>angry, annoyed</source>
        <translation>wütend, verärgert</translation>
    </message>
    <message>
        <source>furious, rage, red</source>
        <translation>rasend, Zorn, rot</translation>
    </message>
    <message>
        <source>mind blown, incredible</source>
        <translation>Kopf explodiert, unglaublich</translation>
    </message>
    <message>
        <source>ill, fever, sick</source>
        <translation>krank, Fieber</translation>
    </message>
    <message>
        <source>sneeze, cold</source>
        <translation>niesen, erkältet</translation>
    </message>
    <message>
        <source>nausea, sick</source>
        <translation>Übelkeit, schlecht</translation>
    </message>
    <message>
        <source>mask, ill</source>
        <translation>Maske, krank</translation>
    </message>
    <message>
        <source>robot, bot</source>
        <translation>Roboter, Bot</translation>
    </message>
    <message>
        <source>ghost</source>
        <translation>Gespenst, Geist</translation>
    </message>
    <message>
        <source>shrug, no idea</source>
        <translation>Schulterzucken, keine Ahnung</translation>
    </message>
    <message>
        <source>facepalm, oh no</source>
        <translation>Hand vor dem Gesicht, oh nein</translation>
    </message>
    <message>
        <source>thumbs up, yes, like, agree</source>
        <translation>Daumen hoch, ja, gefällt mir, einverstanden</translation>
    </message>
    <message>
        <source>thumbs down, no, dislike</source>
        <translation>Daumen runter, nein, gefällt mir nicht</translation>
    </message>
    <message>
        <source>perfect, okay, fine</source>
        <translation>perfekt, okay, in Ordnung</translation>
    </message>
    <message>
        <source>victory, peace</source>
        <translation>Sieg, Frieden</translation>
    </message>
    <message>
        <source>fingers crossed, luck, hope</source>
        <translation>Daumen drücken, Glück, Hoffnung</translation>
    </message>
    <message>
        <source>handshake, deal, agreement</source>
        <translation>Händedruck, abgemacht, Vereinbarung</translation>
    </message>
    <message>
        <source>waving hand, hello, goodbye</source>
        <translation>winkende Hand, hallo, tschüss</translation>
    </message>
    <message>
        <source>applause, clap, bravo</source>
        <translation>Applaus, klatschen, bravo</translation>
    </message>
    <message>
        <source>hooray, raised hands</source>
        <translation>hurra, erhobene Hände</translation>
    </message>
    <message>
        <source>thank you, please, folded hands</source>
        <translation>danke, bitte, gefaltete Hände</translation>
    </message>
    <message>
        <source>strong, muscle, power</source>
        <translation>stark, Muskel, Kraft</translation>
    </message>
    <message>
        <source>points right, there</source>
        <translation>zeigt nach rechts, da</translation>
    </message>
    <message>
        <source>points left</source>
        <translation>zeigt nach links</translation>
    </message>
    <message>
        <source>points up, above</source>
        <translation>zeigt nach oben, oben</translation>
    </message>
    <message>
        <source>points down, below</source>
        <translation>zeigt nach unten, unten</translation>
    </message>
    <message>
        <source>one moment, attention, finger</source>
        <translation>einen Moment, Achtung, Finger</translation>
    </message>
    <message>
        <source>stop, hand, halt</source>
        <translation>Stopp, Hand, halt</translation>
    </message>
    <message>
        <source>writing, sign</source>
        <translation>schreiben, unterschreiben</translation>
    </message>
    <message>
        <source>eyes, looking at it, see</source>
        <translation>Augen, ich sehe nach, schauen</translation>
    </message>
    <message>
        <source>red heart, love</source>
        <translation>rotes Herz, Liebe</translation>
    </message>
    <message>
        <source>orange heart</source>
        <translation>orangenes Herz</translation>
    </message>
    <message>
        <source>yellow heart</source>
        <translation>gelbes Herz</translation>
    </message>
    <message>
        <source>green heart</source>
        <translation>grünes Herz</translation>
    </message>
    <message>
        <source>blue heart</source>
        <translation>blaues Herz</translation>
    </message>
    <message>
        <source>purple heart</source>
        <translation>lila Herz</translation>
    </message>
    <message>
        <source>black heart</source>
        <translation>schwarzes Herz</translation>
    </message>
    <message>
        <source>broken heart, sad</source>
        <translation>gebrochenes Herz, traurig</translation>
    </message>
    <message>
        <source>hundred, full marks</source>
        <translation>hundert, volle Punktzahl</translation>
    </message>
    <message>
        <source>done, check mark, yes</source>
        <translation>erledigt, Haken, ja</translation>
    </message>
    <message>
        <source>check mark, right</source>
        <translation>Häkchen, richtig</translation>
    </message>
    <message>
        <source>cross, no, wrong</source>
        <translation>Kreuz, nein, falsch</translation>
    </message>
    <message>
        <source>question mark, what</source>
        <translation>Fragezeichen, was</translation>
    </message>
    <message>
        <source>exclamation mark, important</source>
        <translation>Ausrufezeichen, wichtig</translation>
    </message>
    <message>
        <source>warning, careful</source>
        <translation>Warnung, Vorsicht</translation>
    </message>
    <message>
        <source>forbidden, not allowed</source>
        <translation>verboten, nicht erlaubt</translation>
    </message>
    <message>
        <source>no entry, stop</source>
        <translation>keine Einfahrt, Stopp</translation>
    </message>
    <message>
        <source>okay button</source>
        <translation>Okay-Taste</translation>
    </message>
    <message>
        <source>new</source>
        <translation>neu</translation>
    </message>
    <message>
        <source>red circle</source>
        <translation>roter Kreis</translation>
    </message>
    <message>
        <source>yellow circle</source>
        <translation>gelber Kreis</translation>
    </message>
    <message>
        <source>green circle</source>
        <translation>grüner Kreis</translation>
    </message>
    <message>
        <source>blue circle</source>
        <translation>blauer Kreis</translation>
    </message>
    <message>
        <source>star, favourite</source>
        <translation>Stern, Favorit</translation>
    </message>
    <message>
        <source>sparkles, shiny, new</source>
        <translation>Funkeln, glänzend, neu</translation>
    </message>
    <message>
        <source>bang, collision</source>
        <translation>Knall, Zusammenstoß</translation>
    </message>
    <message>
        <source>fire, hot, great</source>
        <translation>Feuer, heiß, großartig</translation>
    </message>
    <message>
        <source>speech bubble, message</source>
        <translation>Sprechblase, Nachricht</translation>
    </message>
    <message>
        <source>sleep, tired</source>
        <translation>Schlaf, müde</translation>
    </message>
    <message>
        <source>plus, add</source>
        <translation>Plus, hinzufügen</translation>
    </message>
    <message>
        <source>minus, remove</source>
        <translation>Minus, entfernen</translation>
    </message>
    <message>
        <source>arrow right, next</source>
        <translation>Pfeil nach rechts, weiter</translation>
    </message>
    <message>
        <source>arrow left, back</source>
        <translation>Pfeil nach links, zurück</translation>
    </message>
    <message>
        <source>arrow up</source>
        <translation>Pfeil nach oben</translation>
    </message>
    <message>
        <source>arrow down</source>
        <translation>Pfeil nach unten</translation>
    </message>
    <message>
        <source>reload, again, restart</source>
        <translation>neu laden, noch einmal, Neustart</translation>
    </message>
    <message>
        <source>recycling</source>
        <translation>Recycling, wiederverwerten</translation>
    </message>
    <message>
        <source>sun, sunny, warm</source>
        <translation>Sonne, sonnig, warm</translation>
    </message>
    <message>
        <source>sun behind a cloud, weather</source>
        <translation>Sonne hinter Wolke, Wetter</translation>
    </message>
    <message>
        <source>cloud, weather</source>
        <translation>Wolke, Wetter</translation>
    </message>
    <message>
        <source>rain, weather</source>
        <translation>Regen, Wetter</translation>
    </message>
    <message>
        <source>thunderstorm, weather</source>
        <translation>Gewitter, Wetter</translation>
    </message>
    <message>
        <source>snowflake, cold, winter</source>
        <translation>Schneeflocke, kalt, Winter</translation>
    </message>
    <message>
        <source>rainbow, colours</source>
        <translation>Regenbogen, Farben</translation>
    </message>
    <message>
        <source>moon, night</source>
        <translation>Mond, Nacht</translation>
    </message>
    <message>
        <source>earth, world</source>
        <translation>Erde, Welt</translation>
    </message>
    <message>
        <source>plant, seedling, grow</source>
        <translation>Pflanze, Keimling, wachsen</translation>
    </message>
    <message>
        <source>tree</source>
        <translation>Baum</translation>
    </message>
    <message>
        <source>blossom, spring</source>
        <translation>Blüte, Frühling</translation>
    </message>
    <message>
        <source>rose, flower</source>
        <translation>Rose, Blume</translation>
    </message>
    <message>
        <source>bouquet, flowers</source>
        <translation>Blumenstrauß, Blumen</translation>
    </message>
    <message>
        <source>four-leaf clover, luck</source>
        <translation>vierblättriges Kleeblatt, Glück</translation>
    </message>
    <message>
        <source>dog</source>
        <translation>Hund</translation>
    </message>
    <message>
        <source>cat</source>
        <translation>Katze</translation>
    </message>
    <message>
        <source>mouse</source>
        <translation>Maus</translation>
    </message>
    <message>
        <source>bear</source>
        <translation>Bär</translation>
    </message>
    <message>
        <source>panda</source>
        <translation>Panda</translation>
    </message>
    <message>
        <source>fox</source>
        <translation>Fuchs</translation>
    </message>
    <message>
        <source>rabbit</source>
        <translation>Hase, Kaninchen</translation>
    </message>
    <message>
        <source>horse</source>
        <translation>Pferd</translation>
    </message>
    <message>
        <source>turtle, slow</source>
        <translation>Schildkröte, langsam</translation>
    </message>
    <message>
        <source>snail, slow</source>
        <translation>Schnecke, langsam</translation>
    </message>
    <message>
        <source>bug, caterpillar, error</source>
        <translation>Käfer, Raupe, Fehler</translation>
    </message>
    <message>
        <source>bee, busy</source>
        <translation>Biene, fleißig</translation>
    </message>
    <message>
        <source>butterfly</source>
        <translation>Schmetterling</translation>
    </message>
    <message>
        <source>fish</source>
        <translation>Fisch</translation>
    </message>
    <message>
        <source>coffee, tea, break</source>
        <translation>Kaffee, Tee, Pause</translation>
    </message>
    <message>
        <source>tea, green tea</source>
        <translation>Tee, grüner Tee</translation>
    </message>
    <message>
        <source>beer</source>
        <translation>Bier</translation>
    </message>
    <message>
        <source>wine</source>
        <translation>Wein</translation>
    </message>
    <message>
        <source>cheers, toast, sparkling wine</source>
        <translation>Prost, anstoßen, Sekt</translation>
    </message>
    <message>
        <source>drop, water</source>
        <translation>Tropfen, Wasser</translation>
    </message>
    <message>
        <source>apple</source>
        <translation>Apfel</translation>
    </message>
    <message>
        <source>banana</source>
        <translation>Banane</translation>
    </message>
    <message>
        <source>strawberry</source>
        <translation>Erdbeere</translation>
    </message>
    <message>
        <source>bread</source>
        <translation>Brot</translation>
    </message>
    <message>
        <source>cheese</source>
        <translation>Käse</translation>
    </message>
    <message>
        <source>pizza</source>
        <translation>Pizza</translation>
    </message>
    <message>
        <source>burger</source>
        <translation>Burger</translation>
    </message>
    <message>
        <source>chips, fries</source>
        <translation>Pommes</translation>
    </message>
    <message>
        <source>salad</source>
        <translation>Salat</translation>
    </message>
    <message>
        <source>pasta, spaghetti</source>
        <translation>Nudeln, Spaghetti</translation>
    </message>
    <message>
        <source>rice</source>
        <translation>Reis</translation>
    </message>
    <message>
        <source>ice cream</source>
        <translation>Eis</translation>
    </message>
    <message>
        <source>chocolate</source>
        <translation>Schokolade</translation>
    </message>
    <message>
        <source>biscuit, cookie</source>
        <translation>Keks</translation>
    </message>
    <message>
        <source>birthday cake</source>
        <translation>Geburtstagstorte</translation>
    </message>
    <message>
        <source>cake</source>
        <translation>Kuchen</translation>
    </message>
    <message>
        <source>party popper, congratulations, celebrate</source>
        <translation>Konfetti, herzlichen Glückwunsch, feiern</translation>
    </message>
    <message>
        <source>confetti ball, celebrate</source>
        <translation>Konfettikugel, feiern</translation>
    </message>
    <message>
        <source>present, gift</source>
        <translation>Geschenk</translation>
    </message>
    <message>
        <source>balloon</source>
        <translation>Luftballon</translation>
    </message>
    <message>
        <source>trophy, winner</source>
        <translation>Pokal, Gewinner</translation>
    </message>
    <message>
        <source>gold medal, first</source>
        <translation>Goldmedaille, Erster</translation>
    </message>
    <message>
        <source>target, exactly</source>
        <translation>Zielscheibe, genau</translation>
    </message>
    <message>
        <source>football, soccer</source>
        <translation>Fußball</translation>
    </message>
    <message>
        <source>basketball</source>
        <translation>Basketball</translation>
    </message>
    <message>
        <source>tennis</source>
        <translation>Tennis</translation>
    </message>
    <message>
        <source>musical note, music</source>
        <translation>Musiknote, Musik</translation>
    </message>
    <message>
        <source>palette, paint, art</source>
        <translation>Palette, malen, Kunst</translation>
    </message>
    <message>
        <source>film, cinema</source>
        <translation>Film, Kino</translation>
    </message>
    <message>
        <source>game, controller</source>
        <translation>Spiel, Controller</translation>
    </message>
    <message>
        <source>rocket, fast, start</source>
        <translation>Rakete, schnell, Start</translation>
    </message>
    <message>
        <source>aeroplane, flight, travel</source>
        <translation>Flugzeug, Flug, Reise</translation>
    </message>
    <message>
        <source>car</source>
        <translation>Auto</translation>
    </message>
    <message>
        <source>bus</source>
        <translation>Bus</translation>
    </message>
    <message>
        <source>train</source>
        <translation>Zug, Bahn</translation>
    </message>
    <message>
        <source>bicycle</source>
        <translation>Fahrrad</translation>
    </message>
    <message>
        <source>delivery, lorry, parcel</source>
        <translation>Lieferung, Lastwagen, Paket</translation>
    </message>
    <message>
        <source>house, home</source>
        <translation>Haus, zu Hause</translation>
    </message>
    <message>
        <source>office building</source>
        <translation>Bürogebäude</translation>
    </message>
    <message>
        <source>hospital</source>
        <translation>Krankenhaus</translation>
    </message>
    <message>
        <source>bank</source>
        <translation>Bank</translation>
    </message>
    <message>
        <source>school</source>
        <translation>Schule</translation>
    </message>
    <message>
        <source>shop</source>
        <translation>Laden, Geschäft</translation>
    </message>
    <message>
        <source>beach, holiday</source>
        <translation>Strand, Urlaub</translation>
    </message>
    <message>
        <source>mountain</source>
        <translation>Berg</translation>
    </message>
    <message>
        <source>map</source>
        <translation>Landkarte, Karte</translation>
    </message>
    <message>
        <source>light bulb, idea</source>
        <translation>Glühbirne, Idee</translation>
    </message>
    <message>
        <source>search, magnifying glass</source>
        <translation>Suche, Lupe</translation>
    </message>
    <message>
        <source>lock, closed, safe</source>
        <translation>Schloss, zu, sicher</translation>
    </message>
    <message>
        <source>open lock</source>
        <translation>offenes Schloss</translation>
    </message>
    <message>
        <source>key, password</source>
        <translation>Schlüssel, Passwort</translation>
    </message>
    <message>
        <source>tool, spanner, repair</source>
        <translation>Werkzeug, Schraubenschlüssel, reparieren</translation>
    </message>
    <message>
        <source>hammer, build</source>
        <translation>Hammer, bauen</translation>
    </message>
    <message>
        <source>settings, gear</source>
        <translation>Einstellungen, Zahnrad</translation>
    </message>
    <message>
        <source>link, chain</source>
        <translation>Link, Kette</translation>
    </message>
    <message>
        <source>paper clip, attachment</source>
        <translation>Büroklammer, Anhang</translation>
    </message>
    <message>
        <source>pin, remember</source>
        <translation>Stecknadel, merken</translation>
    </message>
    <message>
        <source>camera, photo</source>
        <translation>Kamera, Foto</translation>
    </message>
    <message>
        <source>telephone, call</source>
        <translation>Telefon, Anruf</translation>
    </message>
    <message>
        <source>mobile phone</source>
        <translation>Handy, Mobiltelefon</translation>
    </message>
    <message>
        <source>computer, laptop</source>
        <translation>Computer, Laptop</translation>
    </message>
    <message>
        <source>screen, desktop computer</source>
        <translation>Bildschirm, Rechner</translation>
    </message>
    <message>
        <source>printer, print</source>
        <translation>Drucker, drucken</translation>
    </message>
    <message>
        <source>keyboard</source>
        <translation>Tastatur</translation>
    </message>
    <message>
        <source>save, disk</source>
        <translation>speichern, Diskette</translation>
    </message>
    <message>
        <source>battery</source>
        <translation>Batterie, Akku</translation>
    </message>
    <message>
        <source>plug, power</source>
        <translation>Stecker, Strom</translation>
    </message>
    <message>
        <source>e-mail</source>
        <translation>E-Mail</translation>
    </message>
    <message>
        <source>message, letter</source>
        <translation>Nachricht, Brief</translation>
    </message>
    <message>
        <source>parcel, box, delivery</source>
        <translation>Paket, Kiste, Lieferung</translation>
    </message>
    <message>
        <source>page, document</source>
        <translation>Seite, Dokument</translation>
    </message>
    <message>
        <source>clipboard, list</source>
        <translation>Klemmbrett, Liste</translation>
    </message>
    <message>
        <source>calendar, date, appointment</source>
        <translation>Kalender, Datum, Termin</translation>
    </message>
    <message>
        <source>rising chart, growth</source>
        <translation>steigende Kurve, Wachstum</translation>
    </message>
    <message>
        <source>falling chart</source>
        <translation>fallende Kurve</translation>
    </message>
    <message>
        <source>bar chart, statistics</source>
        <translation>Balkendiagramm, Statistik</translation>
    </message>
    <message>
        <source>books, learn</source>
        <translation>Bücher, lernen</translation>
    </message>
    <message>
        <source>note, write</source>
        <translation>Notiz, schreiben</translation>
    </message>
    <message>
        <source>pencil, write</source>
        <translation>Stift, schreiben</translation>
    </message>
    <message>
        <source>megaphone, announcement</source>
        <translation>Megafon, Ankündigung</translation>
    </message>
    <message>
        <source>bell, notification</source>
        <translation>Glocke, Benachrichtigung</translation>
    </message>
    <message>
        <source>no notifications, silent</source>
        <translation>keine Benachrichtigungen, stumm</translation>
    </message>
    <message>
        <source>alarm clock, time</source>
        <translation>Wecker, Zeit</translation>
    </message>
    <message>
        <source>hourglass, wait</source>
        <translation>Sanduhr, warten</translation>
    </message>
    <message>
        <source>time is over, hourglass</source>
        <translation>Zeit ist um, Sanduhr</translation>
    </message>
    <message>
        <source>clock, one o&apos;clock</source>
        <translation>Uhr, ein Uhr</translation>
    </message>
    <message>
        <source>money bag</source>
        <translation>Geldsack, Geld</translation>
    </message>
    <message>
        <source>euro, money</source>
        <translation>Euro, Geld</translation>
    </message>
    <message>
        <source>dollar, money</source>
        <translation>Dollar, Geld</translation>
    </message>
    <message>
        <source>credit card, pay</source>
        <translation>Kreditkarte, bezahlen</translation>
    </message>
    <message>
        <source>receipt, invoice</source>
        <translation>Beleg, Rechnung</translation>
    </message>
    <message>
        <source>shopping trolley, buy</source>
        <translation>Einkaufswagen, kaufen</translation>
    </message>
    <message>
        <source>bin, delete</source>
        <translation>Papierkorb, löschen</translation>
    </message>
    <message>
        <source>pill, medicine</source>
        <translation>Tablette, Medizin</translation>
    </message>
    <message>
        <source>stethoscope, doctor</source>
        <translation>Stethoskop, Arzt</translation>
    </message>
    <message>
        <source>graduation, study</source>
        <translation>Abschluss, Studium</translation>
    </message>
    <message>
        <source>brain, clever</source>
        <translation>Gehirn, klug</translation>
    </message>
    <message>
        <source>person, user</source>
        <translation>Person, Benutzer</translation>
    </message>
    <message>
        <source>people, team</source>
        <translation>Leute, Team</translation>
    </message>
    <message>
        <source>woman</source>
        <translation>Frau</translation>
    </message>
    <message>
        <source>man</source>
        <translation>Mann</translation>
    </message>
    <message>
        <source>baby</source>
        <translation>Baby</translation>
    </message>
    <message>
        <source>white flag</source>
        <translation>weiße Fahne</translation>
    </message>
    <message>
        <source>chequered flag, finished</source>
        <translation>Zielflagge, fertig</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>Take the customer who waits longest</source>
        <translation>Nehmen, wer am längsten wartet</translation>
    </message>
    <message>
        <source>Next conversation</source>
        <translation>Nächstes Gespräch</translation>
    </message>
    <message>
        <source>Previous conversation</source>
        <translation>Voriges Gespräch</translation>
    </message>
    <message>
        <source>Close the conversation</source>
        <translation>Gespräch beenden</translation>
    </message>
    <message>
        <source>Back to the line you write in</source>
        <translation>Zurück zur Eingabezeile</translation>
    </message>
    <message>
        <source>Next pane</source>
        <translation>Nächster Bereich</translation>
    </message>
    <message>
        <source>This list</source>
        <translation>Diese Liste</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Search everything</source>
        <translation>Überall suchen</translation>
    </message>
    <message>
        <source>Search in this conversation</source>
        <translation>In diesem Gespräch suchen</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Sperren</translation>
    </message>
    <message>
        <source>Your computers</source>
        <translation>Ihre Computer</translation>
    </message>
    <message>
        <source>Save the conversation as a file</source>
        <translation>Das Gespräch als Datei speichern</translation>
    </message>
    <message>
        <source>A note for your colleagues, or a reply again</source>
        <translation>Eine Notiz für das Team, oder wieder eine Antwort</translation>
    </message>
    <message>
        <source>The first new message</source>
        <translation>Die erste neue Nachricht</translation>
    </message>
    <message>
        <source>Answer the message</source>
        <translation>Auf die Nachricht antworten</translation>
    </message>
    <message>
        <source>React to the message</source>
        <translation>Auf die Nachricht reagieren</translation>
    </message>
    <message>
        <source>Star the message, for yourself</source>
        <translation>Die Nachricht für sich markieren</translation>
    </message>
    <message>
        <source>Edit the message, if it is yours</source>
        <translation>Die Nachricht ändern, wenn sie von Ihnen ist</translation>
    </message>
    <message>
        <source>Delete the message for everybody, if it is yours</source>
        <translation>Die Nachricht für alle löschen, wenn sie von Ihnen ist</translation>
    </message>
    <message>
        <source>What can be done with the message</source>
        <translation>Was mit der Nachricht getan werden kann</translation>
    </message>
    <message>
        <source>Edit your last message, while nothing is written</source>
        <translation>Ihre letzte Nachricht ändern, solange nichts geschrieben ist</translation>
    </message>
    <message>
        <source>Wrap up a closed conversation: outcome, tags, remark</source>
        <translation>Geschlossenes Gespräch abschließen: Ergebnis, Schlagwörter, Bemerkung</translation>
    </message>
    <message>
        <source>Canned replies: find, write and change them</source>
        <translation>Textbausteine: finden, schreiben und ändern</translation>
    </message>
    <message>
        <source>Hand the conversation over to a colleague</source>
        <translation>Die Unterhaltung jemandem aus dem Team übergeben</translation>
    </message>
    <message>
        <source>To what a colleague asks: accept or decline</source>
        <translation>Zur Frage aus dem Team: annehmen oder ablehnen</translation>
    </message>
    <message>
        <source>An older conversation with the same customer</source>
        <translation>Ein älteres Gespräch mit derselben Person</translation>
    </message>
    <message>
        <source>A newer conversation with the same customer</source>
        <translation>Ein neueres Gespräch mit derselben Person</translation>
    </message>
    <message>
        <source>Snooze the conversation until another time</source>
        <translation>Das Gespräch bis zu einer anderen Zeit zurückstellen</translation>
    </message>
    <message>
        <source>Departments at a glance, if you answer for them</source>
        <translation>Abteilungen auf einen Blick, wenn Sie für sie verantwortlich sind</translation>
    </message>
    <message>
        <source>Show another conversation of yours beside this one</source>
        <translation>Ein weiteres Ihrer Gespräche danebenstellen</translation>
    </message>
    <message>
        <source>To the next one that stands beside</source>
        <translation>Zum nächsten, das danebensteht</translation>
    </message>
    <message>
        <source>Close this column; the conversation stays as it is</source>
        <translation>Diese Spalte schließen; das Gespräch bleibt, wie es ist</translation>
    </message>
    <message>
        <source>Practise with a customer who is only played</source>
        <translation>Mit einem nur gespielten Kunden üben</translation>
    </message>
    <message>
        <source>Choose an emoji, while you write</source>
        <translation>Beim Schreiben: ein Emoji auswählen</translation>
    </message>
    <message>
        <source>Strong words, while you write</source>
        <translation>Beim Schreiben: fett</translation>
    </message>
    <message>
        <source>Emphasis, while you write</source>
        <translation>Beim Schreiben: kursiv</translation>
    </message>
    <message>
        <source>Open one of your conversations by its place</source>
        <translation>Eines Ihrer Gespräche nach seinem Platz öffnen</translation>
    </message>
    <message>
        <source>Show it beside the open one</source>
        <translation>Es neben dem offenen zeigen</translation>
    </message>
</context>
<context>
    <name>LaterTimes</name>
    <message>
        <source>In an hour</source>
        <translation>In einer Stunde</translation>
    </message>
    <message>
        <source>This evening</source>
        <translation>Heute Abend</translation>
    </message>
    <message>
        <source>Tomorrow morning</source>
        <translation>Morgen früh</translation>
    </message>
    <message>
        <source>Monday morning</source>
        <translation>Montag früh</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <extracomment>A date, and a time of that day</extracomment>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>Markup</name>
    <message>
        <source>Quote:</source>
        <translation>Zitat:</translation>
    </message>
    <message>
        <source>Code:</source>
        <translation>Code:</translation>
    </message>
</context>
<context>
    <name>Outcomes</name>
    <message>
        <source>Solved</source>
        <translation>Gelöst</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>Beantwortet</translation>
    </message>
    <message>
        <source>To be followed up</source>
        <translation>Wiedervorlage nötig</translation>
    </message>
    <message>
        <source>Passed on</source>
        <translation>Weitergegeben</translation>
    </message>
    <message>
        <source>The customer had gone</source>
        <translation>Kunde war weg</translation>
    </message>
    <message>
        <source>Unwanted or abuse</source>
        <translation>Unerwünscht oder Missbrauch</translation>
    </message>
    <message>
        <source>Another outcome</source>
        <translation>Anderes Ergebnis</translation>
    </message>
</context>
<context>
    <name>Practice</name>
    <message>
        <source>Take the customer who waits</source>
        <translation>Nehmen Sie den Kunden, der wartet</translation>
    </message>
    <message>
        <source>Answer with a canned reply</source>
        <translation>Antworten Sie mit einem Textbaustein</translation>
    </message>
    <message>
        <source>Note something for your colleagues</source>
        <translation>Notieren Sie etwas für Ihr Team</translation>
    </message>
    <message>
        <source>Ask a colleague to go on</source>
        <translation>Bitten Sie jemanden aus dem Team weiterzumachen</translation>
    </message>
    <message>
        <source>Close the conversation</source>
        <translation>Beenden Sie das Gespräch</translation>
    </message>
    <message>
        <source>Somebody waits in the queue. Choose them there and press &quot;Take&quot;, or press %1 anywhere. From then on the two of you can read the conversation, and nobody else.</source>
        <translation>In der Warteschlange wartet jemand. Wählen Sie dort aus und drücken Sie „Nehmen“, oder drücken Sie irgendwo %1. Von da an können Sie beide das Gespräch lesen, und sonst niemand.</translation>
    </message>
    <message>
        <source>Write /%1 at the start of the line, choose the reply with Enter, and send it with Enter. You may change it before.</source>
        <translation>Schreiben Sie /%1 an den Anfang der Zeile, wählen Sie den Textbaustein mit Enter und senden Sie ihn mit Enter. Vorher dürfen Sie ihn ändern.</translation>
    </message>
    <message>
        <source>Switch to &quot;Note&quot; above the line that you write in (%1), and send one. Notes have a colour of their own; customers never get them.</source>
        <translation>Wechseln Sie über der Zeile, in der Sie schreiben, zu „Notiz“ (%1) und senden Sie eine. Notizen haben eine eigene Farbe; Kunden bekommen sie nie.</translation>
    </message>
    <message>
        <source>Choose &quot;Hand over…&quot; above the conversation (%1) and ask your colleague. Until somebody accepts, the customer stays with you.</source>
        <translation>Wählen Sie über dem Gespräch „Übergeben …“ (%1) und fragen Sie jemanden aus dem Team. Bis jemand annimmt, bleibt der Kunde bei Ihnen.</translation>
    </message>
    <message>
        <source>Your colleague cannot now, so the customer has stayed with you. Close the conversation (%1) and say how it ended; Escape passes that over.</source>
        <translation>Das passt gerade nicht, also ist der Kunde bei Ihnen geblieben. Beenden Sie das Gespräch (%1) und sagen Sie, wie es ausging; Escape übergeht das.</translation>
    </message>
</context>
<context>
    <name>Problems</name>
    <message>
        <source>This is not a complete invitation. Nothing has changed on this computer. Copy the whole link, or open the invitation file again.</source>
        <translation>Das ist keine vollständige Einladung. Auf diesem Computer hat sich nichts geändert. Kopieren Sie den ganzen Link, oder öffnen Sie die Einladungsdatei noch einmal.</translation>
    </message>
    <message>
        <source>This invitation has expired. Nothing has changed on this computer. Ask the person who sent it for a new one.</source>
        <translation>Diese Einladung ist abgelaufen. Auf diesem Computer hat sich nichts geändert. Bitten Sie die Person, die sie geschickt hat, um eine neue.</translation>
    </message>
    <message>
        <source>The server does not know this invitation. Nothing has changed on this computer. Ask the person who sent it for a new one.</source>
        <translation>Der Server kennt diese Einladung nicht. Auf diesem Computer hat sich nichts geändert. Bitten Sie die Person, die sie geschickt hat, um eine neue.</translation>
    </message>
    <message>
        <source>This invitation has been used already. Nothing has changed on this computer. Ask the person who sent it for a new one.</source>
        <translation>Diese Einladung ist schon benutzt worden. Auf diesem Computer hat sich nichts geändert. Bitten Sie die Person, die sie geschickt hat, um eine neue.</translation>
    </message>
    <message>
        <source>This invitation was made by a newer version of Chat Live 121. Nothing has changed on this computer. Update the program, then open the invitation again.</source>
        <translation>Diese Einladung stammt aus einer neueren Version von Chat Live 121. Auf diesem Computer hat sich nichts geändert. Aktualisieren Sie das Programm, und öffnen Sie die Einladung dann noch einmal.</translation>
    </message>
    <message>
        <source>This invitation is for something else. Nothing has changed on this computer. Open the invitation again from the first screen.</source>
        <translation>Diese Einladung ist für etwas anderes. Auf diesem Computer hat sich nichts geändert. Öffnen Sie die Einladung noch einmal vom ersten Bildschirm aus.</translation>
    </message>
    <message>
        <source>This server already belongs to an organisation. Nothing has changed there. Ask its owner for an invitation.</source>
        <translation>Dieser Server gehört schon einer Organisation. Dort hat sich nichts geändert. Bitten Sie deren Inhaber um eine Einladung.</translation>
    </message>
    <message>
        <source>This server does not belong to an organisation yet. Nothing has changed. Its owner has to set it up first.</source>
        <translation>Dieser Server gehört noch keiner Organisation. Es hat sich nichts geändert. Sein Inhaber muss ihn zuerst einrichten.</translation>
    </message>
    <message>
        <source>Name and password do not fit together. Nothing has changed. Check both and try again.</source>
        <translation>Name und Passwort passen nicht zusammen. Es hat sich nichts geändert. Prüfen Sie beides, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>There were too many tries with this name. Your account is not changed. Wait a quarter of an hour, then try again.</source>
        <translation>Mit diesem Namen gab es zu viele Versuche. Ihr Konto ist unverändert. Warten Sie eine Viertelstunde, und versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>Somebody in this organisation already logs in with this name. Nothing has changed. Choose another name.</source>
        <translation>In dieser Organisation meldet sich schon jemand mit diesem Namen an. Es hat sich nichts geändert. Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>A name is missing. Nothing has been sent. Fill it in and try again.</source>
        <translation>Ein Name fehlt. Es wurde nichts gesendet. Tragen Sie ihn ein, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>This is not the address of a server. Nothing has been sent. Write it as name:port, or paste any invitation of your organisation.</source>
        <translation>Das ist keine Adresse eines Servers. Es wurde nichts gesendet. Schreiben Sie sie als Name:Port, oder fügen Sie eine beliebige Einladung Ihrer Organisation ein.</translation>
    </message>
    <message>
        <source>The server asked for a weaker protection of your password than this program allows. The password was not used. Tell the owner of the server.</source>
        <translation>Der Server verlangte einen schwächeren Schutz Ihres Passworts, als dieses Programm erlaubt. Das Passwort wurde nicht verwendet. Sagen Sie es der Person, der der Server gehört.</translation>
    </message>
    <message>
        <source>The server gave back an account that this password does not open. Nothing has changed on this computer. Tell the owner of your organisation.</source>
        <translation>Der Server lieferte ein Konto, das sich mit diesem Passwort nicht öffnen lässt. Auf diesem Computer hat sich nichts geändert. Sagen Sie es dem Inhaber Ihrer Organisation.</translation>
    </message>
    <message>
        <source>This computer already has a profile here. It is not changed. Use another profile folder, or erase this profile first.</source>
        <translation>Auf diesem Computer gibt es hier schon ein Profil. Es ist unverändert. Nehmen Sie einen anderen Profilordner, oder löschen Sie zuerst dieses Profil.</translation>
    </message>
    <message>
        <source>The server cannot be reached. Nothing is lost. Check the network and try again.</source>
        <translation>Der Server ist nicht erreichbar. Nichts ist verloren. Prüfen Sie das Netz, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The server is not the one that the invitation names: its certificate is another. Nothing has been sent to it, and what you wrote is kept. Ask the owner of the organisation whether the server has changed.</source>
        <translation>Der Server ist nicht der, den die Einladung nennt: Sein Zertifikat ist ein anderes. Es wurde nichts an ihn gesendet, und was Sie geschrieben haben, ist aufgehoben. Fragen Sie den Inhaber der Organisation, ob der Server gewechselt hat.</translation>
    </message>
    <message>
        <source>The server speaks another version of the protocol. What you wrote is kept. Update Chat Live 121, or tell the owner of the server.</source>
        <translation>Der Server spricht eine andere Version des Protokolls. Was Sie geschrieben haben, ist aufgehoben. Aktualisieren Sie Chat Live 121, oder sagen Sie es der Person, der der Server gehört.</translation>
    </message>
    <message>
        <source>The server&apos;s answer makes no sense. What you wrote is kept. Check the address; if it is right, tell the owner of the server.</source>
        <translation>Die Antwort des Servers ergibt keinen Sinn. Was Sie geschrieben haben, ist aufgehoben. Prüfen Sie die Adresse; wenn sie stimmt, sagen Sie es der Person, der der Server gehört.</translation>
    </message>
    <message>
        <source>The server has too much to do. What you wrote is kept. Try again in a moment.</source>
        <translation>Der Server hat zu viel zu tun. Was Sie geschrieben haben, ist aufgehoben. Versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>The server&apos;s disk is full. What you wrote is kept here and sent later. Tell the owner of the server.</source>
        <translation>Die Festplatte des Servers ist voll. Was Sie geschrieben haben, ist hier aufgehoben und wird später gesendet. Sagen Sie es der Person, der der Server gehört.</translation>
    </message>
    <message>
        <source>The server refused this. What was there before is not changed. Try again; if it stays so, tell the owner of the server.</source>
        <translation>Der Server hat das abgelehnt. Was vorher da war, ist unverändert. Versuchen Sie es noch einmal; wenn es so bleibt, sagen Sie es der Person, der der Server gehört.</translation>
    </message>
    <message>
        <source>There is no connection to the server now. Nothing is lost. Try again when the status line says that you are connected.</source>
        <translation>Es gibt gerade keine Verbindung zum Server. Nichts ist verloren. Versuchen Sie es noch einmal, wenn die Statuszeile sagt, dass Sie verbunden sind.</translation>
    </message>
    <message>
        <source>The server shows another organisation than the one you know. Nothing was sent, and what you have is kept. Ask the organisation by another way what happened.</source>
        <translation>Der Server zeigt eine andere Organisation als die, die Sie kennen. Es wurde nichts gesendet, und was Sie haben, ist aufgehoben. Fragen Sie die Organisation auf anderem Weg, was geschehen ist.</translation>
    </message>
    <message>
        <source>The server shows an organisation that did not sign this invitation. Nothing was sent. Ask the person who invited you for a new invitation.</source>
        <translation>Der Server zeigt eine Organisation, die diese Einladung nicht bestätigt hat. Es wurde nichts gesendet. Bitten Sie die Person, die Sie eingeladen hat, um eine neue Einladung.</translation>
    </message>
    <message>
        <source>Somebody who is not signed by the organisation tried to come in and was refused. They have read nothing. Tell the organisation.</source>
        <translation>Jemand, den die Organisation nicht bestätigt hat, wollte dazukommen und wurde abgewiesen. Die Person hat nichts gelesen. Sagen Sie es der Organisation.</translation>
    </message>
    <message>
        <source>A customer&apos;s device could not be checked and was refused. Nothing was sent to it. Take the conversation again when the customer writes again.</source>
        <translation>Das Gerät eines Kunden ließ sich nicht prüfen und wurde abgewiesen. Es wurde nichts dorthin gesendet. Nehmen Sie das Gespräch wieder, wenn der Kunde wieder schreibt.</translation>
    </message>
    <message>
        <source>The server named a reader who is not signed by the organisation. Your message was not sent and is kept here. Ask the organisation by another way what happened.</source>
        <translation>Der Server nannte eine mitlesende Person, die die Organisation nicht bestätigt hat. Ihre Nachricht wurde nicht gesendet und ist hier aufgehoben. Fragen Sie die Organisation auf anderem Weg, was geschehen ist.</translation>
    </message>
    <message>
        <source>Nobody of this department has been here yet, so nobody could read a message. What you wrote is kept and sent as soon as somebody was here.</source>
        <translation>Aus dieser Abteilung war noch niemand hier, also könnte niemand eine Nachricht lesen. Was Sie geschrieben haben, ist aufgehoben und wird gesendet, sobald jemand da war.</translation>
    </message>
    <message>
        <source>The server&apos;s confirmation of your account does not fit. Nothing was sent. Ask the person who invited you for a new invitation.</source>
        <translation>Die Bestätigung des Servers für Ihr Konto passt nicht. Es wurde nichts gesendet. Bitten Sie die Person, die Sie eingeladen hat, um eine neue Einladung.</translation>
    </message>
    <message>
        <source>This profile is an older copy of itself, so nothing is sent from it. What you see and write is kept. Start afresh on this computer to go on: your conversations stay.</source>
        <translation>Dieses Profil ist eine ältere Kopie seiner selbst, deshalb wird von hier nichts gesendet. Was Sie sehen und schreiben, bleibt erhalten. Beginnen Sie auf diesem Computer neu, um weiterzumachen: Ihre Gespräche bleiben.</translation>
    </message>
    <message>
        <source>This device has been signed out by the organisation. What you see is kept. Ask for a new invitation.</source>
        <translation>Die Organisation hat dieses Gerät abgemeldet. Was Sie sehen, bleibt erhalten. Bitten Sie um eine neue Einladung.</translation>
    </message>
    <message>
        <source>A message arrived damaged and cannot be read. Everything else is here. Ask the other person to say it again.</source>
        <translation>Eine Nachricht ist beschädigt angekommen und lässt sich nicht lesen. Alles andere ist da. Bitten Sie die andere Person, es noch einmal zu sagen.</translation>
    </message>
    <message>
        <source>The server left out or reordered messages here. Everything that arrived is shown. Ask the other person what is missing, and tell the owner of the server.</source>
        <translation>Der Server hat hier Nachrichten ausgelassen oder umgestellt. Alles, was angekommen ist, wird gezeigt. Fragen Sie die andere Person, was fehlt, und sagen Sie es der Person, der der Server gehört.</translation>
    </message>
    <message>
        <source>An old message was sent a second time. It is shown once. Nothing is lost, and there is nothing to do.</source>
        <translation>Eine alte Nachricht wurde ein zweites Mal gesendet. Sie wird einmal gezeigt. Nichts ist verloren, und es ist nichts zu tun.</translation>
    </message>
    <message>
        <source>This conversation can no longer be read on this device. What you see is kept. Write again, or take it again, to go on.</source>
        <translation>Dieses Gespräch lässt sich auf diesem Gerät nicht mehr lesen. Was Sie sehen, bleibt erhalten. Schreiben Sie wieder, oder nehmen Sie es wieder, um fortzufahren.</translation>
    </message>
    <message>
        <source>The server has shown the people in this conversation different things. What you see is kept, and nothing more is sent here. Tell the organisation by another way.</source>
        <translation>Der Server hat den Beteiligten dieses Gesprächs Verschiedenes gezeigt. Was Sie sehen, bleibt erhalten, und hier wird nichts mehr gesendet. Sagen Sie es der Organisation auf einem anderen Weg.</translation>
    </message>
    <message>
        <source>This message is too long. It is still in the editor. Send it in parts.</source>
        <translation>Diese Nachricht ist zu lang. Sie steht noch in der Eingabezeile. Senden Sie sie in Teilen.</translation>
    </message>
    <message>
        <source>Too many messages wait to be sent. They are kept. Wait until the connection is back before you write more.</source>
        <translation>Zu viele Nachrichten warten auf den Versand. Sie sind aufgehoben. Warten Sie, bis die Verbindung wieder da ist, bevor Sie mehr schreiben.</translation>
    </message>
    <message>
        <source>A colleague was faster and has this conversation. The customer is being served. Take the next one.</source>
        <translation>Jemand aus dem Team war schneller und hat dieses Gespräch. Um den Kunden kümmert sich jemand. Nehmen Sie das nächste.</translation>
    </message>
    <message>
        <source>This conversation no longer waits. Nothing is lost. Take the next one.</source>
        <translation>Dieses Gespräch wartet nicht mehr. Nichts ist verloren. Nehmen Sie das nächste.</translation>
    </message>
    <message>
        <source>You have as many conversations as you said you can take. This one still waits. Close one, or raise your number.</source>
        <translation>Sie haben so viele Gespräche, wie Sie angegeben haben. Dieses wartet weiter. Beenden Sie eines, oder erhöhen Sie Ihre Zahl.</translation>
    </message>
    <message>
        <source>This conversation is closed. What you wrote is kept. It opens again when the customer writes.</source>
        <translation>Dieses Gespräch ist beendet. Was Sie geschrieben haben, ist aufgehoben. Es geht weiter, wenn der Kunde schreibt.</translation>
    </message>
    <message>
        <source>This message is still locked for you. It is safe on the server. It opens as soon as a colleague&apos;s device has been on-line.</source>
        <translation>Diese Nachricht ist für Sie noch verschlossen. Sie liegt sicher auf dem Server. Sie öffnet sich, sobald ein Gerät aus dem Team online war.</translation>
    </message>
    <message>
        <source>This colleague has no device that could join. The conversation is not changed. Ask them to open Chat Live 121 once.</source>
        <translation>Diese Person hat kein Gerät, das dazukommen könnte. Das Gespräch ist unverändert. Bitten Sie sie, Chat Live 121 einmal zu öffnen.</translation>
    </message>
    <message>
        <source>You may not do this here. Nothing has changed. Ask the owner of your organisation.</source>
        <translation>Das dürfen Sie hier nicht. Es hat sich nichts geändert. Fragen Sie den Inhaber Ihrer Organisation.</translation>
    </message>
    <message>
        <source>This passphrase does not open the profile. Nothing is lost. Try again.</source>
        <translation>Diese Passphrase öffnet das Profil nicht. Nichts ist verloren. Versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>This computer has no place to keep keys, so a passphrase is needed. Nothing has been sent. Choose a passphrase and try again.</source>
        <translation>Dieser Computer hat keinen Ort für Schlüssel, deshalb ist eine Passphrase nötig. Es wurde nichts gesendet. Wählen Sie eine Passphrase, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Your messages are on this computer, but the file &quot;vault&quot; that unlocks them is missing from the profile&apos;s folder. Nothing else is lost. Put that file back from a backup, or erase this profile and join again with a new invitation.</source>
        <translation>Ihre Nachrichten sind auf diesem Computer, aber die Datei „vault“, die sie aufschließt, fehlt im Ordner des Profils. Sonst ist nichts verloren. Legen Sie diese Datei aus einer Sicherung zurück, oder löschen Sie dieses Profil, und treten Sie mit einer neuen Einladung wieder bei.</translation>
    </message>
    <message>
        <source>The key store of this computer does not answer or does not have the key of this profile. Nothing is lost. Unlock the key store, then try again.</source>
        <translation>Der Schlüsselbund dieses Computers antwortet nicht oder hat den Schlüssel dieses Profils nicht. Nichts ist verloren. Entsperren Sie den Schlüsselbund, und versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>The server has changed its record of everybody&apos;s keys afterwards, or was put back from an old backup. Nothing that you wrote is lost. Ask the owner of the organisation what happened.</source>
        <translation>Der Server hat sein Verzeichnis aller Schlüssel nachträglich geändert oder wurde aus einer alten Sicherung zurückgespielt. Nichts, was Sie geschrieben haben, ist verloren. Fragen Sie den Inhaber der Organisation, was geschehen ist.</translation>
    </message>
    <message>
        <source>The server shows different people different records of everybody&apos;s keys. Your conversations stay readable only for those who are named in them. Tell the organisation by another way than this server.</source>
        <translation>Der Server zeigt verschiedenen Personen verschiedene Verzeichnisse aller Schlüssel. Ihre Gespräche bleiben nur für die darin genannten Personen lesbar. Sagen Sie es der Organisation auf einem anderen Weg als über diesen Server.</translation>
    </message>
    <message>
        <source>The server lets somebody in whose keys are not in its record of everybody&apos;s keys. Nothing that you wrote is lost. Ask the organisation by another way than this server who that is.</source>
        <translation>Der Server lässt jemanden zu, dessen Schlüssel nicht in seinem Verzeichnis aller Schlüssel stehen. Nichts, was Sie geschrieben haben, ist verloren. Fragen Sie die Organisation auf einem anderen Weg als über diesen Server, wer das ist.</translation>
    </message>
    <message>
        <source>The server does not prove its record of everybody&apos;s keys. Nothing is lost, and messages go on. Tell the owner of the server.</source>
        <translation>Der Server belegt sein Verzeichnis aller Schlüssel nicht. Nichts ist verloren, und Nachrichten gehen weiter. Sagen Sie es dem Betreiber des Servers.</translation>
    </message>
    <message>
        <source>The server left out or changed a part of your earlier conversations. That part is not shown, everything else is here. Tell the owner of the server.</source>
        <translation>Der Server hat einen Teil Ihrer früheren Gespräche weggelassen oder verändert. Dieser Teil wird nicht angezeigt, alles andere ist hier. Sagen Sie dem Eigentümer des Servers Bescheid.</translation>
    </message>
    <message>
        <source>The server gave older keys of your earlier conversations than it had before. They are not used, and what is on this computer is kept. Tell the owner of the server.</source>
        <translation>Der Server hat ältere Schlüssel Ihrer früheren Gespräche gegeben, als er vorher hatte. Sie werden nicht benutzt, und was auf diesem Computer ist, bleibt erhalten. Sagen Sie dem Eigentümer des Servers Bescheid.</translation>
    </message>
    <message>
        <source>The server changed the keys of your earlier conversations. They are not used, and what is on this computer is kept. Tell the owner of the server.</source>
        <translation>Der Server hat die Schlüssel Ihrer früheren Gespräche verändert. Sie werden nicht benutzt, und was auf diesem Computer ist, bleibt erhalten. Sagen Sie dem Eigentümer des Servers Bescheid.</translation>
    </message>
    <message>
        <source>One of these words is not the one that you wrote down. Nothing has changed. Compare them one by one.</source>
        <translation>Eines dieser Wörter ist nicht das, das Sie aufgeschrieben haben. Es hat sich nichts geändert. Vergleichen Sie sie eines nach dem anderen.</translation>
    </message>
    <message>
        <source>These are not the recovery words of this account. Nothing has changed. Look whether they belong to another one.</source>
        <translation>Das sind nicht die Wiederherstellungswörter dieses Kontos. Es hat sich nichts geändert. Sehen Sie nach, ob sie zu einem anderen gehören.</translation>
    </message>
    <message>
        <source>These recovery words were replaced by newer ones. Nothing has changed. Type the newest ones.</source>
        <translation>Diese Wiederherstellungswörter wurden durch neuere ersetzt. Es hat sich nichts geändert. Geben Sie die neuesten ein.</translation>
    </message>
    <message>
        <source>This computer does not know your recovery words yet. Nothing has changed. Type them first, or make new ones on your other computer.</source>
        <translation>Dieser Computer kennt Ihre Wiederherstellungswörter noch nicht. Es hat sich nichts geändert. Geben Sie sie zuerst ein, oder machen Sie auf Ihrem anderen Computer neue.</translation>
    </message>
    <message>
        <source>Nobody here has these recovery words. Nothing has changed. Look whether newer ones were made, or whether they are for another organisation.</source>
        <translation>Niemand hier hat diese Wiederherstellungswörter. Es hat sich nichts geändert. Sehen Sie nach, ob neuere gemacht wurden oder ob sie zu einer anderen Organisation gehören.</translation>
    </message>
    <message>
        <source>This message is no longer on this computer. Everything else is.</source>
        <translation>Diese Nachricht ist nicht mehr auf diesem Computer. Alles andere ist noch da.</translation>
    </message>
    <message>
        <source>For a day the server has not confirmed that this device&apos;s keys were renewed. Messages still reach only the people who are shown. Tell the owner of the server.</source>
        <translation>Der Server hat seit einem Tag nicht bestätigt, dass die Schlüssel dieses Geräts erneuert wurden. Nachrichten erreichen weiterhin nur die Personen, die angezeigt werden. Sagen Sie dem Eigentümer des Servers Bescheid.</translation>
    </message>
    <message>
        <source>That is not your password of now. Nothing has changed. Type the one that you log in with, and try again.</source>
        <translation>Das ist nicht Ihr jetziges Passwort. Es hat sich nichts geändert. Geben Sie das ein, mit dem Sie sich anmelden, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>You are no longer one of this organisation&apos;s people. What you have on this computer stays readable; nothing new arrives and nothing is sent.</source>
        <translation>Sie gehören nicht mehr zu dieser Organisation. Was auf diesem Computer ist, bleibt lesbar; Neues kommt nicht mehr an, und nichts wird gesendet.</translation>
    </message>
    <message>
        <source>Your badge has ended, so nothing is sent or received. Nothing is lost. Ask the owner of your organisation to open Chat Live 121: that renews it.</source>
        <translation>Ihr Ausweis ist abgelaufen, deshalb wird nichts gesendet und nichts empfangen. Nichts ist verloren. Bitten Sie die Inhaberin oder den Inhaber Ihrer Organisation, Chat Live 121 zu öffnen: Das verlängert ihn.</translation>
    </message>
    <message>
        <source>The server names a computer of yours that your account has not let in. Nothing is shared with it. Tell the owner of the server.</source>
        <translation>Der Server nennt einen Computer von Ihnen, den Ihr Konto nicht hereingelassen hat. Mit ihm wird nichts geteilt. Sagen Sie es dem Betreiber des Servers.</translation>
    </message>
    <message>
        <source>This is not the code that your other computer shows. Nothing has been sent. Compare the letters and digits one by one.</source>
        <translation>Das ist nicht der Code, den Ihr anderer Computer zeigt. Nichts wurde gesendet. Vergleichen Sie die Buchstaben und Ziffern einzeln.</translation>
    </message>
    <message>
        <source>This code is over or was used already. Nothing has changed. Let your other computer show a new one.</source>
        <translation>Dieser Code ist abgelaufen oder wurde schon benutzt. Nichts hat sich geändert. Lassen Sie sich von Ihrem anderen Computer einen neuen zeigen.</translation>
    </message>
    <message>
        <source>What came back was not sealed by your other computer for this one. Nothing was accepted. Let it show a new code; if it stays so, tell the owner of the server.</source>
        <translation>Was zurückkam, hat nicht Ihr anderer Computer für diesen versiegelt. Nichts wurde angenommen. Lassen Sie sich einen neuen Code zeigen; bleibt es so, sagen Sie es dem Betreiber des Servers.</translation>
    </message>
    <message>
        <source>Your other computer has said no. Nothing has changed. If that was a mistake, let it show a new code.</source>
        <translation>Ihr anderer Computer hat abgelehnt. Nichts hat sich geändert. War das ein Versehen, lassen Sie sich dort einen neuen Code zeigen.</translation>
    </message>
    <message>
        <source>This computer was not added. Nothing has changed.</source>
        <translation>Dieser Computer wurde nicht hinzugefügt. Nichts hat sich geändert.</translation>
    </message>
    <message>
        <source>Your badge ends on %1, and nobody has renewed it yet. Ask the owner of your organisation to open Chat Live 121: that renews it.</source>
        <translation>Ihr Ausweis läuft am %1 ab, und noch hat ihn niemand verlängert. Bitten Sie die Inhaberin oder den Inhaber Ihrer Organisation, Chat Live 121 zu öffnen: Das verlängert ihn.</translation>
    </message>
    <message>
        <source>The clock of this computer or of the server is wrong by more than a day. Nothing is lost. Set the clock of this computer, then start again.</source>
        <translation>Die Uhr dieses Computers oder des Servers geht um mehr als einen Tag falsch. Nichts ist verloren. Stellen Sie die Uhr dieses Computers, und starten Sie neu.</translation>
    </message>
    <message>
        <source>Only a computer with the organisation&apos;s key can do this. Nothing has changed. Do it there, or restore the key on this computer.</source>
        <translation>Das kann nur ein Computer mit dem Schlüssel der Organisation. Nichts hat sich geändert. Tun Sie es dort, oder holen Sie den Schlüssel auf diesen Computer.</translation>
    </message>
    <message>
        <source>This passphrase is too short. Nothing was saved. Take at least ten characters; four words are better.</source>
        <translation>Diese Passphrase ist zu kurz. Nichts wurde gespeichert. Nehmen Sie mindestens zehn Zeichen; vier Wörter sind besser.</translation>
    </message>
    <message>
        <source>This passphrase does not open the file. Nothing has changed. Type it again.</source>
        <translation>Diese Passphrase öffnet die Datei nicht. Nichts hat sich geändert. Geben Sie sie noch einmal ein.</translation>
    </message>
    <message>
        <source>This file is damaged, or holds no organisation&apos;s key. Nothing has changed. Take another copy, or the sheet of paper.</source>
        <translation>Diese Datei ist beschädigt, oder sie enthält keinen Schlüssel einer Organisation. Nichts hat sich geändert. Nehmen Sie eine andere Kopie oder das Blatt Papier.</translation>
    </message>
    <message>
        <source>This file was made by a newer version of the program. Nothing has changed. Install the newer version first.</source>
        <translation>Diese Datei stammt von einer neueren Version des Programms. Nichts hat sich geändert. Installieren Sie zuerst die neuere Version.</translation>
    </message>
    <message>
        <source>This is another organisation&apos;s key. Nothing has changed.</source>
        <translation>Das ist der Schlüssel einer anderen Organisation. Nichts hat sich geändert.</translation>
    </message>
    <message>
        <source>This file cannot be read. Nothing has changed. Look whether it is still there, and whether you may read it.</source>
        <translation>Diese Datei lässt sich nicht lesen. Nichts hat sich geändert. Sehen Sie nach, ob sie noch da ist und ob Sie sie lesen dürfen.</translation>
    </message>
    <message>
        <source>The file could not be written. The key is still on this computer. Choose another place.</source>
        <translation>Die Datei konnte nicht geschrieben werden. Der Schlüssel ist weiterhin auf diesem Computer. Wählen Sie einen anderen Ort.</translation>
    </message>
    <message>
        <source>Line %1 is not as it stands on the sheet. Nothing has changed. Compare it letter by letter.</source>
        <translation>Zeile %1 ist nicht so, wie sie auf dem Blatt steht. Nichts hat sich geändert. Vergleichen Sie Zeichen für Zeichen.</translation>
    </message>
    <message>
        <source>This computer has too little free memory for that: it takes 256 megabytes. Nothing has changed. Close other programs, then try again.</source>
        <translation>Dafür hat dieser Computer zu wenig freien Speicher: Es braucht 256 Megabyte. Nichts hat sich geändert. Schließen Sie andere Programme, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Another change of your password is not answered yet, so this one was not sent. Your computers stay in. Wait for the answer, then try again.</source>
        <translation>Eine andere Änderung Ihres Passworts ist noch nicht beantwortet, deshalb wurde diese nicht gesendet. Ihre Computer bleiben angemeldet. Warten Sie auf die Antwort und versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>The change of your password was broken off: the one of before counts, or the new one. Your computers stay in. Change it again, with the one that is accepted.</source>
        <translation>Die Änderung Ihres Passworts wurde abgebrochen: Es gilt das bisherige oder das neue. Ihre Computer bleiben angemeldet. Ändern Sie es noch einmal, mit dem, das angenommen wird.</translation>
    </message>
    <message>
        <source>The password is too short. Nothing has been sent. Choose one with at least ten characters.</source>
        <translation>Das Passwort ist zu kurz. Es wurde nichts gesendet. Wählen Sie eines mit mindestens zehn Zeichen.</translation>
    </message>
    <message>
        <source>This conversation was erased. Nothing of it can be brought back. Write again to begin another one.</source>
        <translation>Dieses Gespräch wurde gelöscht. Nichts davon lässt sich zurückholen. Schreiben Sie wieder, um ein neues zu beginnen.</translation>
    </message>
    <message>
        <source>The server has not proven that it erased the conversation. It is erased on this computer. The server will be asked again.</source>
        <translation>Der Server hat nicht bewiesen, dass er das Gespräch gelöscht hat. Auf diesem Computer ist es gelöscht. Der Server wird noch einmal gefragt.</translation>
    </message>
    <message>
        <source>This department keeps its conversations in another region than this server&apos;s. Nothing was sent. Please tell who runs the server.</source>
        <translation>Diese Abteilung hält ihre Gespräche in einer anderen Region als der dieses Servers. Nichts wurde gesendet. Bitte sagen Sie es denen, die den Server betreiben.</translation>
    </message>
    <message>
        <source>The server says that this conversation was erased, by somebody whom this computer has not seen in it. Nothing is erased here. To begin another one, erase it here, too.</source>
        <translation>Der Server sagt, dass dieses Gespräch gelöscht wurde, und zwar von jemandem, den dieser Computer darin nicht gesehen hat. Hier wird nichts gelöscht. Um ein neues zu beginnen, löschen Sie es auch hier.</translation>
    </message>
    <message>
        <source>The keys of your department cannot be entered on this computer: what the server keeps of them is damaged. What customers wrote is kept. It is put right by itself when an administrator&apos;s computer is on-line.</source>
        <translation>Die Schlüssel Ihrer Abteilung lassen sich auf diesem Computer nicht übernehmen: Was der Server davon hat, ist beschädigt. Was Kunden geschrieben haben, bleibt erhalten. Es wird von selbst behoben, sobald der Computer einer Administratorin oder eines Administrators verbunden ist.</translation>
    </message>
    <message>
        <source>This conversation waits for the customer&apos;s computer. Nothing is lost. It goes on as soon as that computer is on-line again.</source>
        <translation>Dieses Gespräch wartet auf den Computer des Kunden. Nichts ist verloren. Es geht weiter, sobald dieser Computer wieder verbunden ist.</translation>
    </message>
    <message>
        <source>The keys of your department are not used on this computer: somebody has them whom the organisation does not allow there, or no longer. Nothing of yours is sent to them. It is put right by itself when an administrator&apos;s computer is on-line.</source>
        <translation>Die Schlüssel Ihrer Abteilung werden auf diesem Computer nicht verwendet: Jemand hat sie, dem die Organisation das nicht oder nicht mehr erlaubt. Dorthin wird nichts von Ihnen gesendet. Es wird von selbst behoben, sobald der Computer einer Administratorin oder eines Administrators verbunden ist.</translation>
    </message>
    <message>
        <source>This colleague is not there, or away. It stays with you. Ask another.</source>
        <translation>Diese Person ist nicht da oder abwesend. Die Unterhaltung bleibt bei Ihnen. Fragen Sie jemand anderen.</translation>
    </message>
    <message>
        <source>This hand-over is settled already. Nothing is lost. Look who has it now.</source>
        <translation>Diese Übergabe ist schon erledigt. Nichts ist verloren. Sehen Sie nach, wer die Unterhaltung jetzt hat.</translation>
    </message>
    <message>
        <source>The canned reply could not be kept: it needs a shortcut of one word, and a text that is not too long.</source>
        <translation>Der Textbaustein konnte nicht gespeichert werden: Er braucht ein Kürzel aus einem Wort und einen Text, der nicht zu lang ist.</translation>
    </message>
    <message>
        <source>You do not work in this department. Its canned replies are as they were.</source>
        <translation>Sie arbeiten nicht in dieser Abteilung. Ihre Textbausteine sind unverändert.</translation>
    </message>
    <message>
        <source>A colleague has changed this canned reply meanwhile. What you wrote is still here: save again to put it in its place.</source>
        <translation>Jemand hat diesen Textbaustein inzwischen geändert. Was Sie geschrieben haben, steht noch hier: Speichern Sie noch einmal, um ihn zu ersetzen.</translation>
    </message>
    <message>
        <source>A colleague has deleted this canned reply meanwhile. What you wrote is still here: save again to make a new one of it.</source>
        <translation>Jemand hat diesen Textbaustein inzwischen gelöscht. Was Sie geschrieben haben, steht noch hier: Speichern Sie noch einmal, um einen neuen daraus zu machen.</translation>
    </message>
    <message>
        <source>The department has as many canned replies as there can be. Delete some that nobody uses.</source>
        <translation>Die Abteilung hat so viele Textbausteine, wie es geben kann. Löschen Sie welche, die niemand benutzt.</translation>
    </message>
    <message>
        <source>The server did not take a change of a canned reply. The reply is as it was.</source>
        <translation>Der Server hat die Änderung eines Textbausteins nicht angenommen. Der Textbaustein ist unverändert.</translation>
    </message>
    <message>
        <source>This department does not take messages from you at the moment. What was written stays readable, and what you write now stays on this computer.</source>
        <translation>Diese Abteilung nimmt zurzeit keine Nachrichten von Ihnen an. Was geschrieben wurde, bleibt lesbar, und was Sie jetzt schreiben, bleibt auf diesem Computer.</translation>
    </message>
    <message>
        <source>All departments together say more than the organisation&apos;s signed document has room for. Nothing has changed. Shorten terms or questions somewhere.</source>
        <translation>Alle Abteilungen zusammen sagen mehr, als im unterschriebenen Dokument der Organisation Platz ist. Nichts hat sich geändert. Kürzen Sie irgendwo Bedingungen oder Fragen.</translation>
    </message>
    <message>
        <source>Many people are coming in by this invitation just now. Nothing has changed on this computer. Try again in a while.</source>
        <translation>Gerade kommen viele mit dieser Einladung herein. Auf diesem Computer hat sich nichts geändert. Versuchen Sie es später noch einmal.</translation>
    </message>
    <message>
        <source>The computer of the colleague who has it does not answer. You come in when it does, or ask again later.</source>
        <translation>Der Computer der Person, die die Unterhaltung hat, antwortet nicht. Sie kommen hinein, sobald er es tut, oder fragen Sie später noch einmal.</translation>
    </message>
    <message numerus="yes">
        <source>Many people are coming in by this invitation just now. Nothing has changed on this computer. Try again in %n minute(s).</source>
        <translation>
            <numerusform>Gerade kommen viele mit dieser Einladung herein. Auf diesem Computer hat sich nichts geändert. Versuchen Sie es in %n Minute noch einmal.</numerusform>
            <numerusform>Gerade kommen viele mit dieser Einladung herein. Auf diesem Computer hat sich nichts geändert. Versuchen Sie es in %n Minuten noch einmal.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Profiles</name>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n Minute</numerusform>
            <numerusform>%n Minuten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n Sekunde</numerusform>
            <numerusform>%n Sekunden</numerusform>
        </translation>
    </message>
    <message>
        <source>Agents choose from the queue themselves.</source>
        <translation>Mitarbeitende wählen selbst aus der Warteschlange.</translation>
    </message>
    <message>
        <source>Who waits is offered to whoever has the fewest conversations.</source>
        <translation>Wer wartet, wird der Person mit den wenigsten Gesprächen angeboten.</translation>
    </message>
    <message>
        <source>Who waits is offered to everybody in turn.</source>
        <translation>Wer wartet, wird allen reihum angeboten.</translation>
    </message>
    <message>
        <source>Who waits is offered to whom they spoke with last.</source>
        <translation>Wer wartet, wird der Person angeboten, mit der zuletzt gesprochen wurde.</translation>
    </message>
    <message>
        <source>Nobody is warned of long waits.</source>
        <translation>Vor langem Warten wird niemand gewarnt.</translation>
    </message>
    <message>
        <source>Staff are warned of a wait after %1.</source>
        <translation>Das Team wird gewarnt, wenn jemand so lange wartet: %1.</translation>
    </message>
    <message>
        <source>Staff may save conversations as files, where the customer allows it.</source>
        <translation>Das Team darf Gespräche als Datei speichern, wo der Kunde es erlaubt.</translation>
    </message>
    <message>
        <source>Of the staff, supervisors, administrators and owners may save conversations as files, where the customer allows it.</source>
        <translation>Vom Team dürfen Teamleitung, Verwaltung und Inhaber Gespräche als Datei speichern, wo der Kunde es erlaubt.</translation>
    </message>
    <message>
        <source>Nobody of the staff may save conversations as files.</source>
        <translation>Niemand vom Team darf Gespräche als Datei speichern.</translation>
    </message>
    <message>
        <source>People see how far others have read, and that they type.</source>
        <translation>Man sieht, wie weit andere gelesen haben und dass sie schreiben.</translation>
    </message>
    <message>
        <source>People see how far others have read, and not that they type.</source>
        <translation>Man sieht, wie weit andere gelesen haben, aber nicht, dass sie schreiben.</translation>
    </message>
    <message>
        <source>People see that others type, and not how far they have read.</source>
        <translation>Man sieht, dass andere schreiben, aber nicht, wie weit sie gelesen haben.</translation>
    </message>
    <message>
        <source>People see neither how far others have read nor that they type.</source>
        <translation>Man sieht weder, wie weit andere gelesen haben, noch dass sie schreiben.</translation>
    </message>
    <message>
        <source>Support</source>
        <translation>Support</translation>
    </message>
    <message>
        <source>Questions during a stream</source>
        <translation>Fragen während einer Übertragung</translation>
    </message>
    <message>
        <source>Tutoring</source>
        <translation>Nachhilfe</translation>
    </message>
    <message>
        <source>Telehealth</source>
        <translation>Telemedizin</translation>
    </message>
    <message>
        <source>Internal</source>
        <translation>Intern</translation>
    </message>
    <message>
        <source>For customers of a company, who want an answer soon.</source>
        <translation>Für Kunden eines Unternehmens, die bald eine Antwort möchten.</translation>
    </message>
    <message>
        <source>For many short questions while something is shown.</source>
        <translation>Für viele kurze Fragen, während etwas gezeigt wird.</translation>
    </message>
    <message>
        <source>For pupils who come back to the same person.</source>
        <translation>Für Lernende, die zur selben Person zurückkommen.</translation>
    </message>
    <message>
        <source>For patients: one at a time, with as little kept and seen as can be.</source>
        <translation>Für Patienten: einer nach dem anderen, und so wenig wie möglich wird aufbewahrt und gesehen.</translation>
    </message>
    <message>
        <source>For colleagues who ask those who run something for them.</source>
        <translation>Für Kolleginnen und Kollegen, die fragen, wer etwas für sie betreibt.</translation>
    </message>
    <message>
        <source>An offer that nobody takes goes on after %1.</source>
        <translation>Ein Angebot, das niemand annimmt, geht weiter nach: %1.</translation>
    </message>
    <message numerus="yes">
        <source>An agent has at most %n conversation(s) at once.</source>
        <translation>
            <numerusform>Eine Person hat höchstens %n Gespräch gleichzeitig.</numerusform>
            <numerusform>Eine Person hat höchstens %n Gespräche gleichzeitig.</numerusform>
        </translation>
    </message>
    <message>
        <source>Each agent says how many conversations they take.</source>
        <translation>Jede Person sagt selbst, wie viele Gespräche sie nimmt.</translation>
    </message>
    <message>
        <source>A customer who is not answered for %1 goes back to the queue.</source>
        <translation>Ein Kunde, der so lange keine Antwort bekommt, geht zurück in die Warteschlange: %1.</translation>
    </message>
    <message numerus="yes">
        <source>Messages are deleted after %n day(s).</source>
        <translation>
            <numerusform>Nachrichten werden nach %n Tag gelöscht.</numerusform>
            <numerusform>Nachrichten werden nach %n Tagen gelöscht.</numerusform>
        </translation>
    </message>
    <message>
        <source>Messages are kept.</source>
        <translation>Nachrichten werden aufbewahrt.</translation>
    </message>
    <message>
        <source>Conversations may be kept for new computers.</source>
        <translation>Gespräche dürfen für neue Computer aufbewahrt werden.</translation>
    </message>
    <message>
        <source>Nothing is kept for new computers.</source>
        <translation>Für neue Computer wird nichts aufbewahrt.</translation>
    </message>
    <message>
        <source>Metadata shield: the server is shown less, receipts come later, and nobody sees who is typing.</source>
        <translation>Metadatenschild: Der Server erfährt weniger, Bestätigungen kommen später, und niemand sieht, wer schreibt.</translation>
    </message>
    <message numerus="yes">
        <source>Windows of staff lock after %n minute(s) at the latest.</source>
        <translation>
            <numerusform>Fenster des Teams sperren sich spätestens nach %n Minute.</numerusform>
            <numerusform>Fenster des Teams sperren sich spätestens nach %n Minuten.</numerusform>
        </translation>
    </message>
    <message>
        <source>Windows of staff lock when each likes.</source>
        <translation>Fenster des Teams sperren sich, wann jede Person möchte.</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
</context>
<context>
    <name>Ratings</name>
    <message>
        <source>Very bad</source>
        <translation>Sehr schlecht</translation>
    </message>
    <message>
        <source>Bad</source>
        <translation>Schlecht</translation>
    </message>
    <message>
        <source>All right</source>
        <translation>In Ordnung</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>Gut</translation>
    </message>
    <message>
        <source>Very good</source>
        <translation>Sehr gut</translation>
    </message>
</context>
<context>
    <name>Receipt</name>
    <message>
        <source>Receipt for an erased conversation</source>
        <translation>Beleg über ein gelöschtes Gespräch</translation>
    </message>
    <message>
        <source>Organisation: %1</source>
        <translation>Organisation: %1</translation>
    </message>
    <message>
        <source>Asked for: %1</source>
        <translation>Verlangt: %1</translation>
    </message>
    <message>
        <source>Erased on the server: %1</source>
        <translation>Auf dem Server gelöscht: %1</translation>
    </message>
    <message>
        <source>What the server has deleted:</source>
        <translation>Was der Server gelöscht hat:</translation>
    </message>
    <message>
        <source>sealed messages and changes of the group</source>
        <translation>versiegelte Nachrichten und Änderungen der Gruppe</translation>
    </message>
    <message>
        <source>messages in the waiting room</source>
        <translation>Nachrichten im Wartezimmer</translation>
    </message>
    <message>
        <source>invitations into the group</source>
        <translation>Einladungen in die Gruppe</translation>
    </message>
    <message>
        <source>public states of the group</source>
        <translation>öffentliche Zustände der Gruppe</translation>
    </message>
    <message>
        <source>What the server could not reach:</source>
        <translation>Was der Server nicht erreichen konnte:</translation>
    </message>
    <message>
        <source>computers of people in it that were off-line; they erase it when they log in</source>
        <translation>Computer von Beteiligten, die nicht verbunden waren; sie löschen es, wenn sie sich anmelden</translation>
    </message>
    <message>
        <source>sealed archives that only their owners&apos; computers can empty</source>
        <translation>versiegelte Archive, die nur die Computer ihrer Besitzer leeren können</translation>
    </message>
    <message>
        <source>backups of the server, until they are replaced</source>
        <translation>Sicherungen des Servers, bis sie ersetzt sind</translation>
    </message>
    <message>
        <source>copies, notes and pictures that somebody has made</source>
        <translation>Kopien, Notizen und Bilder, die jemand gemacht hat</translation>
    </message>
    <message>
        <source>Computers of people in it that were told at once: %1</source>
        <translation>Computer von Beteiligten, die es sofort erfahren haben: %1</translation>
    </message>
    <message>
        <source>The server has signed this. Base64url, as common/identity/statements.h has it:</source>
        <translation>Das hat der Server unterschrieben. Base64url, wie in common/identity/statements.h beschrieben:</translation>
    </message>
</context>
<context>
    <name>RootSheet</name>
    <message>
        <source>The organisation&apos;s key</source>
        <translation>Der Schlüssel der Organisation</translation>
    </message>
    <message>
        <source>Chat Live 121, %1</source>
        <translation>Chat Live 121, %1</translation>
    </message>
    <message>
        <source>Whoever has these four lines can sign for the organisation: its badges, its rules, and who no longer works for it. Lock this paper away. On a new computer: log in, open “Organisation”, and choose “Type the sheet”.</source>
        <translation>Wer diese vier Zeilen hat, kann für die Organisation unterschreiben: ihre Ausweise, ihre Regeln, und wer nicht mehr für sie arbeitet. Schließen Sie dieses Blatt ein. Auf einem neuen Computer: melden Sie sich an, öffnen Sie „Organisation“ und wählen Sie „Blatt abtippen“.</translation>
    </message>
    <message>
        <source>organisation</source>
        <translation>organisation</translation>
    </message>
    <message>
        <source>If the password is lost, too: start Chat Live 121, choose “Log in”, “Password forgotten?”, “Organisation&apos;s key…” and “I have the sheet of paper”.</source>
        <translation>Wenn auch das Passwort verloren ist: Starten Sie Chat Live 121 und wählen Sie „Anmelden“, „Passwort vergessen?“, „Schlüssel der Organisation…“ und „Ich habe das Blatt Papier“.</translation>
    </message>
    <message>
        <source>A link of the organisation is needed, too: any one, also one that was used.</source>
        <translation>Dazu braucht man einen Link der Organisation: irgendeinen, auch einen, der schon benutzt wurde.</translation>
    </message>
    <message>
        <source>A link of the organisation is needed, too: any one, also one that was used, or this one, which invites nobody:</source>
        <translation>Dazu braucht man einen Link der Organisation: irgendeinen, auch einen, der schon benutzt wurde, oder diesen, der niemanden einlädt:</translation>
    </message>
</context>
<context>
    <name>Saving</name>
    <message>
        <source>There is a file of this name already. It is not changed. Choose another name, or say that it may be replaced.</source>
        <translation>Eine Datei mit diesem Namen gibt es schon. Sie ist nicht verändert. Wählen Sie einen anderen Namen, oder bestätigen Sie, dass sie ersetzt werden darf.</translation>
    </message>
    <message>
        <source>This is not the name of a file. Nothing was saved. Choose a folder and a name.</source>
        <translation>Das ist kein Name einer Datei. Es wurde nichts gespeichert. Wählen Sie einen Ordner und einen Namen.</translation>
    </message>
    <message>
        <source>Files in this place can be read by others, too. Nothing was saved. Choose a folder on this computer&apos;s own disk.</source>
        <translation>Dateien an diesem Ort können auch andere lesen. Es wurde nichts gespeichert. Wählen Sie einen Ordner auf der eigenen Platte dieses Computers.</translation>
    </message>
    <message>
        <source>The disk is full. Nothing was saved, and what was there is not changed. Free some space, or choose another place.</source>
        <translation>Die Platte ist voll. Es wurde nichts gespeichert, und was da war, ist nicht verändert. Schaffen Sie Platz, oder wählen Sie einen anderen Ort.</translation>
    </message>
    <message>
        <source>The file could not be written there. Nothing was saved, and what was there is not changed. Choose another place.</source>
        <translation>Die Datei konnte dort nicht geschrieben werden. Es wurde nichts gespeichert, und was da war, ist nicht verändert. Wählen Sie einen anderen Ort.</translation>
    </message>
    <message>
        <source>Another conversation is being saved. Nothing is lost. Try again when it is done.</source>
        <translation>Ein anderes Gespräch wird gerade gespeichert. Es ist nichts verloren. Versuchen Sie es noch einmal, wenn es fertig ist.</translation>
    </message>
    <message>
        <source>There is nothing in this conversation that could be saved.</source>
        <translation>In diesem Gespräch gibt es nichts, was gespeichert werden könnte.</translation>
    </message>
</context>
<context>
    <name>ServerKnowledge</name>
    <message>
        <source>Your account</source>
        <translation>Ihr Konto</translation>
    </message>
    <message>
        <source>Who you are to the server: a key, and what was signed for it.</source>
        <translation>Wer Sie für den Server sind: ein Schlüssel, und was für ihn unterschrieben wurde.</translation>
    </message>
    <message>
        <source>Your place at the desk</source>
        <translation>Ihr Platz am Schalter</translation>
    </message>
    <message>
        <source>Only for those who work here.</source>
        <translation>Nur für Personen, die hier arbeiten.</translation>
    </message>
    <message>
        <source>Answers to your requests</source>
        <translation>Antworten auf Ihre Anfragen</translation>
    </message>
    <message>
        <source>Kept for a week, so that a request that is sent again is not carried out twice.</source>
        <translation>Eine Woche aufgehoben, damit eine wiederholte Anfrage nicht zweimal ausgeführt wird.</translation>
    </message>
    <message>
        <source>The conversation at the desk</source>
        <translation>Das Gespräch am Schalter</translation>
    </message>
    <message>
        <source>Its place in the queue and who has taken it.</source>
        <translation>Sein Platz in der Warteschlange und wer es übernommen hat.</translation>
    </message>
    <message>
        <source>How far each device has received</source>
        <translation>Wie weit jedes Gerät empfangen hat</translation>
    </message>
    <message>
        <source>So that nothing is lost or sent twice.</source>
        <translation>Damit nichts verloren geht oder zweimal gesendet wird.</translation>
    </message>
    <message>
        <source>The department</source>
        <translation>Die Abteilung</translation>
    </message>
    <message>
        <source>Whom this conversation is for.</source>
        <translation>Für wen dieses Gespräch ist.</translation>
    </message>
    <message>
        <source>Your devices</source>
        <translation>Ihre Geräte</translation>
    </message>
    <message>
        <source>Each has a key of its own.</source>
        <translation>Jedes hat einen eigenen Schlüssel.</translation>
    </message>
    <message>
        <source>Sealed messages</source>
        <translation>Versiegelte Nachrichten</translation>
    </message>
    <message>
        <source>How a device of yours could come back in</source>
        <translation>Wie ein Gerät von Ihnen zurückkommen könnte</translation>
    </message>
    <message>
        <source>The public keys of the readers; nothing of what was said.</source>
        <translation>Die öffentlichen Schlüssel der Lesenden; nichts von dem, was gesagt wurde.</translation>
    </message>
    <message>
        <source>Customer invitations that you made</source>
        <translation>Kundeneinladungen, die Sie erstellt haben</translation>
    </message>
    <message>
        <source>Hashes; the links are not kept.</source>
        <translation>Prüfsummen; die Links werden nicht aufgehoben.</translation>
    </message>
    <message>
        <source>The record of everybody&apos;s keys</source>
        <translation>Das Verzeichnis aller Schlüssel</translation>
    </message>
    <message>
        <source>Hashes only: your computer checks that nothing in it is ever changed.</source>
        <translation>Nur Prüfsummen: Ihr Computer prüft, dass darin nie etwas geändert wird.</translation>
    </message>
    <message>
        <source>Keys to let your devices in</source>
        <translation>Schlüssel, um Ihre Geräte einzulassen</translation>
    </message>
    <message>
        <source>Each is handed out once.</source>
        <translation>Jeder wird einmal ausgegeben.</translation>
    </message>
    <message>
        <source>The conversation&apos;s log</source>
        <translation>Das Protokoll des Gesprächs</translation>
    </message>
    <message>
        <source>Where its sealed messages are numbered.</source>
        <translation>Wo seine versiegelten Nachrichten nummeriert werden.</translation>
    </message>
    <message>
        <source>Which devices may fetch the messages</source>
        <translation>Welche Geräte die Nachrichten abholen dürfen</translation>
    </message>
    <message>
        <source>Who can read them is decided on the readers&apos; computers, not here.</source>
        <translation>Wer sie lesen kann, entscheidet sich auf den Computern der Lesenden, nicht hier.</translation>
    </message>
    <message>
        <source>The database&apos;s version</source>
        <translation>Die Version der Datenbank</translation>
    </message>
    <message>
        <source>Nothing about anybody.</source>
        <translation>Nichts über irgendwen.</translation>
    </message>
    <message>
        <source>Which of your devices are connected now</source>
        <translation>Welche Ihrer Geräte jetzt verbunden sind</translation>
    </message>
    <message>
        <source>Forgotten when they disconnect.</source>
        <translation>Vergessen, sobald sie sich trennen.</translation>
    </message>
    <message>
        <source>The organisation&apos;s own document</source>
        <translation>Das Dokument der Organisation</translation>
    </message>
    <message>
        <source>Signed, and the same for everybody.</source>
        <translation>Unterschrieben und für alle dasselbe.</translation>
    </message>
    <message>
        <source>Your log-in</source>
        <translation>Ihre Anmeldung</translation>
    </message>
    <message>
        <source>Only for those who have set a password. It is not kept itself.</source>
        <translation>Nur für Personen mit einem Passwort. Das Passwort selbst wird nicht aufgehoben.</translation>
    </message>
    <message>
        <source>Counters against guessing</source>
        <translation>Zähler gegen Erraten</translation>
    </message>
    <message>
        <source>By hashes of names, for a short time.</source>
        <translation>Nach Prüfsummen von Namen, für kurze Zeit.</translation>
    </message>
    <message>
        <source>The server&apos;s own key</source>
        <translation>Der eigene Schlüssel des Servers</translation>
    </message>
    <message>
        <source>The link that founded the organisation</source>
        <translation>Der Link, mit dem die Organisation gegründet wurde</translation>
    </message>
    <message>
        <source>Until it was used.</source>
        <translation>Bis er benutzt wurde.</translation>
    </message>
    <message>
        <source>Used keys of your devices</source>
        <translation>Benutzte Schlüssel Ihrer Geräte</translation>
    </message>
    <message>
        <source>So that none is used twice.</source>
        <translation>Damit keiner zweimal benutzt wird.</translation>
    </message>
    <message>
        <source>The invitation that you used</source>
        <translation>Die Einladung, die Sie benutzt haben</translation>
    </message>
    <message>
        <source>Number, made from the key</source>
        <translation>Nummer, aus dem Schlüssel gebildet</translation>
    </message>
    <message>
        <source>Public key</source>
        <translation>Öffentlicher Schlüssel</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>Departments you serve</source>
        <translation>Ihre Abteilungen</translation>
    </message>
    <message>
        <source>Name and role, signed by the organisation</source>
        <translation>Name und Rolle, von der Organisation unterschrieben</translation>
    </message>
    <message>
        <source>Department that invited you</source>
        <translation>Abteilung, die Sie eingeladen hat</translation>
    </message>
    <message>
        <source>Registered</source>
        <translation>Angemeldet am</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Conversations at once</source>
        <translation>Gespräche zugleich</translation>
    </message>
    <message>
        <source>Away; waited for until</source>
        <translation>Abwesend; gewartet wird bis</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Number of the request</source>
        <translation>Nummer der Anfrage</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Given</source>
        <translation>Gegeben am</translation>
    </message>
    <message>
        <source>Number of the conversation</source>
        <translation>Nummer des Gesprächs</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>Abteilung</translation>
    </message>
    <message>
        <source>Customer&apos;s account</source>
        <translation>Konto des Kunden</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>How it began</source>
        <translation>Wie es begann</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Place in the queue&apos;s order</source>
        <translation>Platz in der Reihenfolge</translation>
    </message>
    <message>
        <source>Waiting since</source>
        <translation>Wartet seit</translation>
    </message>
    <message>
        <source>Taken by the account</source>
        <translation>Übernommen vom Konto</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>Übernommen am</translation>
    </message>
    <message>
        <source>Waited the first time</source>
        <translation>Erste Wartezeit</translation>
    </message>
    <message>
        <source>Reserved for the taker until</source>
        <translation>Reserviert für die übernehmende Person bis</translation>
    </message>
    <message>
        <source>Changed last</source>
        <translation>Zuletzt geändert</translation>
    </message>
    <message>
        <source>Received up to number</source>
        <translation>Empfangen bis Nummer</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Nummer</translation>
    </message>
    <message>
        <source>Its waiting room</source>
        <translation>Ihr Wartezimmer</translation>
    </message>
    <message>
        <source>Its team</source>
        <translation>Ihr Team</translation>
    </message>
    <message>
        <source>Takes customers</source>
        <translation>Nimmt Kunden an</translation>
    </message>
    <message>
        <source>Public key for first messages, signed</source>
        <translation>Öffentlicher Schlüssel für erste Nachrichten, unterschrieben</translation>
    </message>
    <message>
        <source>Key published</source>
        <translation>Schlüssel veröffentlicht</translation>
    </message>
    <message>
        <source>Signed by your account&apos;s key</source>
        <translation>Vom Schlüssel Ihres Kontos unterschrieben</translation>
    </message>
    <message>
        <source>Starts of the program</source>
        <translation>Starts des Programms</translation>
    </message>
    <message>
        <source>Number of the last request at log-in</source>
        <translation>Nummer der letzten Anfrage bei der Anmeldung</translation>
    </message>
    <message>
        <source>Signed out</source>
        <translation>Abgemeldet</translation>
    </message>
    <message>
        <source>In the log</source>
        <translation>Im Protokoll</translation>
    </message>
    <message>
        <source>Number in the log</source>
        <translation>Nummer im Protokoll</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>From the device</source>
        <translation>Vom Gerät</translation>
    </message>
    <message>
        <source>Of the account</source>
        <translation>Vom Konto</translation>
    </message>
    <message>
        <source>Group of readers, counted</source>
        <translation>Gruppe der Lesenden, gezählt</translation>
    </message>
    <message>
        <source>Changes of that group before it</source>
        <translation>Änderungen dieser Gruppe davor</translation>
    </message>
    <message>
        <source>Stored</source>
        <translation>Gespeichert am</translation>
    </message>
    <message>
        <source>About the conversation</source>
        <translation>Zum Gespräch</translation>
    </message>
    <message>
        <source>What was said, sealed</source>
        <translation>Was gesagt wurde, versiegelt</translation>
    </message>
    <message>
        <source>Public keys of the readers, signed</source>
        <translation>Öffentliche Schlüssel der Lesenden, unterschrieben</translation>
    </message>
    <message>
        <source>Hash of the link</source>
        <translation>Prüfsumme des Links</translation>
    </message>
    <message>
        <source>Made by the account</source>
        <translation>Erstellt vom Konto</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>Gültig bis</translation>
    </message>
    <message>
        <source>Uses left</source>
        <translation>Verbleibende Verwendungen</translation>
    </message>
    <message>
        <source>Place in the record</source>
        <translation>Platz im Verzeichnis</translation>
    </message>
    <message>
        <source>Kind of statement</source>
        <translation>Art der Aussage</translation>
    </message>
    <message>
        <source>Hash of a statement, or of two hashes</source>
        <translation>Prüfsumme einer Aussage oder zweier Prüfsummen</translation>
    </message>
    <message>
        <source>Hash of the key</source>
        <translation>Prüfsumme des Schlüssels</translation>
    </message>
    <message>
        <source>Only when no other is left</source>
        <translation>Nur wenn kein anderer mehr da ist</translation>
    </message>
    <message>
        <source>Public key, signed by the device</source>
        <translation>Öffentlicher Schlüssel, vom Gerät unterschrieben</translation>
    </message>
    <message>
        <source>Belongs to</source>
        <translation>Gehört zu</translation>
    </message>
    <message>
        <source>Random; another one after a restored backup</source>
        <translation>Zufällig; nach einer zurückgespielten Sicherung eine andere</translation>
    </message>
    <message>
        <source>Deleted below number</source>
        <translation>Gelöscht unter Nummer</translation>
    </message>
    <message>
        <source>Has readers</source>
        <translation>Hat Lesende</translation>
    </message>
    <message>
        <source>Changes of that group</source>
        <translation>Änderungen dieser Gruppe</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>From message number</source>
        <translation>Ab Nachricht Nummer</translation>
    </message>
    <message>
        <source>To message number</source>
        <translation>Bis Nachricht Nummer</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>Signed document</source>
        <translation>Unterschriebenes Dokument</translation>
    </message>
    <message>
        <source>Hash of the log-in name</source>
        <translation>Prüfsumme des Anmeldenamens</translation>
    </message>
    <message>
        <source>Random bytes beside the password</source>
        <translation>Zufällige Bytes neben dem Passwort</translation>
    </message>
    <message>
        <source>Memory that a guess costs, in bytes</source>
        <translation>Speicher, den ein Rateversuch kostet, in Bytes</translation>
    </message>
    <message>
        <source>Rounds that a guess costs</source>
        <translation>Runden, die ein Rateversuch kostet</translation>
    </message>
    <message>
        <source>Hash of what the password gives</source>
        <translation>Prüfsumme dessen, was das Passwort ergibt</translation>
    </message>
    <message>
        <source>Your account&apos;s key, locked by the password</source>
        <translation>Der Schlüssel Ihres Kontos, vom Passwort verschlossen</translation>
    </message>
    <message>
        <source>Hash of what is counted</source>
        <translation>Prüfsumme dessen, was gezählt wird</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>The server&apos;s private key</source>
        <translation>Der geheime Schlüssel des Servers</translation>
    </message>
    <message>
        <source>Key to answer for names that do not exist</source>
        <translation>Schlüssel, um für unbekannte Namen zu antworten</translation>
    </message>
    <message>
        <source>Public key of the invitation</source>
        <translation>Öffentlicher Schlüssel der Einladung</translation>
    </message>
    <message>
        <source>Used</source>
        <translation>Benutzt am</translation>
    </message>
    <message>
        <source>conversation</source>
        <translation>Gespräch</translation>
    </message>
    <message>
        <source>a device&apos;s own</source>
        <translation>Eigenes eines Geräts</translation>
    </message>
    <message>
        <source>waiting room</source>
        <translation>Wartezimmer</translation>
    </message>
    <message>
        <source>team</source>
        <translation>Team</translation>
    </message>
    <message>
        <source>message, receipt or note</source>
        <translation>Nachricht, Bestätigung oder Hinweis</translation>
    </message>
    <message>
        <source>change of readers</source>
        <translation>Änderung der Lesenden</translation>
    </message>
    <message>
        <source>first message</source>
        <translation>Erste Nachricht</translation>
    </message>
    <message>
        <source>key for a new reader</source>
        <translation>Schlüssel für neue Lesende</translation>
    </message>
    <message>
        <source>emptied</source>
        <translation>geleert</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>taken</source>
        <translation>übernommen</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>geschlossen</translation>
    </message>
    <message>
        <source>waiting for an answer</source>
        <translation>wartet auf Antwort</translation>
    </message>
    <message>
        <source>message left</source>
        <translation>Nachricht hinterlassen</translation>
    </message>
    <message>
        <source>owner</source>
        <translation>Inhaber</translation>
    </message>
    <message>
        <source>administrator</source>
        <translation>Administrator</translation>
    </message>
    <message>
        <source>supervisor</source>
        <translation>Leitung</translation>
    </message>
    <message>
        <source>agent</source>
        <translation>Beratung</translation>
    </message>
    <message>
        <source>bot</source>
        <translation>Bot</translation>
    </message>
    <message>
        <source>customer</source>
        <translation>Kunde</translation>
    </message>
    <message>
        <source>away</source>
        <translation>abwesend</translation>
    </message>
    <message>
        <source>busy</source>
        <translation>beschäftigt</translation>
    </message>
    <message>
        <source>available</source>
        <translation>verfügbar</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 Bytes</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>%1 bytes, sealed</source>
        <translation>%1 Bytes, versiegelt</translation>
    </message>
    <message>
        <source>This version of the program does not know what it is for.</source>
        <translation>Diese Version des Programms weiß nicht, wofür es ist.</translation>
    </message>
    <message>
        <source>Your history for a new computer</source>
        <translation>Ihr Verlauf für einen neuen Computer</translation>
    </message>
    <message>
        <source>Keys that only your recovery words open.</source>
        <translation>Schlüssel, die nur Ihre Wiederherstellungswörter öffnen.</translation>
    </message>
    <message>
        <source>What lies in that history</source>
        <translation>Was in diesem Verlauf liegt</translation>
    </message>
    <message>
        <source>Marks that tell nothing, so that nothing is kept twice.</source>
        <translation>Zeichen, die nichts verraten, damit nichts doppelt aufgehoben wird.</translation>
    </message>
    <message>
        <source>Number of its log</source>
        <translation>Nummer seines Protokolls</translation>
    </message>
    <message>
        <source>How often the keys were changed</source>
        <translation>Wie oft die Schlüssel geändert wurden</translation>
    </message>
    <message>
        <source>Keys, sealed</source>
        <translation>Schlüssel, versiegelt</translation>
    </message>
    <message>
        <source>Hash by which a customer&apos;s words find it</source>
        <translation>Hash, über den die Wörter eines Kunden es finden</translation>
    </message>
    <message>
        <source>Keys changed at</source>
        <translation>Schlüssel geändert am</translation>
    </message>
    <message>
        <source>Keyed hash of what it is about</source>
        <translation>Verschlüsselter Hash dessen, worum es geht</translation>
    </message>
    <message>
        <source>Place in the log</source>
        <translation>Stelle im Protokoll</translation>
    </message>
    <message>
        <source>history for a new computer</source>
        <translation>Verlauf für einen neuen Computer</translation>
    </message>
    <message>
        <source>The clock for deleting messages</source>
        <translation>Die Uhr für das Löschen von Nachrichten</translation>
    </message>
    <message>
        <source>Days after which messages are deleted (0: they are kept)</source>
        <translation>Tage, nach denen Nachrichten gelöscht werden (0: sie bleiben)</translation>
    </message>
    <message>
        <source>Time at the last look</source>
        <translation>Uhrzeit beim letzten Nachsehen</translation>
    </message>
    <message>
        <source>Nothing is deleted before</source>
        <translation>Vorher wird nichts gelöscht</translation>
    </message>
    <message>
        <source>A computer that is being added</source>
        <translation>Ein Computer, der gerade hinzukommt</translation>
    </message>
    <message>
        <source>For ten minutes: what your computers seal for each other under a code that the server never sees.</source>
        <translation>Für zehn Minuten: was Ihre Computer füreinander versiegeln, unter einem Code, den der Server nie sieht.</translation>
    </message>
    <message>
        <source>No longer staff since</source>
        <translation>Nicht mehr im Team seit</translation>
    </message>
    <message>
        <source>Kind of computer, sealed for your own devices</source>
        <translation>Art des Computers, versiegelt für Ihre eigenen Geräte</translation>
    </message>
    <message>
        <source>Last use, rounded down to the hour</source>
        <translation>Letzte Nutzung, auf die Stunde abgerundet</translation>
    </message>
    <message>
        <source>Its removal, signed by your account&apos;s key</source>
        <translation>Seine Entfernung, unterschrieben vom Schlüssel Ihres Kontos</translation>
    </message>
    <message>
        <source>Hash by which the code finds it</source>
        <translation>Prüfsumme, unter der der Code es findet</translation>
    </message>
    <message>
        <source>Opened by the device</source>
        <translation>Geöffnet vom Gerät</translation>
    </message>
    <message>
        <source>How far it is, of four steps</source>
        <translation>Wie weit es ist, von vier Schritten</translation>
    </message>
    <message>
        <source>Offer, sealed under the code</source>
        <translation>Angebot, unter dem Code versiegelt</translation>
    </message>
    <message>
        <source>Wish, sealed under the code</source>
        <translation>Wunsch, unter dem Code versiegelt</translation>
    </message>
    <message>
        <source>Answer, sealed for the new computer</source>
        <translation>Antwort, für den neuen Computer versiegelt</translation>
    </message>
    <message>
        <source>Name and role of the account that took its place, signed</source>
        <translation>Name und Rolle des Kontos an seiner Stelle, unterschrieben</translation>
    </message>
    <message>
        <source>What is left of an erased conversation</source>
        <translation>Was von einem gelöschten Gespräch bleibt</translation>
    </message>
    <message>
        <source>Its number, so that it does not come back, and who wished it, signed.</source>
        <translation>Seine Nummer, damit es nicht wiederkommt, und wer es verlangt hat, unterschrieben.</translation>
    </message>
    <message>
        <source>Every message, receipt and change of readers, sealed. The server cannot open them. It forgets after a day who sent what, once the sender&apos;s device has confirmed it, and keeps only the hour.</source>
        <translation>Jede Nachricht, Bestätigung und Änderung der Lesenden, versiegelt. Der Server kann sie nicht öffnen. Nach einem Tag vergisst er, wer was gesendet hat, sobald das Gerät des Absenders es bestätigt hat, und behält nur die Stunde.</translation>
    </message>
    <message>
        <source>Region where its conversations may be kept (empty: anywhere)</source>
        <translation>Region, in der ihre Gespräche aufbewahrt werden dürfen (leer: überall)</translation>
    </message>
    <message>
        <source>The conversation</source>
        <translation>Das Gespräch</translation>
    </message>
    <message>
        <source>The wish, signed by the account of who had it</source>
        <translation>Das Verlangen, vom Konto dessen unterschrieben, der es hatte</translation>
    </message>
    <message>
        <source>The receipt, signed by the server</source>
        <translation>Der Beleg, vom Server unterschrieben</translation>
    </message>
    <message>
        <source>Erased</source>
        <translation>Gelöscht</translation>
    </message>
    <message>
        <source>Senders forgotten up to number</source>
        <translation>Absender vergessen bis Nummer</translation>
    </message>
    <message>
        <source>Metadata shield: forgets early who sent what</source>
        <translation>Metadatenschutz: vergisst früh, wer was geschickt hat</translation>
    </message>
    <message>
        <source>The public half of a key that lies in a file</source>
        <translation>Die öffentliche Hälfte eines Schlüssels, der in einer Datei liegt</translation>
    </message>
    <message>
        <source>Who has passed on it</source>
        <translation>Wer sie weitergehen ließ</translation>
    </message>
    <message>
        <source>Agents to whom it was offered, until somebody takes it.</source>
        <translation>Mitarbeitende, denen sie angeboten war, bis jemand sie übernimmt.</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>Sprachen</translation>
    </message>
    <message>
        <source>Last offer or take</source>
        <translation>Letztes Angebot oder letzte Übernahme</translation>
    </message>
    <message>
        <source>Offered to the account</source>
        <translation>Angeboten dem Konto</translation>
    </message>
    <message>
        <source>Offered until</source>
        <translation>Angeboten bis</translation>
    </message>
    <message>
        <source>Alarms that were raised while it waits</source>
        <translation>Alarme, seit sie wartet</translation>
    </message>
    <message>
        <source>Taken last by the account</source>
        <translation>Zuletzt übernommen vom Konto</translation>
    </message>
    <message>
        <source>How customers are offered (1: agents pick)</source>
        <translation>Wie Kunden angeboten werden (1: Mitarbeitende wählen)</translation>
    </message>
    <message>
        <source>Conversations that each agent has (0: as the agent says)</source>
        <translation>Gespräche je Mitarbeiterin oder Mitarbeiter (0: wie selbst angegeben)</translation>
    </message>
    <message>
        <source>Seconds that an offer stands</source>
        <translation>Sekunden, die ein Angebot gilt</translation>
    </message>
    <message>
        <source>Seconds until a silent agent gives it back (0: never)</source>
        <translation>Sekunden, bis es von stummen Mitarbeitenden zurückgeht (0: nie)</translation>
    </message>
    <message>
        <source>Seconds until each alarm</source>
        <translation>Sekunden bis zu jedem Alarm</translation>
    </message>
    <message>
        <source>Agent&apos;s account</source>
        <translation>Konto der Mitarbeiterin oder des Mitarbeiters</translation>
    </message>
    <message>
        <source>Passed</source>
        <translation>Weitergegangen</translation>
    </message>
    <message>
        <source>Who is asked to go on with it</source>
        <translation>Wer gefragt ist, damit weiterzumachen</translation>
    </message>
    <message>
        <source>The agent who has it and the colleague who is asked, until that is settled.</source>
        <translation>Der Agent, der es hat, und der Kollege, der gefragt ist, bis das geklärt ist.</translation>
    </message>
    <message>
        <source>Asked account</source>
        <translation>Gefragtes Konto</translation>
    </message>
    <message>
        <source>Asked until</source>
        <translation>Gefragt bis</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>Angenommen</translation>
    </message>
    <message>
        <source>The agent remains a member</source>
        <translation>Der Agent bleibt Mitglied</translation>
    </message>
    <message>
        <source>Envelopes of its customer since then</source>
        <translation>Umschläge des Kunden seitdem</translation>
    </message>
    <message>
        <source>Departments that take nothing from you</source>
        <translation>Abteilungen, die nichts von Ihnen annehmen</translation>
    </message>
    <message>
        <source>For a while. Who decided so and why is not here.</source>
        <translation>Für eine Weile. Wer das entschieden hat und warum, steht hier nicht.</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>New customers in an hour, at most</source>
        <translation>Neue Kunden in einer Stunde, höchstens</translation>
    </message>
    <message>
        <source>New customers in a day, at most</source>
        <translation>Neue Kunden an einem Tag, höchstens</translation>
    </message>
</context>
<context>
    <name>Transcript</name>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>all staff</source>
        <translation>alle im Team</translation>
    </message>
    <message>
        <source>supervisors, administrators and owners</source>
        <translation>Teamleitung, Verwaltung und Inhaber</translation>
    </message>
    <message>
        <source>nobody of the staff</source>
        <translation>niemand im Team</translation>
    </message>
    <message>
        <source>en</source>
        <extracomment>The language that this is translated to, as a tag of BCP 47: &quot;de&quot;.</extracomment>
        <translation>de</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>Gespräch</translation>
    </message>
    <message>
        <source>Conversation: %1</source>
        <translation>Gespräch: %1</translation>
    </message>
    <message>
        <source>This file is not encrypted. Whoever can read it can read the conversation.</source>
        <translation>Diese Datei ist nicht verschlüsselt. Wer sie lesen kann, kann das Gespräch lesen.</translation>
    </message>
    <message>
        <source>Something stands here that could not be read on this computer</source>
        <translation>Hier steht etwas, das auf diesem Computer nicht gelesen werden konnte</translation>
    </message>
    <message>
        <source>of a kind that this version does not know</source>
        <translation>von einer Art, die diese Version nicht kennt</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>Abteilung</translation>
    </message>
    <message>
        <source>Who can read it</source>
        <translation>Wer es lesen kann</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Gespeichert</translation>
    </message>
    <message>
        <source>Saved by</source>
        <translation>Gespeichert von</translation>
    </message>
    <message>
        <source>What is in it</source>
        <translation>Was darin steht</translation>
    </message>
    <message>
        <source>everything of the conversation that the computer of this person could read</source>
        <translation>alles vom Gespräch, was der Computer dieser Person lesen konnte</translation>
    </message>
    <message>
        <source>Messages are deleted</source>
        <translation>Nachrichten werden gelöscht</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message numerus="yes">
        <source>after %n day(s)</source>
        <translation>
            <numerusform>nach %n Tag</numerusform>
            <numerusform>nach %n Tagen</numerusform>
        </translation>
    </message>
    <message>
        <source>Kept for new computers</source>
        <translation>Für neue Computer aufbewahrt</translation>
    </message>
    <message>
        <source>no, by the department&apos;s rule</source>
        <translation>nein, nach der Regel der Abteilung</translation>
    </message>
    <message>
        <source>Who of the staff may save files</source>
        <translation>Wer im Team Dateien speichern darf</translation>
    </message>
    <message>
        <source>Kept in</source>
        <translation>Aufbewahrt in</translation>
    </message>
    <message>
        <source>not sent yet</source>
        <translation>noch nicht gesendet</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>gesendet</translation>
    </message>
    <message>
        <source>delivered</source>
        <translation>zugestellt</translation>
    </message>
    <message>
        <source>read</source>
        <translation>gelesen</translation>
    </message>
    <message>
        <source>not sent</source>
        <translation>nicht gesendet</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s).</source>
        <translation>
            <numerusform>%n Zeile.</numerusform>
            <numerusform>%n Zeilen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them could not be read on this computer.</source>
        <translation>
            <numerusform>%n davon konnte auf diesem Computer nicht gelesen werden.</numerusform>
            <numerusform>%n davon konnten auf diesem Computer nicht gelesen werden.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more was deleted while the file was being written.</source>
        <translation>
            <numerusform>%n weitere wurde gelöscht, während die Datei geschrieben wurde.</numerusform>
            <numerusform>%n weitere wurden gelöscht, während die Datei geschrieben wurde.</numerusform>
        </translation>
    </message>
    <message>
        <source>edited %1</source>
        <translation>geändert %1</translation>
    </message>
    <message>
        <source>in answer to a message that is not on this computer</source>
        <translation>als Antwort auf eine Nachricht, die nicht auf diesem Computer ist</translation>
    </message>
    <message>
        <source>in answer to a message that is not on this computer, as quoted: %1</source>
        <translation>als Antwort auf eine Nachricht, die nicht auf diesem Computer ist, wie zitiert: %1</translation>
    </message>
    <message>
        <source>in answer to: %1</source>
        <translation>als Antwort auf: %1</translation>
    </message>
    <message>
        <source>in answer to %1: %2</source>
        <translation>als Antwort auf %1: %2</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>%1 joined</source>
        <translation>%1 ist dazugekommen</translation>
    </message>
    <message>
        <source>%1 goes on with a new device</source>
        <translation>%1 macht mit einem neuen Gerät weiter</translation>
    </message>
    <message>
        <source>%1 (%2) goes on with a new device</source>
        <translation>%1 (%2) macht mit einem neuen Gerät weiter</translation>
    </message>
    <message>
        <source>%1 (%2) joined</source>
        <translation>%1 (%2) ist dazugekommen</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>%1 ist gegangen</translation>
    </message>
    <message>
        <source>%1 (%2) left</source>
        <translation>%1 (%2) ist gegangen</translation>
    </message>
    <message>
        <source>The conversation was closed</source>
        <translation>Das Gespräch wurde beendet</translation>
    </message>
    <message>
        <source>The conversation was opened again</source>
        <translation>Das Gespräch wurde fortgesetzt</translation>
    </message>
    <message>
        <source>The conversation went back to the queue</source>
        <translation>Das Gespräch ging zurück in die Warteschlange</translation>
    </message>
    <message>
        <source>The server left out or reordered messages here</source>
        <translation>Der Server hat hier Nachrichten ausgelassen oder umgestellt</translation>
    </message>
    <message>
        <source>A message arrived damaged and cannot be read</source>
        <translation>Eine Nachricht ist beschädigt angekommen und lässt sich nicht lesen</translation>
    </message>
    <message>
        <source>A message was sent a second time and is shown once</source>
        <translation>Eine Nachricht wurde ein zweites Mal gesendet und wird einmal gezeigt</translation>
    </message>
    <message>
        <source>From here on this conversation cannot be read on this device</source>
        <translation>Ab hier lässt sich dieses Gespräch auf diesem Gerät nicht lesen</translation>
    </message>
    <message>
        <source>The server has shown the people in this conversation different things</source>
        <translation>Der Server hat den Beteiligten dieses Gesprächs Verschiedenes gezeigt</translation>
    </message>
    <message>
        <source>Older messages were deleted by policy</source>
        <translation>Ältere Nachrichten wurden nach Vorgabe gelöscht</translation>
    </message>
    <message>
        <source>This message opens when a colleague&apos;s device has been on-line</source>
        <translation>Diese Nachricht öffnet sich, wenn ein Gerät aus dem Team online war</translation>
    </message>
    <message>
        <source>Something that this version cannot show</source>
        <translation>Etwas, das diese Version nicht zeigen kann</translation>
    </message>
    <message>
        <source>Guest %1</source>
        <translation>Gast %1</translation>
    </message>
    <message>
        <source>Guest</source>
        <translation>Gast</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Inhaber</translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation>Verwaltung</translation>
    </message>
    <message>
        <source>Supervisor</source>
        <translation>Leitung</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Beratung</translation>
    </message>
    <message>
        <source>Bot</source>
        <translation>Bot</translation>
    </message>
    <message>
        <source>Only you and the people named above the conversation can read what you write. The server keeps it sealed.</source>
        <translation>Nur Sie und die Personen, die über dem Gespräch genannt sind, können lesen, was Sie schreiben. Der Server bewahrt es versiegelt auf.</translation>
    </message>
    <message>
        <source>Connecting to the server</source>
        <translation>Verbindung zum Server</translation>
    </message>
    <message>
        <source>Making your keys on this computer</source>
        <translation>Ihre Schlüssel entstehen auf diesem Computer</translation>
    </message>
    <message>
        <source>Introducing you to the server</source>
        <translation>Sie werden dem Server vorgestellt</translation>
    </message>
    <message>
        <source>Joining your team</source>
        <translation>Sie treten Ihrem Team bei</translation>
    </message>
    <message>
        <source>The server shows the others in this conversation another record of keys than you</source>
        <translation>Der Server zeigt den anderen in diesem Gespräch ein anderes Verzeichnis der Schlüssel als Ihnen</translation>
    </message>
    <message>
        <source>“%1” is not a date. Write it like 2026-11-01, or only a month or a year.</source>
        <translation>„%1“ ist kein Datum. Schreiben Sie es wie 2026-11-01 oder 1.11.2026, oder nur einen Monat oder ein Jahr.</translation>
    </message>
    <message>
        <source>“has:%1” is not known. What can be looked for is has:link.</source>
        <translation>„mit:%1“ ist nicht bekannt. Suchen können Sie nach mit:link.</translation>
    </message>
    <message>
        <source>These are too many words at once. Look for a few of them.</source>
        <translation>Das sind zu viele Wörter auf einmal. Suchen Sie nach wenigen davon.</translation>
    </message>
    <message>
        <source>Files cannot be sent in this version, so there are none to find.</source>
        <translation>In dieser Version können keine Dateien gesendet werden, also gibt es keine zu finden.</translation>
    </message>
    <message>
        <source>For a day the server has not confirmed a change of keys here</source>
        <translation>Der Server hat hier seit einem Tag eine Änderung der Schlüssel nicht bestätigt</translation>
    </message>
    <message>
        <source>%1 reads on one more device</source>
        <translation>%1 liest auf einem weiteren Gerät mit</translation>
    </message>
    <message>
        <source>%1 (%2) reads on one more device</source>
        <translation>%1 (%2) liest auf einem weiteren Gerät mit</translation>
    </message>
    <message>
        <source>A device of %1 was removed</source>
        <translation>Ein Gerät von %1 wurde entfernt</translation>
    </message>
    <message>
        <source>A device of %1 (%2) was removed</source>
        <translation>Ein Gerät von %1 (%2) wurde entfernt</translation>
    </message>
    <message>
        <source>This is not the %1 whose safety words you compared. What you write waits until you say that it may go to this person.</source>
        <translation>Das ist nicht die Person namens %1, mit der Sie die Sicherheitswörter verglichen haben. Was Sie schreiben, wartet, bis Sie sagen, dass diese Person es bekommen darf.</translation>
    </message>
    <message>
        <source>This is not the customer whose safety words you compared: %1 writes with another key. What you write waits until you say that it may go to this person.</source>
        <translation>Das ist nicht die Person, mit der Sie die Sicherheitswörter verglichen haben: %1 schreibt mit einem anderen Schlüssel. Was Sie schreiben, wartet, bis Sie sagen, dass diese Person es bekommen darf.</translation>
    </message>
    <message>
        <source>The safety words of %1 did not match. What you write waits until you say that it may go to this person.</source>
        <translation>Die Sicherheitswörter von %1 stimmten nicht überein. Was Sie schreiben, wartet, bis Sie sagen, dass diese Person es bekommen darf.</translation>
    </message>
    <message>
        <source>%1 may not read this any more and is being removed. What you write is sent after that.</source>
        <translation>%1 darf das nicht mehr lesen und wird gerade entfernt. Was Sie schreiben, wird danach gesendet.</translation>
    </message>
    <message>
        <source>What %1 wrote without a valid badge is not shown</source>
        <translation>Was %1 ohne gültigen Ausweis geschrieben hat, wird nicht gezeigt</translation>
    </message>
    <message>
        <source>Opening the organisation&apos;s key</source>
        <translation>Der Schlüssel der Organisation wird geöffnet</translation>
    </message>
    <message>
        <source>You allow: %1.</source>
        <translation>Sie erlauben: %1.</translation>
    </message>
    <message>
        <source>%1 allows: %2.</source>
        <translation>%1 erlaubt: %2.</translation>
    </message>
    <message>
        <source>You no longer allow: %1.</source>
        <translation>Sie erlauben nicht mehr: %1.</translation>
    </message>
    <message>
        <source>%1 no longer allows: %2.</source>
        <translation>%1 erlaubt nicht mehr: %2.</translation>
    </message>
    <message>
        <source>You do not allow: %1.</source>
        <translation>Sie erlauben nicht: %1.</translation>
    </message>
    <message>
        <source>%1 does not allow: %2.</source>
        <translation>%1 erlaubt nicht: %2.</translation>
    </message>
    <message>
        <source>You asked the customer to allow: %1.</source>
        <translation>Sie haben um Erlaubnis gebeten: %1.</translation>
    </message>
    <message>
        <source>%1 asks you to allow: %2.</source>
        <translation>%1 bittet Sie um Erlaubnis: %2.</translation>
    </message>
    <message>
        <source>%1 asked the customer to allow: %2.</source>
        <translation>%1 hat um Erlaubnis gebeten: %2.</translation>
    </message>
    <message>
        <source>%1 saved this conversation as a file</source>
        <translation>%1 hat dieses Gespräch als Datei gespeichert</translation>
    </message>
    <message>
        <source>%1 (%2) saved this conversation as a file</source>
        <translation>%1 (%2) hat dieses Gespräch als Datei gespeichert</translation>
    </message>
    <message>
        <source>You erased this conversation on %1</source>
        <translation>Sie haben dieses Gespräch am %1 gelöscht</translation>
    </message>
    <message>
        <source>%1 erased this conversation on %2</source>
        <translation>%1 hat dieses Gespräch am %2 gelöscht</translation>
    </message>
    <message>
        <source>It is not known yet where this conversation may be kept. What you write waits here.</source>
        <translation>Wo dieses Gespräch aufbewahrt werden darf, ist noch nicht bekannt. Was Sie schreiben, wartet hier.</translation>
    </message>
    <message>
        <source>This conversation is kept in %1 only, and this server stands elsewhere. What you write waits here until a server there answers.</source>
        <translation>Dieses Gespräch wird nur in %1 aufbewahrt, und dieser Server steht anderswo. Was Sie schreiben, wartet hier, bis ein Server dort antwortet.</translation>
    </message>
    <message>
        <source>In this department, supervisors, administrators and owners may save conversations as files.</source>
        <translation>In dieser Abteilung dürfen Teamleitung, Verwaltung und Inhaber Gespräche als Dateien speichern.</translation>
    </message>
    <message>
        <source>In this department, nobody of the staff may save conversations as files.</source>
        <translation>In dieser Abteilung darf niemand im Team Gespräche als Dateien speichern.</translation>
    </message>
    <message>
        <source>Your badge is over, so conversations cannot be saved as files here.</source>
        <translation>Ihr Ausweis ist abgelaufen, darum können hier keine Gespräche als Dateien gespeichert werden.</translation>
    </message>
    <message>
        <source>The customer has not allowed a copy as a file. You can ask for it: “What the customer allows”.</source>
        <translation>Der Kunde hat keine Kopie als Datei erlaubt. Sie können darum bitten: „Was der Kunde erlaubt“.</translation>
    </message>
    <message>
        <source>The server delivers to a computer that is not among the readers: it gets sealed bytes only, and can read nothing.</source>
        <translation>Der Server stellt an einen Computer zu, der nicht zu den Lesenden gehört: Er bekommt nur versiegelte Bytes und kann nichts lesen.</translation>
    </message>
    <message>
        <source>The server does not deliver to a computer of %1, who is among the readers.</source>
        <translation>Der Server stellt an einen Computer von %1 nicht zu, obwohl %1 zu den Lesenden gehört.</translation>
    </message>
    <message>
        <source>The server does not deliver to this computer, which is among the readers. A computer of the staff puts that right.</source>
        <translation>Der Server stellt an diesen Computer nicht zu, obwohl er zu den Lesenden gehört. Ein Computer des Teams bringt das in Ordnung.</translation>
    </message>
    <message>
        <source>The server delivers to the readers again, and to nobody else.</source>
        <translation>Der Server stellt wieder an alle Lesenden zu, und an niemanden sonst.</translation>
    </message>
    <message>
        <source>You deleted a message</source>
        <translation>Sie haben eine Nachricht gelöscht</translation>
    </message>
    <message>
        <source>%1 deleted a message</source>
        <translation>%1 hat eine Nachricht gelöscht</translation>
    </message>
    <message>
        <source>%1 (%2) deleted a message</source>
        <translation>%1 (%2) hat eine Nachricht gelöscht</translation>
    </message>
    <message>
        <source>%1 answers: %2</source>
        <translation>%1 antwortet: %2</translation>
    </message>
    <message>
        <source>%1 edited a message to: %2</source>
        <translation>%1 hat eine Nachricht geändert zu: %2</translation>
    </message>
    <message>
        <source>%1 took a reaction back</source>
        <translation>%1 hat eine Reaktion zurückgenommen</translation>
    </message>
    <message>
        <source>%1 reacts with %2</source>
        <translation>%1 reagiert mit %2</translation>
    </message>
    <message>
        <source>Wrapped up</source>
        <translation>Abgeschlossen</translation>
    </message>
    <message>
        <source>Wrapped up: %1</source>
        <translation>Abgeschlossen: %1</translation>
    </message>
    <message>
        <source>The conversation went back to the queue: the customer was not answered in time</source>
        <translation>Das Gespräch ging zurück in die Warteschlange: Der Kunde bekam nicht rechtzeitig eine Antwort</translation>
    </message>
    <message>
        <source>You ask %1 to go on with this conversation</source>
        <translation>Sie bitten %1, diese Unterhaltung weiterzuführen</translation>
    </message>
    <message>
        <source>%1 asks you to go on with this conversation</source>
        <translation>%1 bittet Sie, diese Unterhaltung weiterzuführen</translation>
    </message>
    <message>
        <source>%1 asks %2 to go on with this conversation</source>
        <translation>%1 bittet %2, diese Unterhaltung weiterzuführen</translation>
    </message>
    <message>
        <source>%1 cannot take it now. It stays with you.</source>
        <translation>%1 kann gerade nicht übernehmen. Die Unterhaltung bleibt bei Ihnen.</translation>
    </message>
    <message>
        <source>You did not take it. It stays with %1.</source>
        <translation>Sie haben nicht übernommen. Die Unterhaltung bleibt bei %1.</translation>
    </message>
    <message>
        <source>%1 cannot take it now. It stays with %2.</source>
        <translation>%1 kann gerade nicht übernehmen. Die Unterhaltung bleibt bei %2.</translation>
    </message>
    <message>
        <source>%1 did not answer. It stays with you.</source>
        <translation>%1 hat nicht geantwortet. Die Unterhaltung bleibt bei Ihnen.</translation>
    </message>
    <message>
        <source>You did not answer. It stays with %1.</source>
        <translation>Sie haben nicht geantwortet. Die Unterhaltung bleibt bei %1.</translation>
    </message>
    <message>
        <source>%1 did not answer. It stays with %2.</source>
        <translation>%1 hat nicht geantwortet. Die Unterhaltung bleibt bei %2.</translation>
    </message>
    <message>
        <source>It stays with you</source>
        <translation>Die Unterhaltung bleibt bei Ihnen</translation>
    </message>
    <message>
        <source>It stays with %1</source>
        <translation>Die Unterhaltung bleibt bei %1</translation>
    </message>
    <message>
        <source>You go on from here</source>
        <translation>Sie machen ab hier weiter</translation>
    </message>
    <message>
        <source>%1 goes on from here</source>
        <translation>%1 macht ab hier weiter</translation>
    </message>
    <message>
        <source>You rated this conversation: %1</source>
        <translation>Sie haben dieses Gespräch bewertet: %1</translation>
    </message>
    <message>
        <source>%1 rated this conversation: %2</source>
        <translation>%1 hat dieses Gespräch bewertet: %2</translation>
    </message>
    <message>
        <source>“%1”</source>
        <extracomment>A word of a customer&apos;s about a conversation</extracomment>
        <translation>„%1“</translation>
    </message>
    <message>
        <source>The server takes no rating of this conversation any more. Nobody has got it. Write, if there is something that they should know.</source>
        <translation>Der Server nimmt keine Bewertung dieses Gesprächs mehr an. Niemand hat sie bekommen. Schreiben Sie, wenn es etwas gibt, das man wissen sollte.</translation>
    </message>
    <message>
        <source>%1 agreed to the terms</source>
        <translation>%1 hat den Bedingungen zugestimmt</translation>
    </message>
    <message>
        <source>%1 keeps the customer&apos;s agreement</source>
        <translation>%1 bewahrt die Zustimmung der Kundin oder des Kunden auf</translation>
    </message>
    <message>
        <source>You agreed to the terms, version %1.</source>
        <translation>Sie haben den Bedingungen zugestimmt, Fassung %1.</translation>
    </message>
    <message>
        <source>%1 agreed to the terms, version %2.</source>
        <translation>%1 hat den Bedingungen zugestimmt, Fassung %2.</translation>
    </message>
    <message>
        <source>%1 keeps your agreement to the terms, version %2: both sides have signed it.</source>
        <translation>%1 bewahrt Ihre Zustimmung zu den Bedingungen auf, Fassung %2: beide Seiten haben sie unterschrieben.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>A question that is asked before the first words, and its answer</extracomment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>I have blocked the customer until somebody lifts it.</source>
        <translation>Ich habe den Kunden gesperrt, bis jemand die Sperre aufhebt.</translation>
    </message>
    <message>
        <source>I have blocked the customer until %1.</source>
        <translation>Ich habe den Kunden bis %1 gesperrt.</translation>
    </message>
    <message>
        <source>This department does not take messages from you until %1. What was written stays readable, and what you write now stays on this computer.</source>
        <translation>Diese Abteilung nimmt bis %1 keine Nachrichten von Ihnen an. Was geschrieben wurde, bleibt lesbar, und was Sie jetzt schreiben, bleibt auf diesem Computer.</translation>
    </message>
    <message>
        <source>You show %1 what was said before</source>
        <translation>Sie zeigen %1, was vorher gesagt wurde</translation>
    </message>
    <message>
        <source>%1 shows you what was said before</source>
        <translation>%1 zeigt Ihnen, was vorher gesagt wurde</translation>
    </message>
    <message>
        <source>%1 shows %2 what was said before</source>
        <translation>%1 zeigt %2, was vorher gesagt wurde</translation>
    </message>
    <message>
        <source>%1 (the newest of it)</source>
        <extracomment>Of what was said before</extracomment>
        <translation>%1 (das Neueste davon)</translation>
    </message>
    <message>
        <source>as %1 shows it</source>
        <extracomment>Beside the author of a message from before the reader came in</extracomment>
        <translation>wie %1 es zeigt</translation>
    </message>
    <message>
        <source>You read along, and do not write</source>
        <translation>Sie lesen mit und schreiben nicht</translation>
    </message>
    <message>
        <source>%1 reads along, and does not write</source>
        <translation>%1 liest mit und schreibt nicht</translation>
    </message>
    <message>
        <source>You take part from here on</source>
        <translation>Sie nehmen ab hier teil</translation>
    </message>
    <message>
        <source>%1 takes part from here on</source>
        <translation>%1 nimmt ab hier teil</translation>
    </message>
    <message>
        <source>You leave</source>
        <translation>Sie verlassen die Unterhaltung</translation>
    </message>
    <message>
        <source>%1 leaves</source>
        <translation>%1 verlässt die Unterhaltung</translation>
    </message>
    <message>
        <source>reads along</source>
        <extracomment>%1: a role or a department, in the line of who can read a conversation.</extracomment>
        <translation>liest mit</translation>
    </message>
    <message>
        <source>%1, reads along</source>
        <translation>%1, liest mit</translation>
    </message>
</context>
<context>
    <name>WordsSheet</name>
    <message>
        <source>Recovery words</source>
        <translation>Wiederherstellungswörter</translation>
    </message>
    <message>
        <source>Chat Live 121, %1</source>
        <translation>Chat Live 121, %1</translation>
    </message>
    <message>
        <source>They open your conversations on a new computer. Keep this paper where nobody else finds it. Newer words make these worthless.</source>
        <translation>Sie öffnen Ihre Gespräche auf einem neuen Computer. Bewahren Sie dieses Papier dort auf, wo es sonst niemand findet. Neuere Wörter machen diese wertlos.</translation>
    </message>
</context>
<context>
    <name>chat121::ConnectionSentence</name>
    <message>
        <source>This computer holds an older copy of your messages than the server has seen, so sending is stopped. Nothing is lost: start afresh on this computer to go on.</source>
        <translation>Auf diesem Computer liegt eine ältere Kopie Ihrer Nachrichten, als der Server gesehen hat, deshalb wird nichts gesendet. Nichts ist verloren: Beginnen Sie auf diesem Computer neu, um weiterzumachen.</translation>
    </message>
    <message>
        <source>Access from this computer was ended by your organisation. Ask for a new invitation.</source>
        <translation>Ihre Organisation hat den Zugang von diesem Computer beendet. Bitten Sie um eine neue Einladung.</translation>
    </message>
    <message>
        <source>The server is not set up yet. Ask the person who runs it.</source>
        <translation>Der Server ist noch nicht eingerichtet. Fragen Sie die Person, die ihn betreibt.</translation>
    </message>
    <message>
        <source>The server is very busy. Nothing is lost: your messages wait here and are sent as soon as it answers.</source>
        <translation>Der Server hat sehr viel zu tun. Nichts ist verloren: Ihre Nachrichten warten hier und werden gesendet, sobald er antwortet.</translation>
    </message>
    <message>
        <source>The server&apos;s disk is full. Nothing is lost: your messages wait here until there is space again. Tell the person who runs the server.</source>
        <translation>Die Festplatte des Servers ist voll. Nichts ist verloren: Ihre Nachrichten warten hier, bis wieder Platz ist. Sagen Sie es der Person, die den Server betreibt.</translation>
    </message>
    <message>
        <source>The server does not accept this computer. Nothing is lost: ask the person who invited you for a new invitation.</source>
        <translation>Der Server nimmt diesen Computer nicht an. Nichts ist verloren: Bitten Sie die Person, die Sie eingeladen hat, um eine neue Einladung.</translation>
    </message>
    <message>
        <source>The server cannot be reached. Nothing is lost: your messages wait here and are sent as soon as it answers. Check the network of this computer.</source>
        <translation>Der Server ist nicht erreichbar. Nichts ist verloren: Ihre Nachrichten warten hier und werden gesendet, sobald er antwortet. Prüfen Sie das Netz dieses Computers.</translation>
    </message>
    <message>
        <source>The server does not offer a connection that is safe enough, so nothing was sent. Tell the person who runs the server.</source>
        <translation>Der Server bietet keine Verbindung, die sicher genug ist, deshalb wurde nichts gesendet. Sagen Sie es der Person, die den Server betreibt.</translation>
    </message>
    <message>
        <source>Another server answers in place of the one you were invited to, so nothing was sent. Ask the person who invited you before you go on.</source>
        <translation>Ein anderer Server antwortet an der Stelle dessen, zu dem Sie eingeladen wurden, deshalb wurde nichts gesendet. Fragen Sie die Person, die Sie eingeladen hat, bevor Sie weitermachen.</translation>
    </message>
    <message>
        <source>There is no Chat Live 121 server at this address. Check the link or the address, or ask the person who gave it to you.</source>
        <translation>An dieser Adresse ist kein Server von Chat Live 121. Prüfen Sie den Link oder die Adresse, oder fragen Sie die Person, von der Sie sie haben.</translation>
    </message>
    <message>
        <source>The server speaks another version. Nothing is lost: update Chat Live 121 on this computer, or ask for the server to be updated.</source>
        <translation>Der Server spricht eine andere Version. Nichts ist verloren: Aktualisieren Sie Chat Live 121 auf diesem Computer, oder bitten Sie darum, dass der Server aktualisiert wird.</translation>
    </message>
    <message>
        <source>The server&apos;s answer makes no sense. Nothing is lost: it is tried again. If this stays, tell the person who runs the server.</source>
        <translation>Die Antwort des Servers ergibt keinen Sinn. Nichts ist verloren: Es wird noch einmal versucht. Wenn es so bleibt, sagen Sie es der Person, die den Server betreibt.</translation>
    </message>
    <message>
        <source>The server stopped answering. Nothing is lost: your messages wait here and are sent as soon as it answers.</source>
        <translation>Der Server antwortet nicht mehr. Nichts ist verloren: Ihre Nachrichten warten hier und werden gesendet, sobald er antwortet.</translation>
    </message>
    <message>
        <source>The connection was interrupted. Nothing is lost: it is tried again by itself.</source>
        <translation>Die Verbindung wurde unterbrochen. Nichts ist verloren: Es wird von selbst noch einmal versucht.</translation>
    </message>
</context>
<context>
    <name>chat121::ConversationListModel</name>
    <message numerus="yes">
        <source>%n unread</source>
        <translation>
            <numerusform>%n ungelesen</numerusform>
            <numerusform>%n ungelesen</numerusform>
        </translation>
    </message>
    <message>
        <source>typing</source>
        <translation>schreibt</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>with %1</source>
        <translation>bei %1</translation>
    </message>
    <message>
        <source>offered to you</source>
        <translation>Ihnen angeboten</translation>
    </message>
    <message>
        <source>offered to %1</source>
        <translation>%1 angeboten</translation>
    </message>
    <message>
        <source>goes back to the queue unless you answer</source>
        <translation>geht zurück in die Warteschlange, wenn Sie nicht antworten</translation>
    </message>
    <message>
        <source>rated: %1</source>
        <translation>bewertet: %1</translation>
    </message>
    <message>
        <source>you have accepted</source>
        <translation>von Ihnen angenommen</translation>
    </message>
    <message>
        <source>%1 asks you to go on</source>
        <translation>%1 bittet Sie weiterzumachen</translation>
    </message>
    <message>
        <source>%1 has accepted</source>
        <translation>%1 hat angenommen</translation>
    </message>
    <message>
        <source>%1 is asked to go on</source>
        <translation>%1 ist gefragt weiterzumachen</translation>
    </message>
    <message>
        <source>back from being snoozed</source>
        <translation>wieder da, war zurückgestellt</translation>
    </message>
    <message>
        <source>snoozed until %1</source>
        <translation>zurückgestellt bis %1</translation>
    </message>
</context>
<context>
    <name>chat121::StoreSentence</name>
    <message>
        <source>This computer could not read or write your messages. Nothing that was saved is lost. Try again; if it happens again, check the disk.</source>
        <translation>Dieser Computer konnte Ihre Nachrichten nicht lesen oder schreiben. Nichts Gespeichertes ist verloren. Versuchen Sie es noch einmal; wenn es wieder geschieht, prüfen Sie die Festplatte.</translation>
    </message>
    <message>
        <source>The file with your messages on this computer is damaged and cannot be opened. Messages that the server still keeps are not lost. Restore the file from a backup, or start anew on this computer.</source>
        <translation>Die Datei mit Ihren Nachrichten auf diesem Computer ist beschädigt und lässt sich nicht öffnen. Nachrichten, die der Server noch hat, sind nicht verloren. Stellen Sie die Datei aus einer Sicherung wieder her, oder beginnen Sie auf diesem Computer neu.</translation>
    </message>
    <message>
        <source>Chat Live 121 is already running with this profile. Use the window that is open, or close it and try again.</source>
        <translation>Chat Live 121 läuft mit diesem Profil schon. Nehmen Sie das offene Fenster, oder schließen Sie es, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>This profile was used with a newer version of Chat Live 121. Nothing is lost: install that version again, or a newer one.</source>
        <translation>Dieses Profil wurde mit einer neueren Version von Chat Live 121 benutzt. Nichts ist verloren: Installieren Sie diese Version wieder, oder eine neuere.</translation>
    </message>
    <message>
        <source>The key on this computer does not open the messages of this profile: they are damaged or were copied from another computer. Open the profile where it was made, or start anew on this computer.</source>
        <translation>Der Schlüssel auf diesem Computer öffnet die Nachrichten dieses Profils nicht: Sie sind beschädigt oder von einem anderen Computer kopiert. Öffnen Sie das Profil dort, wo es entstanden ist, oder beginnen Sie auf diesem Computer neu.</translation>
    </message>
    <message>
        <source>The disk is full. Nothing is lost: free some space and try again.</source>
        <translation>Die Festplatte ist voll. Nichts ist verloren: Schaffen Sie Platz, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The folder with your messages cannot be written to. Nothing is lost: allow writing to it, or move it, and try again.</source>
        <translation>In den Ordner mit Ihren Nachrichten lässt sich nicht schreiben. Nichts ist verloren: Erlauben Sie das Schreiben, oder verschieben Sie ihn, und versuchen Sie es noch einmal.</translation>
    </message>
</context>
<context>
    <name>chat121::app::TryItHere</name>
    <message>
        <source>The private server could not be started.</source>
        <translation>Der eigene Server ließ sich nicht starten.</translation>
    </message>
    <message>
        <source>Example</source>
        <translation>Beispiel</translation>
    </message>
    <message>
        <source>Support</source>
        <translation>Kundendienst</translation>
    </message>
    <message>
        <source>Me</source>
        <translation>Ich</translation>
    </message>
</context>
<context>
    <name>chat121::ui::AgreedTermsView</name>
    <message>
        <source>Agreed to before the first words</source>
        <translation>Vor den ersten Worten zugestimmt</translation>
    </message>
    <message>
        <source>The terms as they were agreed to</source>
        <translation>Die Bedingungen, denen zugestimmt wurde</translation>
    </message>
    <message>
        <source>You agreed to version %1 on %2; this is signed by your computer.</source>
        <translation>Sie haben der Fassung %1 am %2 zugestimmt; Ihr Computer hat das unterschrieben.</translation>
    </message>
    <message>
        <source>The customer agreed to version %1 on %2; this is signed by the customer&apos;s computer.</source>
        <translation>Der Fassung %1 wurde am %2 zugestimmt; der Computer der Kundin oder des Kunden hat das unterschrieben.</translation>
    </message>
    <message>
        <source>Nobody of the staff has signed for it yet.</source>
        <translation>Vom Personal hat das noch niemand quittiert.</translation>
    </message>
    <message>
        <source>%1 has it since %2; this is signed by their computer.</source>
        <translation>%1 hat sie seit %2; der Computer dort hat das unterschrieben.</translation>
    </message>
</context>
<context>
    <name>chat121::ui::Badge</name>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>%n neu</numerusform>
            <numerusform>%n neu</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chat121::ui::BlockDialog</name>
    <message>
        <source>Block the customer</source>
        <translation>Kunden sperren</translation>
    </message>
    <message>
        <source>The server then takes nothing from this customer in your department. They are told so, and until when, once they write; what was written stays. Your colleagues read in a note who blocked, and why.</source>
        <translation>Der Server nimmt dann in Ihrer Abteilung nichts mehr von diesem Kunden an. Er erfährt es, und bis wann, sobald er schreibt; was geschrieben wurde, bleibt. Ihr Team liest in einer Notiz, wer gesperrt hat und warum.</translation>
    </message>
    <message>
        <source>For how long</source>
        <translation>Für wie lange</translation>
    </message>
    <message>
        <source>until somebody lifts it</source>
        <translation>bis jemand die Sperre aufhebt</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n Tag</numerusform>
            <numerusform>%n Tage</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n Stunde</numerusform>
            <numerusform>%n Stunden</numerusform>
        </translation>
    </message>
    <message>
        <source>Why, for your colleagues</source>
        <translation>Warum, für Ihr Team</translation>
    </message>
    <message>
        <source>Blocked in this department</source>
        <translation>In dieser Abteilung gesperrt</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>Niemand</translation>
    </message>
    <message>
        <source>Lift the block</source>
        <translation>Sperre aufheben</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>Sperren</translation>
    </message>
    <message>
        <source>%1, until somebody lifts it</source>
        <translation>%1, bis jemand die Sperre aufhebt</translation>
    </message>
    <message>
        <source>%1, until %2</source>
        <translation>%1, bis %2</translation>
    </message>
</context>
<context>
    <name>chat121::ui::ChangedPersonDialog</name>
    <message>
        <source>The safety words did not match</source>
        <translation>Die Sicherheitswörter stimmten nicht überein</translation>
    </message>
    <message>
        <source>Another person than before</source>
        <translation>Eine andere Person als vorher</translation>
    </message>
    <message>
        <source>Keep it waiting</source>
        <translation>Warten lassen</translation>
    </message>
    <message>
        <source>Compare safety words</source>
        <translation>Sicherheitswörter vergleichen</translation>
    </message>
    <message>
        <source>Send it to this person</source>
        <translation>An diese Person senden</translation>
    </message>
</context>
<context>
    <name>chat121::ui::ChoiceCard</name>
    <message>
        <source>Whom do you want to write to?</source>
        <translation>Wem möchten Sie schreiben?</translation>
    </message>
    <message>
        <source>In which language?</source>
        <translation>In welcher Sprache?</translation>
    </message>
    <message>
        <source>%1 (opens %2)</source>
        <translation>%1 (öffnet %2)</translation>
    </message>
    <message>
        <source>%1 (closed)</source>
        <translation>%1 (geschlossen)</translation>
    </message>
</context>
<context>
    <name>chat121::ui::ChoiceDialog</name>
    <message>
        <source>Customers&apos; choice</source>
        <translation>Auswahl für Kundinnen und Kunden</translation>
    </message>
    <message>
        <source>Before their first words customers may choose among the departments that are offered to everybody and the one that they were invited to. The server learns which one they write to, and the language.</source>
        <translation>Vor den ersten Worten können Kundinnen und Kunden zwischen den Abteilungen wählen, die allen angeboten werden, und der, in die sie eingeladen wurden. Der Server erfährt, welcher sie schreiben, und die Sprache.</translation>
    </message>
    <message>
        <source>Customers of other departments may choose this one</source>
        <translation>Auch wer in eine andere Abteilung eingeladen wurde, kann diese wählen</translation>
    </message>
    <message>
        <source>Languages that it answers in</source>
        <translation>Sprachen, in denen sie antwortet</translation>
    </message>
    <message>
        <source>Their tags, such as de, pt-BR. Empty: it does not say.</source>
        <translation>Ihre Kürzel, zum Beispiel de, pt-BR. Leer: sie sagt es nicht.</translation>
    </message>
    <message>
        <source>These are more languages than there is room for.</source>
        <translation>Das sind mehr Sprachen, als Platz ist.</translation>
    </message>
    <message>
        <source>%1 is no tag of a language.</source>
        <translation>%1 ist kein Kürzel einer Sprache.</translation>
    </message>
</context>
<context>
    <name>chat121::ui::ComeBackPage</name>
    <message>
        <source>Go on with your conversation</source>
        <translation>Mit Ihrem Gespräch weitermachen</translation>
    </message>
    <message>
        <source>Your recovery words bring the conversation to this computer. The computer that you had before can no longer be used for it.</source>
        <translation>Ihre Wiederherstellungswörter bringen das Gespräch auf diesen Computer. Der Computer, den Sie vorher hatten, kann dafür nicht mehr benutzt werden.</translation>
    </message>
    <message>
        <source>Go on here</source>
        <translation>Hier weitermachen</translation>
    </message>
    <message>
        <source>The words are not complete yet, or one of them is wrong. Nothing has changed. Look at the line below them.</source>
        <translation>Die Wörter sind noch nicht vollständig, oder eines ist falsch. Es hat sich nichts geändert. Sehen Sie auf die Zeile darunter.</translation>
    </message>
</context>
<context>
    <name>chat121::ui::Composer</name>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Write a message</source>
        <translation>Nachricht schreiben</translation>
    </message>
    <message numerus="yes">
        <source>This message is too long by about %n letter(s). Send it in two parts.</source>
        <translation>
            <numerusform>Diese Nachricht ist um etwa %n Buchstaben zu lang. Senden Sie sie in zwei Teilen.</numerusform>
            <numerusform>Diese Nachricht ist um etwa %n Buchstaben zu lang. Senden Sie sie in zwei Teilen.</numerusform>
        </translation>
    </message>
    <message>
        <source>This looks like the number of a payment card. Everybody who reads this conversation can keep it.</source>
        <translation>Das sieht aus wie die Nummer einer Zahlungskarte. Alle, die hier mitlesen, können sie behalten.</translation>
    </message>
    <message>
        <source>This looks like the number of a bank account. Everybody who reads this conversation can keep it.</source>
        <translation>Das sieht aus wie die Nummer eines Bankkontos. Alle, die hier mitlesen, können sie behalten.</translation>
    </message>
    <message>
        <source>This looks like a personal number, as on an identity card. Everybody who reads this conversation can keep it.</source>
        <translation>Das sieht aus wie eine persönliche Nummer, wie auf einem Ausweis. Alle, die hier mitlesen, können sie behalten.</translation>
    </message>
    <message>
        <source>Hide the number</source>
        <translation>Nummer verbergen</translation>
    </message>
    <message>
        <source>Send as it is</source>
        <translation>So senden</translation>
    </message>
    <message>
        <source>Note: for staff only, the customer never sees it</source>
        <translation>Notiz: nur für das Team, der Kunde sieht sie nie</translation>
    </message>
    <message>
        <source>Add the note</source>
        <translation>Notiz hinzufügen</translation>
    </message>
    <message>
        <source>Write a note for your colleagues, @name to tell somebody</source>
        <translation>Eine Notiz für das Team schreiben, @Name sagt jemandem Bescheid</translation>
    </message>
    <message>
        <source>Do not answer it</source>
        <translation>Nicht darauf antworten</translation>
    </message>
    <message>
        <source>You edit: %1</source>
        <translation>Sie ändern: %1</translation>
    </message>
    <message>
        <source>In answer to %1: %2</source>
        <translation>Als Antwort auf %1: %2</translation>
    </message>
    <message>
        <source>Do not edit it</source>
        <translation>Nicht ändern</translation>
    </message>
    <message>
        <source>Send later…</source>
        <translation>Später senden …</translation>
    </message>
    <message>
        <source>Not sent yet: %1 is still to be filled in.</source>
        <translation>Noch nicht gesendet: %1 ist noch auszufüllen.</translation>
    </message>
    <message>
        <source>Fill it in</source>
        <translation>Ausfüllen</translation>
    </message>
    <message>
        <source>Emoji</source>
        <translation>Emoji</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>Whose conversation it is, and what is written there</extracomment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>chat121::ui::ConsentDialog</name>
    <message>
        <source>What you allow</source>
        <translation>Was Sie erlauben</translation>
    </message>
    <message>
        <source>What the customer allows</source>
        <translation>Was der Kunde erlaubt</translation>
    </message>
    <message>
        <source>To answer you, nobody needs any of this. You can take it back at any time; what was done until then is not undone. Everybody who reads this conversation sees what you decide.</source>
        <translation>Um Ihnen zu antworten, braucht niemand etwas davon. Sie können es jederzeit zurücknehmen; was bis dahin geschehen ist, bleibt geschehen. Alle, die dieses Gespräch lesen, sehen, was Sie entscheiden.</translation>
    </message>
    <message>
        <source>Only the customer decides. Choose what you want to ask for; the question stands in the conversation.</source>
        <translation>Nur der Kunde entscheidet. Wählen Sie, worum Sie bitten möchten; die Frage steht im Gespräch.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <source>You were asked to allow this.</source>
        <translation>Sie wurden gebeten, dies zu erlauben.</translation>
    </message>
    <message>
        <source>Asked for, and not answered yet.</source>
        <translation>Gefragt, noch nicht beantwortet.</translation>
    </message>
    <message>
        <source>Is allowed.</source>
        <translation>Ist erlaubt.</translation>
    </message>
    <message>
        <source>Was declined.</source>
        <translation>Wurde abgelehnt.</translation>
    </message>
    <message>
        <source>Is not allowed.</source>
        <translation>Ist nicht erlaubt.</translation>
    </message>
</context>
<context>
    <name>chat121::ui::ConsentPage</name>
    <message>
        <source>Your name, if you like</source>
        <translation>Ihr Name, wenn Sie möchten</translation>
    </message>
    <message>
        <source>Agree and start</source>
        <translation>Zustimmen und beginnen</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Somebody is here to answer you.</source>
        <translation>Es ist jemand da, um Ihnen zu antworten.</translation>
    </message>
    <message>
        <source>Nobody is here at the moment. Leave a message, and they answer when they are back.</source>
        <translation>Im Moment ist niemand da. Hinterlassen Sie eine Nachricht; Sie bekommen Antwort, sobald wieder jemand da ist.</translation>
    </message>
    <message>
        <source>Only you and the people named above the conversation can read what is written.</source>
        <translation>Nur Sie und die Personen, die über dem Gespräch genannt sind, können lesen, was geschrieben wird.</translation>
    </message>
    <message>
        <source>How can we help?</source>
        <translation>Wie können wir helfen?</translation>
    </message>
    <message>
        <source>signed by %1</source>
        <translation>bestätigt von %1</translation>
    </message>
    <message>
        <source>I have recovery words</source>
        <translation>Ich habe Wiederherstellungswörter</translation>
    </message>
    <message>
        <source>For somebody who has talked here from another computer</source>
        <translation>Für jemanden, der hier von einem anderen Computer aus gesprochen hat</translation>
    </message>
    <message>
        <source>Version %1. Your agreement is signed by this computer, and you keep it.</source>
        <translation>Fassung %1. Dieser Computer unterschreibt Ihre Zustimmung, und Sie behalten sie.</translation>
    </message>
</context>
<context>
    <name>chat121::ui::ContextPane</name>
    <message>
        <source>About the customer</source>
        <translation>Über den Kunden</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Kunde</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>Abteilung</translation>
    </message>
    <message>
        <source>on-line</source>
        <translation>online</translation>
    </message>
    <message>
        <source>not on-line</source>
        <translation>nicht online</translation>
    </message>
    <message>
        <source>With</source>
        <translation>Bei</translation>
    </message>
    <message>
        <source>Can read this conversation</source>
        <translation>Kann dieses Gespräch lesen</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Sie</translation>
    </message>
    <message>
        <source>signed by %1</source>
        <translation>bestätigt von %1</translation>
    </message>
    <message>
        <source>Wrapped up</source>
        <translation>Abschluss</translation>
    </message>
    <message>
        <source>Rated by the customer</source>
        <translation>Bewertung des Kunden</translation>
    </message>
    <message>
        <source>Other conversations</source>
        <translation>Andere Gespräche</translation>
    </message>
    <message numerus="yes">
        <source>And %n older. Search finds them.</source>
        <translation>
            <numerusform>Und %n älteres. Die Suche findet es.</numerusform>
            <numerusform>Und %n ältere. Die Suche findet sie.</numerusform>
        </translation>
    </message>
    <message>
        <source>Conversation of %1</source>
        <translation>Gespräch vom %1</translation>
    </message>
    <message>
        <source>Local time</source>
        <translation>Ortszeit</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Page or program</source>
        <translation>Seite oder Programm</translation>
    </message>
    <message>
        <source>Asked before the first words</source>
        <translation>Vor den ersten Worten gefragt</translation>
    </message>
</context>
<context>
    <name>chat121::ui::ConversationDelegate</name>
    <message>
        <source>typing…</source>
        <translation>schreibt …</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>%1 min</source>
        <extracomment>The newest message of a conversation is this old.</extracomment>
        <translation>%1 Min.</translation>
    </message>
    <message>
        <source>Offered to you</source>
        <translation>Ihnen angeboten</translation>
    </message>
    <message>
        <source>Offered to %1</source>
        <translation>%1 angeboten</translation>
    </message>
    <message>
        <source>Answer within %1</source>
        <extracomment>Else the conversation goes back to the queue; a time such as 0:45</extracomment>
        <translation>Antworten Sie innerhalb von %1</translation>
    </message>
    <message>
        <source>You have accepted</source>
        <translation>Von Ihnen angenommen</translation>
    </message>
    <message>
        <source>%1 asks you</source>
        <translation>%1 fragt Sie</translation>
    </message>
    <message>
        <source>%1 is coming in</source>
        <translation>%1 kommt dazu</translation>
    </message>
    <message>
        <source>Waiting for %1</source>
        <translation>Warten auf %1</translation>
    </message>
    <message>
        <source>Until %1</source>
        <extracomment>Of a conversation that is put off; a date and a time</extracomment>
        <translation>Bis %1</translation>
    </message>
    <message>
        <source>Back, as you wished</source>
        <translation>Wieder da, wie gewünscht</translation>
    </message>
</context>
<context>
    <name>chat121::ui::ConversationList</name>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Show beside what is open</source>
        <translation>Neben dem offenen zeigen</translation>
    </message>
</context>
<context>
    <name>chat121::ui::CustomerWindow</name>
    <message>
        <source>How can we help?</source>
        <translation>Wie können wir helfen?</translation>
    </message>
    <message>
        <source>signed by %1</source>
        <translation>bestätigt von %1</translation>
    </message>
    <message>
        <source>Leave a message instead</source>
        <translation>Lieber eine Nachricht hinterlassen</translation>
    </message>
    <message>
        <source>Somebody is here to answer you.</source>
        <translation>Es ist jemand da, um Ihnen zu antworten.</translation>
    </message>
    <message>
        <source>Nobody is here at the moment. Write, and they answer when they are back.</source>
        <translation>Im Moment ist niemand da. Schreiben Sie; Sie bekommen Antwort, sobald wieder jemand da ist.</translation>
    </message>
    <message>
        <source>Waiting for somebody to answer.</source>
        <translation>Sie bekommen gleich Antwort.</translation>
    </message>
    <message>
        <source>You are next.</source>
        <translation>Sie sind als Nächstes dran.</translation>
    </message>
    <message>
        <source>You are number %1.</source>
        <translation>Sie sind Nummer %1.</translation>
    </message>
    <message numerus="yes">
        <source>%1 About %n minute(s).</source>
        <translation>
            <numerusform>%1 Noch etwa %n Minute.</numerusform>
            <numerusform>%1 Noch etwa %n Minuten.</numerusform>
        </translation>
    </message>
    <message>
        <source>Your message is kept for them. They answer here when they are back.</source>
        <translation>Ihre Nachricht ist hinterlegt. Sie bekommen hier Antwort, sobald wieder jemand da ist.</translation>
    </message>
    <message>
        <source>You are talking to %1 (%2)</source>
        <translation>Sie sprechen mit %1 (%2)</translation>
    </message>
    <message>
        <source>This conversation is closed. Write again to reopen it.</source>
        <translation>Dieses Gespräch ist beendet. Schreiben Sie wieder, um es fortzusetzen.</translation>
    </message>
    <message>
        <source>Write your question below. What you write is sealed on this computer.</source>
        <translation>Schreiben Sie Ihre Frage unten hinein. Was Sie schreiben, wird auf diesem Computer versiegelt.</translation>
    </message>
    <message>
        <source>Only you and the people named above can read this.</source>
        <translation>Nur Sie und die oben genannten Personen können das lesen.</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Explains who can read this</source>
        <translation>Erklärt, wer das lesen kann</translation>
    </message>
    <message>
        <source>You are talking to %1</source>
        <translation>Sie sprechen mit %1</translation>
    </message>
    <message>
        <source>Only you and whoever answers you can read this.</source>
        <translation>Nur Sie und wer Ihnen antwortet können das lesen.</translation>
    </message>
    <message>
        <source>Recovery words</source>
        <translation>Wiederherstellungswörter</translation>
    </message>
    <message>
        <source>Search in this conversation</source>
        <translation>In diesem Gespräch suchen</translation>
    </message>
    <message>
        <source>Type a word, or the beginning of one.</source>
        <translation>Schreiben Sie ein Wort oder den Anfang eines Wortes.</translation>
    </message>
    <message>
        <source>Your computers</source>
        <translation>Ihre Computer</translation>
    </message>
    <message>
        <source>Lock…</source>
        <translation>Sperren …</translation>
    </message>
    <message>
        <source>Save as a file…</source>
        <translation>Als Datei speichern…</translation>
    </message>
    <message>
        <source>Erase this conversation</source>
        <translation>Dieses Gespräch löschen</translation>
    </message>
    <message>
        <source>Tell me when it is my turn</source>
        <translation>Melden, wenn ich an der Reihe bin</translation>
    </message>
    <message>
        <source>Tell me when they answer</source>
        <translation>Melden, wenn die Antwort da ist</translation>
    </message>
    <message>
        <source>Closed now. They are back %1, your time. Write, and they answer then.</source>
        <translation>Jetzt geschlossen. Ab %1 Ihrer Zeit ist wieder jemand da. Schreiben Sie, dann wird Ihnen geantwortet.</translation>
    </message>
    <message>
        <source>Closed now. They are back %1, your time. You keep your place.</source>
        <translation>Jetzt geschlossen. Ab %1 Ihrer Zeit ist wieder jemand da. Sie behalten Ihren Platz.</translation>
    </message>
    <message>
        <source>Your message is kept for them. They are back %1, your time.</source>
        <translation>Ihre Nachricht ist gut aufgehoben. Ab %1 Ihrer Zeit ist wieder jemand da.</translation>
    </message>
    <message>
        <source>Read the terms below. When you have agreed, write your question here.</source>
        <translation>Lesen Sie unten die Bedingungen. Wenn Sie zugestimmt haben, schreiben Sie hier Ihre Frage.</translation>
    </message>
    <message>
        <source>Answer what is asked below, and write your question here.</source>
        <translation>Beantworten Sie, was unten gefragt wird, und schreiben Sie hier Ihre Frage.</translation>
    </message>
    <message>
        <source>Thank you. Your rating is on its way.</source>
        <translation>Danke. Ihre Bewertung ist unterwegs.</translation>
    </message>
    <message>
        <source>How was this conversation?</source>
        <translation>Wie war dieses Gespräch?</translation>
    </message>
    <message>
        <source>Rate it…</source>
        <translation>Bewerten …</translation>
    </message>
    <message>
        <source>Do not rate</source>
        <translation>Nicht bewerten</translation>
    </message>
    <message>
        <source>Thank you. You rated this conversation: %1</source>
        <translation>Danke. Sie haben dieses Gespräch bewertet: %1</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Ändern …</translation>
    </message>
    <message>
        <source>Show them my language and local time</source>
        <translation>Meine Sprache und Ortszeit zeigen</translation>
    </message>
    <message>
        <source>Show them my language, local time and page</source>
        <translation>Meine Sprache, Ortszeit und Seite zeigen</translation>
    </message>
    <message>
        <source>They see: %1</source>
        <translation>Zu sehen ist: %1</translation>
    </message>
    <message>
        <source>They would see: %1</source>
        <translation>Zu sehen wäre: %1</translation>
    </message>
</context>
<context>
    <name>chat121::ui::DepartmentTable</name>
    <message>
        <source>Department</source>
        <translation>Abteilung</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartend</translation>
    </message>
    <message>
        <source>Longest wait</source>
        <translation>Längste Wartezeit</translation>
    </message>
    <message>
        <source>Over the alarms</source>
        <translation>Über den Alarmen</translation>
    </message>
    <message>
        <source>Messages left</source>
        <translation>Hinterlassene Nachrichten</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>Unterhaltungen</translation>
    </message>
    <message>
        <source>On duty</source>
        <translation>Im Dienst</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>Auslastung</translation>
    </message>
    <message>
        <source>Taken today</source>
        <translation>Heute angenommen</translation>
    </message>
    <message>
        <source>Closed today</source>
        <translation>Heute geschlossen</translation>
    </message>
    <message>
        <source>Usual wait today</source>
        <extracomment>The median: half of them waited for less.</extracomment>
        <translation>Übliche Wartezeit heute</translation>
    </message>
    <message>
        <source>Longest wait today</source>
        <translation>Längste Wartezeit heute</translation>
    </message>
    <message>
        <source>No alarms are set</source>
        <translation>Keine Alarme festgelegt</translation>
    </message>
    <message>
        <source>%1 over %2</source>
        <translation>%1 über %2</translation>
    </message>
    <message>
        <source>Nobody</source>
        <extracomment>Of those who wait, nobody has waited for as long as an alarm.</extracomment>
        <translation>Niemand</translation>
    </message>
    <message>
        <source>–</source>
        <translation>–</translation>
    </message>
    <message>
        <source>%1 (%2 offered)</source>
        <translation>%1 (%2 angeboten)</translation>
    </message>
    <message>
        <source>%1 (%2 handed on)</source>
        <translation>%1 (%2 in Übergabe)</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>chat121::ui::DeskHead</name>
    <message>
        <source>My status</source>
        <translation>Mein Status</translation>
    </message>
    <message>
        <source>Available</source>
        <translation>Verfügbar</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>Beschäftigt</translation>
    </message>
    <message>
        <source>Away</source>
        <translation>Abwesend</translation>
    </message>
    <message>
        <source>Conversations at once</source>
        <translation>Gespräche zugleich</translation>
    </message>
    <message>
        <source>Invite customers</source>
        <translation>Kunden einladen</translation>
    </message>
    <message>
        <source>Invite a colleague</source>
        <translation>Ins Team einladen</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>Hell oder dunkel</translation>
    </message>
    <message>
        <source>Keys (F1)</source>
        <translation>Tasten (F1)</translation>
    </message>
    <message>
        <source>Nobody waiting</source>
        <translation>Niemand wartet</translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n wartet</numerusform>
            <numerusform>%n warten</numerusform>
        </translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>Gespräche</translation>
    </message>
    <message>
        <source>%1 of </source>
        <extracomment>How many conversations I have, of how many I can take; the second number is edited.</extracomment>
        <translation>%1 von </translation>
    </message>
    <message>
        <source>Recovery words</source>
        <translation>Wiederherstellungswörter</translation>
    </message>
    <message>
        <source>Rules of a department</source>
        <translation>Regeln einer Abteilung</translation>
    </message>
    <message>
        <source>Your account on this computer</source>
        <translation>Ihr Konto auf diesem Computer</translation>
    </message>
    <message>
        <source>Your computers</source>
        <translation>Ihre Computer</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>Canned replies</source>
        <translation>Textbausteine</translation>
    </message>
    <message>
        <source>Departments at a glance</source>
        <translation>Abteilungen auf einen Blick</translation>
    </message>
</context>
<context>
    <name>chat121::ui::DeskLists</name>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>Nobody is waiting.</source>
        <translation>Niemand wartet.</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>Meine</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Conversations that you take stand here.</source>
        <translation>Hier stehen die Gespräche, die Sie nehmen.</translation>
    </message>
    <message>
        <source>Conversations that are closed stand here.</source>
        <translation>Hier stehen die Gespräche, die beendet sind.</translation>
    </message>
    <message>
        <source>Asked of you</source>
        <translation>Gefragt</translation>
    </message>
    <message>
        <source>Snoozed</source>
        <translation>Zurückgestellt</translation>
    </message>
</context>
<context>
    <name>chat121::ui::DeskWindow</name>
    <message>
        <source>No conversation is open</source>
        <translation>Kein Gespräch ist offen</translation>
    </message>
    <message>
        <source>Nobody is waiting</source>
        <translation>Niemand wartet</translation>
    </message>
    <message>
        <source>Customers come into the queue as soon as they write. They need a link of yours for that.</source>
        <translation>Kunden kommen in die Warteschlange, sobald sie schreiben. Dafür brauchen sie einen Link von Ihnen.</translation>
    </message>
    <message>
        <source>Invite customers</source>
        <translation>Kunden einladen</translation>
    </message>
    <message>
        <source>Choose one from the lists, or take the customer who waits longest (%1).</source>
        <translation>Wählen Sie eines aus den Listen, oder nehmen Sie, wer am längsten wartet (%1).</translation>
    </message>
    <message>
        <source>Choose one from the lists.</source>
        <translation>Wählen Sie eines aus den Listen.</translation>
    </message>
    <message>
        <source>Take the next one</source>
        <translation>Nächstes Gespräch nehmen</translation>
    </message>
    <message>
        <source>Search everything (%1)</source>
        <translation>Überall suchen (%1)</translation>
    </message>
    <message>
        <source>Save your organisation&apos;s key: without it, nobody can sign for the organisation when this computer is lost.</source>
        <translation>Sichern Sie den Schlüssel Ihrer Organisation: Ohne ihn kann niemand mehr für sie unterschreiben, wenn dieser Computer verloren geht.</translation>
    </message>
    <message>
        <source>Save it</source>
        <translation>Sichern</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Jetzt nicht</translation>
    </message>
    <message>
        <source>I am here</source>
        <translation>Ich bin da</translation>
    </message>
    <message>
        <source>Stay away</source>
        <translation>Abwesend bleiben</translation>
    </message>
    <message>
        <source>%1 names you in a note.</source>
        <translation>%1 nennt Sie in einer Notiz.</translation>
    </message>
    <message>
        <source>Show it</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>You are away now: somebody who was offered to you was not taken in time, a customer of yours was not answered, or another computer of yours says so. Nobody is offered to you.</source>
        <translation>Sie sind jetzt abwesend: Jemand, der Ihnen angeboten wurde, wurde nicht rechtzeitig übernommen, einer Ihrer Kunden bekam keine Antwort, oder ein anderer Ihrer Computer sagt es so. Ihnen wird niemand angeboten.</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>%1 goes on with %2.</source>
        <translation>%1 macht mit %2 weiter.</translation>
    </message>
    <message>
        <source>%1 cannot take %2 now. It stays with you.</source>
        <translation>%1 kann %2 gerade nicht übernehmen. Die Unterhaltung bleibt bei Ihnen.</translation>
    </message>
    <message>
        <source>%1 has not answered. %2 stays with you.</source>
        <translation>%1 hat nicht geantwortet. %2 bleibt bei Ihnen.</translation>
    </message>
    <message>
        <source>%1 no longer asks you to go on with %2.</source>
        <translation>%1 fragt Sie nicht mehr, ob Sie mit %2 weitermachen.</translation>
    </message>
    <message>
        <source>You did not answer in time: %2 stays with %1.</source>
        <translation>Sie haben nicht rechtzeitig geantwortet: %2 bleibt bei %1.</translation>
    </message>
    <message>
        <source>You have no other conversation that could stand beside this one.</source>
        <translation>Sie haben kein anderes Gespräch, das daneben stehen könnte.</translation>
    </message>
    <message>
        <source>New here? Try it with a customer who is only played: take, answer, note, hand over, close. Nothing of it leaves this computer.</source>
        <translation>Neu hier? Probieren Sie es mit einem nur gespielten Kunden: nehmen, antworten, notieren, übergeben, beenden. Nichts davon verlässt diesen Computer.</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>Ausprobieren</translation>
    </message>
</context>
<context>
    <name>chat121::ui::DesktopNotices</name>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Chat Live 121</source>
        <translation>Chat Live 121</translation>
    </message>
</context>
<context>
    <name>chat121::ui::DeviceStrip</name>
    <message>
        <source>This computer was removed from your account. What it has stays readable; nothing new comes.</source>
        <translation>Dieser Computer wurde aus Ihrem Konto entfernt. Was er hat, bleibt lesbar; Neues kommt nicht mehr.</translation>
    </message>
    <message>
        <source>Erase it here…</source>
        <translation>Hier löschen …</translation>
    </message>
    <message>
        <source>A new computer was added to your account: %1, on %2.</source>
        <translation>Ein neuer Computer kam zu Ihrem Konto hinzu: %1, am %2.</translation>
    </message>
    <message>
        <source>Remove it…</source>
        <translation>Entfernen …</translation>
    </message>
    <message>
        <source>It was me</source>
        <translation>Das war ich</translation>
    </message>
    <message>
        <source>Erase everything on this computer?</source>
        <translation>Alles auf diesem Computer löschen?</translation>
    </message>
    <message>
        <source>Your account and its other computers are not touched. Nobody can bring back what is only here.</source>
        <translation>Ihr Konto und seine anderen Computer bleiben unberührt. Was nur hier ist, kann niemand zurückholen.</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>A computer that the server does not list reads in your name since %1. Remove it, and tell the owner of the server.</source>
        <translation>Ein Computer, den der Server nicht nennt, liest seit %1 in Ihrem Namen mit. Entfernen Sie ihn, und sagen Sie es dem Eigentümer des Servers.</translation>
    </message>
</context>
<context>
    <name>chat121::ui::DevicesDialog</name>
    <message>
        <source>Your computers</source>
        <translation>Ihre Computer</translation>
    </message>
    <message>
        <source>Each of them reads and writes in your name. Remove one that you no longer use or do not know.</source>
        <translation>Jeder von ihnen liest und schreibt in Ihrem Namen. Entfernen Sie, was Sie nicht mehr benutzen oder nicht kennen.</translation>
    </message>
    <message>
        <source>You are off-line. The list is as it was, and nothing can be changed now.</source>
        <translation>Sie sind offline. Die Liste ist, wie sie war; ändern lässt sich gerade nichts.</translation>
    </message>
    <message>
        <source>The list is on the server</source>
        <translation>Die Liste ist auf dem Server</translation>
    </message>
    <message>
        <source>You are off-line. Nothing is lost: it is shown as soon as the connection is back.</source>
        <translation>Sie sind offline. Nichts ist verloren: Sie erscheint, sobald die Verbindung wieder da ist.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Add a computer…</source>
        <translation>Computer hinzufügen …</translation>
    </message>
    <message>
        <source>There is no other computer in your account.</source>
        <translation>In Ihrem Konto ist kein anderer Computer.</translation>
    </message>
    <message>
        <source>The server does not list it, but a conversation has shown it.</source>
        <translation>Der Server nennt ihn nicht, aber ein Gespräch hat ihn gezeigt.</translation>
    </message>
    <message>
        <source>Added on %1</source>
        <translation>Hinzugefügt am %1</translation>
    </message>
    <message>
        <source>This computer · %1</source>
        <translation>Dieser Computer · %1</translation>
    </message>
    <message>
        <source>Connected now · %1</source>
        <translation>Jetzt verbunden · %1</translation>
    </message>
    <message>
        <source>Last used on %1 · %2</source>
        <translation>Zuletzt benutzt am %1 · %2</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation>%1. %2</translation>
    </message>
    <message>
        <source>New: was that you?</source>
        <translation>Neu: Waren Sie das?</translation>
    </message>
    <message>
        <source>It was me</source>
        <translation>Das war ich</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen …</translation>
    </message>
</context>
<context>
    <name>chat121::ui::ElapsedLabel</name>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n Sekunde</numerusform>
            <numerusform>%n Sekunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n Minute</numerusform>
            <numerusform>%n Minuten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n Stunde</numerusform>
            <numerusform>%n Stunden</numerusform>
        </translation>
    </message>
    <message>
        <source>waiting too long: %1</source>
        <translation>wartet zu lange: %1</translation>
    </message>
    <message>
        <source>waiting %1</source>
        <translation>wartet seit %1</translation>
    </message>
</context>
<context>
    <name>chat121::ui::EmojiPicker</name>
    <message>
        <source>Emoji</source>
        <translation>Emoji</translation>
    </message>
    <message>
        <source>Search by a word</source>
        <translation>Mit einem Wort suchen</translation>
    </message>
    <message>
        <source>Search an emoji by a word</source>
        <translation>Ein Emoji mit einem Wort suchen</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Nichts gefunden</translation>
    </message>
</context>
<context>
    <name>chat121::ui::EraseDialog</name>
    <message>
        <source>Erase this conversation?</source>
        <translation>Dieses Gespräch löschen?</translation>
    </message>
    <message>
        <source>There is no connection now: it is done as soon as there is one.</source>
        <translation>Jetzt besteht keine Verbindung: Es geschieht, sobald es eine gibt.</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Überall</translation>
    </message>
    <message>
        <source>The server deletes it at once, and the computers of everybody in it delete it with its keys as soon as they are on-line. One line says that it was erased. Nobody can bring it back. You get a signed receipt.</source>
        <translation>Der Server löscht es sofort, die Computer aller Beteiligten löschen es mit seinen Schlüsseln, sobald sie verbunden sind. Eine Zeile sagt, dass es gelöscht wurde. Niemand kann es zurückholen. Sie bekommen einen unterschriebenen Beleg.</translation>
    </message>
    <message>
        <source>What cannot be reached</source>
        <translation>Was nicht erreicht wird</translation>
    </message>
    <message>
        <source>Notes and copies that people have made for themselves, pictures of their screens, and backups of the server until its operator replaces them.</source>
        <translation>Notizen und Kopien, die sich Menschen gemacht haben, Bilder von ihren Bildschirmen und Sicherungen des Servers, bis ihr Betreiber sie ersetzt.</translation>
    </message>
    <message>
        <source>Only on this computer</source>
        <translation>Nur auf diesem Computer</translation>
    </message>
    <message>
        <source>The conversation and your keys are erased here, and you cannot go on with it. What the others have is not touched.</source>
        <translation>Das Gespräch und Ihre Schlüssel werden hier gelöscht, und Sie können es nicht fortsetzen. Was die anderen haben, bleibt unberührt.</translation>
    </message>
    <message>
        <source>Last receipt</source>
        <translation>Letzter Beleg</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Erase here</source>
        <translation>Hier löschen</translation>
    </message>
    <message>
        <source>Erase everywhere</source>
        <translation>Überall löschen</translation>
    </message>
</context>
<context>
    <name>chat121::ui::ErrorState</name>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
</context>
<context>
    <name>chat121::ui::FirstRun</name>
    <message>
        <source>Asking the server…</source>
        <translation>Der Server wird gefragt …</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>Einen Moment …</translation>
    </message>
</context>
<context>
    <name>chat121::ui::HandOverDialog</name>
    <message>
        <source>Hand over</source>
        <translation>Übergeben</translation>
    </message>
    <message>
        <source>Your colleague accepts or declines within a minute. Until then %1 stays with you, and sees each step.</source>
        <translation>Die gefragte Person nimmt innerhalb einer Minute an oder lehnt ab. Bis dahin bleibt %1 bei Ihnen und sieht jeden Schritt.</translation>
    </message>
    <message>
        <source>What your colleague should know</source>
        <translation>Was die gefragte Person wissen sollte</translation>
    </message>
    <message>
        <source>Stay in the conversation, for everybody to see</source>
        <translation>In der Unterhaltung bleiben, für alle sichtbar</translation>
    </message>
    <message>
        <source>Colleague</source>
        <translation>Aus dem Team</translation>
    </message>
    <message>
        <source>Name, role, department or language</source>
        <translation>Name, Rolle, Abteilung oder Sprache</translation>
    </message>
    <message>
        <source>Colleagues</source>
        <translation>Das Team</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <source>not in %1</source>
        <translation>nicht in %1</translation>
    </message>
    <message>
        <source>not on-line</source>
        <translation>nicht online</translation>
    </message>
    <message>
        <source>away</source>
        <translation>abwesend</translation>
    </message>
    <message>
        <source>busy</source>
        <translation>beschäftigt</translation>
    </message>
    <message>
        <source>available</source>
        <translation>verfügbar</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <extracomment>How many conversations a colleague has, and takes at most</extracomment>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Nobody else works here yet. Invite a colleague first.</source>
        <translation>Hier arbeitet noch niemand sonst. Laden Sie zuerst jemanden ein.</translation>
    </message>
    <message>
        <source>No colleague is called like that, or speaks it.</source>
        <translation>Niemand im Team heißt so oder spricht das.</translation>
    </message>
    <message>
        <source>Ask %1</source>
        <translation>%1 fragen</translation>
    </message>
    <message>
        <source>%1 cannot be asked now: %2.</source>
        <extracomment>A colleague, and why: away, not on-line, not in a department</extracomment>
        <translation>%1 lässt sich gerade nicht fragen: %2.</translation>
    </message>
    <message>
        <source>%1 has no room now, and can accept only with less to do.</source>
        <translation>%1 hat gerade keinen Platz und kann erst annehmen, wenn weniger zu tun ist.</translation>
    </message>
    <message>
        <source>Show what was said before</source>
        <translation>Zeigen, was vorher gesagt wurde</translation>
    </message>
    <message>
        <source>Everybody in the conversation reads that you do</source>
        <translation>Alle in der Unterhaltung lesen, dass Sie das tun</translation>
    </message>
</context>
<context>
    <name>chat121::ui::HandOverStrip</name>
    <message>
        <source>Look</source>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>Shows the conversation as far as you may read it</source>
        <translation>Zeigt die Unterhaltung, soweit Sie sie lesen dürfen</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>Zurückziehen</translation>
    </message>
    <message>
        <source>It stays with you, and your colleague is no longer asked</source>
        <translation>Die Unterhaltung bleibt bei Ihnen, und niemand ist mehr gefragt</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>It stays with your colleague</source>
        <translation>Die Unterhaltung bleibt, bei wem sie ist</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Annehmen</translation>
    </message>
    <message>
        <source>You go on with the customer</source>
        <translation>Sie machen mit dem Kunden weiter</translation>
    </message>
    <message>
        <source>You have accepted. As soon as %1&apos;s computer has let you in, you go on.</source>
        <translation>Sie haben angenommen. Sobald der Computer von %1 Sie dazugeholt hat, machen Sie weiter.</translation>
    </message>
    <message>
        <source>%1 asks you to go on with this conversation.</source>
        <translation>%1 bittet Sie, diese Unterhaltung weiterzuführen.</translation>
    </message>
    <message>
        <source>%1 asks you to go on with %2.</source>
        <translation>%1 bittet Sie, mit %2 weiterzumachen.</translation>
    </message>
    <message>
        <source>%1 asks you to go on with %2, in %3.</source>
        <extracomment>A colleague, a customer, and the department of the conversation</extracomment>
        <translation>%1 bittet Sie, mit %2 weiterzumachen, in %3.</translation>
    </message>
    <message>
        <source>%1 has asked %2 to go on from here.</source>
        <translation>%1 hat %2 gebeten, ab hier weiterzumachen.</translation>
    </message>
    <message>
        <source>%1 has accepted and is coming in.</source>
        <translation>%1 hat angenommen und kommt dazu.</translation>
    </message>
    <message>
        <source>Waiting for %1. Until then it stays with you.</source>
        <translation>Warten auf %1. Bis dahin bleibt die Unterhaltung bei Ihnen.</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
</context>
<context>
    <name>chat121::ui::HistoryPage</name>
    <message>
        <source>Your earlier conversations</source>
        <translation>Ihre früheren Gespräche</translation>
    </message>
    <message>
        <source>They are kept on the server, sealed. The recovery words that you wrote down bring them to this computer; they come while you work.</source>
        <translation>Sie liegen versiegelt auf dem Server. Die Wiederherstellungswörter, die Sie aufgeschrieben haben, bringen sie auf diesen Computer; sie kommen, während Sie arbeiten.</translation>
    </message>
    <message>
        <source>Bring them here</source>
        <translation>Hierher holen</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nicht jetzt</translation>
    </message>
    <message>
        <source>The words can be typed at any time: the key at the top of the window.</source>
        <translation>Die Wörter können jederzeit eingegeben werden: der Schlüssel oben im Fenster.</translation>
    </message>
    <message>
        <source>The words are not complete yet, or one of them is wrong. Nothing has changed. Look at the line below them.</source>
        <translation>Die Wörter sind noch nicht vollständig, oder eines ist falsch. Es hat sich nichts geändert. Sehen Sie auf die Zeile darunter.</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>Wird geöffnet …</translation>
    </message>
</context>
<context>
    <name>chat121::ui::HistoryStrip</name>
    <message>
        <source>Write down your recovery words: with them a new computer can show your conversations.</source>
        <translation>Schreiben Sie Ihre Wiederherstellungswörter auf: Mit ihnen kann ein neuer Computer Ihre Gespräche zeigen.</translation>
    </message>
    <message>
        <source>Show them</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nicht jetzt</translation>
    </message>
    <message>
        <source>Your earlier conversations are not on this computer. Your recovery words bring them here.</source>
        <translation>Ihre früheren Gespräche sind nicht auf diesem Computer. Ihre Wiederherstellungswörter bringen sie hierher.</translation>
    </message>
    <message>
        <source>Type them</source>
        <translation>Eingeben</translation>
    </message>
    <message>
        <source>Your earlier conversations are coming: %1 %.</source>
        <translation>Ihre früheren Gespräche kommen: %1 %.</translation>
    </message>
</context>
<context>
    <name>chat121::ui::HoursDialog</name>
    <message>
        <source>Opening hours</source>
        <translation>Öffnungszeiten</translation>
    </message>
    <message>
        <source>Customers see when somebody answers, by their own clocks. Whoever writes at another time leaves a message. The hours are signed with your key: the server cannot change them.</source>
        <translation>Kunden sehen nach ihrer eigenen Uhr, wann jemand antwortet. Wer zu einer anderen Zeit schreibt, hinterlässt eine Nachricht. Die Zeiten sind mit Ihrem Schlüssel unterschrieben: Der Server kann sie nicht ändern.</translation>
    </message>
    <message>
        <source>Time zone of the hours below</source>
        <translation>Zeitzone der folgenden Zeiten</translation>
    </message>
    <message>
        <source>Such as Europe/Lisbon. Empty: the department does not say when it is open.</source>
        <translation>Zum Beispiel Europe/Berlin. Leer: Die Abteilung sagt nicht, wann sie geöffnet ist.</translation>
    </message>
    <message>
        <source>Time zone of this computer</source>
        <translation>Zeitzone dieses Computers</translation>
    </message>
    <message>
        <source>Hours such as 9:00 – 12:30, 14:00 – 18:00. Empty: closed.</source>
        <translation>Zeiten wie 9:00 – 12:30, 14:00 – 18:00. Leer: geschlossen.</translation>
    </message>
    <message>
        <source>Monday</source>
        <translation>Montag</translation>
    </message>
    <message>
        <source>Tuesday</source>
        <translation>Dienstag</translation>
    </message>
    <message>
        <source>Wednesday</source>
        <translation>Mittwoch</translation>
    </message>
    <message>
        <source>Thursday</source>
        <translation>Donnerstag</translation>
    </message>
    <message>
        <source>Friday</source>
        <translation>Freitag</translation>
    </message>
    <message>
        <source>Saturday</source>
        <translation>Samstag</translation>
    </message>
    <message>
        <source>Sunday</source>
        <translation>Sonntag</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>geschlossen</translation>
    </message>
    <message>
        <source>Holidays and other dates on which the week does not count</source>
        <translation>Feiertage und andere Tage, an denen die Woche nicht gilt</translation>
    </message>
    <message>
        <source>Remove the chosen date</source>
        <translation>Gewählten Tag entfernen</translation>
    </message>
    <message>
        <source>Another date</source>
        <translation>Weiterer Tag</translation>
    </message>
    <message>
        <source>Hours of that date</source>
        <translation>Zeiten an diesem Tag</translation>
    </message>
    <message>
        <source>Add this date</source>
        <translation>Diesen Tag hinzufügen</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>A date, and the hours in which a department is open on it</extracomment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Write hours such as 9:00 – 12:30, or nothing for closed.</source>
        <translation>Schreiben Sie Zeiten wie 9:00 – 12:30, oder nichts für geschlossen.</translation>
    </message>
    <message>
        <source>There is no room for more. Remove dates that are over.</source>
        <translation>Für mehr ist kein Platz. Entfernen Sie Tage, die vorbei sind.</translation>
    </message>
    <message>
        <source>This computer knows no time zone of that name.</source>
        <translation>Dieser Computer kennt keine Zeitzone dieses Namens.</translation>
    </message>
    <message>
        <source>Write hours such as 9:00 – 12:30, 14:00 – 18:00.</source>
        <translation>Schreiben Sie Zeiten wie 9:00 – 12:30, 14:00 – 18:00.</translation>
    </message>
    <message>
        <source>It closes at the moment when it opens. A whole day is 0:00 – 24:00.</source>
        <translation>Sie schließt im selben Moment, in dem sie öffnet. Ein ganzer Tag ist 0:00 – 24:00.</translation>
    </message>
    <message>
        <source>These hours run into each other.</source>
        <translation>Diese Zeiten überschneiden sich.</translation>
    </message>
    <message>
        <source>This night runs into the hours of the next day.</source>
        <translation>Diese Nacht reicht in die Zeiten des nächsten Tages.</translation>
    </message>
    <message>
        <source>Something above cannot be read yet.</source>
        <translation>Etwas weiter oben ist noch nicht lesbar.</translation>
    </message>
    <message numerus="yes">
        <source>A week has room for %n span(s).</source>
        <translation>
            <numerusform>Eine Woche hat Platz für %n Zeitraum.</numerusform>
            <numerusform>Eine Woche hat Platz für %n Zeiträume.</numerusform>
        </translation>
    </message>
    <message>
        <source>Say by which time zone the hours are.</source>
        <translation>Geben Sie an, in welcher Zeitzone die Zeiten gelten.</translation>
    </message>
    <message>
        <source>It would never be open. Say at least one hour, or leave the time zone empty.</source>
        <translation>Sie wäre nie geöffnet. Geben Sie mindestens eine Stunde an, oder lassen Sie die Zeitzone leer.</translation>
    </message>
</context>
<context>
    <name>chat121::ui::InvitationDialog</name>
    <message>
        <source>Invite a colleague</source>
        <translation>Ins Team einladen</translation>
    </message>
    <message>
        <source>Invite customers</source>
        <translation>Kunden einladen</translation>
    </message>
    <message>
        <source>The link works once. Give it to one person only, by a way that you trust.</source>
        <translation>Der Link gilt ein Mal. Geben Sie ihn nur einer Person, auf einem Weg, dem Sie vertrauen.</translation>
    </message>
    <message>
        <source>Put the link on your page or send it. Whoever opens it can write to the department.</source>
        <translation>Stellen Sie den Link auf Ihre Seite oder verschicken Sie ihn. Wer ihn öffnet, kann der Abteilung schreiben.</translation>
    </message>
    <message>
        <source>Invitation link</source>
        <translation>Einladungslink</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Save as a file…</source>
        <translation>Als Datei speichern …</translation>
    </message>
    <message>
        <source>Make the link</source>
        <translation>Link erstellen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>Abteilung</translation>
    </message>
    <message>
        <source>Days that it is valid</source>
        <translation>Gültig für so viele Tage</translation>
    </message>
    <message>
        <source>How many people may use it</source>
        <translation>So viele Personen dürfen ihn nutzen</translation>
    </message>
    <message>
        <source>Save the invitation</source>
        <translation>Einladung speichern</translation>
    </message>
    <message>
        <source>Invitations (*.chat121)</source>
        <translation>Einladungen (*.chat121)</translation>
    </message>
    <message>
        <source>The file could not be written. Choose another place, or copy the link.</source>
        <translation>Die Datei konnte nicht geschrieben werden. Wählen Sie einen anderen Ort, oder kopieren Sie den Link.</translation>
    </message>
    <message numerus="yes">
        <source>For %1: valid for %n day(s).</source>
        <translation>
            <numerusform>Für %1: gilt %n Tag.</numerusform>
            <numerusform>Für %1: gilt %n Tage.</numerusform>
        </translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>For whom</source>
        <translation>Für wen</translation>
    </message>
    <message>
        <source>Somebody new</source>
        <translation>Jemand Neues</translation>
    </message>
    <message>
        <source>%1, who has lost the password</source>
        <translation>%1 (Passwort verloren)</translation>
    </message>
    <message>
        <source>The old password ends and the old computers are signed out as soon as the link is used. Earlier conversations do not come along: only the recovery words open them.</source>
        <translation>Sobald der Link benutzt wird, endet das alte Passwort, und die alten Computer sind abgemeldet. Frühere Gespräche kommen nicht mit: Nur die Wiederherstellungswörter öffnen sie.</translation>
    </message>
    <message>
        <source>may stay empty</source>
        <translation>darf leer bleiben</translation>
    </message>
    <message>
        <source>Page or program on which it stands, for customers who like to tell</source>
        <translation>Seite oder Programm, wo er steht, für Kundschaft, die es sagen mag</translation>
    </message>
    <message>
        <source>as many as come</source>
        <translation>so viele, wie kommen</translation>
    </message>
    <message>
        <source>New customers in an hour, at most</source>
        <translation>Neue Kunden in einer Stunde, höchstens</translation>
    </message>
    <message>
        <source>New customers in a day, at most</source>
        <translation>Neue Kunden an einem Tag, höchstens</translation>
    </message>
</context>
<context>
    <name>chat121::ui::InvitationPage</name>
    <message>
        <source>Invitation</source>
        <translation>Einladung</translation>
    </message>
    <message>
        <source>Paste the link, or drop the file here.</source>
        <translation>Fügen Sie den Link ein, oder ziehen Sie die Datei hierher.</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>Datei auswählen …</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Set up an organisation</source>
        <translation>Organisation einrichten</translation>
    </message>
    <message>
        <source>The server printed a set-up link when it was started. It works once, for half an hour.</source>
        <translation>Der Server hat beim Start einen Einrichtungslink ausgegeben. Er gilt ein Mal, eine halbe Stunde lang.</translation>
    </message>
    <message>
        <source>Your invitation</source>
        <translation>Ihre Einladung</translation>
    </message>
    <message>
        <source>It says who invites you and where their server is.</source>
        <translation>Darin steht, wer Sie einlädt und wo der Server ist.</translation>
    </message>
    <message>
        <source>Paste the link that you were given, or choose the file.</source>
        <translation>Fügen Sie den Link ein, den Sie bekommen haben, oder wählen Sie die Datei.</translation>
    </message>
    <message>
        <source>Choose an invitation</source>
        <translation>Einladung auswählen</translation>
    </message>
    <message>
        <source>Invitations (*.chat121);;All files (*)</source>
        <translation>Einladungen (*.chat121);;Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>chat121::ui::JumpButton</name>
    <message>
        <source>Jump to newest</source>
        <translation>Zur neuesten Nachricht</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>%n neu</numerusform>
            <numerusform>%n neu</numerusform>
        </translation>
    </message>
    <message>
        <source>Jump to the first new message</source>
        <translation>Zur ersten neuen Nachricht springen</translation>
    </message>
</context>
<context>
    <name>chat121::ui::KnowledgeDialog</name>
    <message>
        <source>What the server knows about this chat</source>
        <translation>Was der Server über diesen Chat weiß</translation>
    </message>
    <message>
        <source>This is what the server says it holds about this conversation and about you, table by table as in its database. What was said is not in it: sealed messages show only their size, and that is rounded up to steps of %1 bytes before anything leaves your computer (in larger steps above 4 kB). Beside this it sees your network address while you are connected.</source>
        <translation>Das sagt der Server selbst, was er über dieses Gespräch und über Sie hat, Tabelle für Tabelle wie in seiner Datenbank. Was gesagt wurde, ist nicht dabei: Versiegelte Nachrichten zeigen nur ihre Größe, und die wird auf Schritte von %1 Bytes aufgerundet, bevor etwas Ihren Computer verlässt (über 4 kB in größeren Schritten). Außerdem sieht er Ihre Netzadresse, solange Sie verbunden sind.</translation>
    </message>
    <message>
        <source>The server has not answered</source>
        <translation>Der Server hat nicht geantwortet</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>About this conversation</source>
        <translation>Über dieses Gespräch</translation>
    </message>
    <message>
        <source>About you</source>
        <translation>Über Sie</translation>
    </message>
    <message>
        <source>The server&apos;s own, about nobody here</source>
        <translation>Eigenes des Servers, über niemanden hier</translation>
    </message>
    <message numerus="yes">
        <source>%n entries</source>
        <translation>
            <numerusform>%n Eintrag</numerusform>
            <numerusform>%n Einträge</numerusform>
        </translation>
    </message>
    <message>
        <source>Entry %1</source>
        <translation>Eintrag %1</translation>
    </message>
    <message>
        <source>Show more (%1 to come)</source>
        <translation>Mehr zeigen (noch %1)</translation>
    </message>
    <message>
        <source>What it is for</source>
        <translation>Wozu es da ist</translation>
    </message>
    <message>
        <source>This is what the server says it holds about this conversation and about you, table by table as in its database. What was said is not in it. This department has a metadata shield: sealed messages show only which of a few sizes they have, from %1 bytes on, each twice the one before.</source>
        <translation>Das ist, was der Server nach eigener Auskunft über dieses Gespräch und über Sie hat, Tabelle für Tabelle wie in seiner Datenbank. Was gesagt wurde, ist nicht darin. Diese Abteilung hat einen Metadatenschutz: Verschlossene Nachrichten zeigen nur, welche von wenigen Größen sie haben, ab %1 Bytes, jede doppelt so groß wie die vorige.</translation>
    </message>
    <message>
        <source>Who is typing is not sent, and receipts leave %1 to %2 seconds late. Who sent a message, and the minute, is forgotten once the sender&apos;s computer has confirmed it and the server has looked again, which it does every hour. Beside this it sees your network address while you are connected.</source>
        <translation>Wer tippt, wird nicht gesendet, und Lesebestätigungen gehen %1 bis %2 Sekunden später ab. Wer eine Nachricht geschickt hat, und die Minute, vergisst der Server, sobald der Computer des Absenders sie bestätigt hat und er wieder nachsieht, was er jede Stunde tut. Daneben sieht er Ihre Netzwerkadresse, solange Sie verbunden sind.</translation>
    </message>
</context>
<context>
    <name>chat121::ui::LanguagesDialog</name>
    <message>
        <source>Your languages</source>
        <translation>Ihre Sprachen</translation>
    </message>
    <message>
        <source>Customers who speak one of them are offered to you first. The server and your colleagues see which you chose.</source>
        <translation>Kunden, die eine davon sprechen, werden Ihnen zuerst angeboten. Der Server und Ihre Kolleginnen und Kollegen sehen, welche Sie gewählt haben.</translation>
    </message>
    <message numerus="yes">
        <source>Choose %n at most.</source>
        <translation>
            <numerusform>Wählen Sie höchstens %n.</numerusform>
            <numerusform>Wählen Sie höchstens %n.</numerusform>
        </translation>
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
    <name>chat121::ui::LaterDialog</name>
    <message>
        <source>Send later</source>
        <translation>Später senden</translation>
    </message>
    <message>
        <source>Change what is sent later</source>
        <translation>Ändern, was später gesendet wird</translation>
    </message>
    <message>
        <source>It stays on this computer, encrypted, until then. The program has to be running here at that time; else it is sent as soon as it is.</source>
        <translation>Bis dahin bleibt es verschlüsselt auf diesem Computer. Das Programm muss dann hier laufen; sonst wird es gesendet, sobald es wieder läuft.</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>This message is too long. Send it in two parts.</source>
        <translation>Diese Nachricht ist zu lang. Senden Sie sie in zwei Teilen.</translation>
    </message>
</context>
<context>
    <name>chat121::ui::LaterStrip</name>
    <message>
        <source>The next one that waits</source>
        <translation>Die nächste wartende</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Ändern …</translation>
    </message>
    <message>
        <source>Send now</source>
        <translation>Jetzt senden</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>It is not sent</source>
        <translation>Sie wird nicht gesendet</translation>
    </message>
    <message>
        <source>Not sent on %1: nothing could be written here at that time.</source>
        <translation>Nicht gesendet am %1: Zu dieser Zeit konnte hier nichts geschrieben werden.</translation>
    </message>
    <message>
        <source>Waits on this computer, to be sent on %1</source>
        <translation>Wartet auf diesem Computer, wird gesendet am %1</translation>
    </message>
    <message numerus="yes">
        <source>(and %n more)</source>
        <translation>
            <numerusform>(und %n weitere)</numerusform>
            <numerusform>(und %n weitere)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chat121::ui::LeaveDialog</name>
    <message>
        <source>Your account on this computer</source>
        <translation>Ihr Konto auf diesem Computer</translation>
    </message>
    <message>
        <source>Locked, your conversations stay here, sealed. Nothing is received until you unlock; it waits on the server.</source>
        <translation>Gesperrt bleiben Ihre Gespräche versiegelt hier. Bis Sie entsperren, wird nichts empfangen; es wartet auf dem Server.</translation>
    </message>
    <message>
        <source>Change the password…</source>
        <translation>Passwort ändern …</translation>
    </message>
    <message>
        <source>It lets a new computer in.</source>
        <translation>Es lässt einen neuen Computer herein.</translation>
    </message>
    <message>
        <source>Lock by itself</source>
        <translation>Von selbst sperren</translation>
    </message>
    <message>
        <source>Also remove the data from this computer</source>
        <translation>Auch die Daten von diesem Computer entfernen</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nie</translation>
    </message>
    <message numerus="yes">
        <source>After %n minute(s)</source>
        <translation>
            <numerusform>Nach %n Minute</numerusform>
            <numerusform>Nach %n Minuten</numerusform>
        </translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Lock now</source>
        <translation>Jetzt sperren</translation>
    </message>
    <message>
        <source>Log out…</source>
        <translation>Abmelden …</translation>
    </message>
    <message numerus="yes">
        <source>%1 locks the windows of its staff after %n minute(s) at the latest.</source>
        <translation>
            <numerusform>%1 sperrt die Fenster des Teams spätestens nach einer Minute.</numerusform>
            <numerusform>%1 sperrt die Fenster des Teams spätestens nach %n Minuten.</numerusform>
        </translation>
    </message>
    <message>
        <source>Here one click unlocks again, since this computer&apos;s key store has the key: let the computer lock its screen, too.</source>
        <translation>Hier entsperrt sie ein Klick wieder, denn der Schlüsselbund dieses Computers hat den Schlüssel: Lassen Sie auch den Computer seinen Bildschirm sperren.</translation>
    </message>
    <message>
        <source>Notifications…</source>
        <translation>Benachrichtigungen …</translation>
    </message>
    <message>
        <source>What you are told of meanwhile.</source>
        <translation>Wovon Sie inzwischen erfahren.</translation>
    </message>
    <message>
        <source>Your languages…</source>
        <translation>Ihre Sprachen …</translation>
    </message>
    <message>
        <source>Whom you are offered first.</source>
        <translation>Wer Ihnen zuerst angeboten wird.</translation>
    </message>
    <message>
        <source>What others see…</source>
        <translation>Was andere sehen…</translation>
    </message>
    <message>
        <source>What you have read, and that you are typing.</source>
        <translation>Was Sie gelesen haben, und dass Sie tippen.</translation>
    </message>
    <message>
        <source>Practise…</source>
        <translation>Üben …</translation>
    </message>
    <message>
        <source>A conversation with a customer who is only played.</source>
        <translation>Ein Gespräch mit einem nur gespielten Kunden.</translation>
    </message>
</context>
<context>
    <name>chat121::ui::LinkCodePage</name>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Your other computer shows it: Your computers, then Add a computer.</source>
        <translation>Ihr anderer Computer zeigt ihn: Ihre Computer, dann Computer hinzufügen.</translation>
    </message>
    <message>
        <source>Link of your organisation</source>
        <translation>Link Ihrer Organisation</translation>
    </message>
    <message>
        <source>Any invitation that you were given. A link from your other computer needs no code.</source>
        <translation>Irgendeine Einladung, die Sie bekommen haben. Ein Link von Ihrem anderen Computer braucht keinen Code.</translation>
    </message>
    <message>
        <source>Add this computer</source>
        <translation>Diesen Computer hinzufügen</translation>
    </message>
    <message>
        <source>A code from your other computer</source>
        <translation>Ein Code von Ihrem anderen Computer</translation>
    </message>
    <message>
        <source>With it this computer joins your account. You confirm it on the other one.</source>
        <translation>Mit ihm kommt dieser Computer zu Ihrem Konto. Sie bestätigen es auf dem anderen.</translation>
    </message>
    <message>
        <source>Add this computer to your account</source>
        <translation>Diesen Computer zu Ihrem Konto hinzufügen</translation>
    </message>
    <message>
        <source>Your other computer at %1 has made this link. You confirm it there in a moment.</source>
        <translation>Ihr anderer Computer bei %1 hat diesen Link gemacht. Sie bestätigen es dort gleich.</translation>
    </message>
    <message>
        <source>Type the code that your other computer shows.</source>
        <translation>Geben Sie den Code ein, den Ihr anderer Computer zeigt.</translation>
    </message>
    <message>
        <source>Paste a link of your organisation.</source>
        <translation>Fügen Sie einen Link Ihrer Organisation ein.</translation>
    </message>
</context>
<context>
    <name>chat121::ui::LinkDialog</name>
    <message>
        <source>Open this link?</source>
        <translation>Diesen Link öffnen?</translation>
    </message>
    <message>
        <source>It opens in your web browser. That site then learns your address on the internet; what you wrote here stays here.</source>
        <translation>Er öffnet sich in Ihrem Browser. Die Seite erfährt dann Ihre Internetadresse; was Sie hier geschrieben haben, bleibt hier.</translation>
    </message>
    <message>
        <source>The site is %1</source>
        <translation>Die Seite ist %1</translation>
    </message>
    <message>
        <source>This name has letters that can look like those of another site. Open it only if you expected it.</source>
        <translation>Dieser Name enthält Buchstaben, die wie die einer anderen Seite aussehen können. Öffnen Sie sie nur, wenn Sie sie erwartet haben.</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>Link kopieren</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>The whole address</source>
        <translation>Die ganze Adresse</translation>
    </message>
</context>
<context>
    <name>chat121::ui::LinkPage</name>
    <message>
        <source>Copy the code</source>
        <translation>Code kopieren</translation>
    </message>
    <message>
        <source>Copy a link with it</source>
        <translation>Link damit kopieren</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Do not add it</source>
        <translation>Nicht hinzufügen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Add a computer</source>
        <translation>Computer hinzufügen</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>Einen Moment …</translation>
    </message>
    <message>
        <source>Start Chat Live 121 on the other computer, choose &quot;I have a code from my other computer&quot;, and type this code there.</source>
        <translation>Starten Sie Chat Live 121 auf dem anderen Computer, wählen Sie „Ich habe einen Code von meinem anderen Computer“ und geben Sie dort diesen Code ein.</translation>
    </message>
    <message>
        <source>The code: %1</source>
        <translation>Der Code: %1</translation>
    </message>
    <message>
        <source>It works once, until %1. Show it to nobody else.</source>
        <translation>Er gilt einmal, bis %1. Zeigen Sie ihn niemandem sonst.</translation>
    </message>
    <message>
        <source>Add this computer?</source>
        <translation>Diesen Computer hinzufügen?</translation>
    </message>
    <message>
        <source>A computer wants to be added to your account. It will read your conversations and write in your name.</source>
        <translation>Ein Computer möchte zu Ihrem Konto hinzukommen. Er wird Ihre Gespräche lesen und in Ihrem Namen schreiben.</translation>
    </message>
    <message>
        <source>%1 wants to be added to your account. It will read your conversations and write in your name.</source>
        <translation>%1 möchte zu Ihrem Konto hinzukommen. Er wird Ihre Gespräche lesen und in Ihrem Namen schreiben.</translation>
    </message>
    <message>
        <source>The number: %1</source>
        <translation>Die Zahl: %1</translation>
    </message>
    <message>
        <source>Add it only if its screen shows this number.</source>
        <translation>Fügen Sie ihn nur hinzu, wenn sein Bildschirm diese Zahl zeigt.</translation>
    </message>
    <message>
        <source>Add it</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>The computer is added</source>
        <translation>Der Computer ist hinzugefügt</translation>
    </message>
    <message>
        <source>No computer was added</source>
        <translation>Kein Computer wurde hinzugefügt</translation>
    </message>
    <message>
        <source>Your conversations appear there in a moment. Leave this one connected until they do.</source>
        <translation>Ihre Gespräche erscheinen dort gleich. Lassen Sie diesen Computer so lange verbunden.</translation>
    </message>
    <message>
        <source>The code is over: nobody used it in ten minutes.</source>
        <translation>Der Code ist abgelaufen: Niemand hat ihn in zehn Minuten benutzt.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Show a new code</source>
        <translation>Neuen Code zeigen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>A code is about to be shown. The computer that it is typed on, and that you then confirm, reads your conversations and writes in your name.</source>
        <translation>Gleich wird ein Code angezeigt. Der Computer, auf dem er eingegeben wird und den Sie dann bestätigen, liest Ihre Gespräche und schreibt in Ihrem Namen.</translation>
    </message>
    <message>
        <source>Show the code</source>
        <translation>Code anzeigen</translation>
    </message>
</context>
<context>
    <name>chat121::ui::LinkWaitPage</name>
    <message>
        <source>Stop</source>
        <translation>Aufhören</translation>
    </message>
    <message>
        <source>Confirm it on your other computer</source>
        <translation>Bestätigen Sie es auf Ihrem anderen Computer</translation>
    </message>
    <message>
        <source>It belongs to an account at %1 and shows this number. Compare them, and choose Add it there.</source>
        <translation>Er gehört zu einem Konto bei %1 und zeigt diese Zahl. Vergleichen Sie die Zahlen und wählen Sie dort Hinzufügen.</translation>
    </message>
    <message>
        <source>It belongs to %1 at %2 and shows this number. Compare them, and choose Add it there.</source>
        <translation>Er gehört %1 bei %2 und zeigt diese Zahl. Vergleichen Sie die Zahlen und wählen Sie dort Hinzufügen.</translation>
    </message>
    <message>
        <source>The number: %1</source>
        <translation>Die Zahl: %1</translation>
    </message>
</context>
<context>
    <name>chat121::ui::LogInPage</name>
    <message>
        <source>Log in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>With the name and password that you chose when you joined.</source>
        <translation>Mit dem Namen und dem Passwort, die Sie beim Beitreten gewählt haben.</translation>
    </message>
    <message>
        <source>A link of your organisation</source>
        <translation>Ein Link Ihrer Organisation</translation>
    </message>
    <message>
        <source>Any link of your organisation will do.</source>
        <translation>Jeder Link Ihrer Organisation genügt.</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Ihr Name</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Enter the name that you chose.</source>
        <translation>Geben Sie den Namen ein, den Sie gewählt haben.</translation>
    </message>
    <message>
        <source>Paste any link of your organisation.</source>
        <translation>Fügen Sie einen beliebigen Link Ihrer Organisation ein.</translation>
    </message>
    <message>
        <source>Enter your password.</source>
        <translation>Geben Sie Ihr Passwort ein.</translation>
    </message>
    <message>
        <source>Password forgotten?</source>
        <translation>Passwort vergessen?</translation>
    </message>
</context>
<context>
    <name>chat121::ui::LostPasswordPage</name>
    <message>
        <source>A new password</source>
        <translation>Ein neues Passwort</translation>
    </message>
    <message>
        <source>Your recovery words let you in, and bring your earlier conversations along. Without the words, ask the owner of your organisation for a new way in: you can work again then, but only the words open the earlier conversations.</source>
        <translation>Ihre Wiederherstellungswörter lassen Sie herein und bringen Ihre früheren Gespräche mit. Ohne die Wörter bitten Sie die Person, der Ihre Organisation gehört, um einen neuen Zugang: Dann können Sie wieder arbeiten, aber nur die Wörter öffnen die früheren Gespräche.</translation>
    </message>
    <message>
        <source>A link of your organisation</source>
        <translation>Ein Link Ihrer Organisation</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Ihr Name</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>Neues Passwort</translation>
    </message>
    <message>
        <source>Any link of your organisation will do.</source>
        <translation>Jeder Link Ihrer Organisation ist recht.</translation>
    </message>
    <message>
        <source>Set the new password</source>
        <translation>Neues Passwort setzen</translation>
    </message>
    <message>
        <source>Paste any link of your organisation.</source>
        <translation>Fügen Sie irgendeinen Link Ihrer Organisation ein.</translation>
    </message>
    <message>
        <source>Enter the name that you chose.</source>
        <translation>Geben Sie den Namen ein, den Sie gewählt haben.</translation>
    </message>
    <message>
        <source>The words are not complete yet, or one of them is wrong. Nothing has changed. Look at the line below them.</source>
        <translation>Die Wörter sind noch nicht vollständig, oder eines davon ist falsch. Es hat sich nichts geändert. Sehen Sie auf die Zeile darunter.</translation>
    </message>
    <message>
        <source>Organisation&apos;s key…</source>
        <translation>Schlüssel der Organisation…</translation>
    </message>
</context>
<context>
    <name>chat121::ui::MainWindow</name>
    <message>
        <source>One moment…</source>
        <translation>Einen Moment …</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Chat Live 121</source>
        <translation>Chat Live 121</translation>
    </message>
    <message>
        <source>%1 – Chat Live 121</source>
        <translation>%1 – Chat Live 121</translation>
    </message>
    <message>
        <source>This profile cannot be opened</source>
        <translation>Dieses Profil lässt sich nicht öffnen</translation>
    </message>
    <message>
        <source>Start anew on this computer</source>
        <translation>Auf diesem Computer neu anfangen</translation>
    </message>
    <message>
        <source>Start anew on this computer?</source>
        <translation>Auf diesem Computer neu anfangen?</translation>
    </message>
    <message>
        <source>What is on this computer is erased, and nobody can bring it back. You need a new invitation. What the others have is not touched.</source>
        <translation>Was auf diesem Computer ist, wird gelöscht, und niemand kann es zurückholen. Sie brauchen eine neue Einladung. Was die anderen haben, bleibt unberührt.</translation>
    </message>
    <message>
        <source>Start anew</source>
        <translation>Neu anfangen</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>This profile already belongs to %1, so the invitation was not opened. Start Chat Live 121 with another profile folder to use it.</source>
        <translation>Dieses Profil gehört schon zu %1, deshalb wurde die Einladung nicht geöffnet. Starten Sie Chat Live 121 mit einem anderen Profilordner, um sie zu nutzen.</translation>
    </message>
    <message>
        <source>(%1) %2</source>
        <translation>(%1) %2</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Waiting for the key store</source>
        <translation>Der Schlüsselbund hat noch nicht geantwortet</translation>
    </message>
    <message>
        <source>The key store of this computer has not answered yet. Its question may stand behind another window. Nothing is lost.</source>
        <translation>Der Schlüsselbund dieses Computers hat noch nicht geantwortet. Vielleicht steht seine Frage hinter einem anderen Fenster. Nichts ist verloren.</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>Noch einmal fragen</translation>
    </message>
    <message>
        <source>Use a passphrase instead</source>
        <translation>Stattdessen eine Passphrase verwenden</translation>
    </message>
    <message>
        <source>Starting afresh on this computer…</source>
        <translation>Auf diesem Computer wird neu begonnen …</translation>
    </message>
    <message>
        <source>This profile is an older copy of itself, so nothing is sent from it. What you see and write is kept.</source>
        <translation>Dieses Profil ist eine ältere Kopie seiner selbst, deshalb wird von hier nichts gesendet. Was Sie sehen und schreiben, bleibt erhalten.</translation>
    </message>
    <message>
        <source>Start afresh</source>
        <translation>Neu beginnen</translation>
    </message>
    <message>
        <source>Start afresh on this computer?</source>
        <translation>Auf diesem Computer neu beginnen?</translation>
    </message>
    <message>
        <source>Your conversations and what you wrote stay. If there is a newer copy of this profile, it cannot be used any more.</source>
        <translation>Ihre Gespräche und was Sie geschrieben haben, bleiben. Gibt es eine neuere Kopie dieses Profils, so kann sie nicht mehr verwendet werden.</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nicht jetzt</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Gesperrt</translation>
    </message>
    <message>
        <source>Your conversations are sealed on this computer.</source>
        <translation>Ihre Gespräche sind auf diesem Computer versiegelt.</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Entsperren</translation>
    </message>
    <message>
        <source>Your conversations and keys are erased here. Your recovery words bring the conversations back.</source>
        <translation>Ihre Gespräche und Schlüssel werden hier gelöscht. Ihre Wiederherstellungswörter bringen die Gespräche zurück.</translation>
    </message>
    <message>
        <source>Your conversations and keys are erased here, and nobody can bring them back: you have written down no recovery words.</source>
        <translation>Ihre Gespräche und Schlüssel werden hier gelöscht, und niemand kann sie zurückholen: Sie haben keine Wiederherstellungswörter aufgeschrieben.</translation>
    </message>
    <message>
        <source>To come back you need your name, your password and a link of your organisation.</source>
        <translation>Um zurückzukommen, brauchen Sie Ihren Namen, Ihr Passwort und einen Link Ihrer Organisation.</translation>
    </message>
    <message>
        <source>Log out and remove the data from this computer?</source>
        <translation>Abmelden und die Daten von diesem Computer entfernen?</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>Bleiben</translation>
    </message>
    <message>
        <source>Log out and remove</source>
        <translation>Abmelden und entfernen</translation>
    </message>
    <message>
        <source>There is no connection now: the data is removed all the same, but this computer stays in the list of your computers until another one removes it.</source>
        <translation>Es gibt gerade keine Verbindung: Die Daten werden trotzdem entfernt, aber dieser Computer bleibt in der Liste Ihrer Computer, bis ein anderer ihn entfernt.</translation>
    </message>
    <message>
        <source>Your conversations and keys are erased here. You have written down no recovery words.</source>
        <translation>Ihre Gespräche und Schlüssel werden hier gelöscht. Sie haben keine Wiederherstellungswörter aufgeschrieben.</translation>
    </message>
    <message>
        <source>What is on another computer of yours stays there, and a code from it lets this one in again.</source>
        <translation>Was auf einem anderen Ihrer Computer ist, bleibt dort, und ein Code von ihm lässt diesen hier wieder herein.</translation>
    </message>
    <message>
        <source>The organisation&apos;s key on this computer was never saved: without it nobody can be invited any more.</source>
        <translation>Der Schlüssel der Organisation auf diesem Computer wurde nie gesichert: Ohne ihn kann niemand mehr eingeladen werden.</translation>
    </message>
</context>
<context>
    <name>chat121::ui::MessageActions</name>
    <message>
        <source>yourself</source>
        <translation>sich selbst</translation>
    </message>
    <message>
        <source>Delete this message for everybody?</source>
        <translation>Diese Nachricht für alle löschen?</translation>
    </message>
    <message>
        <source>Everybody&apos;s client removes it and shows a line in its place. Whoever has read it, or keeps a copy, still has what it said.</source>
        <translation>Das Programm von allen entfernt sie und zeigt an ihrer Stelle eine Zeile. Wer sie gelesen hat oder eine Kopie hat, weiß weiterhin, was darin stand.</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
</context>
<context>
    <name>chat121::ui::NewPassword</name>
    <message>
        <source>Once more</source>
        <translation>Noch einmal</translation>
    </message>
    <message numerus="yes">
        <source>This is too short. Use at least %n characters.</source>
        <translation>
            <numerusform>Das ist zu kurz. Nehmen Sie mindestens %n Zeichen.</numerusform>
            <numerusform>Das ist zu kurz. Nehmen Sie mindestens %n Zeichen.</numerusform>
        </translation>
    </message>
    <message>
        <source>The two are not the same.</source>
        <translation>Die beiden stimmen nicht überein.</translation>
    </message>
    <message>
        <source>Easy to guess. A few more words make it strong.</source>
        <translation>Leicht zu erraten. Ein paar Wörter mehr machen es stark.</translation>
    </message>
    <message>
        <source>Fair. One more word makes it strong.</source>
        <translation>Brauchbar. Ein Wort mehr macht es stark.</translation>
    </message>
    <message>
        <source>Strong.</source>
        <translation>Stark.</translation>
    </message>
    <message numerus="yes">
        <source>At least %n characters. A few words are easy to remember.</source>
        <translation>
            <numerusform>Mindestens %n Zeichen. Ein paar Wörter merken sich leicht.</numerusform>
            <numerusform>Mindestens %n Zeichen. Ein paar Wörter merken sich leicht.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chat121::ui::NoteCard</name>
    <message>
        <source>Note of %1: for staff only, the customer never sees it</source>
        <translation>Notiz von %1: nur für das Team, der Kunde sieht sie nie</translation>
    </message>
</context>
<context>
    <name>chat121::ui::Notices</name>
    <message>
        <source>Somebody is waiting</source>
        <translation>Jemand wartet</translation>
    </message>
    <message>
        <source>Somebody has been waiting for a while</source>
        <translation>Jemand wartet schon eine Weile</translation>
    </message>
    <message>
        <source>Somebody has been waiting too long</source>
        <translation>Jemand wartet schon zu lange</translation>
    </message>
    <message>
        <source>New message</source>
        <translation>Neue Nachricht</translation>
    </message>
    <message>
        <source>It is your turn</source>
        <translation>Sie sind an der Reihe</translation>
    </message>
    <message>
        <source>Your message is being answered</source>
        <translation>Ihre Nachricht wird beantwortet</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <extracomment>A person and their department, &quot;Maria, Billing&quot;</extracomment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Somebody is offered to you</source>
        <translation>Ihnen wird jemand angeboten</translation>
    </message>
    <message>
        <source>Somebody has been waiting too long, and nobody takes them</source>
        <translation>Jemand wartet schon zu lange, und niemand übernimmt</translation>
    </message>
    <message>
        <source>A colleague asks you to go on with a conversation</source>
        <translation>Jemand aus dem Team bittet Sie, eine Unterhaltung weiterzuführen</translation>
    </message>
    <message>
        <source>A conversation stays with you: your colleague does not go on with it</source>
        <translation>Eine Unterhaltung bleibt bei Ihnen: die gefragte Person führt sie nicht weiter</translation>
    </message>
    <message>
        <source>A snoozed conversation is back</source>
        <translation>Ein zurückgestelltes Gespräch ist wieder da</translation>
    </message>
</context>
<context>
    <name>chat121::ui::NotificationsDialog</name>
    <message>
        <source>Notifications</source>
        <translation>Benachrichtigungen</translation>
    </message>
    <message>
        <source>What is written in a conversation is never shown: your desktop keeps such texts, and shows them on a locked screen.</source>
        <translation>Was in einem Gespräch geschrieben wird, wird nie gezeigt: Ihr Desktop bewahrt solche Texte auf und zeigt sie auch auf einem gesperrten Bildschirm.</translation>
    </message>
    <message>
        <source>Tell me while I look at something else</source>
        <translation>Benachrichtigen, während ich etwas anderes ansehe</translation>
    </message>
    <message>
        <source>When somebody is waiting</source>
        <translation>Wenn jemand wartet</translation>
    </message>
    <message>
        <source>When somebody writes to me</source>
        <translation>Wenn mir jemand schreibt</translation>
    </message>
    <message>
        <source>When it is my turn, and when somebody writes</source>
        <translation>Wenn ich an der Reihe bin und wenn jemand schreibt</translation>
    </message>
    <message>
        <source>With the name of who it is</source>
        <translation>Mit dem Namen der Person</translation>
    </message>
    <message>
        <source>With a sound</source>
        <translation>Mit einem Ton</translation>
    </message>
    <message>
        <source>no sound</source>
        <translation>kein Ton</translation>
    </message>
    <message>
        <source>soft</source>
        <translation>leise</translation>
    </message>
    <message>
        <source>bell</source>
        <translation>Glocke</translation>
    </message>
    <message>
        <source>phone</source>
        <translation>Telefon</translation>
    </message>
    <message>
        <source>Who waits in %1</source>
        <translation>Wer in %1 wartet</translation>
    </message>
    <message>
        <source>Quiet hours</source>
        <translation>Ruhezeit</translation>
    </message>
    <message>
        <source>from</source>
        <extracomment>Quiet hours, &quot;from 22:00 until 7:00&quot;</extracomment>
        <translation>von</translation>
    </message>
    <message>
        <source>Quiet from</source>
        <translation>Ruhe von</translation>
    </message>
    <message>
        <source>until</source>
        <extracomment>Quiet hours, &quot;from 22:00 until 7:00&quot;</extracomment>
        <translation>bis</translation>
    </message>
    <message>
        <source>Quiet until</source>
        <translation>Ruhe bis</translation>
    </message>
    <message>
        <source>Your desktop has taken it. If you see nothing, look into its own settings for notifications.</source>
        <translation>Ihr Desktop hat sie angenommen. Wenn Sie nichts sehen, prüfen Sie seine eigenen Einstellungen für Benachrichtigungen.</translation>
    </message>
    <message>
        <source>No notification service answers on this desktop. The window&apos;s entry in the task bar shows that something is new.</source>
        <translation>Auf diesem Desktop antwortet kein Benachrichtigungsdienst. Der Eintrag des Fensters in der Taskleiste zeigt, dass es etwas Neues gibt.</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>Ausprobieren</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>chat121::ui::Notifier</name>
    <message>
        <source>This is how you are told</source>
        <translation>So werden Sie benachrichtigt</translation>
    </message>
    <message>
        <source>What is written in a conversation is never shown here.</source>
        <translation>Was in einem Gespräch geschrieben wird, steht hier nie.</translation>
    </message>
</context>
<context>
    <name>chat121::ui::OfferStrip</name>
    <message>
        <source>Look</source>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>Shows what they have written</source>
        <translation>Zeigt, was geschrieben wurde</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Jetzt nicht</translation>
    </message>
    <message>
        <source>The next colleague gets the offer</source>
        <translation>Das Angebot geht an die nächste Person im Team</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>%1 is offered to you.</source>
        <translation>%1 wird Ihnen angeboten.</translation>
    </message>
    <message>
        <source>%1 is offered to you, in %2.</source>
        <translation>%1 wird Ihnen angeboten, in %2.</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
</context>
<context>
    <name>chat121::ui::OrganisationDialog</name>
    <message>
        <source>Organisation</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>The key is saved. Keep the file and its passphrase in two places.</source>
        <translation>Der Schlüssel ist gesichert. Bewahren Sie Datei und Passphrase an zwei Orten auf.</translation>
    </message>
    <message>
        <source>The key is on this computer now. You may sign again.</source>
        <translation>Der Schlüssel ist jetzt auf diesem Computer. Sie können wieder unterschreiben.</translation>
    </message>
    <message>
        <source>They are no longer one of your people. Their computers are being removed from all conversations.</source>
        <translation>Die Person gehört nicht mehr dazu. Ihre Computer werden gerade aus allen Gesprächen entfernt.</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>The organisation&apos;s key</source>
        <translation>Der Schlüssel der Organisation</translation>
    </message>
    <message>
        <source>Save as a file…</source>
        <translation>Als Datei sichern…</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>Drucken…</translation>
    </message>
    <message>
        <source>Save the sheet…</source>
        <translation>Blatt speichern…</translation>
    </message>
    <message>
        <source>Restore from a file…</source>
        <translation>Aus einer Datei holen…</translation>
    </message>
    <message>
        <source>Type the sheet…</source>
        <translation>Blatt abtippen…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Remove from the organisation…</source>
        <translation>Aus der Organisation entfernen…</translation>
    </message>
    <message>
        <source>It is on this computer, and you have saved it. It signs badges, rules and removals.</source>
        <translation>Er ist auf diesem Computer, und Sie haben ihn gesichert. Er unterschreibt Ausweise, Regeln und wer nicht mehr dazugehört.</translation>
    </message>
    <message>
        <source>It is only on this computer. Without it nobody can sign for the organisation any more: save it as a file, or print it.</source>
        <translation>Er ist nur auf diesem Computer. Ohne ihn kann niemand mehr für die Organisation unterschreiben: Sichern Sie ihn als Datei, oder drucken Sie ihn.</translation>
    </message>
    <message>
        <source>It is not on this computer, so nothing can be signed here. Restore it from the file and its passphrase, or from the sheet of paper.</source>
        <translation>Er ist nicht auf diesem Computer, deshalb lässt sich hier nichts unterschreiben. Holen Sie ihn aus der Datei mit ihrer Passphrase oder vom Blatt Papier.</translation>
    </message>
    <message>
        <source>Remove %1 from the organisation?</source>
        <translation>%1 aus der Organisation entfernen?</translation>
    </message>
    <message>
        <source>Their computers are shut out at once and for ever, and leave all conversations. What they have written stays. To come back, they need a new invitation.</source>
        <translation>Die Computer dieser Person werden sofort und für immer ausgeschlossen und verlassen alle Gespräche. Was sie geschrieben hat, bleibt. Um wiederzukommen, braucht sie eine neue Einladung.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Save the key as a file</source>
        <translation>Den Schlüssel als Datei sichern</translation>
    </message>
    <message>
        <source>Choose a passphrase that you will still know in years: four words or more. Nobody can open the file without it, and nobody can bring it back.</source>
        <translation>Wählen Sie eine Passphrase, die Sie noch in Jahren wissen: vier Wörter oder mehr. Ohne sie kann niemand die Datei öffnen, und niemand kann sie wiederbringen.</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>The same again</source>
        <translation>Noch einmal dieselbe</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Sichern…</translation>
    </message>
    <message numerus="yes">
        <source>Take at least %n character(s).</source>
        <translation>
            <numerusform>Nehmen Sie mindestens ein Zeichen.</numerusform>
            <numerusform>Nehmen Sie mindestens %n Zeichen.</numerusform>
        </translation>
    </message>
    <message>
        <source>This is another passphrase.</source>
        <translation>Das ist eine andere Passphrase.</translation>
    </message>
    <message>
        <source>Save the organisation&apos;s key</source>
        <translation>Den Schlüssel der Organisation sichern</translation>
    </message>
    <message>
        <source>Save the sheet</source>
        <translation>Das Blatt speichern</translation>
    </message>
    <message>
        <source>organisation-key</source>
        <translation>schluessel-der-organisation</translation>
    </message>
    <message>
        <source>Texts (*.txt)</source>
        <translation>Texte (*.txt)</translation>
    </message>
    <message>
        <source>The file could not be written. The key is still on this computer. Choose another place.</source>
        <translation>Die Datei konnte nicht geschrieben werden. Der Schlüssel ist weiterhin auf diesem Computer. Wählen Sie einen anderen Ort.</translation>
    </message>
    <message>
        <source>Whoever finds the sheet can sign for the organisation: lock it away.</source>
        <translation>Wer das Blatt findet, kann für die Organisation unterschreiben: Schließen Sie es ein.</translation>
    </message>
    <message>
        <source>Restore the key from a file</source>
        <translation>Den Schlüssel aus einer Datei holen</translation>
    </message>
    <message>
        <source>Type the passphrase of this file.</source>
        <translation>Geben Sie die Passphrase dieser Datei ein.</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Holen</translation>
    </message>
    <message>
        <source>Type the sheet</source>
        <translation>Das Blatt abtippen</translation>
    </message>
    <message>
        <source>Type the four lines as they stand on the sheet. Capital letters, spaces and dashes do not matter.</source>
        <translation>Tippen Sie die vier Zeilen so ab, wie sie auf dem Blatt stehen. Großbuchstaben, Leerzeichen und Striche sind egal.</translation>
    </message>
    <message>
        <source>Passphrase of the file</source>
        <translation>Passphrase der Datei</translation>
    </message>
    <message>
        <source>Is it you?</source>
        <translation>Sind Sie es?</translation>
    </message>
    <message>
        <source>Whoever has the sheet can sign for the organisation. It is made only for you.</source>
        <translation>Wer das Blatt hat, kann für die Organisation unterschreiben. Es wird nur für Sie erstellt.</translation>
    </message>
    <message>
        <source>Make the sheet</source>
        <translation>Blatt erstellen</translation>
    </message>
</context>
<context>
    <name>chat121::ui::OverviewView</name>
    <message>
        <source>Enter sorts by the column.</source>
        <translation>Die Eingabetaste sortiert nach der Spalte.</translation>
    </message>
</context>
<context>
    <name>chat121::ui::OverviewWindow</name>
    <message>
        <source>Departments at a glance</source>
        <translation>Abteilungen auf einen Blick</translation>
    </message>
    <message>
        <source>Counted from what the server knows anyway. What is said in the conversations is not in it.</source>
        <translation>Gezählt aus dem, was der Server ohnehin weiß. Was in den Unterhaltungen gesagt wird, ist nicht darin.</translation>
    </message>
    <message>
        <source>There is no connection. This is how it was; it goes on by itself as soon as there is one.</source>
        <translation>Es gibt keine Verbindung. So war es zuletzt; es geht von selbst weiter, sobald es eine gibt.</translation>
    </message>
    <message>
        <source>You answer for no department</source>
        <translation>Sie sind für keine Abteilung verantwortlich</translation>
    </message>
    <message>
        <source>As soon as your organisation gives you one, it is shown here.</source>
        <translation>Sobald Ihre Organisation Ihnen eine gibt, wird sie hier gezeigt.</translation>
    </message>
    <message>
        <source>Departments</source>
        <translation>Abteilungen</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Conversations of colleagues. Everybody in one sees you come, and you read what is said from then on.</source>
        <translation>Unterhaltungen von Kollegen. Alle darin sehen, dass Sie kommen, und Sie lesen, was von da an gesagt wird.</translation>
    </message>
    <message>
        <source>Conversations of colleagues</source>
        <translation>Unterhaltungen von Kollegen</translation>
    </message>
    <message>
        <source>Read along</source>
        <translation>Mitlesen</translation>
    </message>
    <message>
        <source>Take part</source>
        <translation>Teilnehmen</translation>
    </message>
    <message>
        <source>Asked: the computer of %1 lets you in.</source>
        <translation>Gefragt: Der Computer von %1 lässt Sie ein.</translation>
    </message>
</context>
<context>
    <name>chat121::ui::OwnerPage</name>
    <message>
        <source>Whose place do you take?</source>
        <translation>Wessen Platz nehmen Sie ein?</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Ihr Name</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>Neues Passwort</translation>
    </message>
    <message>
        <source>Come back</source>
        <translation>Zurückkommen</translation>
    </message>
    <message>
        <source>Back at %1</source>
        <translation>Zurück bei %1</translation>
    </message>
    <message>
        <source>Enter your name.</source>
        <translation>Geben Sie Ihren Namen ein.</translation>
    </message>
    <message>
        <source>This is too long. Please shorten it.</source>
        <translation>Das ist zu lang. Bitte kürzen Sie es.</translation>
    </message>
    <message>
        <source>This computer gets a new account in place of the old one, whose computers are signed out. The earlier conversations do not come along. Whoever has the recovery words goes back and types them instead: they open everything.</source>
        <translation>Dieser Computer bekommt ein neues Konto anstelle des alten, dessen Computer abgemeldet werden. Die früheren Gespräche kommen nicht mit. Wer die Wiederherstellungswörter hat, geht zurück und tippt stattdessen sie ein: Sie öffnen alles.</translation>
    </message>
</context>
<context>
    <name>chat121::ui::PassphrasePage</name>
    <message>
        <source>A passphrase for this computer</source>
        <translation>Eine Passphrase für diesen Computer</translation>
    </message>
    <message>
        <source>This computer has nothing that keeps your secrets for you. The passphrase locks what is stored here, and you enter it at every start.</source>
        <translation>Dieser Computer hat nichts, was Ihre Geheimnisse für Sie aufbewahrt. Die Passphrase verschließt, was hier gespeichert ist, und Sie geben sie bei jedem Start ein.</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Weiter</translation>
    </message>
</context>
<context>
    <name>chat121::ui::PasswordDialog</name>
    <message>
        <source>Your password of now</source>
        <translation>Ihr jetziges Passwort</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>Neues Passwort</translation>
    </message>
    <message>
        <source>Change the password</source>
        <translation>Passwort ändern</translation>
    </message>
    <message>
        <source>You need it when you log in on another computer. Computers where you are logged in stay so.</source>
        <translation>Sie brauchen es, wenn Sie sich auf einem anderen Computer anmelden. Wo Sie angemeldet sind, bleiben Sie es.</translation>
    </message>
    <message>
        <source>Your password is changed. The old one no longer counts.</source>
        <translation>Ihr Passwort ist geändert. Das alte gilt nicht mehr.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>Enter your password of now.</source>
        <translation>Geben Sie Ihr jetziges Passwort ein.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>There is no connection now, so nothing was sent and your password is the same. Try again when there is one.</source>
        <translation>Es gibt gerade keine Verbindung: Es wurde nichts gesendet, und Ihr Passwort ist dasselbe. Versuchen Sie es noch einmal, wenn es wieder eine gibt.</translation>
    </message>
    <message>
        <source>The change is on its way…</source>
        <translation>Die Änderung ist unterwegs …</translation>
    </message>
    <message>
        <source>The connection broke before there was an answer. The change is asked for again with the next one, as long as you do not lock or close Chat Live 121; until then either of the two passwords may count.</source>
        <translation>Die Verbindung ist abgebrochen, bevor eine Antwort kam. Mit der nächsten wird die Änderung noch einmal verlangt, solange Sie Chat Live 121 nicht sperren oder schließen; bis dahin kann jedes der beiden Passwörter gelten.</translation>
    </message>
</context>
<context>
    <name>chat121::ui::PasswordField</name>
    <message>
        <source>Hide the password</source>
        <translation>Passwort verbergen</translation>
    </message>
    <message>
        <source>Show the password</source>
        <translation>Passwort zeigen</translation>
    </message>
</context>
<context>
    <name>chat121::ui::PeopleTable</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>Unterhaltungen</translation>
    </message>
    <message>
        <source>Departments</source>
        <translation>Abteilungen</translation>
    </message>
    <message>
        <source>Not on-line</source>
        <translation>Nicht online</translation>
    </message>
    <message>
        <source>Available</source>
        <translation>Verfügbar</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>Beschäftigt</translation>
    </message>
    <message>
        <source>Away</source>
        <translation>Abwesend</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>chat121::ui::PersonDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>chat121::ui::PersonList</name>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>chat121::ui::PracticeTalk</name>
    <message>
        <source>Guest</source>
        <translation>Gast</translation>
    </message>
    <message>
        <source>Safety words are compared with real people only.</source>
        <translation>Sicherheitswörter vergleicht man nur mit wirklichen Menschen.</translation>
    </message>
    <message>
        <source>%1 joined</source>
        <translation>%1 ist dazugekommen</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>%1 ist gegangen</translation>
    </message>
    <message>
        <source>What is practised is not kept, and not saved.</source>
        <translation>Was geübt wird, wird nicht aufbewahrt und nicht gespeichert.</translation>
    </message>
</context>
<context>
    <name>chat121::ui::PracticeWindow</name>
    <message>
        <source>Practice conversation</source>
        <translation>Übungsgespräch</translation>
    </message>
    <message>
        <source>This is practice. Nothing of it leaves this window, and nobody real is in it.</source>
        <translation>Das ist eine Übung. Nichts davon verlässt dieses Fenster, und niemand Wirkliches ist darin.</translation>
    </message>
    <message>
        <source>Begin again</source>
        <translation>Von vorn beginnen</translation>
    </message>
    <message>
        <source>Leave the practice</source>
        <translation>Übung verlassen</translation>
    </message>
    <message>
        <source>That was all of it</source>
        <translation>Das war alles</translation>
    </message>
    <message>
        <source>Take, answer, note, hand over, close: you can do it. The practice is here again whenever you like, under &quot;Your account on this computer&quot;.</source>
        <translation>Nehmen, antworten, notieren, übergeben, beenden: Sie können es. Die Übung ist wieder da, wann immer Sie möchten, unter „Ihr Konto auf diesem Computer“.</translation>
    </message>
    <message>
        <source>The conversation is closed already</source>
        <translation>Das Gespräch ist schon beendet</translation>
    </message>
    <message>
        <source>There was more to try. Begin again to do it, or leave; either is fine.</source>
        <translation>Es gab noch mehr zu üben. Beginnen Sie von vorn oder verlassen Sie die Übung; beides ist gut.</translation>
    </message>
    <message>
        <source>Step %1 of %2: %3</source>
        <translation>Schritt %1 von %2: %3</translation>
    </message>
</context>
<context>
    <name>chat121::ui::PracticeWorkspace</name>
    <message>
        <source>Practice</source>
        <extracomment>A department in the practice conversation</extracomment>
        <translation>Übung</translation>
    </message>
    <message>
        <source>Robin</source>
        <extracomment>A colleague in the practice conversation; any first name</extracomment>
        <translation>Robin</translation>
    </message>
    <message>
        <source>Sam Miller</source>
        <extracomment>The customer in the practice conversation; any name</extracomment>
        <translation>Sam Müller</translation>
    </message>
    <message>
        <source>hello</source>
        <extracomment>What is written behind a slash to find a canned reply; one word</extracomment>
        <translation>hallo</translation>
    </message>
    <message>
        <source>Greeting</source>
        <translation>Begrüßung</translation>
    </message>
    <message>
        <source>Hello %1, thank you for waiting. I am looking at it now.</source>
        <translation>Hallo %1, danke fürs Warten. Ich sehe es mir jetzt an.</translation>
    </message>
    <message>
        <source>Hello, my order has not arrived yet. Can you see where it is?</source>
        <translation>Hallo, meine Bestellung ist noch nicht da. Können Sie sehen, wo sie ist?</translation>
    </message>
    <message>
        <source>That is no part of the practice. Nothing has happened.</source>
        <translation>Das gehört nicht zur Übung. Es ist nichts geschehen.</translation>
    </message>
    <message>
        <source>%1 joined</source>
        <translation>%1 ist dazugekommen</translation>
    </message>
    <message>
        <source>Thank you. It is order 4711.</source>
        <translation>Danke. Es ist Bestellung 4711.</translation>
    </message>
    <message>
        <source>All right, thank you.</source>
        <translation>In Ordnung, vielen Dank.</translation>
    </message>
    <message>
        <source>%1 cannot go on with it now. It stays with you.</source>
        <translation>%1 kann gerade nicht weitermachen. Es bleibt bei Ihnen.</translation>
    </message>
    <message>
        <source>%1 closed the conversation</source>
        <translation>%1 hat das Gespräch beendet</translation>
    </message>
</context>
<context>
    <name>chat121::ui::ProfileDialog</name>
    <message>
        <source>Rules from a profile</source>
        <translation>Regeln aus einem Profil</translation>
    </message>
    <message>
        <source>A profile sets the rules below, and you can change each of them afterwards. Opening hours, terms, questions, languages and the region stay as they are.</source>
        <translation>Ein Profil setzt die Regeln unten, und Sie können jede danach ändern. Öffnungszeiten, Bedingungen, Fragen, Sprachen und die Region bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>What the department is for</source>
        <translation>Wofür die Abteilung da ist</translation>
    </message>
    <message>
        <source>What you would sign</source>
        <translation>Was Sie unterschreiben würden</translation>
    </message>
    <message>
        <source>The department has these rules.</source>
        <translation>Die Abteilung hat diese Regeln.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Sign these rules</source>
        <translation>Diese Regeln unterschreiben</translation>
    </message>
</context>
<context>
    <name>chat121::ui::ProofField</name>
    <message>
        <source>The passphrase of this computer</source>
        <translation>Die Passphrase dieses Computers</translation>
    </message>
    <message>
        <source>Your password</source>
        <translation>Ihr Passwort</translation>
    </message>
    <message>
        <source>Enter the passphrase of this computer.</source>
        <translation>Geben Sie die Passphrase dieses Computers ein.</translation>
    </message>
    <message>
        <source>Enter your password.</source>
        <translation>Geben Sie Ihr Passwort ein.</translation>
    </message>
</context>
<context>
    <name>chat121::ui::QuestionsCard</name>
    <message>
        <source>Before you write</source>
        <translation>Bevor Sie schreiben</translation>
    </message>
    <message>
        <source>Your answers are sealed and go with your first words. What has a star is needed.</source>
        <translation>Ihre Antworten sind versiegelt und gehen mit Ihren ersten Worten. Was einen Stern hat, wird gebraucht.</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>%1 *</source>
        <translation>%1 *</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>Keine Antwort</translation>
    </message>
</context>
<context>
    <name>chat121::ui::QuestionsDialog</name>
    <message>
        <source>Questions</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <source>Customers are asked this before their first words. Answers are sealed with those, and stand above them. The questions are signed with your key, and the server can read them.</source>
        <translation>Das werden Kundinnen und Kunden vor ihren ersten Worten gefragt. Antworten sind mit diesen versiegelt und stehen darüber. Die Fragen sind mit Ihrem Schlüssel unterschrieben, und der Server kann sie lesen.</translation>
    </message>
    <message>
        <source>for everybody else</source>
        <translation>für alle anderen</translation>
    </message>
    <message>
        <source>The words below are</source>
        <translation>Die Worte unten sind</translation>
    </message>
    <message>
        <source>Another language</source>
        <translation>Eine weitere Sprache</translation>
    </message>
    <message>
        <source>Its tag, such as de or pt-BR.</source>
        <translation>Ihr Kürzel, zum Beispiel de oder pt-BR.</translation>
    </message>
    <message>
        <source>Add the language</source>
        <translation>Sprache hinzufügen</translation>
    </message>
    <message>
        <source>Question %1</source>
        <translation>Frage %1</translation>
    </message>
    <message>
        <source>Choices of question %1</source>
        <translation>Auswahl zu Frage %1</translation>
    </message>
    <message>
        <source>With ; between them. Empty: customers write.</source>
        <translation>Mit ; dazwischen. Leer: die Antwort wird geschrieben.</translation>
    </message>
    <message>
        <source>Question %1 needs an answer</source>
        <translation>Frage %1 braucht eine Antwort</translation>
    </message>
    <message>
        <source>This is no tag of a language.</source>
        <translation>Das ist kein Kürzel einer Sprache.</translation>
    </message>
    <message>
        <source>There is no room for another language.</source>
        <translation>Für eine weitere Sprache ist kein Platz.</translation>
    </message>
    <message>
        <source>Question %1 has no words for everybody else.</source>
        <translation>Frage %1 hat keine Worte für alle anderen.</translation>
    </message>
    <message>
        <source>Question %1 has choices, and no words.</source>
        <translation>Frage %1 hat eine Auswahl und keine Worte.</translation>
    </message>
    <message>
        <source>Question %1 is longer than a signed document has room for.</source>
        <translation>Frage %1 ist länger, als in einem unterschriebenen Dokument Platz ist.</translation>
    </message>
    <message>
        <source>Question %1 has a single choice. Write two, or none.</source>
        <translation>Frage %1 hat nur eine Auswahl. Schreiben Sie zwei oder keine.</translation>
    </message>
    <message>
        <source>Question %1 has another number of choices in another language.</source>
        <translation>Frage %1 hat in einer anderen Sprache eine andere Zahl von Antworten zur Auswahl.</translation>
    </message>
    <message>
        <source>Question %1 has a choice twice.</source>
        <translation>In Frage %1 steht eine Antwort zweimal zur Auswahl.</translation>
    </message>
</context>
<context>
    <name>chat121::ui::RatingDialog</name>
    <message>
        <source>What would you like to add?</source>
        <translation>Was möchten Sie hinzufügen?</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>How was this conversation?</source>
        <translation>Wie war dieses Gespräch?</translation>
    </message>
    <message>
        <source>Whoever talked to you here reads your answer, and who was in this conversation with them. The server cannot. You may change it once.</source>
        <translation>Ihre Antwort liest, wer hier mit Ihnen gesprochen hat, und wer sonst noch in diesem Gespräch war. Der Server kann es nicht. Sie dürfen sie einmal ändern.</translation>
    </message>
    <message>
        <source>%1, %2 of %3</source>
        <extracomment>A rating in words, and its number of those that there are</extracomment>
        <translation>%1, %2 von %3</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>chat121::ui::ReceiptDialog</name>
    <message>
        <source>The conversation is erased</source>
        <translation>Das Gespräch ist gelöscht</translation>
    </message>
    <message>
        <source>The server has signed what it deleted, and what it could not reach. Save it if you may have to prove it.</source>
        <translation>Der Server hat unterschrieben, was er gelöscht hat und was er nicht erreichen konnte. Speichern Sie es, falls Sie es einmal nachweisen müssen.</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>Beleg</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Sichern…</translation>
    </message>
    <message>
        <source>Save the receipt</source>
        <translation>Beleg speichern</translation>
    </message>
    <message>
        <source>erasure-receipt</source>
        <translation>loeschbeleg</translation>
    </message>
    <message>
        <source>Texts (*.txt)</source>
        <translation>Texte (*.txt)</translation>
    </message>
    <message>
        <source>The file could not be written. Choose another place.</source>
        <translation>Die Datei konnte nicht geschrieben werden. Wählen Sie einen anderen Ort.</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Ausblenden</translation>
    </message>
</context>
<context>
    <name>chat121::ui::RecoveryWordsDialog</name>
    <message>
        <source>Recovery words</source>
        <translation>Wiederherstellungswörter</translation>
    </message>
    <message>
        <source>Make the words</source>
        <translation>Wörter machen</translation>
    </message>
    <message>
        <source>Type the words</source>
        <translation>Wörter eingeben</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>The server has not been reached yet. Recovery words can be made when you are connected.</source>
        <translation>Der Server ist noch nicht erreicht worden. Wiederherstellungswörter können gemacht werden, wenn Sie verbunden sind.</translation>
    </message>
    <message>
        <source>With twelve words on a piece of paper, a new computer can show your conversations when this one is lost. They are kept on the server sealed: nobody opens them without the words, and nobody can bring back words that are lost.</source>
        <translation>Mit zwölf Wörtern auf einem Blatt Papier kann ein neuer Computer Ihre Gespräche zeigen, wenn dieser verloren ist. Sie liegen versiegelt auf dem Server: Niemand öffnet sie ohne die Wörter, und niemand kann verlorene Wörter zurückbringen.</translation>
    </message>
    <message>
        <source>The words of your account were made on another computer. This one does not know them yet.</source>
        <translation>Die Wörter Ihres Kontos wurden auf einem anderen Computer gemacht. Dieser kennt sie noch nicht.</translation>
    </message>
    <message>
        <source>Your recovery words</source>
        <translation>Ihre Wiederherstellungswörter</translation>
    </message>
    <message>
        <source>Write them down in this order, and keep the paper where nobody else finds it.</source>
        <translation>Schreiben Sie sie in dieser Reihenfolge auf, und bewahren Sie das Papier dort auf, wo es sonst niemand findet.</translation>
    </message>
    <message>
        <source>Make new words…</source>
        <translation>Neue Wörter machen …</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>Drucken …</translation>
    </message>
    <message>
        <source>Save as a file…</source>
        <translation>Als Datei speichern …</translation>
    </message>
    <message>
        <source>They are written down</source>
        <translation>Sie sind aufgeschrieben</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <extracomment>A recovery word with its number: &quot;3. lomid&quot;</extracomment>
        <translation>%1. %2</translation>
    </message>
    <message>
        <source>Make new recovery words?</source>
        <translation>Neue Wiederherstellungswörter machen?</translation>
    </message>
    <message>
        <source>The words that you have now open nothing any more. Your other computers ask for the new ones. Your conversations stay.</source>
        <translation>Die Wörter, die Sie jetzt haben, öffnen dann nichts mehr. Ihre anderen Computer fragen nach den neuen. Ihre Gespräche bleiben.</translation>
    </message>
    <message>
        <source>Keep the old ones</source>
        <translation>Alte behalten</translation>
    </message>
    <message>
        <source>Make new words</source>
        <translation>Neue Wörter machen</translation>
    </message>
    <message>
        <source>Save the recovery words</source>
        <translation>Wiederherstellungswörter speichern</translation>
    </message>
    <message>
        <source>recovery-words</source>
        <translation>wiederherstellungswoerter</translation>
    </message>
    <message>
        <source>Texts (*.txt)</source>
        <translation>Texte (*.txt)</translation>
    </message>
    <message>
        <source>The file could not be written. Choose another place, or write the words on paper.</source>
        <translation>Die Datei konnte nicht geschrieben werden. Wählen Sie einen anderen Ort, oder schreiben Sie die Wörter auf Papier.</translation>
    </message>
    <message>
        <source>Is the paper right?</source>
        <translation>Stimmt das Papier?</translation>
    </message>
    <message>
        <source>Type these two words from it.</source>
        <translation>Geben Sie diese zwei Wörter davon ein.</translation>
    </message>
    <message>
        <source>Show the words again</source>
        <translation>Wörter noch einmal zeigen</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Word %1</source>
        <translation>Wort %1</translation>
    </message>
    <message>
        <source>This is another word. Compare it with the paper.</source>
        <translation>Das ist ein anderes Wort. Vergleichen Sie es mit dem Papier.</translation>
    </message>
    <message>
        <source>Conversations are not kept for new computers here. With twelve words on a piece of paper you still come back to your account when this computer is lost.</source>
        <translation>Gespräche werden hier nicht für neue Computer aufbewahrt. Mit zwölf Wörtern auf einem Blatt Papier kommen Sie trotzdem zu Ihrem Konto zurück, wenn dieser Computer verloren ist.</translation>
    </message>
    <message>
        <source>Your recovery words are about to be shown. Whoever sees them can read your conversations and write in your name.</source>
        <translation>Gleich werden Ihre Wiederherstellungswörter angezeigt. Wer sie sieht, kann Ihre Gespräche lesen und in Ihrem Namen schreiben.</translation>
    </message>
    <message>
        <source>Show the words</source>
        <translation>Wörter anzeigen</translation>
    </message>
    <message>
        <source>New recovery words are about to be made and shown in place of the old ones.</source>
        <translation>Gleich werden neue Wiederherstellungswörter gemacht und angezeigt; sie treten an die Stelle der alten.</translation>
    </message>
</context>
<context>
    <name>chat121::ui::RegionDialog</name>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Where this server stands</source>
        <translation>Wo dieser Server steht</translation>
    </message>
    <message>
        <source>What is written in a department that is bound to a region is sent to servers there and to no other. The operator&apos;s setting &quot;region&quot; must be the same word, else the server refuses it.</source>
        <translation>Was in einer Abteilung geschrieben wird, die an eine Region gebunden ist, wird an Server dort gesendet und an keinen anderen. Die Einstellung „region“ des Betreibers muss dasselbe Wort sein, sonst lehnt der Server es ab.</translation>
    </message>
    <message>
        <source>Small letters, digits and hyphens, such as eu-north. Empty: not said.</source>
        <translation>Kleine Buchstaben, Ziffern und Bindestriche, zum Beispiel eu-north. Leer: nicht angegeben.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Only small letters, digits and hyphens.</source>
        <translation>Nur kleine Buchstaben, Ziffern und Bindestriche.</translation>
    </message>
    <message numerus="yes">
        <source>%n department(s) are bound to %1. What is written there waits until a server there answers, or they are bound to another region.</source>
        <translation>
            <numerusform>Eine Abteilung ist an %1 gebunden. Was dort geschrieben wird, wartet, bis ein Server in %1 antwortet oder sie an eine andere Region gebunden ist.</numerusform>
            <numerusform>%n Abteilungen sind an %1 gebunden. Was dort geschrieben wird, wartet, bis ein Server in %1 antwortet oder sie an eine andere Region gebunden sind.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chat121::ui::RepliesDialog</name>
    <message>
        <source>Canned replies</source>
        <translation>Textbausteine</translation>
    </message>
    <message>
        <source>Everybody of the department uses and changes them. They are sealed: neither the server nor a customer reads them here. Type / and the shortcut where you write.</source>
        <translation>Alle in der Abteilung benutzen und ändern sie. Sie sind versiegelt: Weder der Server noch Kunden lesen sie hier. Tippen Sie / und das Kürzel dort, wo Sie schreiben.</translation>
    </message>
    <message>
        <source>Search canned replies</source>
        <translation>Textbausteine durchsuchen</translation>
    </message>
    <message>
        <source>Some may still wait for a colleague&apos;s computer.</source>
        <translation>Manche warten vielleicht noch auf den Computer einer Kollegin oder eines Kollegen.</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>Begins another canned reply</source>
        <translation>Beginnt einen weiteren Textbaustein</translation>
    </message>
    <message>
        <source>Saved for everybody of the department.</source>
        <translation>Für alle in der Abteilung gespeichert.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>There are none yet. Write the first one, with a shortcut that everybody guesses.</source>
        <translation>Es gibt noch keine. Schreiben Sie den ersten, mit einem Kürzel, das alle erraten.</translation>
    </message>
    <message>
        <source>Nothing is found for this.</source>
        <translation>Dazu wurde nichts gefunden.</translation>
    </message>
    <message>
        <source>Colleagues have it as soon as the server has been reached.</source>
        <translation>Die anderen haben ihn, sobald der Server erreicht wurde.</translation>
    </message>
    <message>
        <source>Last changed by %1</source>
        <translation>Zuletzt geändert von %1</translation>
    </message>
    <message>
        <source>Discard what you have written?</source>
        <translation>Verwerfen, was Sie geschrieben haben?</translation>
    </message>
    <message>
        <source>This canned reply has changes that are not saved.</source>
        <translation>Dieser Textbaustein hat Änderungen, die nicht gespeichert sind.</translation>
    </message>
    <message>
        <source>Go on writing</source>
        <translation>Weiterschreiben</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Delete this canned reply?</source>
        <translation>Diesen Textbaustein löschen?</translation>
    </message>
    <message>
        <source>It is gone for everybody of the department. What was sent with it stays.</source>
        <translation>Er ist für alle in der Abteilung weg. Was damit gesendet wurde, bleibt.</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Behalten</translation>
    </message>
</context>
<context>
    <name>chat121::ui::ReplyForm</name>
    <message>
        <source>The customer&apos;s name</source>
        <translation>Der Name der Kundin oder des Kunden</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Ihr Name</translation>
    </message>
    <message>
        <source>The department</source>
        <translation>Die Abteilung</translation>
    </message>
    <message>
        <source>The organisation</source>
        <translation>Die Organisation</translation>
    </message>
    <message>
        <source>Today&apos;s date</source>
        <translation>Das heutige Datum</translation>
    </message>
    <message>
        <source>The time of day</source>
        <translation>Die Uhrzeit</translation>
    </message>
    <message>
        <source>Shortcut</source>
        <translation>Kürzel</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>Abteilung</translation>
    </message>
    <message>
        <source>One word, which is typed behind a slash</source>
        <translation>Ein Wort, das hinter einem Schrägstrich getippt wird</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Put in a variable</source>
        <translation>Variable einfügen</translation>
    </message>
    <message>
        <source>How the customer will read it</source>
        <translation>So wird es gelesen</translation>
    </message>
    <message>
        <source>Maria Sample</source>
        <translation>Maria Muster</translation>
    </message>
    <message>
        <source>Your Name</source>
        <translation>Ihr Name</translation>
    </message>
    <message>
        <source>Your organisation</source>
        <translation>Ihre Organisation</translation>
    </message>
    <message>
        <source>Its tag, as on web pages; empty: for customers of any language</source>
        <extracomment>Of a canned reply: the field is a tag such as &quot;en&quot;, &quot;de&quot; or &quot;pt-BR&quot;.</extracomment>
        <translation>Ihr Code wie auf Webseiten (de, en); leer: für jede Sprache</translation>
    </message>
    <message>
        <source>Give it a shortcut, so that it can be typed.</source>
        <translation>Geben Sie ihm ein Kürzel, damit man es tippen kann.</translation>
    </message>
    <message>
        <source>A shortcut is one word of letters and digits, with - _ or . between them.</source>
        <translation>Ein Kürzel ist ein Wort aus Buchstaben und Ziffern, mit - _ oder . dazwischen.</translation>
    </message>
    <message>
        <source>This shortcut is too long.</source>
        <translation>Dieses Kürzel ist zu lang.</translation>
    </message>
    <message>
        <source>This title is too long.</source>
        <translation>Dieser Titel ist zu lang.</translation>
    </message>
    <message>
        <source>This is no tag of a language. Leave it empty if it does not matter.</source>
        <translation>Das ist kein Code einer Sprache. Lassen Sie das Feld leer, wenn es gleich ist.</translation>
    </message>
    <message>
        <source>Write what the customer is to read.</source>
        <translation>Schreiben Sie, was gelesen werden soll.</translation>
    </message>
    <message>
        <source>This text is too long. Make two canned replies of it.</source>
        <translation>Dieser Text ist zu lang. Machen Sie zwei Textbausteine daraus.</translation>
    </message>
    <message>
        <source>Another canned reply of this language has this shortcut.</source>
        <translation>Ein anderer Textbaustein dieser Sprache hat dieses Kürzel.</translation>
    </message>
</context>
<context>
    <name>chat121::ui::ReplyList</name>
    <message>
        <source>%1. %2 of %3</source>
        <extracomment>A canned reply as it is read out; which one of how many.</extracomment>
        <translation>%1. %2 von %3</translation>
    </message>
</context>
<context>
    <name>chat121::ui::ReplyPicker</name>
    <message>
        <source>Canned replies</source>
        <translation>Textbausteine</translation>
    </message>
    <message>
        <source>Enter puts it in, Escape goes on writing</source>
        <translation>Eingabe fügt ein, Escape schreibt weiter</translation>
    </message>
</context>
<context>
    <name>chat121::ui::ReplyWriting</name>
    <message>
        <source>Write a reply, / for canned replies</source>
        <translation>Antwort schreiben, / für Textbausteine</translation>
    </message>
</context>
<context>
    <name>chat121::ui::RootKeyPage</name>
    <message>
        <source>The organisation&apos;s key</source>
        <translation>Der Schlüssel der Organisation</translation>
    </message>
    <message>
        <source>With it an owner comes back who has lost computer and password. Nothing is sent before the key was opened here.</source>
        <translation>Mit ihm kommt ein Inhaber zurück, der Computer und Passwort verloren hat. Nichts wird gesendet, bevor der Schlüssel hier geöffnet wurde.</translation>
    </message>
    <message>
        <source>A link of your organisation</source>
        <translation>Ein Link Ihrer Organisation</translation>
    </message>
    <message>
        <source>Any link of your organisation will do, also one that was used.</source>
        <translation>Jeder Link Ihrer Organisation genügt, auch ein benutzter.</translation>
    </message>
    <message>
        <source>Open the key</source>
        <translation>Schlüssel öffnen</translation>
    </message>
    <message>
        <source>Choose the file…</source>
        <translation>Datei wählen …</translation>
    </message>
    <message>
        <source>Passphrase of the file</source>
        <translation>Passphrase der Datei</translation>
    </message>
    <message>
        <source>I have the sheet of paper</source>
        <translation>Ich habe das Blatt Papier</translation>
    </message>
    <message>
        <source>I have the file</source>
        <translation>Ich habe die Datei</translation>
    </message>
    <message>
        <source>Paste any link of your organisation.</source>
        <translation>Fügen Sie irgendeinen Link Ihrer Organisation ein.</translation>
    </message>
    <message>
        <source>Choose the file with the key first.</source>
        <translation>Wählen Sie zuerst die Datei mit dem Schlüssel.</translation>
    </message>
    <message>
        <source>Type the passphrase of the file.</source>
        <translation>Geben Sie die Passphrase der Datei ein.</translation>
    </message>
</context>
<context>
    <name>chat121::ui::RootSheetEntry</name>
    <message>
        <source>Line %1</source>
        <translation>Zeile %1</translation>
    </message>
    <message>
        <source>Keys of organisations (%1)</source>
        <translation>Schlüssel von Organisationen (%1)</translation>
    </message>
    <message>
        <source>Open the organisation&apos;s key</source>
        <translation>Den Schlüssel der Organisation öffnen</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>chat121::ui::RosterBar</name>
    <message>
        <source>You</source>
        <translation>Sie</translation>
    </message>
    <message>
        <source>signed by %1</source>
        <translation>bestätigt von %1</translation>
    </message>
    <message>
        <source>Who can read this conversation: %1</source>
        <translation>Wer dieses Gespräch lesen kann: %1</translation>
    </message>
    <message>
        <source>Explains who can read this</source>
        <translation>Erklärt, wer das lesen kann</translation>
    </message>
    <message numerus="yes">
        <source>+%n</source>
        <translation>
            <numerusform>+%n</numerusform>
            <numerusform>+%n</numerusform>
        </translation>
    </message>
    <message>
        <source>safety words compared</source>
        <translation>Sicherheitswörter verglichen</translation>
    </message>
</context>
<context>
    <name>chat121::ui::RosterDialog</name>
    <message>
        <source>Who can read this</source>
        <translation>Wer das lesen kann</translation>
    </message>
    <message>
        <source>Only the people above can read this conversation. Messages are locked on the writer&apos;s computer and opened on the readers&apos; computers; the server in between cannot read them.</source>
        <translation>Nur die Personen oben können dieses Gespräch lesen. Nachrichten werden auf dem Computer der schreibenden Person verschlossen und auf den Computern der lesenden geöffnet; der Server dazwischen kann sie nicht lesen.</translation>
    </message>
    <message>
        <source>%1 has signed for everybody with a tick, and this program has checked it.</source>
        <translation>%1 hat alle mit einem Häkchen bestätigt, und dieses Programm hat es geprüft.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Sie</translation>
    </message>
    <message>
        <source>signed by %1</source>
        <translation>bestätigt von %1</translation>
    </message>
    <message>
        <source>What the server knows</source>
        <translation>Was der Server weiß</translation>
    </message>
    <message>
        <source>Safety words compared</source>
        <translation>Sicherheitswörter verglichen</translation>
    </message>
    <message>
        <source>Compare safety words</source>
        <translation>Sicherheitswörter vergleichen</translation>
    </message>
    <message>
        <source>Safety words compared with %1</source>
        <translation>Sicherheitswörter mit %1 verglichen</translation>
    </message>
    <message>
        <source>Compare safety words with %1</source>
        <translation>Sicherheitswörter mit %1 vergleichen</translation>
    </message>
    <message>
        <source>Metadata shield: by the department&apos;s rule the server also learns less about who writes when. Everything leaves in few sizes, nobody sees who is typing, and receipts come %1 to %2 seconds later.</source>
        <translation>Metadatenschutz: Nach der Regel der Abteilung erfährt der Server auch weniger darüber, wer wann schreibt. Alles geht in wenigen Größen ab, niemand sieht, wer tippt, und Lesebestätigungen kommen %1 bis %2 Sekunden später.</translation>
    </message>
</context>
<context>
    <name>chat121::ui::RowLayout</name>
    <message>
        <source>Waiting to be sent</source>
        <translation>Wartet auf den Versand</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>Zugestellt</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Gelesen</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>Nicht gesendet</translation>
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
        <source>dddd d MMMM</source>
        <translation>dddd, d. MMMM</translation>
    </message>
    <message>
        <source>d MMMM yyyy</source>
        <translation>d. MMMM yyyy</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>New messages</source>
        <translation>Neue Nachrichten</translation>
    </message>
    <message>
        <source>Read by %1</source>
        <translation>Gelesen von %1</translation>
    </message>
    <message numerus="yes">
        <source>Read by %1 and %n more</source>
        <translation>
            <numerusform>Gelesen von %1 und %n weiteren Person</numerusform>
            <numerusform>Gelesen von %1 und %n weiteren Personen</numerusform>
        </translation>
    </message>
    <message>
        <source>You</source>
        <translation>Sie</translation>
    </message>
    <message>
        <source>Not on this computer; as the writer quotes it:</source>
        <translation>Nicht auf diesem Computer; wie es der Schreibende zitiert:</translation>
    </message>
    <message>
        <source>A message that is not on this computer</source>
        <translation>Eine Nachricht, die nicht auf diesem Computer ist</translation>
    </message>
    <message>
        <source>edited %1</source>
        <translation>geändert %1</translation>
    </message>
</context>
<context>
    <name>chat121::ui::RuleSheet</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Leave without saving?</source>
        <translation>Ohne Speichern verlassen?</translation>
    </message>
    <message>
        <source>What you changed here is not signed yet. It is lost if you leave.</source>
        <translation>Was Sie hier geändert haben, ist noch nicht unterschrieben. Es geht verloren, wenn Sie gehen.</translation>
    </message>
    <message>
        <source>Stay here</source>
        <translation>Hier bleiben</translation>
    </message>
    <message>
        <source>Leave without saving</source>
        <translation>Ohne Speichern verlassen</translation>
    </message>
</context>
<context>
    <name>chat121::ui::RulesDialog</name>
    <message>
        <source>Rules of a department</source>
        <translation>Regeln einer Abteilung</translation>
    </message>
    <message>
        <source>Saved. It counts for everybody from now on.</source>
        <translation>Gespeichert. Ab jetzt gilt es für alle.</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>Abteilung</translation>
    </message>
    <message>
        <source>Messages are deleted</source>
        <translation>Nachrichten werden gelöscht</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message numerus="yes">
        <source>after %n day(s)</source>
        <translation>
            <numerusform>nach %n Tag</numerusform>
            <numerusform>nach %n Tagen</numerusform>
        </translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Delete older messages?</source>
        <translation>Ältere Nachrichten löschen?</translation>
    </message>
    <message numerus="yes">
        <source>What is older than %n day(s) is deleted on the server and on everybody&apos;s computer. Nobody can bring it back.</source>
        <translation>
            <numerusform>Was älter als %n Tag ist, wird auf dem Server und auf allen Computern gelöscht. Niemand kann es zurückholen.</numerusform>
            <numerusform>Was älter als %n Tage ist, wird auf dem Server und auf allen Computern gelöscht. Niemand kann es zurückholen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Delete older messages</source>
        <translation>Ältere Nachrichten löschen</translation>
    </message>
    <message>
        <source>Conversations may be kept for new computers</source>
        <translation>Gespräche dürfen für neue Computer aufbewahrt werden</translation>
    </message>
    <message>
        <source>Sealed under each reader&apos;s own recovery words.</source>
        <translation>Versiegelt unter den Wiederherstellungswörtern jeder Person, die sie gelesen hat.</translation>
    </message>
    <message>
        <source>Remove what was kept for new computers?</source>
        <translation>Entfernen, was für neue Computer aufbewahrt wurde?</translation>
    </message>
    <message>
        <source>Earlier conversations of this department are removed from everybody&apos;s archive, and nobody can read them on a new computer. Computers that have them keep them.</source>
        <translation>Frühere Gespräche dieser Abteilung werden aus allen Archiven entfernt, und niemand kann sie auf einem neuen Computer lesen. Computer, die sie haben, behalten sie.</translation>
    </message>
    <message>
        <source>Remove and save</source>
        <translation>Entfernen und speichern</translation>
    </message>
    <message>
        <source>These rules are signed with your key: the server cannot change them. Customers see in the conversation what concerns them.</source>
        <translation>Diese Regeln sind mit Ihrem Schlüssel unterschrieben: Der Server kann sie nicht ändern. Kunden sehen im Gespräch, was sie angeht.</translation>
    </message>
    <message>
        <source>Windows of staff lock by themselves</source>
        <translation>Fenster des Teams sperren sich von selbst</translation>
    </message>
    <message>
        <source>as each likes</source>
        <translation>wie alle es möchten</translation>
    </message>
    <message numerus="yes">
        <source>after %n minute(s) at the latest</source>
        <translation>
            <numerusform>spätestens nach einer Minute</numerusform>
            <numerusform>spätestens nach %n Minuten</numerusform>
        </translation>
    </message>
    <message>
        <source>Conversations are kept</source>
        <translation>Gespräche werden aufbewahrt</translation>
    </message>
    <message>
        <source>everybody</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>supervisors, administrators and owners</source>
        <translation>Teamleitung, Verwaltung und Inhaber</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>niemand</translation>
    </message>
    <message>
        <source>Staff who may save conversations as files</source>
        <translation>Wer im Team Gespräche als Dateien speichern darf</translation>
    </message>
    <message>
        <source>This server&apos;s region…</source>
        <translation>Region dieses Servers…</translation>
    </message>
    <message>
        <source>anywhere</source>
        <translation>überall</translation>
    </message>
    <message>
        <source>in %1 only</source>
        <translation>nur in %1</translation>
    </message>
    <message>
        <source>This server does not stand in %1: what is written in this department waits on each computer until a server there answers.</source>
        <translation>Dieser Server steht nicht in %1: Was in dieser Abteilung geschrieben wird, wartet auf jedem Computer, bis ein Server dort antwortet.</translation>
    </message>
    <message>
        <source>Metadata shield</source>
        <translation>Metadatenschutz</translation>
    </message>
    <message>
        <source>Messages and receipts leave in few sizes, so that they look alike. Nobody sees who is typing, and receipts come %1 to %2 seconds later. The server forgets who sent a message, and the minute, about an hour after the sender&apos;s computer has confirmed it, not after a day.</source>
        <translation>Nachrichten und Lesebestätigungen gehen in wenigen Größen ab, sodass sie gleich aussehen. Niemand sieht, wer tippt, und Lesebestätigungen kommen %1 bis %2 Sekunden später. Der Server vergisst, wer eine Nachricht geschickt hat, und die Minute, etwa eine Stunde nachdem der Computer des Absenders sie bestätigt hat, nicht erst nach einem Tag.</translation>
    </message>
    <message>
        <source>Waiting and offers…</source>
        <translation>Warten und Angebote …</translation>
    </message>
    <message>
        <source>Opening hours…</source>
        <translation>Öffnungszeiten …</translation>
    </message>
    <message>
        <source>Terms…</source>
        <translation>Bedingungen …</translation>
    </message>
    <message>
        <source>What customers agree to before their first words</source>
        <translation>Wem Kundinnen und Kunden vor den ersten Worten zustimmen</translation>
    </message>
    <message>
        <source>Questions…</source>
        <translation>Fragen …</translation>
    </message>
    <message>
        <source>What customers are asked before their first words</source>
        <translation>Was Kundinnen und Kunden vor den ersten Worten gefragt werden</translation>
    </message>
    <message>
        <source>While people talk…</source>
        <translation>Im Gespräch…</translation>
    </message>
    <message>
        <source>Customers&apos; choice…</source>
        <translation>Auswahl für Kundschaft …</translation>
    </message>
    <message>
        <source>Whether customers may choose the department, and which languages it answers in</source>
        <translation>Ob die Abteilung zur Auswahl steht, und in welchen Sprachen sie antwortet</translation>
    </message>
    <message>
        <source>From a profile…</source>
        <translation>Aus einem Profil…</translation>
    </message>
    <message>
        <source>Rules that suit what the department is for, to begin with</source>
        <translation>Regeln, die zum Zweck der Abteilung passen, für den Anfang</translation>
    </message>
</context>
<context>
    <name>chat121::ui::SafetyWordsDialog</name>
    <message>
        <source>Safety words</source>
        <translation>Sicherheitswörter</translation>
    </message>
    <message>
        <source>%1 finds the same words on the other computer. Compare them by telephone or face to face, not in this conversation. When all are the same, nobody is in between.</source>
        <translation>%1 findet auf dem anderen Computer dieselben Wörter. Vergleichen Sie sie am Telefon oder von Angesicht zu Angesicht, nicht in diesem Gespräch. Wenn alle gleich sind, ist niemand dazwischen.</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>They are different</source>
        <translation>Sie sind verschieden</translation>
    </message>
    <message>
        <source>They match</source>
        <translation>Sie stimmen überein</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <extracomment>A safety word with its number: &quot;3. lomid&quot;</extracomment>
        <translation>%1. %2</translation>
    </message>
</context>
<context>
    <name>chat121::ui::SaveDialog</name>
    <message>
        <source>Save the conversation as a file</source>
        <translation>Das Gespräch als Datei speichern</translation>
    </message>
    <message>
        <source>Everything of this conversation that this computer can read: who wrote what and when, who came and went, and the rules of the department. What was deleted is not in it.</source>
        <translation>Alles von diesem Gespräch, was dieser Computer lesen kann: wer wann was geschrieben hat, wer kam und ging, und die Regeln der Abteilung. Was gelöscht wurde, ist nicht darin.</translation>
    </message>
    <message>
        <source>The file is not encrypted. Whoever can read it can read the conversation. Locking this program does not lock it, and it is not deleted when the messages are.</source>
        <translation>Die Datei ist nicht verschlüsselt. Wer sie lesen kann, kann das Gespräch lesen. Sie wird nicht mit diesem Programm gesperrt und nicht mit den Nachrichten gelöscht.</translation>
    </message>
    <message>
        <source>Everybody in the conversation reads a line that you have saved it.</source>
        <translation>Alle im Gespräch lesen eine Zeile, dass Sie es gespeichert haben.</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>A page to read and print (HTML)</source>
        <translation>Eine Seite zum Lesen und Drucken (HTML)</translation>
    </message>
    <message>
        <source>Plain text</source>
        <translation>Einfacher Text</translation>
    </message>
    <message>
        <source>Data for programs (JSON)</source>
        <translation>Daten für Programme (JSON)</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Choose where to save it</source>
        <translation>Wählen, wohin es gespeichert wird</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
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
        <source>Write the whole path, or choose a folder.</source>
        <translation>Schreiben Sie den ganzen Pfad, oder wählen Sie einen Ordner.</translation>
    </message>
    <message>
        <source>Replace this file?</source>
        <translation>Diese Datei ersetzen?</translation>
    </message>
    <message>
        <source>There is a file of this name already. What is in it is lost.</source>
        <translation>Eine Datei mit diesem Namen gibt es schon. Was darin steht, geht verloren.</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>It is being saved.</source>
        <translation>Es wird gespeichert.</translation>
    </message>
    <message>
        <source>%1 of %2 lines</source>
        <translation>%1 von %2 Zeilen</translation>
    </message>
    <message numerus="yes">
        <source>Saved: %n line(s) in %1.</source>
        <translation>
            <numerusform>Gespeichert: %n Zeile in %1.</numerusform>
            <numerusform>Gespeichert: %n Zeilen in %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them could not be read on this computer; the file says where.</source>
        <translation>
            <numerusform>%n davon konnte auf diesem Computer nicht gelesen werden; die Datei sagt, wo.</numerusform>
            <numerusform>%n davon konnten auf diesem Computer nicht gelesen werden; die Datei sagt, wo.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chat121::ui::SearchDelegate</name>
    <message>
        <source>You</source>
        <translation>Sie</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <extracomment>A conversation&apos;s customer, and the department it belongs to.</extracomment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>in the conversation with %1</source>
        <translation>im Gespräch mit %1</translation>
    </message>
    <message>
        <source>Note, %1</source>
        <extracomment>An internal note, and who wrote it.</extracomment>
        <translation>Notiz, %1</translation>
    </message>
</context>
<context>
    <name>chat121::ui::SearchPane</name>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Only in this conversation</source>
        <translation>Nur in diesem Gespräch</translation>
    </message>
    <message>
        <source>Messages that were found</source>
        <translation>Gefundene Nachrichten</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Nichts gefunden</translation>
    </message>
    <message>
        <source>Cannot look for this</source>
        <translation>Danach kann nicht gesucht werden</translation>
    </message>
    <message>
        <source>Older messages are still being prepared for search. Try again in a moment.</source>
        <translation>Ältere Nachrichten werden noch für die Suche vorbereitet. Versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>No message on this computer has all of these words.</source>
        <translation>Keine Nachricht auf diesem Computer enthält alle diese Wörter.</translation>
    </message>
    <message numerus="yes">
        <source>The newest %n message(s)</source>
        <extracomment>There are more of them further down.</extracomment>
        <translation>
            <numerusform>Die neueste Nachricht</numerusform>
            <numerusform>Die neuesten %n Nachrichten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s)</source>
        <translation>
            <numerusform>%n Nachricht</numerusform>
            <numerusform>%n Nachrichten</numerusform>
        </translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>Suche läuft …</translation>
    </message>
    <message>
        <source>Older messages are still being prepared for search.</source>
        <translation>Ältere Nachrichten werden noch für die Suche vorbereitet.</translation>
    </message>
    <message>
        <source>Words, “exact words”, from:name, department:name, has:link, is:starred, before:date, after:date</source>
        <translation>Wörter, „genaue Wörter“, von:Name, Abteilung:Name, mit:link, ist:markiert, vor:Datum, nach:Datum</translation>
    </message>
</context>
<context>
    <name>chat121::ui::SetUpPage</name>
    <message>
        <source>Set up an organisation</source>
        <translation>Organisation einrichten</translation>
    </message>
    <message>
        <source>Your customers will see its name, signed by you. The signing key is made on this computer and stays here.</source>
        <translation>Ihre Kunden sehen den Namen, von Ihnen bestätigt. Der Schlüssel dafür entsteht auf diesem Computer und bleibt hier.</translation>
    </message>
    <message>
        <source>Name of the organisation</source>
        <translation>Name der Organisation</translation>
    </message>
    <message>
        <source>First department</source>
        <translation>Erste Abteilung</translation>
    </message>
    <message>
        <source>Support</source>
        <translation>Kundendienst</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Ihr Name</translation>
    </message>
    <message>
        <source>Customers see it when you talk to them.</source>
        <translation>Kunden sehen ihn, wenn Sie mit ihnen sprechen.</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Set up</source>
        <translation>Einrichten</translation>
    </message>
    <message>
        <source>Enter the name that your customers know.</source>
        <translation>Geben Sie den Namen ein, den Ihre Kunden kennen.</translation>
    </message>
    <message>
        <source>Enter a department, for example Support.</source>
        <translation>Geben Sie eine Abteilung ein, zum Beispiel Kundendienst.</translation>
    </message>
    <message>
        <source>Enter your name.</source>
        <translation>Geben Sie Ihren Namen ein.</translation>
    </message>
    <message>
        <source>What the department is for</source>
        <translation>Wofür die Abteilung da ist</translation>
    </message>
    <message>
        <source>I say that later</source>
        <translation>Das sage ich später</translation>
    </message>
    <message>
        <source>You sign these rules with the organisation&apos;s key, and can change each of them afterwards.</source>
        <translation>Diese Regeln unterschreiben Sie mit dem Schlüssel der Organisation, und jede lässt sich danach ändern.</translation>
    </message>
</context>
<context>
    <name>chat121::ui::Skeleton</name>
    <message>
        <source>Loading</source>
        <translation>Wird geladen</translation>
    </message>
</context>
<context>
    <name>chat121::ui::SnoozeBar</name>
    <message>
        <source>Snooze…</source>
        <translation>Zurückstellen …</translation>
    </message>
    <message>
        <source>Snoozed until %1, to be followed up.</source>
        <translation>Zurückgestellt bis %1, zur Wiedervorlage.</translation>
    </message>
    <message>
        <source>Snoozed until %1, or until the customer writes.</source>
        <translation>Zurückgestellt bis %1, oder bis der Kunde schreibt.</translation>
    </message>
    <message>
        <source>Bring it back now</source>
        <translation>Jetzt zurückholen</translation>
    </message>
</context>
<context>
    <name>chat121::ui::SnoozeDialog</name>
    <message>
        <source>Snooze</source>
        <translation>Zurückstellen</translation>
    </message>
    <message>
        <source>Snooze the conversation</source>
        <translation>Das Gespräch zurückstellen</translation>
    </message>
    <message>
        <source>It stands apart until then, on your computer only, and comes back before that if the customer writes. Nobody else sees it.</source>
        <translation>Bis dahin steht es gesondert, nur auf Ihrem Computer, und kommt früher zurück, wenn der Kunde schreibt. Niemand sonst sieht das.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>chat121::ui::StaffPage</name>
    <message>
        <source>Your name</source>
        <translation>Ihr Name</translation>
    </message>
    <message>
        <source>Customers see it when you talk to them.</source>
        <translation>Kunden sehen ihn, wenn Sie mit ihnen sprechen.</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>Beitreten</translation>
    </message>
    <message>
        <source>You are invited as %1.</source>
        <translation>Sie sind eingeladen als: %1.</translation>
    </message>
    <message>
        <source>You are invited to %1 as %2.</source>
        <translation>Sie sind zu %1 eingeladen als: %2.</translation>
    </message>
    <message>
        <source>Join %1</source>
        <translation>%1 beitreten</translation>
    </message>
    <message>
        <source>Enter your name.</source>
        <translation>Geben Sie Ihren Namen ein.</translation>
    </message>
    <message>
        <source>Your old computers are signed out with it. Earlier conversations open only with your recovery words: with them, choose “Password forgotten?” at the log-in instead.</source>
        <translation>Ihre alten Computer werden damit abgemeldet. Frühere Gespräche öffnen nur Ihre Wiederherstellungswörter: Wenn Sie sie haben, wählen Sie stattdessen „Passwort vergessen?“ bei der Anmeldung.</translation>
    </message>
</context>
<context>
    <name>chat121::ui::StartPage</name>
    <message>
        <source>Chat Live 121</source>
        <translation>Chat Live 121</translation>
    </message>
    <message>
        <source>Only the people you see in a conversation can read it.</source>
        <translation>Nur wen Sie in einem Gespräch sehen, kann es lesen.</translation>
    </message>
    <message>
        <source>I have an invitation</source>
        <translation>Ich habe eine Einladung</translation>
    </message>
    <message>
        <source>A link or a file that somebody gave you.</source>
        <translation>Ein Link oder eine Datei, die Sie bekommen haben.</translation>
    </message>
    <message>
        <source>Log in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>You work here already and sit at a new computer.</source>
        <translation>Sie arbeiten schon hier und sitzen an einem neuen Computer.</translation>
    </message>
    <message>
        <source>Set up an organisation</source>
        <translation>Organisation einrichten</translation>
    </message>
    <message>
        <source>You have started a server and have its set-up link.</source>
        <translation>Sie haben einen Server gestartet und seinen Einrichtungslink.</translation>
    </message>
    <message>
        <source>Try it here</source>
        <translation>Hier ausprobieren</translation>
    </message>
    <message>
        <source>A server and a customer of your own, on this computer only.</source>
        <translation>Eigener Server und eigener Kunde, nur auf diesem Computer.</translation>
    </message>
    <message>
        <source>I have a code from my other computer</source>
        <translation>Ich habe einen Code von meinem anderen Computer</translation>
    </message>
    <message>
        <source>This computer joins the account that you have there.</source>
        <translation>Dieser Computer kommt zu dem Konto, das Sie dort haben.</translation>
    </message>
</context>
<context>
    <name>chat121::ui::StatusLine</name>
    <message numerus="yes">
        <source>%n message(s) will be sent then</source>
        <translation>
            <numerusform>%n Nachricht wird dann gesendet</numerusform>
            <numerusform>%n Nachrichten werden dann gesendet</numerusform>
        </translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Verbindung wird aufgebaut</translation>
    </message>
    <message>
        <source>Connected – all messages sent</source>
        <translation>Verbunden – alle Nachrichten gesendet</translation>
    </message>
    <message numerus="yes">
        <source>Connected – sending %n message(s)</source>
        <translation>
            <numerusform>Verbunden – %n Nachricht wird gesendet</numerusform>
            <numerusform>Verbunden – %n Nachrichten werden gesendet</numerusform>
        </translation>
    </message>
    <message>
        <source>Reconnecting – nothing is waiting to be sent</source>
        <translation>Verbindung wird wieder aufgebaut – nichts wartet auf den Versand</translation>
    </message>
    <message>
        <source>Reconnecting – %1</source>
        <translation>Verbindung wird wieder aufgebaut – %1</translation>
    </message>
    <message>
        <source>Offline – you can read and write, messages are sent later</source>
        <translation>Offline – Sie können lesen und schreiben, Nachrichten werden später gesendet</translation>
    </message>
    <message numerus="yes">
        <source>Offline – %n message(s) kept on this computer until you are back</source>
        <translation>
            <numerusform>Offline – %n Nachricht ist auf diesem Computer aufgehoben, bis die Verbindung wieder da ist</numerusform>
            <numerusform>Offline – %n Nachrichten sind auf diesem Computer aufgehoben, bis die Verbindung wieder da ist</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chat121::ui::TalkColumn</name>
    <message>
        <source>This conversation is not here</source>
        <translation>Dieses Gespräch ist nicht hier</translation>
    </message>
    <message>
        <source>It stood here when the program was left. Somebody else may have it by now, or it was erased. Your other conversations are as they were.</source>
        <translation>Es stand hier, als das Programm verlassen wurde. Vielleicht hat es inzwischen jemand anderes, oder es wurde gelöscht. Ihre anderen Gespräche sind, wie sie waren.</translation>
    </message>
    <message>
        <source>Close this column</source>
        <translation>Diese Spalte schließen</translation>
    </message>
    <message>
        <source>Add a colleague</source>
        <translation>Jemanden aus dem Team dazuholen</translation>
    </message>
    <message>
        <source>Let a colleague go</source>
        <translation>Jemanden aus dem Team verabschieden</translation>
    </message>
    <message>
        <source>Hand over…</source>
        <translation>Übergeben …</translation>
    </message>
    <message>
        <source>Return to the queue</source>
        <translation>Zurück in die Warteschlange</translation>
    </message>
    <message>
        <source>Block the customer…</source>
        <translation>Kunden sperren…</translation>
    </message>
    <message>
        <source>Save as a file…</source>
        <translation>Als Datei speichern…</translation>
    </message>
    <message>
        <source>Erase this conversation</source>
        <translation>Dieses Gespräch löschen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Close the conversation</source>
        <translation>Gespräch beenden</translation>
    </message>
    <message>
        <source>Leave this conversation</source>
        <translation>Diese Unterhaltung verlassen</translation>
    </message>
    <message>
        <source>What can be done here</source>
        <translation>Was hier getan werden kann</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>Nehmen</translation>
    </message>
    <message>
        <source>Wrap up…</source>
        <translation>Abschließen …</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>Beleg</translation>
    </message>
    <message>
        <source>Shows what the server has signed about the erasure</source>
        <translation>Zeigt, was der Server über das Löschen unterschrieben hat</translation>
    </message>
    <message>
        <source>Write here</source>
        <translation>Hier schreiben</translation>
    </message>
    <message>
        <source>Everybody here reads that you take part from then on</source>
        <translation>Alle hier lesen, dass Sie von da an teilnehmen</translation>
    </message>
    <message>
        <source>You read along. Everybody here sees that, and that you do not write.</source>
        <translation>Sie lesen mit. Alle hier sehen das, und dass Sie nicht schreiben.</translation>
    </message>
    <message>
        <source>You are leaving. Everybody here sees that.</source>
        <translation>Sie verlassen die Unterhaltung. Alle hier sehen das.</translation>
    </message>
    <message>
        <source>This conversation was erased. Nothing of it can be brought back.</source>
        <translation>Dieses Gespräch wurde gelöscht. Nichts davon lässt sich zurückholen.</translation>
    </message>
    <message>
        <source>This conversation is closed. When the customer writes again, it comes back into the queue.</source>
        <translation>Dieses Gespräch ist beendet. Schreibt der Kunde wieder, kommt es zurück in die Warteschlange.</translation>
    </message>
    <message>
        <source>Offered to %1 for a moment</source>
        <translation>Für einen Moment %1 angeboten</translation>
    </message>
    <message>
        <source>Waiting for somebody to answer</source>
        <translation>Wartet auf Antwort</translation>
    </message>
    <message>
        <source>on-line</source>
        <translation>online</translation>
    </message>
    <message>
        <source>not on-line</source>
        <translation>nicht online</translation>
    </message>
    <message>
        <source>They read what is written from now on. Everybody sees that they join.</source>
        <translation>Die Person liest mit, was ab jetzt geschrieben wird. Alle sehen, dass sie dazukommt.</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Dazuholen</translation>
    </message>
    <message>
        <source>Nobody else works here yet. Invite a colleague first.</source>
        <translation>Noch arbeitet hier niemand sonst. Laden Sie zuerst jemanden ins Team ein.</translation>
    </message>
    <message>
        <source>They cannot read what is written from now on. Everybody sees that they leave.</source>
        <translation>Die Person kann nicht mehr lesen, was ab jetzt geschrieben wird. Alle sehen, dass sie geht.</translation>
    </message>
    <message>
        <source>Let go</source>
        <translation>Verabschieden</translation>
    </message>
    <message>
        <source>You are the only one here from your organisation.</source>
        <translation>Sie sind hier als Einzige aus Ihrer Organisation dabei.</translation>
    </message>
</context>
<context>
    <name>chat121::ui::TalkColumns</name>
    <message>
        <source>As many conversations stand beside each other as there may be. Close one of the columns first.</source>
        <translation>Mehr Gespräche können nicht nebeneinander stehen. Schließen Sie zuerst eine der Spalten.</translation>
    </message>
    <message numerus="yes">
        <source>%n more beside…</source>
        <translation>
            <numerusform>%n weiteres daneben…</numerusform>
            <numerusform>%n weitere daneben…</numerusform>
        </translation>
    </message>
    <message>
        <source>Not here any more</source>
        <translation>Nicht mehr hier</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
</context>
<context>
    <name>chat121::ui::TalkPane</name>
    <message>
        <source>Hide</source>
        <translation>Ausblenden</translation>
    </message>
    <message numerus="yes">
        <source>Messages are deleted after %n day(s).</source>
        <translation>
            <numerusform>Nachrichten werden nach %n Tag gelöscht.</numerusform>
            <numerusform>Nachrichten werden nach %n Tagen gelöscht.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is kept for new computers.</source>
        <translation>Nichts wird für neue Computer aufbewahrt.</translation>
    </message>
    <message>
        <source>Decide…</source>
        <translation>Entscheiden…</translation>
    </message>
    <message>
        <source>What the customer allows</source>
        <translation>Was der Kunde erlaubt</translation>
    </message>
    <message>
        <source>Will be erased as soon as the server has been reached.</source>
        <translation>Wird gelöscht, sobald der Server erreicht ist.</translation>
    </message>
    <message>
        <source>Kept in %1 only.</source>
        <translation>Wird nur in %1 aufbewahrt.</translation>
    </message>
    <message>
        <source>What you allow</source>
        <translation>Was Sie erlauben</translation>
    </message>
    <message>
        <source>You are asked to allow: %1</source>
        <translation>Sie werden um Erlaubnis gebeten: %1</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>Metadata shield: nobody sees who is typing, and receipts come later.</source>
        <translation>Metadatenschutz: niemand sieht, wer tippt, und Lesebestätigungen kommen später.</translation>
    </message>
    <message>
        <source>Supervisors, administrators and owners may save it as a file, once you allow it.</source>
        <translation>Teamleitung, Verwaltung und Inhaber dürfen es als Datei speichern, sobald Sie es erlauben.</translation>
    </message>
    <message>
        <source>Supervisors, administrators and owners may save it as a file, once the customer allows it.</source>
        <translation>Teamleitung, Verwaltung und Inhaber dürfen es als Datei speichern, sobald der Kunde es erlaubt.</translation>
    </message>
    <message>
        <source>Staff may not save it as a file.</source>
        <translation>Das Team darf es nicht als Datei speichern.</translation>
    </message>
</context>
<context>
    <name>chat121::ui::TalkRulesDialog</name>
    <message>
        <source>While people talk</source>
        <translation>Im Gespräch</translation>
    </message>
    <message>
        <source>Everybody in this department&apos;s conversations, customers too, may choose otherwise for themselves. It is signed with your key.</source>
        <translation>Jeder in den Unterhaltungen dieser Abteilung, auch Kunden, darf es für sich anders wählen. Es wird mit Ihrem Schlüssel unterschrieben.</translation>
    </message>
    <message>
        <source>Others see how far somebody has read</source>
        <translation>Andere sehen, wie weit jemand gelesen hat</translation>
    </message>
    <message>
        <source>Others see that somebody is typing</source>
        <translation>Andere sehen, dass jemand tippt</translation>
    </message>
    <message>
        <source>Who does not tell this is not shown it of others either. Under a metadata shield nobody sees who is typing.</source>
        <translation>Wer das nicht zeigt, sieht es auch von anderen nicht. Unter einem Metadatenschutz sieht niemand, wer tippt.</translation>
    </message>
</context>
<context>
    <name>chat121::ui::TellingDialog</name>
    <message>
        <source>What others see of you</source>
        <translation>Was andere von Ihnen sehen</translation>
    </message>
    <message>
        <source>What you do not tell others, you are not told of them either. This counts on this computer; once you tell again, others see all that you have read by then.</source>
        <translation>Was Sie anderen nicht zeigen, wird auch Ihnen von ihnen nicht gezeigt. Das gilt auf diesem Computer; sobald Sie es wieder zeigen, sehen andere alles, was Sie bis dahin gelesen haben.</translation>
    </message>
    <message>
        <source>How far you have read</source>
        <translation>Wie weit Sie gelesen haben</translation>
    </message>
    <message>
        <source>That you are typing</source>
        <translation>Dass Sie tippen</translation>
    </message>
    <message>
        <source>That a message has reached your computer is always told.</source>
        <translation>Dass eine Nachricht auf Ihrem Computer angekommen ist, wird immer gezeigt.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>as the department of the conversation has it</source>
        <translation>wie es die Abteilung der Unterhaltung hält</translation>
    </message>
    <message>
        <source>told, and shown of others</source>
        <translation>zeigen, und von anderen sehen</translation>
    </message>
    <message>
        <source>not told, and not shown of others</source>
        <translation>nicht zeigen, und von anderen nicht sehen</translation>
    </message>
    <message>
        <source>You do not tell others what you have read or that you are typing, and do not see it of them.</source>
        <translation>Sie zeigen anderen nicht, was Sie gelesen haben und dass Sie tippen, und sehen es von ihnen nicht.</translation>
    </message>
    <message>
        <source>You do not tell others what you have read, and do not see it of them.</source>
        <translation>Sie zeigen anderen nicht, was Sie gelesen haben, und sehen es von ihnen nicht.</translation>
    </message>
    <message>
        <source>You do not tell others that you are typing, and do not see it of them.</source>
        <translation>Sie zeigen anderen nicht, dass Sie tippen, und sehen es von ihnen nicht.</translation>
    </message>
</context>
<context>
    <name>chat121::ui::TermsCard</name>
    <message>
        <source>Agree</source>
        <translation>Zustimmen</translation>
    </message>
    <message>
        <source>The terms have changed</source>
        <translation>Die Bedingungen haben sich geändert</translation>
    </message>
    <message>
        <source>Before your first words</source>
        <translation>Vor Ihren ersten Worten</translation>
    </message>
    <message>
        <source>Version %1. Your agreement is signed by this computer, and you keep it. Until then what you write waits here.</source>
        <translation>Fassung %1. Dieser Computer unterschreibt Ihre Zustimmung, und Sie behalten sie. Bis dahin wartet hier, was Sie schreiben.</translation>
    </message>
    <message>
        <source>Terms, version %1</source>
        <translation>Bedingungen, Fassung %1</translation>
    </message>
</context>
<context>
    <name>chat121::ui::TermsDialog</name>
    <message>
        <source>Terms</source>
        <translation>Bedingungen</translation>
    </message>
    <message>
        <source>Customers read this before their first words, and agree or do not write. Their computer signs the agreement, the computer of whoever answers signs that it has it, and both keep text and version. Empty: nothing of its own is agreed to.</source>
        <translation>Kundinnen und Kunden lesen das vor ihren ersten Worten und stimmen zu oder schreiben nicht. Ihr Computer unterschreibt die Zustimmung, der Computer dessen, der antwortet, unterschreibt, dass er sie hat, und beide behalten Text und Fassung. Leer: die Abteilung fragt nach nichts Eigenem.</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Customers will not be asked any more.</source>
        <translation>Es wird nicht mehr gefragt.</translation>
    </message>
    <message>
        <source>When it is saved, this is version %1.</source>
        <translation>Gespeichert ist das die Fassung %1.</translation>
    </message>
    <message>
        <source>Customers are not asked.</source>
        <translation>Es wird nach nichts gefragt.</translation>
    </message>
    <message>
        <source>This is version %1.</source>
        <translation>Das ist die Fassung %1.</translation>
    </message>
    <message>
        <source>This is longer than a signed document has room for.</source>
        <translation>Das ist länger, als in einem unterschriebenen Dokument Platz ist.</translation>
    </message>
</context>
<context>
    <name>chat121::ui::TimelineView</name>
    <message>
        <source>You</source>
        <translation>Sie</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy message</source>
        <translation>Nachricht kopieren</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>%1 öffnen</translation>
    </message>
    <message>
        <source>Copy link to %1</source>
        <translation>Link zu %1 kopieren</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Alles auswählen</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>%1 is typing</source>
        <translation>%1 schreibt</translation>
    </message>
    <message>
        <source>%1 are typing</source>
        <translation>%1 schreiben</translation>
    </message>
    <message>
        <source>Note, staff only</source>
        <translation>Notiz, nur für das Team</translation>
    </message>
    <message>
        <source>Thumbs up</source>
        <translation>Daumen hoch</translation>
    </message>
    <message>
        <source>Heart</source>
        <translation>Herz</translation>
    </message>
    <message>
        <source>Tears of joy</source>
        <translation>Freudentränen</translation>
    </message>
    <message>
        <source>Party popper</source>
        <translation>Konfetti</translation>
    </message>
    <message>
        <source>Surprised</source>
        <translation>Erstaunt</translation>
    </message>
    <message>
        <source>Thank you</source>
        <translation>Danke</translation>
    </message>
    <message>
        <source>Take %1 back</source>
        <translation>%1 zurücknehmen</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>React</source>
        <translation>Reagieren</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>Delete for everybody…</source>
        <translation>Für alle löschen …</translation>
    </message>
    <message>
        <source>Remove the star</source>
        <translation>Markierung entfernen</translation>
    </message>
    <message>
        <source>Star</source>
        <translation>Markieren</translation>
    </message>
    <message>
        <source>Show the message that it answers</source>
        <translation>Die beantwortete Nachricht zeigen</translation>
    </message>
    <message numerus="yes">
        <source>%n reaction(s): %1</source>
        <translation>
            <numerusform>%n Reaktion: %1</numerusform>
            <numerusform>%n Reaktionen: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>in answer to %1</source>
        <translation>als Antwort auf %1</translation>
    </message>
    <message>
        <source>starred</source>
        <translation>markiert</translation>
    </message>
    <message>
        <source>Other emoji…</source>
        <translation>Anderes Emoji…</translation>
    </message>
</context>
<context>
    <name>chat121::ui::Tray</name>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Available</source>
        <translation>Verfügbar</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>Beschäftigt</translation>
    </message>
    <message>
        <source>Away</source>
        <translation>Abwesend</translation>
    </message>
    <message>
        <source>Quiet for an hour</source>
        <translation>Eine Stunde Ruhe</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message numerus="yes">
        <source>Chat Live 121: %n waiting or new</source>
        <translation>
            <numerusform>Chat Live 121: %n wartet oder ist neu</numerusform>
            <numerusform>Chat Live 121: %n warten oder sind neu</numerusform>
        </translation>
    </message>
    <message>
        <source>Chat Live 121</source>
        <translation>Chat Live 121</translation>
    </message>
</context>
<context>
    <name>chat121::ui::UnlockPage</name>
    <message>
        <source>Welcome back</source>
        <translation>Willkommen zurück</translation>
    </message>
    <message>
        <source>Enter the passphrase of this computer.</source>
        <translation>Geben Sie die Passphrase dieses Computers ein.</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Enter the passphrase.</source>
        <translation>Geben Sie die Passphrase ein.</translation>
    </message>
    <message>
        <source>Forgotten? Start anew</source>
        <translation>Vergessen? Neu anfangen</translation>
    </message>
</context>
<context>
    <name>chat121::ui::WaitingDialog</name>
    <message>
        <source>Waiting and offers</source>
        <translation>Warten und Angebote</translation>
    </message>
    <message>
        <source>Customers who wait are offered to agents in this way, the oldest first. It is signed with your key: the server cannot change it.</source>
        <translation>So werden wartende Kunden den Mitarbeitenden angeboten, wer am längsten wartet, zuerst. Es ist mit Ihrem Schlüssel unterschrieben: Der Server kann es nicht ändern.</translation>
    </message>
    <message>
        <source>nobody: agents choose from the queue</source>
        <translation>niemandem: Mitarbeitende wählen aus der Warteschlange</translation>
    </message>
    <message>
        <source>whoever has the fewest conversations</source>
        <translation>wer die wenigsten Gespräche hat</translation>
    </message>
    <message>
        <source>everybody in turn</source>
        <translation>allen der Reihe nach</translation>
    </message>
    <message>
        <source>whom the customer spoke with last</source>
        <translation>mit wem der Kunde zuletzt gesprochen hat</translation>
    </message>
    <message>
        <source>Who is offered the next customer</source>
        <translation>Wem der nächste Kunde angeboten wird</translation>
    </message>
    <message>
        <source>Seconds to take an offer, before the next one gets it</source>
        <translation>Sekunden, um ein Angebot anzunehmen, bevor der Nächste es bekommt</translation>
    </message>
    <message>
        <source>as each agent says</source>
        <translation>wie es alle selbst angeben</translation>
    </message>
    <message>
        <source>Conversations of one agent at once</source>
        <translation>Gespräche eines Mitarbeitenden zugleich</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>Minutes of silence until an agent&apos;s conversation goes back to the queue</source>
        <translation>Minuten Schweigen, bis ein Gespräch zurück in die Warteschlange geht</translation>
    </message>
    <message>
        <source>Seconds of waiting until the first alarm</source>
        <translation>Sekunden Warten bis zum ersten Alarm</translation>
    </message>
    <message>
        <source>until the second alarm</source>
        <translation>bis zum zweiten Alarm</translation>
    </message>
    <message>
        <source>until the third alarm</source>
        <translation>bis zum dritten Alarm</translation>
    </message>
    <message>
        <source>no alarm</source>
        <translation>kein Alarm</translation>
    </message>
    <message>
        <source>Each alarm comes later than the one before it.</source>
        <translation>Jeder Alarm kommt später als der vor ihm.</translation>
    </message>
</context>
<context>
    <name>chat121::ui::WayInPage</name>
    <message>
        <source>This is too long. Please shorten it.</source>
        <translation>Das ist zu lang. Bitte kürzen Sie es.</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
</context>
<context>
    <name>chat121::ui::WhenChooser</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>At another time</source>
        <translation>Zu einer anderen Zeit</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Day and time</source>
        <translation>Tag und Uhrzeit</translation>
    </message>
    <message>
        <source>This time has passed.</source>
        <translation>Diese Zeit ist vorbei.</translation>
    </message>
    <message>
        <source>This is more than a year away.</source>
        <translation>Das ist mehr als ein Jahr hin.</translation>
    </message>
</context>
<context>
    <name>chat121::ui::WordsEdit</name>
    <message>
        <source>Recovery words</source>
        <translation>Wiederherstellungswörter</translation>
    </message>
    <message>
        <source>Twelve words with blanks between them. Four letters of each are enough.</source>
        <translation>Zwölf Wörter mit Leerzeichen dazwischen. Von jedem genügen vier Buchstaben.</translation>
    </message>
</context>
<context>
    <name>chat121::ui::WordsEntry</name>
    <message>
        <source>Recovery words</source>
        <translation>Wiederherstellungswörter</translation>
    </message>
    <message>
        <source>“%1” is not one of the words. Look at the paper again.</source>
        <translation>„%1“ ist keines der Wörter. Sehen Sie noch einmal auf das Papier.</translation>
    </message>
    <message>
        <source>All twelve are words of ours, but one of them is another one than on the paper.</source>
        <translation>Alle zwölf gehören zu unseren Wörtern, aber eines ist ein anderes als auf dem Papier.</translation>
    </message>
    <message>
        <source>All twelve words are there.</source>
        <translation>Alle zwölf Wörter sind da.</translation>
    </message>
    <message>
        <source>%1 of %2 words</source>
        <translation>%1 von %2 Wörtern</translation>
    </message>
</context>
<context>
    <name>chat121::ui::WrapUpDialog</name>
    <message>
        <source>Tags</source>
        <translation>Schlagwörter</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>Bemerkung</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>How did it end?</source>
        <translation>Wie ging es aus?</translation>
    </message>
    <message>
        <source>The conversation with %1 is closed. What you keep here is for your colleagues; neither the customer nor the server can read it.</source>
        <translation>Das Gespräch mit %1 ist geschlossen. Was Sie hier behalten, ist für Ihre Kolleginnen und Kollegen; weder der Kunde noch der Server kann es lesen.</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Nothing chosen</source>
        <translation>Nichts gewählt</translation>
    </message>
    <message>
        <source>With spaces between them. Search finds them by tag:word.</source>
        <translation>Durch Leerzeichen getrennt. Die Suche findet sie mit schlagwort:Wort.</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Überspringen</translation>
    </message>
    <message>
        <source>The customer&apos;s rating: %1</source>
        <translation>Bewertung des Kunden: %1</translation>
    </message>
    <message>
        <source>The customer&apos;s rating: %1, “%2”</source>
        <translation>Bewertung des Kunden: %1, „%2“</translation>
    </message>
</context>
<context>
    <name>chat121::ui::WritingPlace</name>
    <message>
        <source>Reply</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Earlier notes are waiting for a colleague&apos;s computer.</source>
        <translation>Frühere Notizen warten auf den Computer einer Kollegin oder eines Kollegen.</translation>
    </message>
    <message>
        <source>Write a reply, which the customer reads</source>
        <translation>Eine Antwort schreiben, die der Kunde liest</translation>
    </message>
    <message>
        <source>Write a note, for staff only</source>
        <translation>Eine Notiz schreiben, nur für das Team</translation>
    </message>
    <message>
        <source>You note something about %1</source>
        <translation>Sie notieren etwas über %1</translation>
    </message>
    <message>
        <source>You write to %1</source>
        <translation>Sie schreiben an %1</translation>
    </message>
    <message>
        <source>About %1</source>
        <translation>Über %1</translation>
    </message>
    <message>
        <source>To %1</source>
        <translation>An %1</translation>
    </message>
</context>
</TS>
