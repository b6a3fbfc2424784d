// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Profiles in windows: what would be signed is read before it is, also at the founding, and nothing is
// deleted without a question.
#include "client/core/models/desk_profiles.h"
#include "client/ui/desk/profile_dialog.h"
#include "tests/client/ui/windows/scenes.h"
#include "tests/client/ui/windows/window_test.h"
#include "tests/support/gui_test_main.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLabel>

using namespace chat121;
using namespace chat121::test;
using namespace Qt::StringLiterals;

class TestProfileWindows : public WindowTest {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { installTheme(); }
    void init() { newWorkspace(); }
    void cleanup();
    void theFounderReadsWhatIsSigned_data();
    void theFounderReadsWhatIsSigned();
    void whoSaysItLaterSignsNothing();
    void theRulesLeadThere();
    void eachIsReadBeforeItIsSigned_data();
    void eachIsReadBeforeItIsSigned();
    void whatItDeletesIsAskedAbout_data();
    void whatItDeletesIsAskedAbout();
    void whatTheDepartmentHasIsNotSignedAgain();
    void aRefusalIsSaid();

private:
    void profiles()
    {
        QTest::addColumn<DeskProfile>("profile");
        for (const DeskProfile profile : kDeskProfiles)
            QTest::addRow("%s", qPrintable(profileName(profile))) << profile;
    }
    void openSetUp()
    {
        m_workspace->become(Workspace::State::Empty, Workspace::Role::None, {});
        showWindow();
        m_window->openInvitation(u"chat121://example"_s);
        Q_EMIT m_workspace->invitationPreviewed(previewOf(InvitationPreview::Kind::SetUp));
    }
    void found()
    {
        type(u"organisationEdit"_s, u"ACME"_s);
        type(u"departmentEdit"_s, u"Ward"_s);
        type(u"ownNameEdit"_s, u"Olga"_s);
        type(u"passwordEdit"_s, u"correct horse battery"_s);
        type(u"passwordAgainEdit"_s, u"correct horse battery"_s);
        click(u"foundButton"_s);
    }
    // About the second department.
    void openDialog()
    {
        playDesk(*m_workspace, m_clock.now());
        m_dialog = std::make_unique<ui::ProfileDialog>(*m_workspace, DepartmentId{2});
        m_dialog->show();
        m_dialog->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
    }
    template <typename T>
    T *part(const QString &object)
    {
        return m_dialog->findChild<T *>(object);
    }
    void choose(QComboBox *combo, DeskProfile profile)
    {
        combo->setCurrentIndex(combo->findData(static_cast<int>(profile)));
    }

    std::unique_ptr<ui::ProfileDialog> m_dialog;
};

void TestProfileWindows::cleanup()
{
    m_dialog.reset();
    closeWindow();
}

void TestProfileWindows::theFounderReadsWhatIsSigned_data()
{
    profiles();
}

void TestProfileWindows::theFounderReadsWhatIsSigned()
{
    QFETCH(DeskProfile, profile);
    openSetUp();
    QVERIFY(!visible<QLabel>(u"profileWords"_s));
    choose(visible<QComboBox>(u"profileCombo"_s), profile);
    auto *words = visible<QLabel>(u"profileWords"_s);
    QVERIFY(words);
    const QStringList rules = rulesInWords(withProfile({}, profile));
    for (const QString &rule : rules)
        QVERIFY2(words->text().contains(rule), qPrintable(rule));
    found();
    QCOMPARE(m_workspace->first_rules.size(), 1);
    QVERIFY(m_workspace->first_rules.constFirst() == withProfile({}, profile));
    QCOMPARE(m_workspace->asked.last(), u"found ACME Ward Olga correct horse battery"_s);
}

void TestProfileWindows::whoSaysItLaterSignsNothing()
{
    openSetUp();
    found();
    QVERIFY(m_workspace->first_rules.constLast() == DepartmentInfo());
    QCOMPARE(m_workspace->asked.last(), u"found ACME Ward Olga correct horse battery"_s);
}

void TestProfileWindows::theRulesLeadThere()
{
    playDesk(*m_workspace, m_clock.now());
    showWindow();
    int looked = 0;
    whenDialogOpens([&](QDialog *rules) {
        rules->findChild<QComboBox *>(u"rulesDepartmentCombo"_s)->setCurrentIndex(1);
        whenDialogOpens([&](QDialog *dialog) {
            QVERIFY(qobject_cast<ui::ProfileDialog *>(dialog));
            ++looked;
        });
        QTest::mouseClick(rules->findChild<QWidget *>(u"profileButton"_s), Qt::LeftButton);
    });
    click(u"rulesButton"_s);
    QCOMPARE(looked, 1);
}

