// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a person does, handed to the engine's thread: ways in, the desk, talks, history, search, the lock. See
// live_workspace.h; the organisation and the account's computers have files of their own.
#include "client/core/engine/engine.h"
#include "client/core/engine/live_workspace.h"
#include "client/core/engine/notices/problems.h"
#include "common/crypto/padding.h"

namespace chat121 {

using engine::Desk;
using engine::Engine;
using engine::Handing;
using engine::LiveTalk;
using engine::Running;

void LiveWorkspace::previewInvitation(const QString &link_or_file)
{
    post([=](Engine &engine) { engine.previewInvitation(link_or_file); });
}

void LiveWorkspace::useRules(const DepartmentInfo &rules)
{
    post([=](Engine &engine) { engine.useRules(rules); });
}

void LiveWorkspace::foundOrganisation(const QString &organisation, const QString &department,
                                      const QString &own_name, const QString &password)
{
    post([=](Engine &engine) { engine.foundOrganisation(organisation, department, own_name, password); });
}

void LiveWorkspace::joinAsStaff(const QString &own_name, const QString &password)
{
    post([=](Engine &engine) { engine.joinAsStaff(own_name, password); });
}

void LiveWorkspace::joinAsCustomer(const QString &own_name)
{
    post([=](Engine &engine) { engine.joinAsCustomer(own_name); });
}

void LiveWorkspace::comeBackAsCustomer(const QString &recovery_words)
{
    post([=](Engine &engine) { engine.comeBack(recovery_words); });
}

void LiveWorkspace::logIn(const QString &address, const QString &login_name, const QString &password)
{
    post([=](Engine &engine) { engine.logIn(address, login_name, password); });
}

void LiveWorkspace::comeBackAsStaff(const QString &address, const QString &login_name, const QString &words,
                                    const QString &password)
{
    post([=](Engine &engine) { engine.comeBackAsStaff(address, login_name, words, password); });
}

void LiveWorkspace::usePassphrase(const QString &passphrase)
{
    post([=](Engine &engine) { engine.usePassphrase(passphrase); });
}

void LiveWorkspace::unlock(const QString &passphrase)
{
    post([=](Engine &engine) { engine.unlock(passphrase); });
}

void LiveWorkspace::openAgain()
{
    post([](Engine &engine) { engine.openAgain(); });
}

void LiveWorkspace::goOnWithoutKeyStore()
{
    post([](Engine &engine) { engine.goOnWithoutKeyStore(); });
}

void LiveWorkspace::setDutyStatus(DutyStatus status, int capacity)
{
    postDesk([=](Desk &desk) { desk.setDuty(status, capacity); });
}

void LiveWorkspace::setLanguages(const QStringList &languages)
{
    m_languages = languages;
    postDesk([=](Desk &desk) { desk.setLanguages(languages); });
}

void LiveWorkspace::take(ConversationId conversation)
{
    postDesk([=](Desk &desk) { desk.take(conversation); });
}

void LiveWorkspace::declineOffer(ConversationId conversation)
{
    postDesk([=](Desk &desk) { desk.declineOffer(conversation); });
}

void LiveWorkspace::beginOverview(UnixTime day)
{
    postRunning([=](Running &running) {
        if (running.overview() != nullptr) running.overview()->begin(day);
    });
}

void LiveWorkspace::endOverview()
{
    postRunning([](Running &running) {
        if (running.overview() != nullptr) running.overview()->end();
    });
}

void LiveWorkspace::snooze(ConversationId conversation, UnixTime until)
{
    postRunning([=](Running &running) {
        if (running.snoozes() != nullptr) running.snoozes()->snooze(conversation, until);
    });
}

void LiveWorkspace::endSnooze(ConversationId conversation)
{
    postRunning([=](Running &running) {
        if (running.snoozes() != nullptr) running.snoozes()->end(conversation);
    });
}

void LiveWorkspace::join(ConversationId conversation, Attendance attendance)
{
    postRunning([=](Running &running) {
        if (running.joining() != nullptr) running.joining()->join(conversation, attendance);
    });
}

void LiveWorkspace::withdrawJoin(ConversationId conversation)
{
    postRunning([=](Running &running) {
        if (running.joining() != nullptr) running.joining()->withdraw(conversation);
    });
}

void LiveWorkspace::askTags()
{
    postRunning([](Running &running) {
        if (running.team() != nullptr) running.team()->tellTags();
    });
}

void LiveWorkspace::handOver(ConversationId conversation, const HandOverWish &wish)
{
    postHanding([=](Handing &handing) { handing.ask(conversation, wish); });
}

void LiveWorkspace::withdrawHandOver(ConversationId conversation)
{
    postHanding([=](Handing &handing) { handing.withdraw(conversation); });
}

void LiveWorkspace::acceptHandOver(ConversationId conversation)
{
    postHanding([=](Handing &handing) { handing.answer(conversation, protocol::HandOverAnswer::Accept); });
}

void LiveWorkspace::declineHandOver(ConversationId conversation)
{
    postHanding([=](Handing &handing) { handing.answer(conversation, protocol::HandOverAnswer::Decline); });
}

void LiveWorkspace::block(ConversationId conversation, std::chrono::milliseconds term, const QString &why)
{
    postRunning([=](Running &running) {
        if (running.blocking() != nullptr) running.blocking()->block(conversation, term, why);
    });
}

void LiveWorkspace::askBlocks(ConversationId conversation)
{
    postRunning([=](Running &running) {
        if (running.blocking() != nullptr) running.blocking()->tell(conversation);
    });
}

void LiveWorkspace::liftBlock(ConversationId conversation, AccountId customer)
{
    postRunning([=](Running &running) {
        if (running.blocking() != nullptr) running.blocking()->lift(conversation, customer);
    });
}

void LiveWorkspace::returnToQueue(ConversationId conversation)
{
    postDesk([=](Desk &desk) { desk.returnToQueue(conversation); });
}

void LiveWorkspace::closeConversation(ConversationId conversation)
{
    postDesk([=](Desk &desk) { desk.close(conversation); });
}

void LiveWorkspace::inviteColleague(DepartmentId department)
{
    postDesk([=](Desk &desk) { desk.inviteColleague(department); });
}

void LiveWorkspace::inviteCustomers(const CustomerInvitation &invitation)
{
    postDesk([=](Desk &desk) { desk.inviteCustomers(invitation); });
}

void LiveWorkspace::inviteAgain(AccountId colleague)
{
    postDesk([=](Desk &desk) { desk.inviteAgain(colleague); });
}

void LiveWorkspace::saveCannedReply(const CannedReply &reply)
{
    postReplies([reply](engine::TeamReplies &replies) { replies.save(reply); });
}

void LiveWorkspace::deleteCannedReply(const CannedReply &reply)
{
    postReplies([reply](engine::TeamReplies &replies) { replies.remove(reply); });
}

void LiveWorkspace::countCannedReply(const ReplyId &reply)
{
    postReplies([reply](engine::TeamReplies &replies) { replies.use(reply); });
}

void LiveWorkspace::setRules(const DepartmentInfo &rules)
{
    postDesk([=](Desk &desk) { desk.setRules(rules); });
}

void LiveWorkspace::nameRegion(const QString &region)
{
    postDesk([=](Desk &desk) { desk.nameRegion(region); });
}

Talk *LiveWorkspace::ownTalk()
{
    return m_facts.own_conversation.isValid() ? talk(m_facts.own_conversation) : nullptr;
}

void LiveWorkspace::agree(const Terms &terms)
{
    postRunning([terms](Running &running) {
        if (running.guest() != nullptr) running.guest()->agree(terms);
    });
}

void LiveWorkspace::answerQuestions(const QList<StartAnswer> &answers)
{
    postRunning([answers](Running &running) {
        if (running.guest() != nullptr) running.guest()->answer(answers);
    });
}

void LiveWorkspace::offerContext(bool is_offered)
{
    postRunning([is_offered](Running &running) {
        if (running.guest() != nullptr) running.guest()->offerContext(is_offered);
    });
}

void LiveWorkspace::choose(DepartmentId department, const QString &language)
{
    postRunning([department, language](Running &running) {
        if (running.guest() != nullptr) running.guest()->choose(department, language);
    });
}

void LiveWorkspace::leaveMessageInstead()
{
    postRunning([](Running &running) { running.leaveMessageInstead(); });
}

void LiveWorkspace::eraseConversation(ConversationId conversation)
{
    postRunning([=](Running &running) { running.erasure().wish(conversation); });
}

void LiveWorkspace::showReceipt(ConversationId conversation)
{
    postRunning([=](Running &running) { running.erasure().tellReceipt(conversation); });
}

Talk *LiveWorkspace::talk(ConversationId conversation)
{
    if (LiveTalk *known = opened(conversation)) return known;
    const LiveTalk::Post poster = [this](std::function<void(Running &)> command) {
        postRunning(std::move(command));
    };
    auto *talk = new LiveTalk(conversation, poster,
                              {m_drafts.value(conversation), m_note_drafts.value(conversation)}, this);
    m_talks.insert(conversation, talk);
    return talk;
}

void LiveWorkspace::changePassword(const QString &current, const QString &next)
{
    if (m_is_changing_password) {
        Q_EMIT passwordRefused(engine::problem(engine::ProblemKind::PasswordChangeOpen));
        return;
    }
    m_is_changing_password = true;
    postRunning([current, next](Running &running) { running.password().change(current, next); });
}

Workspace::Proof LiveWorkspace::neededProof() const
{
    if (m_needs_passphrase) return Proof::Passphrase;
    return m_facts.role == Role::Staff ? Proof::Password : Proof::Nothing;
}

void LiveWorkspace::makeRecoveryWords(const QString &proof)
{
    post([proof](Engine &engine) { engine.makeRecoveryWords(proof); });
}

void LiveWorkspace::showRecoveryWords(const QString &proof)
{
    post([proof](Engine &engine) { engine.showRecoveryWords(proof); });
}

void LiveWorkspace::noteRecoveryWords()
{
    postRunning([](Running &running) { running.archive().noteWords(); });
}

void LiveWorkspace::declineRecoveryWords()
{
    postRunning([](Running &running) { running.archive().declineWords(); });
}

void LiveWorkspace::enterRecoveryWords(const QString &text)
{
    postRunning([text](Running &running) { running.archive().enterWords(text); });
}

void LiveWorkspace::find(const QString &query, ConversationId only_in)
{
    ++m_search;
    const bool is_nothing = query.trimmed().isEmpty();
    if (is_nothing)
        m_found.clear();
    else
        m_found.begin();
    postRunning([=, search = m_search](Running &running) {
        if (is_nothing)
            running.searcher().cancel();
        else
            running.searcher().find(search, query, only_in);
    });
}

void LiveWorkspace::findMore()
{
    if (m_found.state() != SearchModel::State::Finished || !m_found.outcome().has_more) return;
    m_found.resume();
    postRunning([](Running &running) { running.searcher().more(); });
}

void LiveWorkspace::lock()
{
    post([](Engine &engine) { engine.lock(); });
}

void LiveWorkspace::setLockAfter(std::chrono::minutes idle)
{
    post([idle](Engine &engine) { engine.setLockAfter(idle); });
}

void LiveWorkspace::setNotifications(const NotificationChoice &choice)
{
    m_notifications = choice; // so that the next change builds upon it
    post([choice](Engine &engine) { engine.setNotifications(choice); });
}

void LiveWorkspace::setTelling(const TellingChoice &choice)
{
    m_telling = choice; // so that the next change builds upon it
    post([choice](Engine &engine) { engine.setTelling(choice); });
}

void LiveWorkspace::setDeskChoice(const DeskChoice &choice)
{
    if (m_desk_choice == choice) return;
    m_desk_choice = choice;
    post([choice](Engine &engine) { engine.setDeskChoice(choice); });
}

void LiveWorkspace::setWriting(const WritingChoice &choice)
{
    m_writing = choice; // so that the next change builds upon it
    post([choice](Engine &engine) { engine.setWriting(choice); });
}

void LiveWorkspace::startAfresh()
{
    post([](Engine &engine) { engine.startAfresh(); });
}

void LiveWorkspace::eraseProfile()
{
    post([](Engine &engine) { engine.eraseProfile(); });
}

void LiveWorkspace::askWhatServerHolds(ConversationId conversation, const QString &table, int first)
{
    postRunning([conversation, table, first](Running &running) {
        running.askWhatServerHolds(conversation, table, first);
    });
}

int LiveWorkspace::paddingStep() const
{
    return static_cast<int>(crypto::paddedSize(1));
}

} // namespace chat121
