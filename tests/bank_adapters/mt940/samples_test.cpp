// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// The statements of another project, field by field as its JSON says.
#include <boost/json.hpp>
#include <catch2/catch.hpp>
#include <sstream>

#include "bank_adapters/mt940/mt_details.hpp"
#include "bank_adapters/mt940/mt_fields.hpp"
#include "bank_adapters/mt940/mt_values.hpp"
#include "tests/bank_adapters/mt940/mt_sample.hpp"
#include "tests/bank_adapters/read_file.hpp"
#include "tests/places.hpp"

using namespace mingzhang;
using namespace mingzhang::bank::mt940;
using namespace mingzhang::test;
namespace json = boost::json;

namespace {

json::value expected_of(std::filesystem::path path) {
    json::parse_options options;
    options.allow_trailing_commas = true;
    return json::parse(read_file(path.replace_extension(".json")), {}, options);
}

std::string text(const json::object& field, const char* name) {
    const json::value& value = field.at(name);
    return value.is_string() ? std::string{value.as_string()} : std::string{};
}

std::vector<std::string> owned(const std::vector<std::string_view>& parts) {
    return {parts.begin(), parts.end()};
}

std::vector<std::string> texts(const json::object& field, const char* name) {
    std::vector<std::string> found;
    for (const auto& value : field.at(name).as_array()) found.emplace_back(value.as_string());
    return found;
}

// "380115.1" and "380115" as whole hundredths.
std::int64_t units(const std::string& amount) {
    return bank::parse_units(amount, '.', 2).value();
}

std::string day(const std::optional<Date>& date) {
    return date ? to_string(*date) + "T00:00:00" : std::string{};
}

void check_line(const MtField& field, const json::object& expected) {
    MtLine line;
    REQUIRE(line.read(field.line_text(0), "EUR").has_value());
    for (std::size_t i = 1; i < field.line_count(); ++i) line.add(field.line_text(i));
    const std::int64_t sign = text(expected, "funds_code") == "credit" ? 1 : -1;
    CHECK(line.entry.amount.units == sign * units(text(expected, "amount")));
    CHECK(day(line.entry.valued_on) == text(expected, "value_date"));
    CHECK(day(line.entry.booked_on) == text(expected, "entry_date"));
    CHECK(line.type == text(expected, "swift_code"));
    CHECK(line.entry.reference == text(expected, "reference"));
    CHECK(line.bank_reference == text(expected, "transaction_description"));
}

void check_details(const MtField& field, const json::object& expected) {
    MtDetails details;
    details.read(field.joined());
    const auto number = [&](const char* name) {
        return expected.at(name).is_null() ? std::string{} : std::to_string(expected.at(name).as_int64());
    };
    const std::size_t zeros = details.code.find_first_not_of('0');
    CHECK((zeros == std::string_view::npos ? details.code : details.code.substr(zeros)) == number("code"));
    const std::size_t batch_zeros = details.batch.find_first_not_of('0');
    CHECK((batch_zeros == std::string_view::npos ? details.batch : details.batch.substr(batch_zeros)) ==
          number("prima_nota"));
    CHECK(details.title == text(expected, "transaction_description"));
    CHECK(owned(details.parts) == texts(expected, "details"));
    CHECK(details.bank == text(expected, "bank_code"));
    CHECK(details.account == text(expected, "account_number"));
    CHECK(owned(details.names) == texts(expected, "account_holder"));
    CHECK(details.key == (expected.at("text_key_extension").is_null() ? "" : number("text_key_extension")));
}

void check_balance(const MtField& field, const json::object& expected) {
    const auto balance = parse_balance(field.joined());
    REQUIRE(balance.has_value());
    const std::int64_t sign = text(expected, "sign") == "credit" ? 1 : -1;
    CHECK(balance->amount == bank::CurrencyAmount{sign * units(text(expected, "amount")), text(expected, "currency")});
    CHECK(day(balance->date) == text(expected, "date"));
}

void check_field(const MtField& field, const json::object& expected) {
    const std::string tag = field.tag.text();
    CAPTURE(tag, field.line);
    CHECK(field.joined() == text(expected, "content"));
    if (tag == "61") check_line(field, expected);
    if (tag == "86") check_details(field, expected);
    if (tag.starts_with("60") || tag.starts_with("62") || tag == "64") check_balance(field, expected);
    if (tag == "25") {
        const auto account = parse_account(field.joined());
        REQUIRE(account.has_value());
        CHECK(*account == AccountName{text(expected, "bank_code"), text(expected, "account_number"),
                                      text(expected, "account_currency")});
    }
    if (tag == "34F") CHECK(currency_of_floor_limit(field.joined()) == text(expected, "currency"));
    if (tag.starts_with("90")) CHECK(currency_of_entry_sum(field.joined()) == text(expected, "currency"));
}

// Every field of a file in order, without the ends of messages.
std::vector<MtField> fields_of(const std::string& bytes) {
    std::istringstream stream{bytes};
    MtFields fields{MtLines{stream, CharacterSet::utf8}};
    std::vector<MtField> found;
    for (;;) {
        const auto field = fields.next();
        REQUIRE(field.has_value());
        if (*field == nullptr) return found;
        if (!(*field)->ends_message()) found.push_back(**field);
    }
}

bool has_json(std::filesystem::path path) {
    return std::filesystem::exists(path.replace_extension(".json"));
}

}  // namespace

