// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <catch2/catch.hpp>
#include <map>
#include <sstream>

#include "bank_adapters/iso20022/camt.hpp"
#include "bank_adapters/iso20022/message.hpp"
#include "bank_adapters/iso20022/payment_status.hpp"
#include "tests/bank_adapters/read_file.hpp"
#include "tests/places.hpp"

using namespace mingzhang;
using namespace mingzhang::bank::iso20022;
using mingzhang::test::read_file;
using mingzhang::test::samples;

namespace {

std::string name_of(const std::filesystem::path& path) {
    return path.filename().string();
}

bool is_statement(const std::string& name) {
    return name.find("camt.05") != std::string::npos || name.find("camt05") != std::string::npos ||
           name.find("camt_05") != std::string::npos || name == "statement_1.xml";
}
bool is_report(const std::string& name) {
    return name.starts_with("pain002") || name == "valid_pain_v11.xml" || name == "invalid_pain_v11.xml";
}

struct Counted {
    std::size_t statements;
    std::size_t entries;
    std::size_t transactions;
    std::optional<bool> proven;  // Of the first.
};

}  // namespace

TEST_CASE("every bank's statement is read, with all its entries and all their transactions") {
    // Counted and added up by another program from the same files. The one of 2020 does not close: the bank's sample
    // leaves an entry of the next day's value out of its balance.
    const std::map<std::string, Counted> expected{
        {"200519_camt.052_P_CH2909000000250094239_1110092686_0_2019042416072347.xml", {1, 2, 2, std::nullopt}},
        {"200519_camt.054-Credit_P_CH2909000000250094239_1110092691_0_2019042421291293.xml", {1, 1, 1, std::nullopt}},
        {"200519_camt.054-Debit_P_CH2909000000250094239_1110092692_0_2019042401501580.xml", {1, 1, 1, std::nullopt}},
        {"200519_camt.054_P_CH2909000000250094239_1111091335_0_2020061900081727.xml", {1, 1, 2, std::nullopt}},
        {"200519_camt054-ESR-ASR_P_CH2909000000250094239_1110092704_0_2019042500372179.xml", {1, 2, 6, std::nullopt}},
        {"200519_camt054-chdd_p_ch2909000000250094239_1110097484_0_20190520700381159.xml", {1, 1, 2, std::nullopt}},
        {"200519_camt054-epo_p_ch5109000000250092291_1110097605_0_2019052003522556.xml", {1, 1, 3, std::nullopt}},
        {"200519_camt054-epo_p_ch5109000000250092291_1110097605_0_2019052103322231.xml", {1, 1, 3, std::nullopt}},
        {"200519_camt054-returns_p_ch2909000000250094239_1109800798_0_2019052023472022.xml", {1, 1, 1, std::nullopt}},
        {"200924_camt.054_P_CH2909000000250094239_1110092703_0_2019042423412214.xml", {1, 1, 6, std::nullopt}},
        {"200924_camt.054_P_CH2909000000250094239_1111091335_0_2020061900081727.xml", {1, 1, 2, std::nullopt}},
        {"FI_camt_052_sample.xml.xml", {2, 2, 2, std::nullopt}},
        {"FI_camt_053_sample.xml.xml", {1, 10, 12, true}},
        {"FI_camt_054_sample.xml.xml", {1, 6, 13, std::nullopt}},
        {"camt.053_P_CH2909000000250094239_1110092698_0_2020112503071366.xml", {1, 5, 5, false}},
        {"camt054-returns_p_ch5109000000250092291_1110097606_0_2020112500512470.xml", {1, 1, 1, std::nullopt}},
        {"statement_1.xml", {1, 4, 4, true}},
    };
    std::size_t found = 0;
    for (const auto& path : samples("iso20022", ".xml")) {
        const std::string name = name_of(path);
        if (!is_statement(name)) continue;
        CAPTURE(name);
        ++found;
        std::istringstream stream{read_file(path)};
        bank::CollectingSink sink;
        REQUIRE(read_camt(stream, name, sink).has_value());
        const Counted& counted = expected.at(name);
        REQUIRE(sink.statements().size() == counted.statements);
        std::size_t entries = 0;
        std::size_t transactions = 0;
        for (const auto& statement : sink.statements())
            for (const auto& entry : statement.entries) {
                ++entries;
                transactions += entry.transactions.size();
            }
        CHECK(entries == counted.entries);
        CHECK(transactions == counted.transactions);
        CHECK(sink.statements().front().proven == counted.proven);
    }
    CHECK(found == expected.size());
}

TEST_CASE("every bank's status report is read") {
    std::size_t found = 0;
    for (const auto& path : samples("iso20022", ".xml")) {
        const std::string name = name_of(path);
        if (!is_report(name)) continue;
        CAPTURE(name);
        ++found;
        std::istringstream stream{read_file(path)};
        std::size_t lines = 0;
        REQUIRE(read_payment_status(stream, name, [&](const PaymentStatusLine&) { ++lines; }).has_value());
        CHECK(lines > 0);
    }
    CHECK(found == 7);
}

TEST_CASE("another message is told by its name and refused as a statement") {
    std::size_t found = 0;
    for (const auto& path : samples("iso20022", ".xml")) {
        const std::string name = name_of(path);
        if (is_statement(name) || is_report(name)) continue;
        CAPTURE(name);
        ++found;
        std::istringstream stream{read_file(path)};
        const auto message = identify(stream);
        REQUIRE(message.has_value());
        CHECK(message->kind == (name.find("payment") != std::string::npos ||
                                        name.find("pain.001") != std::string::npos || name == "gistfile1.xml"
                                    ? Message::Kind::payment_order
                                    : Message::Kind::other));
        CHECK_FALSE(message->version.empty());
        std::istringstream again{read_file(path)};
        bank::CollectingSink sink;
        const auto read = read_camt(again, name, sink);
        REQUIRE_FALSE(read.has_value());
        CHECK(read.error().is(bank::StatementRefusal::not_this_format));
        CHECK(read.error().what().en.find(message->version) != std::string::npos);
        CHECK(sink.statements().empty());
    }
    CHECK(found == 12);
}

TEST_CASE("a bank's sample of a return is read field by field") {
    std::istringstream stream{read_file(std::filesystem::path{MINGZHANG_SOURCE_DIR} / "tests/data/samples/iso20022" /
                                        "camt054-returns_p_ch5109000000250092291_1110097606_0_2020112500512470.xml")};
    bank::CollectingSink sink;
    CHECK(read_camt(stream, "returns", sink) == "camt.054.001.04");
    const auto& statement = sink.statements().at(0);
    CHECK(statement.id == "20201124375204228763930");
    CHECK(statement.account == "CH5109000000250092291");
    CHECK(statement.currency == "CHF");
    const auto& entry = statement.entries.at(0);
    CHECK(to_text(entry.amount) == "500.00");
    CHECK(entry.reversal);
    CHECK(entry.status == bank::EntryStatus::booked);
    CHECK(entry.reference == "075820002ZZTJR1K");
    const auto& transaction = entry.transactions.at(0);
    CHECK(transaction == bank::EntryTransaction{bank::CurrencyAmount{50'000, "CHF"}, "EndToEndId-001-03-04",
                                                "190520CH02ZZTJR1", "AC01", "Robert Schneider SA",
                                                "CH8709000000929471495", "Kontouebertrag", "Kontonummer falsch"});
}
