// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// Whatever is written in a delivered layout comes back the same when it is read in that layout.
#include <fmt/format.h>
#include <rapidcheck.h>

#include <array>

#include "tests/bank_adapters/layouts/sample.hpp"

using namespace mingzhang;
using namespace mingzhang::bank;
using namespace mingzhang::bank::layouts;
using namespace mingzhang::bank::layouts::test;

namespace {

constexpr std::array all_fields = [] {
    std::array<Field, field_count> fields{};
    for (std::size_t i = 0; i < field_count; ++i) fields[i] = static_cast<Field>(i);
    return fields;
}();

std::string some_name(FileEncoding encoding) {
    static const std::vector<std::string> common{"王", "小", "明", "亅", "龑", "·", "阿", "乗", "丂", "A", "ń"};
    static const std::vector<std::string> rare{"䶮", "𬱖", "㑇", "𠮷", "⺁", "ḿ"};
    std::string name;
    const auto length = *rc::gen::inRange(1, 12);
    for (int i = 0; i < length; ++i) {
        const bool is_rare = encoding != FileEncoding::gbk && *rc::gen::inRange(0, 3) == 0;
        name += *rc::gen::elementOf(is_rare ? rare : common);
    }
    return name;
}

std::string some_digits(int least, int most) {
    const auto length = *rc::gen::inRange(least, most + 1);
    std::string digits;
    for (int i = 0; i < length; ++i) digits += static_cast<char>('0' + *rc::gen::inRange(0, 10));
    return digits;
}

Money some_amount() {
    return fen(*rc::gen::oneOf(rc::gen::inRange<std::int64_t>(1, 200), rc::gen::inRange<std::int64_t>(1, 10'000'000)));
}

Instruction some_instruction(std::uint64_t number, FileEncoding encoding) {
    return {.number = number,
            .serial = fmt::format("B{}-{:06}", *rc::gen::inRange(1, 1000), number),
            .account = *AccountNumber::parse("629999" + some_digits(1, 13)),
            .name = some_name(encoding),
            .amount = some_amount(),
            .memo = *rc::gen::arbitrary<bool>() ? some_name(encoding) : "",
            .id_number = *IdNumber::parse("999901196001010017"),
            .phone = some_digits(0, 11),
            .bank_code = some_digits(12, 12),
            .bank_name = some_name(encoding),
            .bank_province = some_name(encoding),
            .bank_city = some_name(encoding),
            .bank_branch = some_name(encoding)};
}

// What of a record is left when a file of this shape carries it.
Record carried(Record record, const FileShape& shape) {
    for (const Field field : all_fields)
        if (!shape.carries(field)) record.set(field, FieldValue{});
    return record;
}

void check_same(const Record& read, const Record& written) {
    for (const Field field : all_fields) {
        if (read[field] == written[field]) continue;
        RC_LOG() << "field " << name(field) << ": \"" << read[field].text << "\" " << read[field].number << " is not \""
                 << written[field].text << "\" " << written[field].number;
        RC_FAIL();
    }
}

PaymentFile some_payments(FileEncoding encoding) {
    PaymentFile file{sample_head(), {}};
    file.head.batch = static_cast<std::uint64_t>(*rc::gen::inRange(1, 10000));
    file.head.payer_name = some_name(encoding);
    const auto count = static_cast<std::uint64_t>(*rc::gen::inRange(5, 30));
    file.head.count = count;
    file.head.total = Money{};
    for (std::uint64_t number = 1; number <= count; ++number) {
        file.instructions.push_back(some_instruction(number, encoding));
        file.head.total = sum(file.head.total, file.instructions.back().amount);
    }
    return file;
}

// Count and total are known from the rows, whether or not the layout declares them.
Record carried_head(const FileHead& head, const FileShape& shape) {
    Record record = carried(to_record(head), shape);
    record.set(Field::count, static_cast<std::int64_t>(head.count));
    record.set(Field::total, head.total.fen());
    return record;
}

void check_payments_come_back(const Layout& layout) {
    const PaymentFile file = some_payments(layout.payment.encoding);
    const auto bytes = write_payment_file(layout, file);
    if (!bytes) RC_FAIL(all_words(bytes.error()));
    const auto read = read_payment_file(layout, *bytes, "payment.txt");
    if (!read) RC_FAIL(all_words(read.error()));
    check_same(to_record(read->head), carried_head(file.head, layout.payment));
    RC_ASSERT(read->instructions.size() == file.instructions.size());
    for (std::size_t i = 0; i < file.instructions.size(); ++i) {
        Record expected = carried(to_record(file.instructions[i]), layout.payment);
        expected.set(Field::number, static_cast<std::int64_t>(i + 1));
        check_same(to_record(read->instructions[i]), expected);
    }
}

OutcomeLine some_outcome(const Instruction& instruction) {
    OutcomeLine line;
    line.number = instruction.number;
    line.serial = instruction.serial;
    line.account = instruction.account;
    line.name = instruction.name;
    line.amount = instruction.amount;
    line.memo = instruction.memo;
    line.status = *rc::gen::element(OutcomeStatus::paid, OutcomeStatus::failed, OutcomeStatus::pending);
    if (line.status == OutcomeStatus::failed)
        line.reason = *rc::gen::elementOf(std::vector<Reason>(all_reasons().begin() + 2, all_reasons().end()));
    return line;
}

void check_outcomes_come_back(const Layout& layout) {
    const PaymentFile file = some_payments(layout.result->encoding);
    std::vector<OutcomeLine> lines;
    for (const Instruction& instruction : file.instructions) lines.push_back(some_outcome(instruction));
    std::string bytes;
    const auto written = write_result_file(layout, file.head, lines, [&](std::string_view more) { bytes += more; });
    if (!written) RC_FAIL(all_words(written.error()));
    const auto read = read_result_file(layout, bytes, "result.txt");
    if (!read) RC_FAIL(all_words(read.error()));
    RC_ASSERT(read->head.total == file.head.total);
    RC_ASSERT(read->lines.size() == lines.size());
    for (std::size_t i = 0; i < lines.size(); ++i) {
        RC_ASSERT(read->lines[i].status == lines[i].status);
        if (layout.result->carries(Field::reason) && lines[i].reason)
            RC_ASSERT(read->lines[i].reason == lines[i].reason);
        OutcomeLine words = lines[i];
        words.status_text = read->lines[i].status_text;
        words.reason_text = read->lines[i].reason_text;
        check_same(to_record(read->lines[i]), carried(to_record(words), *layout.result));
    }
}

}  // namespace

