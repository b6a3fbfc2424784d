// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/store/key_log_rows.h"

#include <QSet>

#include <vector>

using namespace Qt::StringLiterals;

namespace chat121::store {

namespace {

// So many at once: one text of a statement, prepared once. What is left free repeats the first.
constexpr size_t kPerStatement = 32;

QString withPlaces(const QString &sql)
{
    return sql.arg(QStringList(static_cast<qsizetype>(kPerStatement), u"?"_s).join(u", "_s));
}

template <typename Take>
Result<void> readSome(Sql &sql, const QString &statement, const std::vector<Value> &keys, Take take)
{
    for (size_t begin = 0; begin < keys.size(); begin += kPerStatement) {
        std::vector<Value> values(keys.begin() + static_cast<ptrdiff_t>(begin),
                                  keys.begin() +
                                      static_cast<ptrdiff_t>(std::min(keys.size(), begin + kPerStatement)));
        values.resize(kPerStatement, values.front());
        TRY_ASSIGN(Rows rows, sql.queryList(statement, values));
        while (rows.next())
            take(rows);
    }
    return success();
}

} // namespace

Result<quint64> keyLogSize(Sql &sql)
{
    TRY_ASSIGN(Rows rows, sql.query(u"SELECT MAX(node) FROM key_log"_s));
    if (!rows.next() || rows.isNull(0)) return quint64(0);
    return static_cast<quint64>(rows.number(0)) / 2 + 1; // the newest leaf has the highest number
}

Result<QHash<crypto::Hash, quint64>> keyLogIndices(Sql &sql, const QList<crypto::Hash> &leaves)
{
    static const QString statement =
        withPlaces(u"SELECT node, hash FROM key_log WHERE kind IS NOT NULL AND hash IN (%1)"_s);
    std::vector<Value> keys(leaves.begin(), leaves.end());
    QHash<crypto::Hash, quint64> found;
    TRY(readSome(sql, statement, keys, [&found](const Rows &rows) {
        found.insert(rows.fixed<32>(1), static_cast<quint64>(rows.number(0)) / 2);
    }));
    return found;
}

Result<QHash<quint64, crypto::Hash>> keyLogNodes(Sql &sql, const QList<identity::merkle::Node> &nodes)
{
    static const QString statement = withPlaces(u"SELECT node, hash FROM key_log WHERE node IN (%1)"_s);
    QSet<quint64> numbers;
    for (const identity::merkle::Node &node : nodes)
        numbers.insert(node.number());
    std::vector<Value> keys(numbers.begin(), numbers.end());
    QHash<quint64, crypto::Hash> found;
    TRY(readSome(sql, statement, keys, [&found](const Rows &rows) {
        found.insert(static_cast<quint64>(rows.number(0)), rows.fixed<32>(1));
    }));
    if (found.size() != numbers.size()) return Error{Code::Storage, u"the key log has a gap"_s};
    return found;
}

Result<void> addKeyLogNode(Sql &sql, const identity::merkle::Frontier::Made &made,
                           std::optional<identity::StatementKind> kind)
{
    TRY(sql.execute(u"INSERT INTO key_log (node, kind, hash) VALUES (?, ?, ?)"_s,
                    {made.node.number(), kind ? Value(*kind) : Value::null(), made.hash}));
    return success();
}

} // namespace chat121::store
