// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/iso20022/payment_order.hpp"

#include <catch2/catch.hpp>
#include <sstream>

#include "bank_adapters/iso20022/message_time.hpp"
#include "tests/bank_adapters/iso20022/schema.hpp"
#include "tests/bank_adapters/iso20022/some_payments.hpp"
#include "tests/bank_adapters/read_file.hpp"

using namespace mingzhang;
using namespace mingzhang::bank;
using namespace mingzhang::bank::iso20022;
using namespace mingzhang::bank::iso20022::test;

namespace {

constexpr PaymentOrderVersion versions[] = {PaymentOrderVersion::v03, PaymentOrderVersion::v09};

std::string written(PaymentOrderVersion version, const PaymentFile& file) {
    const PaymentOrderWriter writer{version, "20221009-B12", file.head};
    REQUIRE(writer.faults_of_head() == std::vector<OrderFault>{});
    std::string bytes;
    writer.begin(bytes);
    for (const Instruction& instruction : file.instructions) {
        REQUIRE(writer.faults_of(instruction) == std::vector<OrderFault>{});
        writer.payment(instruction, bytes);
    }
    writer.end(bytes);
    return bytes;
}

Instruction payment(std::uint64_t number, const char* account, const char* name, std::int64_t amount) {
    Instruction instruction{
        number, fmt::format("B12-{:06}", number), *AccountNumber::parse(account), name, Money::fen(amount), "10月低保"};
    instruction.bank_code = "105100000017";
    return instruction;
}

// Invented people.
PaymentFile sample() {
    PaymentFile file;
    file.head.date = Date{std::chrono::year{2022}, std::chrono::October, std::chrono::day{9}};
    file.head.created_at = parse_message_time("2022-10-09T09:02:03+08:00");
    file.head.payer_account = *AccountNumber::parse("6299990000009999");
    file.head.payer_name = "永新镇财政所";
    file.head.payer_bank_code = "102100099996";
    file.head.count = 3;
    file.head.total = Money::fen(176'951);
    file.instructions = {payment(1, "6299990000000011", "王小明", 114'300),
                         payment(2, "6299990000000012", "䶮𬱖", 1),
                         payment(3, "6299990000000013", "李·阿依", 62'650)};
    file.instructions[2].memo = "";
    file.instructions[2].bank_code = "ABOCCNBJ110";
    return file;
}

std::string only_field(const std::vector<OrderFault>& faults) {
    REQUIRE(faults.size() == 1);
    CHECK_FALSE(faults.front().reason.zh.empty());
    return std::string{faults.front().field};
}

}  // namespace

TEST_CASE("A payment order is written byte for byte, in both versions") {
    for (const PaymentOrderVersion version : versions) {
        CAPTURE(code(version));
        const std::string bytes = written(version, sample());
        CHECK(bytes == mingzhang::test::read_file(
                           fmt::format("{}/tests/data/samples/orders/{}.xml", MINGZHANG_SOURCE_DIR, code(version))));
        CHECK(schema_faults(code(version), bytes) == "");
    }
}

TEST_CASE("Any payments give a message that is valid by its schema and reads back as they were") {
    for (const PaymentOrderVersion version : versions) {
        REQUIRE(rc::check(std::string{code(version)}, [version] {
            const PaymentFile file = some_payments();
            const std::string bytes = written(version, file);
            RC_ASSERT(schema_faults(code(version), bytes) == "");
            std::istringstream stream{bytes};
            std::vector<Instruction> read;
            const auto order =
                read_payment_order(stream, "order.xml", [&](const Instruction& one) { read.push_back(one); });
            RC_ASSERT(order.has_value());
            RC_ASSERT(order->version == code(version));
            RC_ASSERT(order->message_id == "20221009-B12");
            RC_ASSERT(order->head == file.head);
            RC_ASSERT(read == file.instructions);
            RC_ASSERT(order->declared_count == file.head.count);
            RC_ASSERT(order->declared_total == file.head.total);
        }));
    }
}

TEST_CASE("What a message cannot carry is named by its field and not written") {
    struct Row {
        const char* says;
        std::string Instruction::*place;
        std::string value;
        const char* field;  // Empty: it is taken.
    };
    std::string longest;
    for (int i = 0; i < 140; ++i) longest += "䶮";
    const std::vector<Row> rows{
        {"no name", &Instruction::name, "", "name"},
        {"140 characters, whatever their bytes", &Instruction::name, longest, ""},
        {"141 characters", &Instruction::name, longest + "A", "name"},
        {"a control character", &Instruction::name, "王\x01明", "name"},
        {"a tab", &Instruction::name, "王\t明", "name"},
        {"a line break", &Instruction::memo, "10月\n低保", "memo"},
        {"a line break of Unicode", &Instruction::memo, "10月\u2028低保", "memo"},
        {"no character of XML", &Instruction::name, "王\uFFFE", "name"},
        {"bytes that are no text", &Instruction::name, "王\xFF", "name"},
        {"a blank nobody sees at the end", &Instruction::name, "王小明\u3000", "name"},
        {"a private character", &Instruction::name, "王\uE78D", ""},
        {"a plane-2 character", &Instruction::name, "王\U0002CC56", ""},
        {"no memo", &Instruction::memo, "", ""},
        {"no bank", &Instruction::bank_code, "", "bank_code"},
        {"a bank number cut short", &Instruction::bank_code, "10510000001", "bank_code"},
        {"a BIC in small letters", &Instruction::bank_code, "icbkcnbj", "bank_code"},
        {"a BIC", &Instruction::bank_code, "ICBKCNBJ", ""},
        {"no serial", &Instruction::serial, "", "serial"},
        {"a serial of 36", &Instruction::serial, std::string(36, 'B'), "serial"},
    };
    const PaymentFile file = sample();
    const PaymentOrderWriter writer{PaymentOrderVersion::v09, "M1", file.head};
    for (const Row& row : rows) {
        CAPTURE(row.says);
        Instruction instruction = file.instructions.front();
        instruction.*row.place = row.value;
        const auto faults = writer.faults_of(instruction);
        if (*row.field == '\0')
            CHECK(faults.empty());
        else
            CHECK(only_field(faults) == row.field);
    }
}

TEST_CASE("A head that lacks something is refused by the name of it") {
    const FileHead whole = sample().head;
    const auto field = [](const FileHead& head, std::string id = "M1") {
        return only_field(PaymentOrderWriter{PaymentOrderVersion::v03, std::move(id), head}.faults_of_head());
    };
    FileHead head = whole;
    head.payer_bank_code = "";
    CHECK(field(head) == "payer_bank_code");
    head = whole;
    head.payer_account.reset();
    CHECK(field(head) == "payer_account");
    head = whole;
    head.date.reset();
    CHECK(field(head) == "date");
    head = whole;
    head.created_at.reset();
    CHECK(field(head) == "created_at");
    head = whole;
    head.payer_name = "";
    CHECK(field(head) == "payer_name");
    CHECK(field(whole, "") == "message_id");
    CHECK(field(whole, std::string(36, 'M')) == "message_id");
}

TEST_CASE("Another message is not read as a payment order") {
    std::istringstream stream{"<Document><CstmrPmtStsRpt/></Document>"};
    const auto order = read_payment_order(stream, "status.xml", [](const Instruction&) {});
    REQUIRE_FALSE(order.has_value());
    CHECK(order.error().is(StatementRefusal::not_this_format));
}

TEST_CASE("A payment in another currency, or with an amount no yuan has, is refused where it stands") {
    const std::string good = written(PaymentOrderVersion::v09, sample());
    struct Row {
        const char* from;
        const char* to;
    };
    for (const Row& row :
         {Row{"Ccy=\"CNY\">1143.00", "Ccy=\"HKD\">1143.00"}, Row{"Ccy=\"CNY\">1143.00", "Ccy=\"CNY\">1143.001"},
          Row{"Ccy=\"CNY\">1143.00", "Ccy=\"CNY\">0.00"}}) {
        CAPTURE(row.to);
        std::string bytes = good;
        bytes.replace(bytes.find(row.from), std::string{row.from}.size(), row.to);
        std::istringstream stream{bytes};
        const auto order = read_payment_order(stream, "order.xml", [](const Instruction&) {});
        REQUIRE_FALSE(order.has_value());
        CHECK(order.error().is(StatementRefusal::fault));
        CHECK(order.error().findings().front().row == 5);
    }
}

TEST_CASE("Moments of a message are read with their offset, and written with China's") {
    CHECK(message_time(*parse_message_time("2022-10-09T01:02:03Z")) == "2022-10-09T09:02:03+08:00");
    CHECK(message_time(*parse_message_time("2022-10-09T01:02:03.123-01:30")) == "2022-10-09T10:32:03+08:00");
    CHECK(message_time(*parse_message_time("2022-10-09T09:02:03")) == "2022-10-09T09:02:03+08:00");
    for (const char* wrong : {"", "2022-10-09", "2022-02-30T01:02:03", "2022-10-09T24:02:03", "2022-10-09T01:60:03",
                              "2022-10-09T01:02:60", "2022-10-09T01:02:03X", "2022-10-09T01:02:03+8"}) {
        CAPTURE(wrong);
        CHECK_FALSE(parse_message_time(wrong).has_value());
    }
}