TEST_CASE("Payments written in a delivered layout are read back the same") {
    for (const auto& delivered : delivered_layouts()) {
        CAPTURE(delivered.name);
        const Layout layout = the_layout(delivered.name);
        if (layout.has_payment())
            REQUIRE(rc::check(std::string{delivered.name}, [&] { check_payments_come_back(layout); }));
    }
}

TEST_CASE("Outcomes written in a delivered layout are read back the same") {
    for (const auto& delivered : delivered_layouts()) {
        CAPTURE(delivered.name);
        const Layout layout = the_layout(delivered.name);
        if (layout.result) REQUIRE(rc::check(std::string{delivered.name}, [&] { check_outcomes_come_back(layout); }));
    }
}

TEST_CASE("The same payments give the same bytes") {
    const Layout layout = the_layout("ccb");
    const PaymentFile file = sample_payments(layout.payment.encoding);
    CHECK(write_payment_file(layout, file).value() == write_payment_file(layout, file).value());
}

TEST_CASE("A damaged file is refused or read, whatever was damaged") {
    for (const auto& delivered : delivered_layouts()) {
        CAPTURE(delivered.name);
        const Layout layout = the_layout(delivered.name);
        if (layout.payment.message || !layout.has_payment()) continue;  // message_test.cpp, statement_file_test.cpp
        const std::string payment = golden(delivered.name, "payment", layout.payment);
        const std::string result = layout.result ? golden(delivered.name, "result", *layout.result) : std::string{};
        REQUIRE(rc::check(std::string{delivered.name}, [&] {
            std::string bytes = *rc::gen::arbitrary<bool>() || result.empty() ? payment : result;
            const auto hits = *rc::gen::inRange(1, 4);
            for (int hit = 0; hit < hits; ++hit) {
                const auto at = *rc::gen::inRange<std::size_t>(0, bytes.size());
                bytes[at] = static_cast<char>(*rc::gen::inRange(0, 256));
            }
            const auto payments = read_payment_file(layout, bytes, "damaged.txt");
            if (payments) RC_ASSERT(payments->instructions.size() == payments->head.count);
            const auto outcomes = read_result_file(layout, bytes, "damaged.txt");
            if (outcomes) RC_ASSERT(outcomes->lines.size() == outcomes->head.count);
            if (!payments && payments.error().is(ReadError::row_refused))
                RC_ASSERT_FALSE(payments.error().findings().empty());
        }));
    }
}