TEST_CASE("every field of the samples holds what it is expected to hold") {
    std::size_t files = 0;
    std::size_t checked = 0;
    for (const auto& path : samples("mt940", ".sta")) {
        if (!has_json(path)) continue;
        CAPTURE(path.filename().string());
        ++files;
        const auto fields = fields_of(read_file(path));
        std::vector<json::object> expected;
        const json::value document = expected_of(path);
        for (const auto& message : document.as_array())
            for (const auto& field : message.as_array()) expected.push_back(field.as_object());
        REQUIRE(fields.size() == expected.size());
        for (std::size_t i = 0; i < fields.size(); ++i, ++checked) check_field(fields[i], expected[i]);
    }
    CHECK(files == 32);
    CHECK(checked == 119);
}

TEST_CASE("the entries of the samples come out of a whole reading") {
    for (const auto& path : samples("mt940", ".sta")) {
        if (!has_json(path)) continue;
        CAPTURE(path.filename().string());
        std::vector<bank::StatementEntry> entries;
        for (const auto& statement : read_good(read_file(path)))
            for (const auto& entry : statement.entries) entries.push_back(entry);
        std::size_t at = 0;
        const json::value document = expected_of(path);
        for (const auto& message : document.as_array())
            for (const auto& value : message.as_array()) {
                const json::object& expected = value.as_object();
                if (!expected.contains("funds_code")) continue;
                REQUIRE(at < entries.size());
                const bank::StatementEntry& entry = entries[at++];
                const std::int64_t sign = text(expected, "funds_code") == "credit" ? 1 : -1;
                CHECK(entry.amount.units == sign * units(text(expected, "amount")));
                CHECK(day(entry.valued_on) == text(expected, "value_date"));
                CHECK(day(entry.booked_on) == text(expected, "entry_date"));
                CHECK(entry.reference == text(expected, "reference"));
            }
        CHECK(at == entries.size());
    }
}

TEST_CASE("a sample that is not expected to be read is refused with its line and field") {
    struct Row {
        const char* name;
        std::size_t line;
        const char* field;
        bank::StatementFaultKind kind;
    };
    const std::vector<Row> rows{
        // A second account after the entries began; details without an entry; no end; details twice.
        {"sepa_snippet_broken.sta", 6, "25", bank::StatementFaultKind::out_of_order},
        {"sepa_snippet_broken_2.sta", 8, "62F", bank::StatementFaultKind::cut_short},
        {"sepa_snippet_broken_3.sta", 10, "62F", bank::StatementFaultKind::cut_short},
        {"sepa_snippet_broken_4.sta", 10, "86", bank::StatementFaultKind::repeated},
        // Umlauts in ISO-8859-1, which GB18030 reads as Chinese; a reference with umlauts.
        {"transactions.sta", 28, "characters", bank::StatementFaultKind::unclear_characters},
        {"with_binary_character.sta", 1, "20", bank::StatementFaultKind::not_plain_characters},
    };
    std::size_t found = 0;
    for (const auto& path : samples("mt940", ".sta")) {
        if (has_json(path)) continue;
        ++found;
        const std::string name = path.filename().string();
        CAPTURE(name);
        const auto row = std::find_if(rows.begin(), rows.end(), [&](const Row& r) { return r.name == name; });
        REQUIRE(row != rows.end());
        const Finding finding = finding_of(read_file(path));
        CHECK(finding.row == row->line);
        CHECK(finding.column == row->field);
        CHECK(finding.reason == bank::sentence(row->kind));
    }
    CHECK(found == rows.size());
}

TEST_CASE("a sample whose characters are named is read, and each of its statements adds up") {
    const std::string bytes =
        read_file(std::filesystem::path{MINGZHANG_SOURCE_DIR} / "tests/data/samples/mt940/transactions.sta");
    const auto statements = read_all(bytes, CharacterSet::latin1);
    REQUIRE(statements.has_value());
    REQUIRE(statements->size() == 6);
    std::size_t entries = 0;
    for (const auto& statement : *statements) {
        CHECK(statement.proven == true);
        entries += statement.entries.size();
    }
    CHECK(entries == 10);
    CHECK(to_text(statements->back().closing->amount) == "25.69");
    CHECK(statements->at(1).entries.at(0).transactions.at(0).text.starts_with("Überweisung mit VR-Networld"));
}
