// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Writes to a store until it is killed: in each transaction one message, the cursor, the ratchets
// and an outbox entry with its request id. A line on stdout follows each commit.

#include "tests/client/core/local_store/store_fixture.h"

#include <QCoreApplication>
#include <QTextStream>

namespace chat121::test {

namespace {

Result<void> writeOne(LocalStore &store, quint32 number)
{
    TRY_ASSIGN(Transaction transaction, store.begin());
    TRY_ASSIGN(const RequestId request, store.requests().next());
    TRY(store.messages().put({1}, message(number, number)));
    TRY(store.logs().save({{1}, 1, {number}, {}, {}}));
    TRY(store.groupRatchets().save({{{1}, 0}, QByteArray::number(number)}));
    OutboxEntry entry;
    entry.conversation = {1};
    entry.request = request;
    entry.content = QByteArray::number(number);
    TRY_ASSIGN(const quint64 order, store.outbox().put(entry));
    if (order > 20) TRY(store.outbox().remove(order - 20));
    return transaction.commit();
}

int run(const QString &directory)
{
    crypto::SodiumRandom random;
    QTextStream out(stdout);
    const auto store = LocalStore::open(directory, storeKey('k'), random);
    if (!store) {
        out << "error " << store.error().detail << Qt::endl;
        return 1;
    }
    const auto cursor = (*store)->logs().find({1});
    quint64 number = cursor && *cursor ? (*cursor)->head.value : 0;
    for (;;) {
        const auto written = writeOne(**store, static_cast<quint32>(++number));
        if (!written) {
            out << "error " << written.error().detail << Qt::endl;
            return 1;
        }
        out << number << Qt::endl;
    }
}

} // namespace

} // namespace chat121::test

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    return chat121::test::run(application.arguments().value(1));
}
