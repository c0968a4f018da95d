// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "base/crypto/seal.hpp"
#include "base/store/store.hpp"
#include "base/values/identifiers.hpp"
#include "engine/statements/statement_entry.hpp"

namespace mingzhang::statements {

// By what an entry is known again when a later file of the same form tells it too: day, amount, balance, references,
// the other party. Not by its text, which banks write differently in each download. A keyed digest: it is not to be
// guessed from.
[[nodiscard]] std::string fingerprint_of(const crypto::Sealer& sealer, const Entry& entry);

// As much of an entry as tells whether it was told before, in whatever form.
struct EntryTrace {
    std::string fingerprint;
    std::int64_t day = 0;  // 20221009; zero: none.
    bool is_booked = true;
    Money amount;
    Money balance;                  // After it: as the opening balance and the entries before it come to.
    std::vector<Money> parts = {};  // Amounts of its payments, where it has several.
    std::int64_t batch = 0;         // Where it bears a serial of ours.
    std::int64_t instruction = 0;
};
[[nodiscard]] EntryTrace trace_of(const crypto::Sealer& sealer, const Entry& entry, Money balance);

// The entries of one account that earlier statements told. Two equal payments of one day are two: an entry is known as
// often as it was told before, and no more. An entry is the same as one told before
//  1. by its fingerprint: a download of the same form. Of equal ones it is the one with its balance; and no other on
//     a day within which the statement begins;
// and where another form told it (the same form would tell it by the same fingerprint):
//  2. by day, amount and the balance after it. Statements are proven, so every form tells that balance, if only by
//     adding up; entries that bear different serials of ours are different all the same;
//  3. where forms list a day in another order, or one tells several payments as one entry: by its day, when both tell
//     it from the same balance on and one of them tells nothing of that day that the other does not.
class KnownRows {
public:
    // Those of the statements that touch the days from `first` to `last`, and those of no day.
    KnownRows(soci::session& sql, County county, std::int64_t bank_account, std::int64_t first, std::int64_t last);

    struct Place {
        std::string fingerprint;      // Of what it is known as; its own where it is new.
        std::int64_t occurrence = 1;  // The how-manieth of its kind.
        std::int64_t known_in = 0;    // Zero: new.
    };
    // A day that begins and ends with the same balances as before, moved something, and is told by other entries.
    struct ToldOtherwise {
        std::int64_t day = 0;
        std::int64_t statement = 0;
        std::size_t before = 0;  // Entries of that day that this one does not tell,
        std::size_t now = 0;     // and such as were not told before.
    };

    // The next statement, its entries in order. One that goes on where the last one ended tells nothing over again: its
    // equal payments are new ones.
    [[nodiscard]] std::vector<Place> places(std::int64_t statement, const std::string& form, bool goes_on,
                                            Money opening, const std::vector<EntryTrace>& entries);
    [[nodiscard]] const std::optional<ToldOtherwise>& told_otherwise() const noexcept { return told_otherwise_; }

    // Whether that day's statements gave this payment's serial with this amount.
    [[nodiscard]] bool has_serial(const Entry& entry, const EntryPart& payment) const;
    void add_serial(const Entry& entry, const EntryPart& payment);

private:
    struct Told {
        EntryTrace entry;
        std::int64_t statement = 0;
        std::int64_t occurrence = 1;
        std::int64_t used_for = 0;  // The statement at hand that tells it too.
    };
    // What one statement tells of one day.
    struct Day {
        std::int64_t statement = 0;
        Money begins, ends;
        bool is_whole = true;                // Its entries stand together.
        std::vector<std::size_t> rows = {};  // What it tells, into what was told.
    };
    struct Search;
    using Serial = std::tuple<std::int64_t, std::int64_t, std::int64_t, std::int64_t>;

    void read(soci::session& sql, County county, std::int64_t bank_account, std::int64_t first, std::int64_t last);
    [[nodiscard]] std::size_t row_of(const std::string& fingerprint, std::int64_t occurrence) const;
    std::size_t add(EntryTrace entry, std::int64_t statement);
    void add_days(std::int64_t statement, Money opening, const std::vector<EntryTrace>& entries,
                  const std::vector<std::size_t>& rows);
    // What was told of a day from a balance on, one statement after the other; `fits` says which may be the first.
    [[nodiscard]] std::set<std::size_t> rows_from(std::int64_t day, const std::function<bool(const Day&)>& fits) const;
    [[nodiscard]] static std::map<std::int64_t, Day> days_of(std::int64_t statement, Money opening,
                                                             const std::vector<EntryTrace>& entries);
    [[nodiscard]] static Serial serial_of(const EntryTrace& entry);
    [[nodiscard]] bool is_free(const Search& search, std::size_t told) const;
    [[nodiscard]] bool is_other_form(const Search& search, std::int64_t statement) const;
    void use(Search& search, std::size_t at, std::size_t told);
    void find_by_fingerprint(Search& search, const std::map<std::int64_t, Day>& days);
    void find_by_balance(Search& search, const std::function<bool(const EntryTrace&, std::size_t)>& fits);
    void find_by_day(Search& search, const Day& now, std::int64_t day);

    std::vector<Told> told_;
    std::unordered_map<std::string, std::vector<std::size_t>> by_fingerprint_;
    std::map<std::tuple<std::int64_t, std::int64_t, std::int64_t>, std::vector<std::size_t>> by_balance_;
    std::map<std::int64_t, std::vector<Day>> days_;
    std::map<std::int64_t, std::string> forms_;  // By statement; empty: not known.
    std::set<Serial> serials_;
    std::optional<ToldOtherwise> told_otherwise_;
};

}  // namespace mingzhang::statements
