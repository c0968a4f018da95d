// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// Layouts whose files are ISO 20022 messages: chosen, limited and refused like any other. What the messages hold is
// tested in tests/bank_adapters/iso20022.
#include <fmt/format.h>
#include <rapidcheck.h>

#include "tests/bank_adapters/damage.hpp"
#include "tests/bank_adapters/layouts/sample.hpp"

using namespace mingzhang;
using namespace mingzhang::bank;
using namespace mingzhang::bank::layouts;
using namespace mingzhang::bank::layouts::test;

namespace {

Layout message_layout(std::string_view lines) {
    return a_layout(fmt::format("message = \"pain.001.001.09\"\nmessage_id = \"{{date}}-B{{batch}}\"\n{}", lines));
}

std::string refused_field(const Layout& layout, const FileHead& head) {
    const auto file_name = payment_file_name(layout, head);
    REQUIRE_FALSE(file_name.has_value());
    CHECK(file_name.error().is(WriteError::head_field_missing));
    return file_name.error().what().en;
}

}  // namespace

TEST_CASE("The delivered message layouts write the version they are named for") {
    for (const char* version : {"03", "09"}) {
        const Layout layout = the_layout(fmt::format("iso20022-{}", version));
        const PaymentFile file = sample_payments(FileEncoding::gb18030);
        const auto bytes = write_payment_file(layout, file);
        if (!bytes) FAIL(all_words(bytes.error()));
        CHECK(bytes->find(fmt::format("xsd:pain.001.001.{}\"", version)) != std::string::npos);
        CHECK(bytes->find("<MsgId>20221009-B12</MsgId>") != std::string::npos);
        CHECK(payment_file_name(layout, file.head).value() == "pain001_20221009_0012.xml");
        CHECK(*bytes == write_payment_file(layout, file).value());
    }
}

TEST_CASE("The file says how many payments, how much money and how many bytes") {
    const PaymentFile file = sample_payments(FileEncoding::gb18030);
    auto next = file.instructions.begin();
    std::string bytes;
    const auto written = write_payment_file(
        the_layout("iso20022-09"), file.head, [&] { return next == file.instructions.end() ? nullptr : &*next++; },
        [&](std::string_view more) { bytes += more; });
    REQUIRE(written.has_value());
    CHECK(*written == Written{5, fen(277161), bytes.size()});
}

TEST_CASE("Characters the bank's books cannot carry are refused with row and serial, though UTF-8 could") {
    const Layout layout = message_layout("characters = \"GBK\"");
    std::string handed_out;
    const auto bytes = write_payment_file(layout, sample_payments(FileEncoding::gb18030));
    REQUIRE_FALSE(bytes.has_value());
    CHECK(bytes.error().is(WriteError::row_refused));
    const Finding finding = only_finding(bytes.error());
    CHECK(finding.row == 3);
    CHECK(finding.column == "name");
    CHECK(finding.value == "B12-000003");
    CHECK(write_payment_file(message_layout("characters = \"UTF-8\""), sample_payments(FileEncoding::gb18030)));
}

TEST_CASE("All that is wrong is named at once, and nothing is handed out after the first of it") {
    PaymentFile file = sample_payments(FileEncoding::gb18030);
    file.instructions[0].name = "王\x02";
    file.instructions[2].bank_code = "";
    file.instructions[4].amount = fen(0);
    auto next = file.instructions.begin();
    std::size_t pieces = 0;
    const auto written = write_payment_file(
        the_layout("iso20022-03"), file.head, [&] { return next == file.instructions.end() ? nullptr : &*next++; },
        [&](std::string_view) { ++pieces; });
    REQUIRE_FALSE(written.has_value());
    CHECK(pieces == 0);
    const auto& findings = written.error().findings();
    REQUIRE(findings.size() == 3);
    CHECK(findings[0].value == "B12-000001");
    CHECK(findings[1].column == "bank_code");
    CHECK(findings[2].column == "amount");
}

