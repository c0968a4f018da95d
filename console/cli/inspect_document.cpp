// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "console/cli/inspect_document.hpp"

#include <boost/json/serialize.hpp>
#include <boost/json/string_view.hpp>
#include <boost/json/value.hpp>
#include <ostream>

namespace mingzhang::console {

namespace {

// One after the other: "name":value, with commas between.
class Fields {
public:
    explicit Fields(std::ostream& out) : out_{out} { out_ << '{'; }

    Fields& text(std::string_view name, std::string_view value) {
        return raw(name, value.empty() ? "null" : quoted(value));
    }
    Fields& day(std::string_view name, const std::optional<Date>& value) {
        return raw(name, value ? quoted(to_string(*value)) : "null");
    }
    Fields& amount(std::string_view name, const std::optional<bank::CurrencyAmount>& value) {
        return raw(name, value ? quoted(to_text(*value)) : "null");
    }
    Fields& flag(std::string_view name, const std::optional<bool>& value) {
        return raw(name, !value ? "null" : *value ? "true" : "false");
    }
    Fields& raw(std::string_view name, std::string_view value) {
        out_ << (first_ ? "\"" : ",\"") << name << "\":" << value;
        first_ = false;
        return *this;
    }

    static std::string quoted(std::string_view value) {
        return boost::json::serialize(boost::json::string_view{value.data(), value.size()});
    }

private:
    std::ostream& out_;
    bool first_ = true;
};

void write_balance(Fields& fields, std::ostream& out, std::string_view name,
                   const std::optional<bank::Balance>& balance) {
    if (!balance) {
        fields.text(name, "");
        return;
    }
    fields.raw(name, "");
    Fields{out}.amount("amount", balance->amount).day("date", balance->date);
    out << '}';
}

// Writes statements as they are read; their heads are known from the first reading.
class DocumentSink final : public bank::StatementSink {
public:
    DocumentSink(std::ostream& out, const std::vector<StatementHead>& heads) : out_{out}, heads_{heads} {}

    void begin() override {
        const bank::Statement& head = heads_.at(statements_).statement;
        out_ << (statements_++ == 0 ? "\n" : ",\n");
        Fields fields{out_};
        fields.text("id", head.id).text("number", head.number).text("account", head.account).text("bank", head.bank);
        fields.text("currency", head.currency);
        write_balance(fields, out_, "opening", head.opening);
        write_balance(fields, out_, "closing", head.closing);
        fields.flag("proven", head.proven).raw("entries", "[");
        entries_ = 0;
    }

    void entry(const bank::StatementEntry& entry) override {
        if (entries_ > 0) out_ << "]}";
        out_ << (entries_++ == 0 ? "\n" : ",\n");
        Fields fields{out_};
        fields.amount("amount", entry.amount).text("currency", entry.amount.currency);
        fields.text("status", code(entry.status)).day("booked_on", entry.booked_on).day("valued_on", entry.valued_on);
        fields.text("reference", entry.reference).flag("reversal", entry.reversal).raw("transactions", "[");
        transactions_ = 0;
    }

    void transaction(const bank::EntryTransaction& transaction) override {
        if (transactions_++ > 0) out_ << ',';
        Fields fields{out_};
        fields.amount("amount", transaction.amount);
        fields.text("currency", transaction.amount ? transaction.amount->currency : "");
        fields.text("end_to_end_id", transaction.end_to_end_id).text("reference", transaction.reference);
        fields.text("return_reason", transaction.return_reason).text("name", transaction.name);
        fields.text("account", transaction.account).text("text", transaction.text);
        out_ << '}';
    }

    void end(const bank::Statement&) override { out_ << (entries_ > 0 ? "]}]}" : "]}"); }

private:
    std::ostream& out_;
    const std::vector<StatementHead>& heads_;
    std::size_t statements_ = 0;
    std::size_t entries_ = 0;
    std::size_t transactions_ = 0;
};

void write_payment(const bank::iso20022::PaymentStatusLine& line, bool is_first, std::ostream& out) {
    out << (is_first ? "\n" : ",\n");
    Fields fields{out};
    fields.text("level", code(line.level)).text("original_id", line.original_id);
    fields.text("end_to_end_id", line.end_to_end_id).text("status", code(line.status));
    fields.text("status_code", line.status_code).text("reason", line.reason).text("text", line.text);
    out << '}';
}

}  // namespace

void HeadSink::entry(const bank::StatementEntry& entry) {
    ++heads_.back().entries;
    if (entry.status == bank::EntryStatus::booked) ++heads_.back().booked;
}

Result<void, Refusal> write_statements(const BankFile& file, std::ostream& out) {
    HeadSink first;
    auto version = file.read(first);
    if (!version) return pass_on(version);
    Fields{out}.text("format", file.format_name()).text("version", *version).raw("statements", "[");
    DocumentSink second{out, first.heads()};
    if (auto again = file.read(second); !again) return pass_on(again);
    out << ']';
    return {};
}

Result<void, Refusal> write_payments(const BankFile& file, std::ostream& out) {
    auto version = file.read_payments([](const bank::iso20022::PaymentStatusLine&) {});
    if (!version) return pass_on(version);
    Fields{out}
        .text("format", file.format_name())
        .text("version", *version)
        .raw("statements", "[]")
        .raw("payments", "[");
    bool is_first = true;
    const auto write = [&](const bank::iso20022::PaymentStatusLine& line) {
        write_payment(line, std::exchange(is_first, false), out);
    };
    if (auto again = file.read_payments(write); !again) return pass_on(again);
    out << ']';
    return {};
}

}  // namespace mingzhang::console
