// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/commands/command.hpp"
#include "base/crypto/seal.hpp"
#include "engine/statements/statement_entry.hpp"

// The statements of our accounts, as they were taken.
namespace mingzhang::statements {

// How a statement stands to the one before it. Stored by number: never renumber.
enum class Continuity : std::uint8_t {
    first = 1,        // 首份: none of this account came before.
    goes_on = 2,      // 衔接: it opens with what the last one closed with, its known entries left out.
    gap = 3,          // 不衔接: something between them was never told, or told otherwise.
    nothing_new = 4,  // 均已收: every entry was told before.
};
[[nodiscard]] Text name(Continuity continuity);

struct KeptStatement {
    std::int64_t number = 0;
    std::int64_t bank_account = 0;
    std::string digest;      // Of its file, SHA-256, hex; the bytes are in the archive.
    std::int64_t place = 0;  // In the file, from 1.
    std::string file_name;
    std::string bank_id;  // What the bank calls it.
    std::optional<Date> first_on;
    std::optional<Date> last_on;
    Money opening;
    Money closing;
    std::int64_t entries = 0;
    std::int64_t known = 0;         // Told by an earlier statement.
    std::int64_t matched = 0;       // Payments of the new ones matched to an instruction.
    std::int64_t batch_debits = 0;  // Matched to a batch as a whole.
    std::int64_t open_credits = 0;  // New and matched to nothing.
    Money open_credit_sum;
    std::int64_t open_debits = 0;
    Money open_debit_sum;  // Above zero.
    Continuity continuity = Continuity::first;
    std::int64_t previous = 0;  // The one before it; zero: none.
    std::string by;
    Instant at;
    std::int64_t command = 0;
};

enum class StatementBookRefusal : std::uint8_t { unknown_statement, cannot_be_opened };
[[nodiscard]] RefusalWords words(StatementBookRefusal reason);

void read_statements(soci::session& sql, County county,
                     const std::function<void(const KeptStatement&)>& each);  // By number.
[[nodiscard]] Result<KeptStatement, Refusal> find_statement(soci::session& sql, County county, std::int64_t number);

// The statement of this account that a new one ending on `last_on` goes on from: the latest that ends no later. With no
// day, the latest of all.
[[nodiscard]] std::optional<KeptStatement> statement_before(const std::vector<KeptStatement>& of_account,
                                                            std::optional<Date> last_on);

struct KeptRow {
    std::int64_t entry = 0;
    std::int64_t part = 0;  // Zero: the entry itself; else one payment of it.
    bank::EntryStatus status = bank::EntryStatus::booked;
    std::optional<Date> booked_on;
    std::optional<Date> valued_on;
    Money amount;
    std::optional<Money> balance;
    bool reversal = false;
    std::string reference;
    Match match = Match::none;
    std::int64_t batch = 0;
    std::int64_t instruction = 0;
    std::int64_t known_in = 0;
    std::string name;  // Sealed in the store; the account in full.
    std::string account;
    std::string text;
    std::string end_to_end_id;
};
// By entry and part.
[[nodiscard]] Result<void, Refusal> read_rows(soci::session& sql, const crypto::Sealer& sealer, County county,
                                              std::int64_t statement, const std::function<void(const KeptRow&)>& each);

// Keeps a statement's rows as they come, inside a command.
class RowWriter {
public:
    RowWriter(CommandContext& context, const crypto::Sealer& sealer);
    ~RowWriter();
    RowWriter(const RowWriter&) = delete;
    RowWriter& operator=(const RowWriter&) = delete;

    void add(std::int64_t statement, const Entry& entry, const std::string& fingerprint, std::int64_t occurrence,
             std::int64_t known_in);

private:
    struct State;
    std::unique_ptr<State> state_;
};
void add_statement(CommandContext& context, const KeptStatement& statement, const std::string& form);

}  // namespace mingzhang::statements
