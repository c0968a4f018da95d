// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <algorithm>
#include <boost/json.hpp>
#include <limits>

#include "base/crypto/hex.hpp"
#include "base/values/utc_text.hpp"
#include "ledger/receipt.hpp"

namespace mingzhang::ledger {

namespace {

namespace json = boost::json;

constexpr std::string_view format = "mingzhang-receipt/1";
constexpr std::size_t receipt_size_max = 1024 * 1024;
constexpr std::size_t salt_size = 32;  // Hex digits.

json::array path_json(const crypto::Proof& path) {
    json::array hashes;
    for (const crypto::Digest& hash : path) hashes.emplace_back(hash.hex());
    return hashes;
}

json::object entry_json(const StoredTransfer& entry, const std::string& salt) {
    const Transfer& t = entry.transfer;
    const Dimensions& d = t.dimensions;
    return {{"ordinal", entry.ordinal},
            {"event", static_cast<int>(t.event)},
            {"debit", static_cast<int>(t.debit)},
            {"credit", static_cast<int>(t.credit)},
            {"amount", t.amount.fen()},
            {"bank_account", d.bank_account},
            {"source", d.source ? static_cast<int>(*d.source) : 0},
            {"program", d.program ? static_cast<int>(*d.program) : 0},
            {"budget_year", d.budget_year},
            {"division", d.division},
            {"run", d.run},
            {"line", d.line},
            {"month", to_number(d.month)},
            {"household", d.household},
            {"batch", d.batch},
            {"instruction", d.instruction},
            {"reverses_command", t.reverses_command},
            {"reverses_ordinal", t.reverses_ordinal},
            {"pending_command", t.pending.command},
            {"pending_ordinal", t.pending.ordinal},
            {"salt", salt}};
}

json::object leaf_json(const Leaf& leaf) {
    return {{"index", leaf.index},
            {"at", to_utc_text(leaf.at)},
            {"entries", leaf.entries},
            {"entries_root", leaf.entries_root.hex()},
            {"details", leaf.details.hex()}};
}

// Takes the fields of an object; what is missing or of another kind is remembered, and gives something harmless.
class Fields {
public:
    Fields(const json::value* value, bool& whole) : object_{value ? value->if_object() : nullptr}, whole_{whole} {
        if (object_ == nullptr) whole_ = false;
    }

    const json::value* value(std::string_view name) {
        const json::value* found = object_ ? object_->if_contains({name.data(), name.size()}) : nullptr;
        if (found == nullptr) whole_ = false;
        return found;
    }

    std::int64_t number(std::string_view name) {
        const json::value* found = value(name);
        const std::int64_t* number = found ? found->if_int64() : nullptr;
        if (number == nullptr) whole_ = false;
        return number ? *number : 0;
    }

    std::string text(std::string_view name) { return text(value(name)); }
    crypto::Digest digest(std::string_view name) { return digest(value(name)); }

    crypto::Proof path(std::string_view name) {
        crypto::Proof path;
        for (const json::value& hash : array(value(name))) path.push_back(digest(&hash));
        return path;
    }

    // A number that names one of a closed set.
    template <class T>
    T one_of(std::optional<T> known, T harmless) {
        if (!known) whole_ = false;
        return known.value_or(harmless);
    }

private:
    std::string text(const json::value* value) {
        const json::string* text = value ? value->if_string() : nullptr;
        if (text == nullptr) whole_ = false;
        return text ? std::string{text->data(), text->size()} : std::string{};
    }

    crypto::Digest digest(const json::value* value) {
        const auto digest = crypto::Digest::from_hex(text(value));
        if (!digest) whole_ = false;
        return digest.value_or(crypto::Digest{});
    }

    const json::array& array(const json::value* value) {
        static const json::array none;
        const json::array* array = value ? value->if_array() : nullptr;
        if (array == nullptr) whole_ = false;
        return array ? *array : none;
    }

