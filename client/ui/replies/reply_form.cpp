// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/replies/reply_form.h"

#include "client/core/models/reply_variables.h"
#include "client/ui/text/names.h"
#include "client/ui/theme/button.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/form_field.h"
#include "client/ui/widgets/icon_label.h"

#include <QAction>
#include <QComboBox>
#include <QDate>
#include <QLocale>
#include <QMenu>
#include <QPlainTextEdit>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace chat121::ui {

namespace {

constexpr int kTextLines = 6;
constexpr int kPreviewLines = 4;

// In the words of whoever reads the menu.
QString whatIs(const QString &variable)
{
    if (variable == u"customer.name") return ReplyForm::tr("The customer's name");
    if (variable == u"agent.name") return ReplyForm::tr("Your name");
    if (variable == u"department") return ReplyForm::tr("The department");
    if (variable == u"organisation") return ReplyForm::tr("The organisation");
    if (variable == u"date") return ReplyForm::tr("Today's date");
    return ReplyForm::tr("The time of day");
}

bool isSame(const CannedReply &one, const CannedReply &other)
{
    return one.department == other.department && one.shortcut == other.shortcut && one.title == other.title &&
           one.language == other.language && one.text == other.text;
}

} // namespace

ReplyForm::ReplyForm(QWidget *parent)
    : QWidget(parent)
    , m_department_row(new QWidget(this))
    , m_department(new QComboBox(m_department_row))
    , m_shortcut(new FormField(tr("Shortcut"), this))
    , m_title(new FormField(tr("Title"), this))
    , m_language(new FormField(tr("Language"), this))
{
    const Theme &theme = Theme::of(this);
    m_department->setObjectName(QStringLiteral("replyDepartmentCombo"));
    m_department->setAccessibleName(tr("Department"));
    m_shortcut->edit()->setObjectName(QStringLiteral("replyShortcutEdit"));
    m_shortcut->setHint(tr("One word, which is typed behind a slash"));
    m_title->edit()->setObjectName(QStringLiteral("replyTitleEdit"));
    m_language->edit()->setObjectName(QStringLiteral("replyLanguageEdit"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(theme.px(space::kS));
    auto *department = new QVBoxLayout(m_department_row);
    department->setContentsMargins({});
    department->setSpacing(theme.px(space::kXs));
    auto *name = new PlainLabel(tr("Department"), TextRole::SmallStrong, Tone::Secondary, m_department_row);
    name->setBuddy(m_department);
    department->addWidget(name);
    department->addWidget(m_department);
    column->addWidget(m_department_row);
    column->addWidget(m_shortcut);
    column->addWidget(m_title);
    column->addWidget(m_language);
    makeText(column);
    connect(m_department, &QComboBox::currentIndexChanged, this, &ReplyForm::onChanged);
    for (FormField *field : {m_shortcut, m_title, m_language}) {
        connect(field->edit(), &QLineEdit::textChanged, this, &ReplyForm::onChanged);
        connect(field, &FormField::submitted, this, &ReplyForm::submitted);
    }
    connect(m_text, &QPlainTextEdit::textChanged, this, &ReplyForm::onChanged);
    show(CannedReply());
}

void ReplyForm::makeText(QVBoxLayout *column)
{
    const Theme &theme = Theme::of(this);
    m_text = new QPlainTextEdit(this);
    m_text->setObjectName(QStringLiteral("replyTextEdit"));
    m_text->setAccessibleName(tr("Text"));
    m_text->setTabChangesFocus(true);
    m_text->setMinimumHeight(QFontMetrics(theme.body()).lineSpacing() * kTextLines);
    auto *name = new PlainLabel(tr("Text"), TextRole::SmallStrong, Tone::Secondary, this);
    name->setBuddy(m_text);
    auto *variables = new Button(ButtonKind::Quiet, tr("Put in a variable"), this);
    variables->setObjectName(QStringLiteral("replyVariablesButton"));
    auto *menu = new QMenu(variables);
    const QStringList all = replyVariables();
    for (const QString &variable : all) {
        QAction *action = menu->addAction(whatIs(variable));
        connect(action, &QAction::triggered, this, [this, variable] { putIn(variable); });
    }
    variables->setMenu(menu);
    m_text_fault = new MarkedLabel(Icon::Error, Tone::Danger, TextRole::Small, this);
    m_text_fault->hide();
    m_preview = new PlainLabel({}, TextRole::Body, Tone::Secondary, this);
    m_preview->setObjectName(QStringLiteral("replyPreview"));
    m_preview->setAlignment(Qt::AlignTop | Qt::AlignLeading);
    m_preview->setMinimumHeight(QFontMetrics(theme.body()).lineSpacing() * kPreviewLines);
    column->addWidget(name);
    column->addWidget(m_text, 1);
    column->addWidget(m_text_fault);
    column->addWidget(variables, 0, Qt::AlignLeading);
    column->addWidget(
        new PlainLabel(tr("How the customer will read it"), TextRole::SmallStrong, Tone::Secondary, this));
    column->addWidget(m_preview);
}

void ReplyForm::setDepartments(const QList<ReplyDepartment> &departments)
{
    m_is_setting = true;
    const QVariant current = m_department->currentData(); // of a new one the person has chosen it
    const quint64 kept = current.isValid() ? current.toULongLong() : m_shown.department.value;
    m_department->clear();
    for (const ReplyDepartment &one : departments)
        m_department->addItem(cleanName(one.name), one.id.value);
    const int place = m_department->findData(kept);
    m_department->setCurrentIndex(place < 0 && !departments.isEmpty() ? 0 : place);
    if (!m_shown.department.isValid() || m_shown.id.isZero()) m_shown.department = departmentChosen();
    m_department_row->setVisible(departments.size() > 1);
    m_is_setting = false;
}

// A reply stays where it was made: its colleagues read it under their key.
void ReplyForm::show(const CannedReply &reply)
{
    m_is_setting = true;
    m_shown = reply;
    if (reply.department.isValid())
        m_department->setCurrentIndex(m_department->findData(reply.department.value));
    m_shown.department = departmentChosen();
    m_department->setEnabled(reply.id.isZero());
    m_shortcut->setText(reply.shortcut);
    m_title->setText(reply.title);
    m_language->setText(reply.language);
    m_text->setPlainText(reply.text);
    for (FormField *field : {m_shortcut, m_title, m_language})
        field->setError({});
    m_text_fault->hide();
    m_is_setting = false;
    showLanguage();
    showPreview();
}

void ReplyForm::rebase(const CannedReply &reply)
{
    m_shown.id = reply.id;
    m_shown.revision = reply.revision;
    m_department->setEnabled(reply.id.isZero());
}

DepartmentId ReplyForm::departmentChosen() const
{
    return DepartmentId{m_department->currentData().toULongLong()};
}

CannedReply ReplyForm::written() const
{
    CannedReply reply = m_shown;
    reply.department = departmentChosen();
    reply.shortcut = m_shortcut->text().trimmed();
    while (reply.shortcut.startsWith(QLatin1Char('/')))
        reply.shortcut.remove(0, 1);
    reply.title = m_title->text().trimmed();
    reply.language = m_language->text().trimmed();
    reply.text = m_text->toPlainText();
    return reply;
}

bool ReplyForm::isChanged() const
{
    return !isSame(written(), m_shown);
}

void ReplyForm::begin()
{
    m_shortcut->edit()->setFocus(Qt::OtherFocusReason);
    m_shortcut->edit()->selectAll();
}

void ReplyForm::onChanged()
{
    if (m_is_setting) return;
    m_text_fault->hide();
    showLanguage();
    showPreview();
    Q_EMIT changed();
}

void ReplyForm::putIn(const QString &variable)
{
    m_text->insertPlainText(QLatin1Char('{') + variable + QLatin1Char('}'));
    m_text->setFocus(Qt::OtherFocusReason);
}

// With names that nobody has, as they would stand there; what has to be filled in by hand stays in braces.
void ReplyForm::showPreview()
{
    const QLocale locale;
    const ReplyValues sample{
        {QStringLiteral("customer.name"), tr("Maria Sample")},
        {QStringLiteral("agent.name"), tr("Your Name")},
        {QStringLiteral("department"), m_department->currentText()},
        {QStringLiteral("organisation"), tr("Your organisation")},
        {QStringLiteral("date"), locale.toString(QDate(2026, 1, 31), QLocale::LongFormat)},
        {QStringLiteral("time"), locale.toString(QTime(14, 30), QLocale::ShortFormat)}};
    m_preview->setText(fillIn(cleanReplyText(m_text->toPlainText()), sample).text);
    m_preview->setVisible(!m_preview->text().trimmed().isEmpty());
}

void ReplyForm::showLanguage()
{
    const QString tag = m_language->text().trimmed();
    const QLocale locale(tag);
    const bool is_known = !tag.isEmpty() && isReplyLanguage(tag) && locale.language() != QLocale::C;
    //: Of a canned reply: the field is a tag such as "en", "de" or "pt-BR".
    m_language->setHint(is_known ? locale.nativeLanguageName()
                                 : tr("Its tag, as on web pages; empty: for customers of any language"));
}

// --- what is in the way ---------------------------------------------------------------------------

QString ReplyForm::faultIn(const CannedReply &reply, QWidget *&at) const
{
    at = m_shortcut;
    switch (faultOf(reply)) {
    case ReplyFault::None:
        return {};
    case ReplyFault::NoShortcut:
        return tr("Give it a shortcut, so that it can be typed.");
    case ReplyFault::BadShortcut:
        return tr("A shortcut is one word of letters and digits, with - _ or . between them.");
    case ReplyFault::LongShortcut:
        return tr("This shortcut is too long.");
    case ReplyFault::LongTitle:
        at = m_title;
        return tr("This title is too long.");
    case ReplyFault::BadLanguage:
        at = m_language;
        return tr("This is no tag of a language. Leave it empty if it does not matter.");
    case ReplyFault::NoText:
        at = m_text;
        return tr("Write what the customer is to read.");
    case ReplyFault::LongText:
        at = m_text;
        return tr("This text is too long. Make two canned replies of it.");
    }
    Q_UNREACHABLE();
}

void ReplyForm::tellFault(const QString &sentence, QWidget *at)
{
    if (auto *field = qobject_cast<FormField *>(at)) {
        field->setError(sentence);
        field->edit()->setFocus(Qt::OtherFocusReason);
        return;
    }
    m_text_fault->words()->setText(sentence);
    m_text_fault->show();
    m_text->setAccessibleDescription(sentence);
    m_text->setFocus(Qt::OtherFocusReason);
}

bool ReplyForm::isSound(const QList<CannedReply> &others)
{
    const CannedReply reply = written();
    QWidget *at = nullptr;
    QString fault = faultIn(reply, at);
    const bool is_taken = std::any_of(others.cbegin(), others.cend(), [&reply](const CannedReply &other) {
        return other.id != reply.id && other.department == reply.department &&
               other.shortcut.compare(reply.shortcut, Qt::CaseInsensitive) == 0 &&
               other.language.compare(reply.language, Qt::CaseInsensitive) == 0;
    });
    if (fault.isEmpty() && is_taken) fault = tr("Another canned reply of this language has this shortcut.");
    m_text->setAccessibleDescription({});
    if (fault.isEmpty()) return true;
    tellFault(fault, at);
    return false;
}

} // namespace chat121::ui