TEST_CASE("Count, total and limits are held as in any payment file") {
    const PaymentFile good = sample_payments(FileEncoding::gb18030);
    PaymentFile file = good;
    file.head.count = 4;
    CHECK(write_payment_file(the_layout("iso20022-09"), file).error().is(WriteError::count_differs));
    file = good;
    file.head.total = fen(277160);
    CHECK(write_payment_file(the_layout("iso20022-09"), file).error().is(WriteError::total_differs));
    CHECK(write_payment_file(message_layout("limits = { rows_max = 4 }"), good).error().is(WriteError::too_many_rows));
    CHECK(write_payment_file(message_layout("limits = { amount_max = \"1000.00\" }"), good)
              .error()
              .is(WriteError::row_refused));
}

TEST_CASE("What the message needs of the bank account is asked for before the day of payment") {
    FileHead head = sample_head();
    head.payer_bank_code = "";
    CHECK(refused_field(the_layout("iso20022-09"), head).find("payer_bank_code") != std::string::npos);
    head = sample_head();
    head.payer_bank_code = "1234";
    CHECK(refused_field(the_layout("iso20022-03"), head).find("payer_bank_code") != std::string::npos);
}

TEST_CASE("A message read back knows the batch by its number") {
    const Layout layout = the_layout("iso20022-09");
    const PaymentFile file = sample_payments(FileEncoding::gb18030);
    const auto read = read_payment_file(layout, write_payment_file(layout, file).value(), "back.xml");
    REQUIRE(read.has_value());
    CHECK(read->head.batch == 12);
    CHECK(read->head.created_at == file.head.created_at);
    CHECK(read->instructions.size() == 5);
}

TEST_CASE("A message whose control sum or count is another than its payments is refused") {
    const Layout layout = the_layout("iso20022-09");
    const std::string good = write_payment_file(layout, sample_payments(FileEncoding::gb18030)).value();
    std::string bytes = good;
    bytes.replace(bytes.find("<NbOfTxs>5"), 10, "<NbOfTxs>6");
    CHECK(read_payment_file(layout, bytes, "a.xml").error().is(ReadError::count_differs));
    bytes = good;
    bytes.replace(bytes.find("<CtrlSum>2771.61"), 16, "<CtrlSum>2771.62");
    CHECK(read_payment_file(layout, bytes, "a.xml").error().is(ReadError::total_differs));
    CHECK(read_payment_file(layout, "", "a.xml").error().is(ReadError::empty_file));
}

TEST_CASE("A damaged message is refused or read, whatever was damaged") {
    const Layout layout = the_layout("iso20022-09");
    const std::string good = write_payment_file(layout, sample_payments(FileEncoding::gb18030)).value();
    REQUIRE(rc::check("damaged orders", [&] {
        const auto read = read_payment_file(layout, *mingzhang::test::damaged(good), "damaged.xml");
        if (read) RC_ASSERT(read->instructions.size() == read->head.count);
    }));
}

TEST_CASE("A layout names its message, its number and nothing else of rows") {
    const auto faults = [](std::string_view lines) {
        const auto layout = load_layout(
            fmt::format("name = \"test\"\ntitle = {{ zh = \"测试\", en = \"test\" }}\nsource = \"invented\"\n"
                        "warning = {{ zh = \"仅供测试\", en = \"for tests\" }}\n[payment]\nfile_name = \"a.xml\"\n{}",
                        lines),
            "test.toml");
        REQUIRE_FALSE(layout.has_value());
        return only_finding(layout.error()).column;
    };
    CHECK(faults("message = \"pain.008.001.02\"\nmessage_id = \"{batch}\"") == "payment.message");
    CHECK(faults("message = \"pain.001.001.09\"") == "payment.message_id");
    CHECK(faults("message = \"pain.001.001.09\"\nmessage_id = \"{nobody}\"") == "payment.message_id");
    CHECK(faults("message = \"pain.001.001.09\"\nmessage_id = \"{batch}\"\nseparator = \"|\"") == "payment.separator");
}
