// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/desk/hand_over_dialog.h"

#include "client/ui/composer/composer.h"
#include "client/ui/text/language_name.h"
#include "client/ui/text/names.h"
#include "client/ui/theme/button.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/form_field.h"
#include "client/ui/widgets/icon_label.h"
#include "client/ui/widgets/person_list.h"
#include "client/ui/widgets/plain_label.h"
#include "client/ui/widgets/titled_column.h"

#include <QCheckBox>
#include <QKeyEvent>
#include <QLocale>
#include <QVBoxLayout>

#include <algorithm>
#include <tuple>

namespace chat121::ui {

namespace {

constexpr int kRowsShown = 4; // of a long list; then it scrolls

QStringList languageNames(const QStringList &tags)
{
    QStringList names;
    for (const QString &tag : tags) {
        const QString known = languageName(QLocale(tag).language());
        const QString name = known.isEmpty() ? tag : known;
        if (!names.contains(name)) names.append(name);
    }
    return names;
}

// Every word that was typed is in the name, the role, a department or a language.
bool isFound(const Colleague &colleague, const QString &typed)
{
    const QStringList all = QStringList{colleague.name, colleague.role} + colleague.departments +
                            colleague.languages + languageNames(colleague.languages);
    const QString text = cleanName(all.join(u' '));
    const QStringList words = cleanName(typed).split(u' ', Qt::SkipEmptyParts);
    return std::all_of(words.begin(), words.end(),
                       [&](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
}

bool hasRoom(const Colleague &colleague)
{
    return colleague.load < colleague.capacity;
}

} // namespace

HandOverDialog::HandOverDialog(Workspace &workspace, const ConversationRow &conversation, QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_conversation(conversation)
{
    setObjectName(QStringLiteral("handOverDialog"));
    build();
    connect(m_filter, &FormField::textEdited, this, &HandOverDialog::fill);
    connect(m_filter, &FormField::submitted, this, [this] { m_note->edit()->setFocus(); });
    connect(m_list, &QListWidget::currentRowChanged, this, &HandOverDialog::check);
    connect(m_list, &QListWidget::itemActivated, this, [this] { m_note->edit()->setFocus(); });
    connect(m_note, &Composer::submitted, this, &HandOverDialog::ask);
    connect(m_ask, &Button::clicked, this, &HandOverDialog::go);
    connect(&workspace, &Workspace::colleaguesChanged, this, &HandOverDialog::fill);
    m_filter->edit()->installEventFilter(this);
    m_ask->installEventFilter(this);
    fill();
}

void HandOverDialog::build()
{
    const Theme &theme = Theme::of(this);
    setWindowTitle(tr("Hand over"));
    QVBoxLayout *column = titledColumn(*this);
    const QString customer = isolated(cleanName(m_conversation.title));
    column->addWidget(new PlainLabel(tr("Your colleague accepts or declines within a minute. Until then %1 "
                                        "stays with you, and sees each step.")
                                         .arg(customer),
                                     TextRole::Body, Tone::Secondary, this));
    addList(column);
    m_note = new Composer(this);
    m_note->setKind(Composer::Kind::Note);
    m_note->setPlaceholder(tr("What your colleague should know"));
    m_note->edit()->setObjectName(QStringLiteral("handOverNoteEdit"));
    m_note->edit()->setTabChangesFocus(true);
    m_note->sendButton()->hide(); // one button asks, with the note
    column->addWidget(m_note);
    m_show = new QCheckBox(tr("Show what was said before"), this);
    m_show->setObjectName(QStringLiteral("handOverShowBox"));
    m_show->setAccessibleDescription(tr("Everybody in the conversation reads that you do"));
    m_show->setMinimumHeight(theme.px(space::kXl));
    m_show->setChecked(true);
    column->addWidget(m_show);
    m_stay = new QCheckBox(tr("Stay in the conversation, for everybody to see"), this);
    m_stay->setObjectName(QStringLiteral("handOverStayBox"));
    m_stay->setMinimumHeight(theme.px(space::kXl));
    column->addWidget(m_stay);
    m_hindrance = new MarkedLabel(Icon::Warning, Tone::Warn, TextRole::Body, this);
    m_hindrance->words()->setObjectName(QStringLiteral("handOverHindranceLabel"));
    column->addWidget(m_hindrance);
    column->addLayout(makeButtons());
    setMinimumWidth(theme.px(size::kReadableWidthMax + 2 * space::kXl));
    m_filter->edit()->setFocus();
}

void HandOverDialog::addList(QVBoxLayout *column)
{
    m_filter = new FormField(tr("Colleague"), this);
    m_filter->setPlaceholder(tr("Name, role, department or language"));
    m_filter->edit()->setObjectName(QStringLiteral("handOverFilterEdit"));
    column->addWidget(m_filter);
    m_list = new PersonList(this);
    m_list->setObjectName(QStringLiteral("handOverList"));
    m_list->setAccessibleName(tr("Colleagues"));
    m_list->setFixedHeight(m_list->rowHeight() * kRowsShown + 2 * m_list->frameWidth());
    column->addWidget(m_list);
    m_nobody = new PlainLabel({}, TextRole::Body, Tone::Secondary, this);
    m_nobody->setObjectName(QStringLiteral("handOverNobodyLabel"));
    column->addWidget(m_nobody);
}

// Enter asks where the note is written; nowhere else, so that who looks for a name asks nobody.
QLayout *HandOverDialog::makeButtons()
{
    auto *buttons = new QHBoxLayout;
    auto *cancel = new Button(ButtonKind::Secondary, tr("Cancel"), this);
    cancel->setObjectName(QStringLiteral("handOverCancelButton"));
    connect(cancel, &Button::clicked, this, &QDialog::reject);
    m_ask = new Button(ButtonKind::Primary, Icon::Transfer, tr("Ask"), this);
    m_ask->setObjectName(QStringLiteral("handOverAskButton"));
    for (Button *button : {cancel, m_ask})
        button->setAutoDefault(false);
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_ask);
    return buttons;
}

// --- who there is ---------------------------------------------------------------------------------

QString HandOverDialog::hindrance(const Colleague &colleague) const
{
    const bool serves =
        colleague.departments.isEmpty() || colleague.departments.contains(m_conversation.department);
    if (!serves) return tr("not in %1").arg(cleanName(m_conversation.department));
    if (!colleague.is_online) return tr("not on-line");
    return colleague.status == DutyStatus::Away ? tr("away") : QString();
}

// Who can be asked comes first, and of them who has room; whoever was chosen still is.
void HandOverDialog::fill()
{
    const AccountId before = m_list->chosen();
    QList<Colleague> all = m_workspace.colleagues();
    std::stable_sort(all.begin(), all.end(), [this](const Colleague &a, const Colleague &b) {
        const auto rank = [this](const Colleague &one) {
            return std::tuple(!hindrance(one).isEmpty(), !hasRoom(one), one.status != DutyStatus::Available);
        };
        return rank(a) < rank(b);
    });
    m_list->clear();
    for (const Colleague &one : std::as_const(all)) {
        if (!isFound(one, m_filter->text())) continue;
        const QString why_not = hindrance(one);
        QStringList more;
        if (!why_not.isEmpty())
            more.append(why_not);
        else
            more.append(one.status == DutyStatus::Busy ? tr("busy") : tr("available"));
        //: How many conversations a colleague has, and takes at most
        if (why_not.isEmpty()) more.append(tr("%1 of %2").arg(one.load).arg(one.capacity));
        if (!one.role.isEmpty()) more.append(one.role);
        more += languageNames(one.languages);
        m_list->add(one.account, one.name, more.join(QStringLiteral(", ")),
                    why_not.isEmpty() ? PersonList::Reach::There : PersonList::Reach::NotThere);
    }
    if (m_list->count() > 0) m_list->setCurrentRow(0);
    m_list->choose(before);
    m_list->setVisible(m_list->count() > 0);
    m_nobody->setVisible(m_list->count() == 0);
    m_nobody->setText(all.isEmpty() ? tr("Nobody else works here yet. Invite a colleague first.")
                                    : tr("No colleague is called like that, or speaks it."));
    check();
}

std::optional<Colleague> HandOverDialog::chosen() const
{
    const AccountId account = m_list->chosen();
    const QList<Colleague> all = m_workspace.colleagues();
    for (const Colleague &one : all)
        if (account.isValid() && one.account == account) return one;
    return std::nullopt;
}

// Who has no room may have by the time they answer: a word about it, no more.
void HandOverDialog::check()
{
    const auto colleague = chosen();
    const QString why_not = colleague ? hindrance(*colleague) : QString();
    m_ask->setEnabled(colleague && why_not.isEmpty());
    const QString name = colleague ? isolated(cleanName(colleague->name)) : QString();
    m_ask->setAccessibleName(colleague ? tr("Ask %1").arg(name) : tr("Ask"));
    QString words;
    if (!why_not.isEmpty())
        //: A colleague, and why: away, not on-line, not in a department
        words = tr("%1 cannot be asked now: %2.").arg(name, why_not);
    else if (colleague && !hasRoom(*colleague))
        words = tr("%1 has no room now, and can accept only with less to do.").arg(name);
    m_hindrance->words()->setText(words);
    m_hindrance->setVisible(!words.isEmpty());
}

// From the line that looks for names one walks through them, too.
bool HandOverDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress) return QDialog::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    const bool is_enter = key == Qt::Key_Return || key == Qt::Key_Enter;
    if (watched == m_ask && is_enter) {
        go();
        return true;
    }
    const bool is_walk = watched != m_ask && (key == Qt::Key_Down || key == Qt::Key_Up);
    if (!is_walk) return QDialog::eventFilter(watched, event);
    const int row = m_list->currentRow() + (key == Qt::Key_Down ? 1 : -1);
    if (row >= 0 && row < m_list->count()) m_list->setCurrentRow(row);
    return true;
}

// --- asking ---------------------------------------------------------------------------------------

// A note is asked about as everywhere: numbers that should not be in a chat, too long a text.
void HandOverDialog::go()
{
    if (!m_ask->isEnabled()) return;
    if (m_note->draft().trimmed().isEmpty()) return ask({});
    m_note->submit();
}

void HandOverDialog::ask(const QString &note)
{
    const auto colleague = chosen();
    if (!colleague || !m_ask->isEnabled()) return m_note->setDraft(note); // nothing written is lost
    m_workspace.handOver(m_conversation.id,
                         {.colleague = colleague->account,
                          .note = note,
                          .after = m_stay->isChecked() ? AfterHandOver::Stay : AfterHandOver::Leave,
                          .earlier = m_show->isChecked() ? EarlierWords::Shown : EarlierWords::NotShown});
    accept();
}

} // namespace chat121::ui