void TestProfileWindows::eachIsReadBeforeItIsSigned_data()
{
    profiles();
}

void TestProfileWindows::eachIsReadBeforeItIsSigned()
{
    QFETCH(DeskProfile, profile);
    m_workspace->billing_retention_days = 1; // no profile deletes more
    m_workspace->is_billing_archived = false;
    m_workspace->billing_desk.zone = u"Europe/Lisbon"_s;
    openDialog();
    choose(part<QComboBox>(u"profileCombo"_s), profile);
    const DepartmentInfo wanted = withProfile(m_workspace->departments().at(1), profile);
    const QStringList rules = rulesInWords(wanted);
    for (const QString &rule : rules)
        QVERIFY2(part<QLabel>(u"profileWords"_s)->text().contains(rule), qPrintable(rule));
    QVERIFY(m_workspace->asked.isEmpty());
    QTest::mouseClick(part<QAbstractButton>(u"profileSignButton"_s), Qt::LeftButton);
    QVERIFY(m_workspace->asked.contains(u"rules 2 %1 %2"_s.arg(wanted.retention_days)
                                            .arg(wanted.is_archived ? u"archived"_s : u"not archived"_s)));
    QCOMPARE(m_workspace->asked.contains(u"shielded"_s), wanted.is_shielded);
    QCOMPARE(m_workspace->saving_rules, QList<StaffSaving>{wanted.staff_saving});
    QVERIFY(m_workspace->desk_rules.constLast() == wanted.desk); // with the hours that it had
}

void TestProfileWindows::whatItDeletesIsAskedAbout_data()
{
    QTest::addColumn<QString>("answer");
    QTest::addColumn<int>("signed_rules");
    QTest::newRow("keeps it") << u"keepButton"_s << 0;
    QTest::newRow("lets it go") << u"destroyButton"_s << 1;
}

void TestProfileWindows::whatItDeletesIsAskedAbout()
{
    QFETCH(QString, answer);
    QFETCH(int, signed_rules);
    m_workspace->billing_retention_days = 90;
    m_workspace->is_billing_archived = false;
    openDialog();
    choose(part<QComboBox>(u"profileCombo"_s), DeskProfile::Telehealth); // 30 days
    whenDialogOpens([&](QDialog *question) {
        QTest::mouseClick(question->findChild<QWidget *>(answer), Qt::LeftButton);
    });
    QTest::mouseClick(part<QAbstractButton>(u"profileSignButton"_s), Qt::LeftButton);
    QCOMPARE(m_workspace->desk_rules.size(), signed_rules);
}

void TestProfileWindows::whatTheDepartmentHasIsNotSignedAgain()
{
    const DepartmentInfo set = withProfile({}, DeskProfile::Internal);
    m_workspace->billing_retention_days = set.retention_days;
    m_workspace->is_billing_archived = set.is_archived;
    m_workspace->billing_saving = set.staff_saving;
    m_workspace->billing_idle_minutes = set.idle_minutes_max;
    m_workspace->billing_desk = set.desk;
    openDialog();
    QCOMPARE(part<QComboBox>(u"profileCombo"_s)->currentData().toInt(),
             static_cast<int>(DeskProfile::Internal));
    QVERIFY(!part<QAbstractButton>(u"profileSignButton"_s)->isEnabled());
    choose(part<QComboBox>(u"profileCombo"_s), DeskProfile::Support);
    QVERIFY(part<QAbstractButton>(u"profileSignButton"_s)->isEnabled());
}

void TestProfileWindows::aRefusalIsSaid()
{
    m_workspace->billing_retention_days = 1;
    m_workspace->is_billing_archived = false;
    openDialog();
    auto *sign = part<QAbstractButton>(u"profileSignButton"_s);
    QTest::mouseClick(sign, Qt::LeftButton);
    QVERIFY(!sign->isEnabled()); // once
    const QString sentence = u"There is no connection."_s;
    Q_EMIT m_workspace->actionFailed({sentence, {}, true});
    QVERIFY(sign->isEnabled());
    const auto labels = m_dialog->findChildren<QLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [&](const QLabel *label) {
        return label->isVisible() && label->text() == sentence;
    }));
}

CHAT121_GUI_TEST_MAIN(TestProfileWindows)
#include "tst_profile_windows.moc"
