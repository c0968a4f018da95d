// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bank_adapters/statement_amount.hpp"
#include "base/values/month.hpp"

namespace mingzhang::bank {

// What a bank says of an entry. Only a booked one counts in balances, and only a booked one moved money.
enum class EntryStatus : std::uint8_t { booked, pending, info };
[[nodiscard]] std::string_view code(EntryStatus status) noexcept;  // "booked"

struct Balance {
    CurrencyAmount amount = {};
    std::optional<Date> date = std::nullopt;

    friend bool operator==(const Balance&, const Balance&) = default;
};

// One payment inside an entry, as far as the bank tells. Its amount is its own, never the entry's in its place: a batch
// booking has many, and a fee may make them differ from the entry. What the file does not say is empty.
struct EntryTransaction {
    std::optional<CurrencyAmount> amount = std::nullopt;
    std::string end_to_end_id = {};
    std::string reference = {};      // The bank's, for this payment.
    std::string return_reason = {};  // Why it came back, in the bank's code: "AC04".
    std::string name = {};           // The other party and its account.
    std::string account = {};
    std::string text = {};         // Remittance information.
    std::string return_text = {};  // The same in the bank's words.

    friend bool operator==(const EntryTransaction&, const EntryTransaction&) = default;
};

// One line of a statement.
struct StatementEntry {
    CurrencyAmount amount = {};
    EntryStatus status = EntryStatus::booked;
    bool status_told = true;  // Else it is what such a file holds, and only its balances prove it.
    std::optional<Date> booked_on = std::nullopt;
    std::optional<Date> valued_on = std::nullopt;
    std::string reference = {};
    bool reversal = false;  // It undoes an earlier entry; the sign of the amount is already that of the undoing.
    std::vector<EntryTransaction> transactions = {};       // Empty where they are handed out one by one.
    std::optional<CurrencyAmount> balance = std::nullopt;  // After it, where each row of the file tells it.

    friend bool operator==(const StatementEntry&, const StatementEntry&) = default;
};

// One statement of one account.
struct Statement {
    std::string id = {};
    std::string number = {};   // 对账单号: the bank's running number, as written.
    std::string account = {};  // In full, as the file has it: never printed unmasked for others than the file's reader.
    std::string bank = {};     // Who keeps the account, where the file says so beside the account.
    std::string currency = {};
    std::optional<Balance> opening = std::nullopt;
    std::optional<Balance> closing = std::nullopt;
    // Opening and booked entries make closing; none where a balance is absent.
    std::optional<bool> proven = std::nullopt;
    std::vector<StatementEntry> entries = {};  // Empty where they are handed out one by one.

    friend bool operator==(const Statement&, const Statement&) = default;
};

// Takes a statement in pieces, in file order: begin, then each entry followed by its transactions, then end with all
// that is known of the statement. What was handed out before a refusal is to be thrown away.
class StatementSink {
public:
    virtual ~StatementSink() = default;
    virtual void begin() = 0;
    virtual void entry(const StatementEntry& entry) = 0;
    virtual void transaction(const EntryTransaction& transaction) = 0;
    virtual void end(const Statement& statement) = 0;
};

// Keeps everything: for files that fit in memory.
class CollectingSink final : public StatementSink {
public:
    void begin() override { entries_.clear(); }
    void entry(const StatementEntry& entry) override { entries_.push_back(entry); }
    void transaction(const EntryTransaction& transaction) override;
    void end(const Statement& statement) override;

    [[nodiscard]] const std::vector<Statement>& statements() const noexcept { return statements_; }

private:
    std::vector<Statement> statements_;
    std::vector<StatementEntry> entries_;
};

// Adds up booked entries and says whether they lead from the opening to the closing balance.
class BalanceProof {
public:
    // False when the sum no longer fits.
    [[nodiscard]] bool add(const StatementEntry& entry) noexcept;
    // None when a balance is absent, or when currencies differ so that nothing can be added.
    [[nodiscard]] std::optional<bool> holds(const Statement& statement) const noexcept;

private:
    std::int64_t booked_ = 0;
    std::string currency_;
    bool mixed_ = false;
    bool any_ = false;
};

}  // namespace mingzhang::bank
