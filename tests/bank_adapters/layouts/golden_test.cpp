// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// The golden files were written by another program than this one, from the tables of bank layouts.
#include "bank_adapters/layouts/sheet_file.hpp"
#include "tests/bank_adapters/layouts/sample.hpp"

using namespace mingzhang;
using namespace mingzhang::bank;
using namespace mingzhang::bank::layouts;
using namespace mingzhang::bank::layouts::test;

namespace {

struct Expected {
    OutcomeStatus status;
    std::optional<Reason> reason;
};

// What the five rows of every golden result file mean.
const std::vector<Expected>& expected_outcomes(std::string_view layout) {
    static const std::vector<Expected> with_reasons{{OutcomeStatus::paid, std::nullopt},
                                                    {OutcomeStatus::failed, Reason::name_mismatch},
                                                    {OutcomeStatus::pending, Reason::in_progress},
                                                    {OutcomeStatus::failed, Reason::unmapped},
                                                    {OutcomeStatus::unknown, std::nullopt}};
    static const std::vector<Expected> without_reasons{{OutcomeStatus::paid, std::nullopt},
                                                       {OutcomeStatus::failed, Reason::not_given},
                                                       {OutcomeStatus::pending, Reason::in_progress},
                                                       {OutcomeStatus::failed, Reason::returned},
                                                       {OutcomeStatus::unknown, std::nullopt}};
    return layout == "chinapay" ? without_reasons : with_reasons;
}

// The bytes, or the cells of a workbook, which other programs pack otherwise.
std::string lines_of(const Layout& layout, const FileShape& shape, std::string_view bytes) {
    const auto lines = FileLines::of(layout, shape, bytes, "lines");
    if (!lines) FAIL(all_words(lines.error()));
    return std::string{lines->bytes()};
}

}  // namespace

TEST_CASE("Every delivered layout loads, names its source and warns of its age") {
    REQUIRE(delivered_layouts().size() == 18);
    for (const auto& delivered : delivered_layouts()) {
        CAPTURE(delivered.name);
        const auto layout = load_layout(delivered.toml, delivered.name);
        if (!layout) FAIL(all_words(layout.error()));
        CHECK(layout->name == delivered.name);
        CHECK_FALSE(layout->title.zh.empty());
        CHECK_FALSE(layout->source.empty());
        CHECK_FALSE(layout->warning.zh.empty());
    }
    CHECK_FALSE(delivered_layout("no-such-bank").has_value());
}

TEST_CASE("The payment file of every delivered layout is written byte for byte") {
    for (const auto& delivered : delivered_layouts()) {
        CAPTURE(delivered.name);
        const Layout layout = the_layout(delivered.name);
        if (layout.payment.message || !layout.has_payment()) continue;  // message_test.cpp, statement_file_test.cpp
        const auto bytes = write_payment_file(layout, sample_payments(layout.payment.encoding));
        if (!bytes) FAIL(all_words(bytes.error()));
        CHECK(lines_of(layout, layout.payment, *bytes) ==
              lines_of(layout, layout.payment, golden(delivered.name, "payment", layout.payment)));
    }
}

TEST_CASE("The file written for CCB says how many rows, how much money and how many bytes") {
    const PaymentFile file = sample_payments(FileEncoding::gb18030);
    auto next = file.instructions.begin();
    std::string bytes;
    const auto written = write_payment_file(
        the_layout("ccb"), file.head, [&] { return next == file.instructions.end() ? nullptr : &*next++; },
        [&](std::string_view more) { bytes += more; });
    REQUIRE(written.has_value());
    CHECK(*written == Written{5, fen(277161), golden("ccb", "payment").size()});
    CHECK(bytes == golden("ccb", "payment"));
}

TEST_CASE("The golden result files are read row by row") {
    for (const auto& delivered : delivered_layouts()) {
        const Layout layout = the_layout(delivered.name);
        if (!layout.result || layout.payment.message) continue;
        CAPTURE(delivered.name);
        const auto file = read_result_file(layout, golden(delivered.name, "result", *layout.result), "result.txt");
        if (!file) FAIL(all_words(file.error()));
        REQUIRE(file->lines.size() == 5);
        CHECK(file->head.total == fen(277161));
        const PaymentFile sent = sample_payments(layout.payment.encoding);
        for (std::size_t i = 0; i < 5; ++i) {
            CAPTURE(i);
            const OutcomeLine& line = file->lines[i];
            CHECK(line.status == expected_outcomes(delivered.name)[i].status);
            CHECK(line.reason == expected_outcomes(delivered.name)[i].reason);
            CHECK(line.account == sent.instructions[i].account);
            CHECK(line.name == sent.instructions[i].name);
            CHECK(line.amount == sent.instructions[i].amount);
            if (layout.result->carries(Field::serial)) CHECK(line.serial == sent.instructions[i].serial);
            if (layout.result->carries(Field::number)) CHECK(line.number == i + 1);
        }
    }
}

TEST_CASE("The bank simulator writes the golden result files byte for byte") {
    for (const auto& delivered : delivered_layouts()) {
        const Layout layout = the_layout(delivered.name);
        if (!layout.result || layout.payment.message) continue;
        CAPTURE(delivered.name);
        const auto file = read_result_file(layout, golden(delivered.name, "result", *layout.result), "result.txt");
        REQUIRE(file.has_value());
        std::string bytes;
        FileHead head = file->head;
        head.date = sample_head().date;  // The line with the time of the query is read past.
        const auto written =
            write_result_file(layout, head, file->lines, [&](std::string_view more) { bytes += more; });
        if (!written) FAIL(all_words(written.error()));
        if (layout.result->is_workbook) {  // Where the bank of the golden file wrote amounts as numbers.
            CHECK(read_result_file(layout, bytes, "result.xlsx")->lines == file->lines);
            continue;
        }
        CHECK(bytes == golden(delivered.name, "result", *layout.result));
    }
}

TEST_CASE("A payment file is named as the bank wants it") {
    struct Row {
        const char* layout;
        const char* name;
    };
    const auto row = GENERATE(values<Row>({
        {"ccb", "105000000000001_20221009_0012.txt"},
        {"icbc", "105000000000001_20221009_0012.bpt"},
        {"chinapay", "105000000000001_20221009_000012.txt"},
        {"unionpay", "DF00000000105000000000001202210090012I.txt"},
    }));
    CHECK(payment_file_name(the_layout(row.layout), sample_head()).value() == row.name);
}
