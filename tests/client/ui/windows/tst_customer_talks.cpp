// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A returning customer's conversations beside the one that is open: those that can be read here, the newest
// first, and all by keyboard.
#include "client/ui/theme/theme.h"
#include "tests/client/ui/windows/scenes.h"
#include "tests/client/ui/windows/window_test.h"
#include "tests/support/gui_test_main.h"

#include <QAbstractButton>
#include <QLabel>

using namespace chat121;
using namespace chat121::test;
using namespace Qt::StringLiterals;

namespace {

constexpr qreal kWide = 1180; // units: with what is known about the customer
constexpr AccountId kMaria{9};

} // namespace

class TestCustomerTalks : public WindowTest {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { installTheme(); }
    void init();
    void cleanup() { closeWindow(); }
    void theyStandBesideIt();
    void whoHasNoneHasNoHeading();
    void oneIsOpenedByKeyboard();
    void keysWalkAmongThem();
    void theKeyboardStaysWhereItIs();

private:
    void put(quint64 id, ConversationState state, AccountId customer, std::chrono::hours ago)
    {
        ConversationRow row;
        row.id = {id};
        row.state = state;
        row.customer = customer;
        row.title = u"Maria K."_s;
        row.preview = u"Thank you"_s;
        row.last_at = m_clock.now() - ago;
        m_workspace->put(row);
        m_workspace->played({id})->play(u"Maria %1"_s.arg(id), {}, false);
    }
    QStringList shown()
    {
        QCoreApplication::processEvents();
        QStringList names;
        if (QWidget *others = visible(u"otherConversations"_s))
            for (const QAbstractButton *button : others->findChildren<QAbstractButton *>())
                if (button->isVisible()) names.append(button->objectName());
        return names;
    }
    QString title() { return visible<QLabel>(u"titleLabel"_s)->text(); }
};

void TestCustomerTalks::init()
{
    newWorkspace();
    playDesk(*m_workspace, m_clock.now());
    put(11, ConversationState::Mine, kMaria, std::chrono::hours(0));
    put(12, ConversationState::Closed, kMaria, std::chrono::hours(48));
    put(13, ConversationState::Closed, kMaria, std::chrono::hours(24));
    put(14, ConversationState::Team, kMaria, std::chrono::hours(1)); // a colleague's: not readable
    put(15, ConversationState::Closed, AccountId{8}, std::chrono::hours(2));
    showWindow();
    makeWide(kWide);
    Q_EMIT m_workspace->talkOpened({11});
    QCoreApplication::processEvents(); // what has just come is shown by its layout
}

void TestCustomerTalks::theyStandBesideIt()
{
    QCOMPARE(shown(), QStringList({u"otherConversation13"_s, u"otherConversation12"_s}));
    auto *button = visible<QAbstractButton>(u"otherConversation13"_s);
    QVERIFY(button->accessibleName().contains(button->text())); // when it was
    QCOMPARE(button->accessibleDescription(), u"Thank you"_s);
    Q_EMIT m_workspace->talkOpened({13});
    QCOMPARE(shown(), QStringList({u"otherConversation11"_s, u"otherConversation12"_s}));
}

void TestCustomerTalks::whoHasNoneHasNoHeading()
{
    Q_EMIT m_workspace->talkOpened({15});
    QVERIFY(!visible(u"otherConversations"_s));
    Q_EMIT m_workspace->talkOpened({1}); // of whom the server has not said who it is
    QVERIFY(!visible(u"otherConversations"_s));
}

void TestCustomerTalks::oneIsOpenedByKeyboard()
{
    visible(u"otherConversation12"_s)->setFocus(Qt::TabFocusReason);
    press(Qt::Key_Space);
    QCOMPARE(title(), u"Maria 12"_s);
    QCOMPARE(shown(), QStringList({u"otherConversation11"_s, u"otherConversation13"_s}));
    QVERIFY(m_workspace->asked.isEmpty()); // nothing is fetched for it
}

void TestCustomerTalks::keysWalkAmongThem()
{
    press(Qt::Key_PageDown, Qt::AltModifier);
    QCOMPARE(title(), u"Maria 13"_s);
    press(Qt::Key_PageDown, Qt::AltModifier);
    QCOMPARE(title(), u"Maria 12"_s);
    press(Qt::Key_PageDown, Qt::AltModifier); // the oldest
    QCOMPARE(title(), u"Maria 12"_s);
    press(Qt::Key_PageUp, Qt::AltModifier);
    press(Qt::Key_PageUp, Qt::AltModifier);
    QCOMPARE(title(), u"Maria 11"_s);
}

void TestCustomerTalks::theKeyboardStaysWhereItIs()
{
    visible(u"otherConversation13"_s)->setFocus(Qt::TabFocusReason);
    ConversationRow row = *m_workspace->mine()->find({11});
    row.is_typing = true;
    m_workspace->put(row);
    QCOMPARE(focused(), u"otherConversation13"_s);
}

CHAT121_GUI_TEST_MAIN(TestCustomerTalks)
#include "tst_customer_talks.moc"
