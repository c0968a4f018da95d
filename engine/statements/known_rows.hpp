// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>

#include "base/crypto/seal.hpp"
#include "base/store/store.hpp"
#include "base/values/identifiers.hpp"
#include "engine/statements/statement_entry.hpp"

namespace mingzhang::statements {

// By what an entry is known again when a later file tells it too: day, amount, balance, references, the other party.
// Not by its text, which banks write differently in each download. A keyed digest: it is not to be guessed from.
[[nodiscard]] std::string fingerprint_of(const crypto::Sealer& sealer, const Entry& entry);

// The entries of one account that earlier statements told. Two equal payments of one day are two: an entry is known as
// often as it was told before, and no more.
class KnownRows {
public:
    // Those of the days from `first` to `last`, and those of no day.
    KnownRows(soci::session& sql, County county, std::int64_t bank_account, std::int64_t first, std::int64_t last);

    // A statement begins. One that goes on where the last one ended tells nothing over again: its equal payments are
    // new ones.
    void begin(std::int64_t statement, bool goes_on);

    struct Place {
        std::int64_t occurrence = 1;  // The how-manieth of its kind.
        std::int64_t known_in = 0;    // Zero: new.
    };
    [[nodiscard]] Place place(const std::string& fingerprint);

private:
    struct Seen {
        std::vector<std::int64_t> statements = {};  // Where each occurrence was told first.
        std::size_t in_this = 0;                    // How often the statement at hand told it.
        std::int64_t counted_for = 0;               // Which statement `in_this` counts.
        std::size_t before_this = 0;
    };
    std::unordered_map<std::string, Seen> seen_;
    std::int64_t statement_ = 0;
    bool goes_on_ = false;
};

}  // namespace mingzhang::statements
