// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a customer offers about themselves, in the windows: they read it before and while it is shown, and who
// answers has it beside the conversation.
#include "client/ui/desk/context_pane.h"
#include "client/ui/desk/people_dialogs.h"
#include "client/ui/text/customer_words.h"
#include "tests/client/ui/windows/scenes.h"
#include "tests/client/ui/windows/window_test.h"
#include "tests/support/fake_clock.h"
#include "tests/support/gui_test_main.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>

#include <algorithm>

using namespace chat121;
using namespace chat121::test;
using namespace Qt::StringLiterals;

namespace {

const CustomerContext kOffer{u"de-AT"_s, u"Asia/Tokyo"_s, u"shop/kettles"_s};
constexpr UnixTime kNoon{1'700'049'600'000}; // 2023-11-15 12:00 UTC: 21:00 in Tokyo

} // namespace

class TestCustomerOffers : public WindowTest {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { installTheme(); }
    void cleanup() { closeWindow(); }
    void nothingIsChosenForThem();
    void theyReadWhatIsSeen();
    void withoutAPageNothingIsSaidOfOne();
    void timeIsTheirs();
    void whoAnswersHasItBesideTheConversation();
    void remoteWordsArePlain();
    void aLinkSaysWhereItStands();

private:
    void play(const CustomerContext &offer, bool is_offered)
    {
        newWorkspace();
        showWindow();
        playCustomerAt(*m_workspace, QueueStanding::Step::Waiting, m_clock.now());
        QueueStanding standing = m_workspace->standing();
        standing.offer = offer;
        standing.is_offered = is_offered;
        m_workspace->setStanding(standing);
    }
    QStringList labelsOf(const QWidget &widget)
    {
        QStringList texts;
        const auto labels = widget.findChildren<QLabel *>();
        for (const QLabel *label : labels)
            texts.append(label->text());
        return texts;
    }
};

void TestCustomerOffers::nothingIsChosenForThem()
{
    play({}, false);
    QVERIFY(!visible(u"offerContextBox"_s));
    play(kOffer, false);
    auto *box = visible<QCheckBox>(u"offerContextBox"_s);
    QVERIFY(box && !box->isChecked());
    box->setFocus(Qt::TabFocusReason);
    press(Qt::Key_Space);
    QCOMPARE(m_workspace->asked, QStringList{u"offer context"_s});
}

void TestCustomerOffers::theyReadWhatIsSeen()
{
    play(kOffer, false);
    const QString before = visible<QLabel>(u"offeredContextLabel"_s)->text();
    QVERIFY(before.startsWith(u"They would see:"_s));
    for (const QString &part : {kOffer.language, kOffer.zone, kOffer.page})
        QVERIFY2(before.contains(part), qPrintable(before));
    play(kOffer, true);
    auto *box = visible<QCheckBox>(u"offerContextBox"_s);
    QVERIFY(box->isChecked());
    QVERIFY(visible<QLabel>(u"offeredContextLabel"_s)->text().startsWith(u"They see:"_s));
    QCOMPARE(box->accessibleDescription(), visible<QLabel>(u"offeredContextLabel"_s)->text());
    box->click();
    QCOMPARE(m_workspace->asked, QStringList{u"take context back"_s});
}

void TestCustomerOffers::withoutAPageNothingIsSaidOfOne()
{
    CustomerContext offer = kOffer;
    offer.page.clear();
    play(offer, false);
    QVERIFY(!visible<QCheckBox>(u"offerContextBox"_s)->text().contains(u"page"_s));
    QVERIFY(!visible<QLabel>(u"offeredContextLabel"_s)->text().contains(u"page"_s));
}

void TestCustomerOffers::timeIsTheirs()
{
    const QLocale locale;
    QCOMPARE(ui::localTimeWords(u"Asia/Tokyo"_s, kNoon, locale),
             u"%1 (Asia/Tokyo)"_s.arg(locale.toString(QTime(21, 0), QLocale::ShortFormat)));
    QCOMPARE(ui::localTimeWords(u"Moon/Tycho"_s, kNoon, locale), u"Moon/Tycho"_s); // not known here
    QCOMPARE(ui::localTimeWords({}, kNoon, locale), QString());
    QCOMPARE(ui::languageWords(u"no language"_s), u"no language"_s);
    QVERIFY(ui::languageWords(u"de-AT"_s).contains(u"Deutsch"_s));
}

void TestCustomerOffers::whoAnswersHasItBesideTheConversation()
{
    newWorkspace();
    playDesk(*m_workspace, m_clock.now());
    showWindow();
    makeWide(1180);
    Q_EMIT m_workspace->talkOpened({1});
    auto *pane = visible<ui::ContextPane>(u"contextPane"_s);
    QVERIFY(pane);
    QVERIFY(!labelsOf(*pane).contains(u"shop/kettles"_s));
    m_workspace->played({1})->setStart(kOffer, {{u"Which?"_s, u"The red one"_s}});
    const QStringList labels = labelsOf(*pane);
    for (const QString &part : {u"shop/kettles"_s, u"Which?"_s, u"The red one"_s})
        QVERIFY2(labels.contains(part), qPrintable(part));
    const auto has_time = [](const QString &text) { return text.endsWith(u"(Asia/Tokyo)"_s); };
    QVERIFY(std::any_of(labels.cbegin(), labels.cend(), has_time));
    m_workspace->played({1})->setStart({}, {}); // taken back
    QVERIFY(!labelsOf(*pane).contains(u"shop/kettles"_s));
}

void TestCustomerOffers::remoteWordsArePlain()
{
    const FakeClock clock(kNoon);
    ui::ContextPane pane(clock);
    const auto hostile = u"<img src=/etc/hostname><b>bold</b>"_s;
    pane.setStart({{hostile, hostile, hostile}, {{hostile, hostile}}});
    pane.show(ConversationRow{}, {}, {});
    int found = 0;
    const auto labels = pane.findChildren<QLabel *>();
    for (const QLabel *label : labels) {
        if (!label->text().contains(u"<img"_s)) continue;
        ++found;
        QCOMPARE(label->textFormat(), Qt::PlainText);
    }
    QCOMPARE(found, 5);
}

void TestCustomerOffers::aLinkSaysWhereItStands()
{
    const auto made = [this](const QString &page) {
        newWorkspace();
        ui::InvitationDialog dialog(*m_workspace, ui::InvitationDialog::For::Customers);
        dialog.show();
        dialog.findChild<QLineEdit *>(u"invitationPageEdit"_s)->setText(page);
        Q_EMIT m_workspace->invitationMade(u"chat121://chat.example:9443/#secret"_s);
        return dialog.findChild<QLineEdit *>(u"invitationLinkEdit"_s)->text();
    };
    QCOMPARE(made({}), u"chat121://chat.example:9443/#secret"_s);
    QCOMPARE(made(u" "_s), u"chat121://chat.example:9443/#secret"_s);
    QCOMPARE(made(u"shop/kettles & #1"_s),
             u"chat121://chat.example:9443/?page=shop%2Fkettles%20%26%20%231#secret"_s);
}

CHAT121_GUI_TEST_MAIN(TestCustomerOffers)
#include "tst_customer_offers.moc"
