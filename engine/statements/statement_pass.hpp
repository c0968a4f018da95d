// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <functional>
#include <vector>

#include "base/values/identifiers.hpp"
#include "engine/statements/known_rows.hpp"
#include "engine/statements/matching.hpp"
#include "engine/statements/statement_book.hpp"
#include "engine/statements/statement_source.hpp"

// Reading a file's statements over: once to know that they may be taken, then to see what they tell that is new.
namespace mingzhang::statements {

// Reads the file once. Every statement in it is of our account, in yuan, and proven; or the first that is not is
// refused. Gives what is known of each, in their order.
[[nodiscard]] Result<std::vector<KeptStatement>, Refusal> check_statements(const StatementSource& source,
                                                                           const AccountNumber& ours,
                                                                           const std::string& file_name);
// The same, of statements that have been through a pass.
[[nodiscard]] std::vector<KeptStatement> heads_of(std::vector<KeptStatement> taken);

// Goes through the entries of a checked file: which are new, what they are matched to, and how each statement stands to
// the one before it. The same file on the same books gives the same.
class StatementPass {
public:
    // `heads` as `check_statements` gave them; `kept`, the statements of this account so far.
    StatementPass(soci::session& sql, const crypto::Sealer& sealer, County county, std::int64_t bank_account,
                  const bank::layouts::Layout& layout, std::vector<KeptStatement> heads,
                  std::vector<KeptStatement> kept);

    // What the first statement will be numbered; without it they go by their place after those kept.
    void number_from(std::int64_t first) { first_number_ = first; }
    [[nodiscard]] const Matching& matching() const noexcept { return matching_; }

    struct Row {
        std::int64_t statement;
        Entry& entry;
        const KnownRows::Place& place;
        bool is_known() const noexcept { return place.known_in != 0; }
    };
    // Whether an entry known before bore this payment's serial then, too: one form may tell it and another not.
    [[nodiscard]] bool was_told(const Entry& entry, const EntryPart& payment) const {
        return known_.has_serial(entry, payment);
    }
    [[nodiscard]] Result<std::vector<KeptStatement>, Refusal> run(const StatementSource& source,
                                                                  const std::function<void(const Row&)>& visit);

private:
    [[nodiscard]] Result<void, Refusal> trace(const StatementSource& source);
    void begin_statement();
    void take(Entry& entry, const std::function<void(const Row&)>& visit);
    void count(EntryPart& payment);
    void end_statement();

    const crypto::Sealer& sealer_;
    std::int64_t bank_account_;
    Matching matching_;
    std::vector<KeptStatement> statements_;
    std::vector<KeptStatement> chain_;
    KnownRows known_;
    std::int64_t first_number_ = 0;
    std::size_t at_ = 0;            // Of the statement at hand, from 1.
    std::size_t at_otherwise_ = 0;  // Of the one that tells a day otherwise than it was told.
    std::string form_;
    std::vector<std::vector<EntryTrace>> traces_;  // By statement; let go once they are placed.
    std::vector<KnownRows::Place> places_;         // Of the statement at hand.
    std::optional<KeptStatement> before_;
    Money balance_;                          // As far as it was read.
    Money told_before_;                      // What its known entries moved.
    std::optional<Money> balance_of_known_;  // After the last of them.
};

}  // namespace mingzhang::statements