    const json::object* object_;
    bool& whole_;
};

std::optional<Program> program_of(std::int64_t number) {
    if (number < 1 || number > static_cast<std::int64_t>(all_programs.size())) return std::nullopt;
    return static_cast<Program>(number);
}

std::optional<FundSource> source_of(std::int64_t number) {
    const auto is = [&](FundSource source) { return static_cast<std::int64_t>(source) == number; };
    const auto found = std::ranges::find_if(all_fund_sources, is);
    return found == all_fund_sources.end() ? std::nullopt : std::optional{*found};
}

Transfer transfer_of(Fields& fields) {
    Transfer t{fields.one_of(event_from_number(fields.number("event")), Event::paid),
               fields.one_of(account_from_number(fields.number("debit")), Account::payable),
               fields.one_of(account_from_number(fields.number("credit")), Account::payable),
               Money::fen(fields.number("amount")),
               {},
               fields.number("reverses_command"),
               fields.number("reverses_ordinal"),
               {fields.number("pending_command"), fields.number("pending_ordinal")}};
    // What posts no pending entry says so in one way only.
    if (!t.pending.is_set()) fields.one_of(t.pending == EntryRef{} ? std::optional{true} : std::nullopt, false);
    Dimensions& d = t.dimensions;
    d.bank_account = fields.number("bank_account");
    d.source = source_of(fields.number("source"));
    d.program = program_of(fields.number("program"));
    d.budget_year = static_cast<int>(fields.number("budget_year"));
    d.division = fields.number("division");
    d.run = fields.number("run");
    d.line = fields.number("line");
    d.month = month_from_number(fields.number("month"));
    d.household = fields.text("household");
    d.batch = fields.number("batch");
    d.instruction = fields.number("instruction");
    return t;
}

Leaf leaf_of(CommandId command, Fields fields) {
    return {command,
            fields.number("index"),
            fields.one_of(parse_utc_text(fields.text("at")), Instant{}),
            fields.number("entries"),
            fields.digest("entries_root"),
            fields.digest("details")};
}

bool is_salt(const std::string& salt) {
    return salt.size() == salt_size && crypto::from_hex(salt).has_value();
}

}  // namespace

std::string to_json(const Receipt& receipt) {
    const json::object document{{"format", format},
                                {"county", receipt.entry.command.county.number},
                                {"command", receipt.entry.command.number},
                                {"entry", entry_json(receipt.entry, receipt.salt)},
                                {"entry_path", path_json(receipt.entry_path)},
                                {"leaf", leaf_json(receipt.leaf)},
                                {"leaf_path", path_json(receipt.leaf_path)},
                                {"checkpoint", receipt.checkpoint}};
    return json::serialize(document);
}

std::optional<Receipt> parse_receipt(std::string_view text) {
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.remove_suffix(1);
    if (text.size() > receipt_size_max) return std::nullopt;
    json::error_code fault;
    const json::value document = json::parse({text.data(), text.size()}, fault);
    if (fault) return std::nullopt;
    bool whole = true;
    Fields fields{&document, whole};
    Fields entry{fields.value("entry"), whole};
    Receipt receipt;
    receipt.entry.command = {{fields.number("county")}, fields.number("command")};
    receipt.entry.ordinal = entry.number("ordinal");
    receipt.entry.transfer = transfer_of(entry);
    receipt.salt = entry.text("salt");
    receipt.entry_path = fields.path("entry_path");
    receipt.leaf = leaf_of(receipt.entry.command, {fields.value("leaf"), whole});
    receipt.leaf_path = fields.path("leaf_path");
    receipt.checkpoint = fields.text("checkpoint");
    // Written again it must be the same: no field twice or one too many, no other way to write a number or a hash.
    if (!whole || !is_salt(receipt.salt) || to_json(receipt) != text) return std::nullopt;
    return receipt;
}

}  // namespace mingzhang::ledger
