// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Remote text names a file in markup; no piece of the windows may open it. A QLabel of Qt does, which
// shows that the watch works.
#include "client/ui/composer/composer.h"
#include "client/ui/theme/button.h"
#include "client/ui/theme/theme.h"
#include "client/ui/timeline/link_dialog.h"
#include "client/ui/timeline/timeline_view.h"
#include "client/ui/widgets/avatar.h"
#include "client/ui/widgets/banner.h"
#include "client/ui/widgets/form_field.h"
#include "client/ui/widgets/roster_bar.h"
#include "client/ui/widgets/state_page.h"
#include "tests/support/fake_clock.h"
#include "tests/support/gui_test_main.h"

#include <QClipboard>
#include <QLabel>
#include <QMimeData>
#include <QTemporaryDir>
#include <QTest>
#include <QToolTip>

#include <sys/inotify.h>
#include <unistd.h>

#include <array>
#include <functional>

namespace {

using namespace chat121;
using namespace chat121::ui;
using namespace Qt::Literals::StringLiterals;

using Make = std::function<std::unique_ptr<QWidget>(const QString &markup)>;

template <typename Widget>
std::unique_ptr<Widget> made(std::unique_ptr<Widget> widget, const std::function<void(Widget &)> &prepare)
{
    prepare(*widget);
    return widget;
}

// Counts how often a file is opened, by anybody.
class OpenCounter {
public:
    explicit OpenCounter(const QString &file)
        : m_watch(inotify_init1(IN_NONBLOCK))
    {
        inotify_add_watch(m_watch, QFile::encodeName(file).constData(), IN_OPEN);
    }
    ~OpenCounter() { close(m_watch); }

    int take() const
    {
        alignas(inotify_event) std::array<char, 4096> buffer{};
        const ssize_t read_bytes = read(m_watch, buffer.data(), buffer.size());
        return read_bytes <= 0 ? 0
                               : static_cast<int>(static_cast<size_t>(read_bytes) / sizeof(inotify_event));
    }

private:
    const int m_watch;
};

class TestPlainText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theWatchSeesALabelOfQt();
    void noPieceOpensTheFile_data();
    void noPieceOpensTheFile();
    void tooltipsAreText();
    void pastedMarkupIsText();

private:
    QStringList attempts() const;

    Theme m_theme;
    QTemporaryDir m_folder;
    QString m_file;
    test::FakeClock m_clock;
};

void TestPlainText::initTestCase()
{
    m_theme.install();
    m_file = m_folder.filePath(u"beacon.png"_s);
    QImage image(4, 4, QImage::Format_RGB32);
    image.fill(Qt::red);
    QVERIFY(image.save(m_file));
}

QStringList TestPlainText::attempts() const
{
    return {u"<img src=\"%1\">"_s.arg(m_file),
            u"<b>x</b><img src='file://%1'/>"_s.arg(m_file),
            u"<!DOCTYPE html><html><body background=\"%1\">x</body></html>"_s.arg(m_file),
            u"<p style=\"background-image:url(%1)\">x</p>"_s.arg(m_file),
            u"![x](%1)"_s.arg(m_file),
            u"<table><tr><td><img src=%1></td></tr></table>"_s.arg(m_file)};
}

void TestPlainText::theWatchSeesALabelOfQt()
{
    const OpenCounter counter(m_file);
    QLabel label(attempts().constFirst());
    label.show();
    label.grab();
    QVERIFY(counter.take() > 0);
}

std::unique_ptr<QWidget> timeline(const Clock &clock, const QString &markup)
{
    return made<TimelineView>(std::make_unique<TimelineView>(clock), [&](TimelineView &view) {
        auto *model = new TimelineModel(&view);
        QList<TimelineRow> rows;
        for (const RowKind kind : {RowKind::Message, RowKind::Note, RowKind::System}) {
            TimelineRow row;
            row.kind = kind;
            row.text = row.author_name = row.author_role = markup;
            rows.append(row);
        }
        model->reset(rows);
        model->setTyping({markup});
        view.resize(600, 600);
        view.setModel(model);
    });
}

void TestPlainText::noPieceOpensTheFile_data()
{
    QTest::addColumn<Make>("make");

    QTest::newRow("label") << Make([](const QString &s) { return std::make_unique<PlainLabel>(s); });
    QTest::newRow("timeline") << Make([this](const QString &s) { return timeline(m_clock, s); });
    QTest::newRow("button") << Make(
        [](const QString &s) { return std::make_unique<Button>(ButtonKind::Primary, s); });
    QTest::newRow("empty state") << Make(
        [](const QString &s) { return std::make_unique<EmptyState>(Icon::Chat, s, s); });
    QTest::newRow("error state") << Make([](const QString &s) {
        return made<ErrorState>(std::make_unique<ErrorState>(s, s), [&](ErrorState &error) {
            error.setDetails(s);
            error.findChild<Button *>()->click();
        });
    });
    QTest::newRow("banner") << Make([](const QString &s) {
        return made<Banner>(std::make_unique<Banner>(),
                            [&](Banner &banner) { banner.show(Banner::Kind::Error, s, s); });
    });
    QTest::newRow("field") << Make([](const QString &s) {
        return made<FormField>(std::make_unique<FormField>(s), [&](FormField &field) {
            field.setHint(s);
            field.setError(s);
            field.setPlaceholder(s);
        });
    });
    QTest::newRow("roster") << Make([](const QString &s) {
        return made<RosterBar>(std::make_unique<RosterBar>(), [&](RosterBar &bar) {
            bar.setRoster({{AccountId{1}, false, true, s, s, s}});
        });
    });
    QTest::newRow("roster dialog") << Make([](const QString &s) {
        return std::make_unique<RosterDialog>(QList<RosterRow>{{AccountId{1}, false, true, s, s, s}});
    });
    QTest::newRow("link dialog") << Make([](const QString &s) {
        return std::make_unique<LinkDialog>(QUrl(u"https://acme.example/"_s + s, QUrl::TolerantMode));
    });
    QTest::newRow("composer") << Make([](const QString &s) {
        return made<Composer>(std::make_unique<Composer>(), [&](Composer &composer) {
            composer.setPlaceholder(s);
            composer.setDraft(s);
        });
    });
}

void TestPlainText::noPieceOpensTheFile()
{
    QFETCH(Make, make);
    const OpenCounter counter(m_file);
    for (const QString &markup : attempts()) {
        const std::unique_ptr<QWidget> piece = make(markup);
        piece->show();
        piece->grab();
        QCoreApplication::processEvents();
    }
    QCOMPARE(counter.take(), 0);
}

void TestPlainText::tooltipsAreText()
{
    const OpenCounter counter(m_file);
    for (const QString &markup : attempts()) {
        IconButton button(Icon::Send, markup);
        button.show();
        QToolTip::showText(QPoint(10, 10), button.toolTip(), &button);
        QCoreApplication::processEvents();
        QToolTip::hideText();
    }
    QCOMPARE(counter.take(), 0);
}

void TestPlainText::pastedMarkupIsText()
{
    const OpenCounter counter(m_file);
    for (const QString &markup : attempts()) {
        auto *data = new QMimeData;
        data->setHtml(markup);
        data->setText(markup);
        QGuiApplication::clipboard()->setMimeData(data);
        Composer composer;
        composer.show();
        composer.edit()->paste();
        composer.grab();
        QCOMPARE(composer.draft(), markup);
    }
    QCOMPARE(counter.take(), 0);
}

} // namespace

CHAT121_GUI_TEST_MAIN(TestPlainText)

#include "tst_plain_text.moc"
