// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/values/text.hpp"

namespace mingzhang::crypto {
class Sealer;
}

namespace mingzhang::store {

class Store;

// One numbered step of a folder's schema. Never changed once it has landed; a change is the next number.
struct Migration {
    int number;
    std::vector<std::string_view> statements;
};

// A table as `move`, the state digest and the append-only guards need to know it. Every key begins with the county.
struct TableInfo {
    std::string_view name;
    std::string_view key;  // Columns of the primary key, comma separated: the order of the digest.
    bool append_only;      // The database itself refuses UPDATE and DELETE.
    // Columns drawn by chance, comma separated: what is sealed, salted or hashed with a salt. They say nothing of their
    // own that another column does not, and are left out where two histories are compared.
    std::string_view by_chance = {};
};

// What one pass of `verify` found.
struct PassReport {
    static constexpr std::size_t named_max = 20;  // The first is what a person looks at; the rest show how far it goes.

    std::uint64_t records = 0;
    std::vector<Text> broken;  // Empty: the pass holds. The first few broken records, each named.

    void name_broken(std::string zh, std::string en) {
        if (broken.size() < named_max) broken.push_back({std::move(zh), std::move(en)});
    }
};

// One numbered pass of `verify`: reads a live database and changes nothing.
struct VerifyPass {
    std::string_view code;  // "ledger.balances"
    Text title;
    std::function<PassReport(Store&)> run;
    bool apart = false;  // Needs no snapshot of the others: may run beside them, on a connection of its own.
};

// Several passes answered by one walk through the data, one report each, in their order.
struct VerifySweep {
    struct Name {
        std::string_view code;
        Text title;
    };
    std::vector<Name> passes;
    std::function<std::vector<PassReport>(Store&)> run;
};

// A pass that needs the keys of the office: whether what is sealed still opens, and is what its row says.
struct SealedPass {
    std::string_view code;  // "registry.accounts_open"
    Text title;
    std::function<PassReport(Store&, const crypto::Sealer&)> run;
};

// What a folder hands to main.
struct Part {
    std::string_view name;
    std::vector<Migration> migrations;
    std::vector<TableInfo> tables;
    std::vector<VerifyPass> passes;
    std::vector<VerifySweep> sweeps = {};  // Run before the passes.
    std::vector<SealedPass> sealed_passes = {};
};

// Runs everything the parts verify and gives each report in its order.
using EachReport = std::function<void(std::string_view code, const Text& title, const PassReport& report)>;
void verify(Store& store, std::span<const Part> parts, const EachReport& each);
// The same for the passes that need the keys.
void verify_sealed(Store& store, std::span<const Part> parts, const crypto::Sealer& sealer, const EachReport& each);

}  // namespace mingzhang::store
