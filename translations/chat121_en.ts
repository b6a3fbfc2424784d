<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Problems</name>
    <message numerus="yes">
        <source>Many people are coming in by this invitation just now. Nothing has changed on this computer. Try again in %n minute(s).</source>
        <translation>
            <numerusform>Many people are coming in by this invitation just now. Nothing has changed on this computer. Try again in %n minute.</numerusform>
            <numerusform>Many people are coming in by this invitation just now. Nothing has changed on this computer. Try again in %n minutes.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Profiles</name>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n second</numerusform>
            <numerusform>%n seconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>An agent has at most %n conversation(s) at once.</source>
        <translation>
            <numerusform>An agent has at most %n conversation at once.</numerusform>
            <numerusform>An agent has at most %n conversations at once.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Messages are deleted after %n day(s).</source>
        <translation>
            <numerusform>Messages are deleted after %n day.</numerusform>
            <numerusform>Messages are deleted after %n days.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Windows of staff lock after %n minute(s) at the latest.</source>
        <translation>
            <numerusform>Windows of staff lock after %n minute at the latest.</numerusform>
            <numerusform>Windows of staff lock after %n minutes at the latest.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Transcript</name>
    <message numerus="yes">
        <source>after %n day(s)</source>
        <translation>
            <numerusform>after %n day</numerusform>
            <numerusform>after %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s).</source>
        <translation>
            <numerusform>%n line.</numerusform>
            <numerusform>%n lines.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them could not be read on this computer.</source>
        <translation>
            <numerusform>%n of them could not be read on this computer.</numerusform>
            <numerusform>%n of them could not be read on this computer.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more was deleted while the file was being written.</source>
        <translation>
            <numerusform>%n more was deleted while the file was being written.</numerusform>
            <numerusform>%n more were deleted while the file was being written.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chat121::ConversationListModel</name>
    <message numerus="yes">
        <source>%n unread</source>
        <translation>
            <numerusform>%n unread</numerusform>
            <numerusform>%n unread</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chat121::ui::Badge</name>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>%n new</numerusform>
            <numerusform>%n new</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chat121::ui::BlockDialog</name>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n hour</numerusform>
            <numerusform>%n hours</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chat121::ui::Composer</name>
    <message numerus="yes">
        <source>This message is too long by about %n letter(s). Send it in two parts.</source>
        <translation>
            <numerusform>This message is too long by about %n letter. Send it in two parts.</numerusform>
            <numerusform>This message is too long by about %n letters. Send it in two parts.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chat121::ui::ContextPane</name>
    <message numerus="yes">
        <source>And %n older. Search finds them.</source>
        <translation>
            <numerusform>And %n older one. Search finds it.</numerusform>
            <numerusform>And %n older ones. Search finds them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chat121::ui::CustomerWindow</name>
    <message numerus="yes">
        <source>%1 About %n minute(s).</source>
        <translation>
            <numerusform>%1 About %n minute.</numerusform>
            <numerusform>%1 About %n minutes.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chat121::ui::DeskHead</name>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n waiting</numerusform>
            <numerusform>%n waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chat121::ui::ElapsedLabel</name>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n second</numerusform>
            <numerusform>%n seconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n hour</numerusform>
            <numerusform>%n hours</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chat121::ui::HoursDialog</name>
    <message numerus="yes">
        <source>A week has room for %n span(s).</source>
        <translation>
            <numerusform>A week has room for %n span.</numerusform>
            <numerusform>A week has room for %n spans.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chat121::ui::InvitationDialog</name>
    <message numerus="yes">
        <source>For %1: valid for %n day(s).</source>
        <translation>
            <numerusform>For %1: valid for %n day.</numerusform>
            <numerusform>For %1: valid for %n days.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chat121::ui::JumpButton</name>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>%n new</numerusform>
            <numerusform>%n new</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chat121::ui::KnowledgeDialog</name>
    <message numerus="yes">
        <source>%n entries</source>
        <translation>
            <numerusform>%n entry</numerusform>
            <numerusform>%n entries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chat121::ui::LanguagesDialog</name>
    <message numerus="yes">
        <source>Choose %n at most.</source>
        <translation>
            <numerusform>Choose %n at most.</numerusform>
            <numerusform>Choose %n at most.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chat121::ui::LaterStrip</name>
    <message numerus="yes">
        <source>(and %n more)</source>
        <translation>
            <numerusform>(and %n more)</numerusform>
            <numerusform>(and %n more)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chat121::ui::LeaveDialog</name>
    <message numerus="yes">
        <source>After %n minute(s)</source>
        <translation>
            <numerusform>After %n minute</numerusform>
            <numerusform>After %n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 locks the windows of its staff after %n minute(s) at the latest.</source>
        <translation>
            <numerusform>%1 locks the windows of its staff after %n minute at the latest.</numerusform>
            <numerusform>%1 locks the windows of its staff after %n minutes at the latest.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chat121::ui::NewPassword</name>
    <message numerus="yes">
        <source>This is too short. Use at least %n characters.</source>
        <translation>
            <numerusform>This is too short. Use at least %n character.</numerusform>
            <numerusform>This is too short. Use at least %n characters.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>At least %n characters. A few words are easy to remember.</source>
        <translation>
            <numerusform>At least %n character. A few words are easy to remember.</numerusform>
            <numerusform>At least %n characters. A few words are easy to remember.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chat121::ui::OrganisationDialog</name>
    <message numerus="yes">
        <source>Take at least %n character(s).</source>
        <translation>
            <numerusform>Take at least %n character.</numerusform>
            <numerusform>Take at least %n characters.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chat121::ui::RegionDialog</name>
    <message numerus="yes">
        <source>%n department(s) are bound to %1. What is written there waits until a server there answers, or they are bound to another region.</source>
        <translation>
            <numerusform>%n department is bound to %1. What is written there waits until a server in %1 answers, or it is bound to another region.</numerusform>
            <numerusform>%n departments are bound to %1. What is written there waits until a server in %1 answers, or they are bound to another region.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chat121::ui::RosterBar</name>
    <message numerus="yes">
        <source>+%n</source>
        <translation>
            <numerusform>+%n</numerusform>
            <numerusform>+%n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chat121::ui::RowLayout</name>
    <message numerus="yes">
        <source>Read by %1 and %n more</source>
        <translation>
            <numerusform>Read by %1 and %n more</numerusform>
            <numerusform>Read by %1 and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chat121::ui::RulesDialog</name>
    <message numerus="yes">
        <source>after %n day(s)</source>
        <translation>
            <numerusform>after %n day</numerusform>
            <numerusform>after %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>What is older than %n day(s) is deleted on the server and on everybody&apos;s computer. Nobody can bring it back.</source>
        <translation>
            <numerusform>What is older than %n day is deleted on the server and on everybody&apos;s computer. Nobody can bring it back.</numerusform>
            <numerusform>What is older than %n days is deleted on the server and on everybody&apos;s computer. Nobody can bring it back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>after %n minute(s) at the latest</source>
        <translation>
            <numerusform>after %n minute at the latest</numerusform>
            <numerusform>after %n minutes at the latest</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chat121::ui::SaveDialog</name>
    <message numerus="yes">
        <source>Saved: %n line(s) in %1.</source>
        <translation>
            <numerusform>Saved: %n line in %1.</numerusform>
            <numerusform>Saved: %n lines in %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them could not be read on this computer; the file says where.</source>
        <translation>
            <numerusform>%n of them could not be read on this computer; the file says where.</numerusform>
            <numerusform>%n of them could not be read on this computer; the file says where.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chat121::ui::SearchPane</name>
    <message numerus="yes">
        <source>The newest %n message(s)</source>
        <extracomment>There are more of them further down.</extracomment>
        <translation>
            <numerusform>The newest message</numerusform>
            <numerusform>The newest %n messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s)</source>
        <translation>
            <numerusform>%n message</numerusform>
            <numerusform>%n messages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chat121::ui::StatusLine</name>
    <message numerus="yes">
        <source>%n message(s) will be sent then</source>
        <translation>
            <numerusform>%n message will be sent then</numerusform>
            <numerusform>%n messages will be sent then</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Connected – sending %n message(s)</source>
        <translation>
            <numerusform>Connected – sending %n message</numerusform>
            <numerusform>Connected – sending %n messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Offline – %n message(s) kept on this computer until you are back</source>
        <translation>
            <numerusform>Offline – %n message kept on this computer until you are back</numerusform>
            <numerusform>Offline – %n messages kept on this computer until you are back</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chat121::ui::TalkColumns</name>
    <message numerus="yes">
        <source>%n more beside…</source>
        <translation>
            <numerusform>%n more beside…</numerusform>
            <numerusform>%n more beside…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chat121::ui::TalkPane</name>
    <message numerus="yes">
        <source>Messages are deleted after %n day(s).</source>
        <translation>
            <numerusform>Messages are deleted after %n day.</numerusform>
            <numerusform>Messages are deleted after %n days.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chat121::ui::TimelineView</name>
    <message numerus="yes">
        <source>%n reaction(s): %1</source>
        <translation>
            <numerusform>%n reaction: %1</numerusform>
            <numerusform>%n reactions: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chat121::ui::Tray</name>
    <message numerus="yes">
        <source>Chat Live 121: %n waiting or new</source>
        <translation>
            <numerusform>Chat Live 121: %n waiting or new</numerusform>
            <numerusform>Chat Live 121: %n waiting or new</numerusform>
        </translation>
    </message>
</context>
</TS>
