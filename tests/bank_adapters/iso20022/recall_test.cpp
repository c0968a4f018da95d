// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/iso20022/recall.hpp"

#include <catch2/catch.hpp>
#include <sstream>

#include "bank_adapters/iso20022/message_time.hpp"
#include "bank_adapters/iso20022/recall_answer.hpp"
#include "tests/bank_adapters/damage.hpp"
#include "tests/bank_adapters/iso20022/schema.hpp"
#include "tests/bank_adapters/iso20022/some_payments.hpp"
#include "tests/bank_adapters/read_file.hpp"

using namespace mingzhang;
using namespace mingzhang::bank;
using namespace mingzhang::bank::iso20022;
using namespace mingzhang::bank::iso20022::test;
using Level = PaymentStatusLine::Level;

namespace {

constexpr const char* version = "camt.056.001.08";

struct Request {
    RecallHead head;
    std::vector<Recall> recalls;
};

Request sample() {
    Request request{{.id = "20221010-R3",
                     .asker = "永新镇财政所",
                     .bank_code = "102100099996",
                     .created_at = parse_message_time("2022-10-10T09:02:03+08:00"),
                     .order_id = "20221009-B12",
                     .order_version = "pain.001.001.09"},
                    {{"B12-000001", Money::fen(114'300), RecallReason::duplicate},
                     {"B12-000002", Money::fen(1), RecallReason::deceased},
                     {"B12-000003", Money::fen(62'650), RecallReason::deceased, "2022-09-30"},
                     {"B12-000004", Money::fen(100), RecallReason::technical, "同一文件传了两次"}}};
    for (const Recall& recall : request.recalls) {
        ++request.head.count;
        request.head.total = sum(request.head.total, recall.amount);
    }
    return request;
}

std::string written(const Request& request) {
    const RecallWriter writer{request.head};
    REQUIRE(writer.faults_of_head() == std::vector<OrderFault>{});
    std::string bytes;
    writer.begin(bytes);
    for (const Recall& recall : request.recalls) {
        REQUIRE(writer.faults_of(recall) == std::vector<OrderFault>{});
        writer.recall(recall, bytes);
    }
    writer.end(bytes);
    return bytes;
}

Request some_request() {
    Request request = sample();
    request.head.id = "R" + some_digits(1, 34);
    request.head.asker = some_text(1, 20);
    request.head.bank_code = some_bank();
    request.head.order_id = some_text(1, 7);
    request.recalls.clear();
    request.head.count = static_cast<std::uint64_t>(*rc::gen::inRange(1, 20));
    request.head.total = {};
    for (std::uint64_t number = 1; number <= request.head.count; ++number) {
        const auto reason = static_cast<RecallReason>(*rc::gen::inRange(0, 8));
        request.recalls.push_back({fmt::format("B12-{:06}", number),
                                   Money::fen(*rc::gen::inRange<std::int64_t>(1, 10'000'000)), reason,
                                   some_text(0, 15)});
        request.head.total = sum(request.head.total, request.recalls.back().amount);
    }
    return request;
}

Result<std::vector<PaymentStatusLine>, Refusal> answer(std::string_view elements) {
    std::istringstream stream{fmt::format("<Document><RsltnOfInvstgtn>{}</RsltnOfInvstgtn></Document>", elements)};
    std::vector<PaymentStatusLine> lines;
    auto read =
        read_recall_answer(stream, "answer.xml", [&](const RecallAnswerLine& line) { lines.push_back(line.said); });
    if (!read) return pass_on(read);
    return lines;
}

}  // namespace

TEST_CASE("A recall is written byte for byte") {
    const std::string bytes = written(sample());
    CHECK(bytes == mingzhang::test::read_file(
                       fmt::format("{}/tests/data/samples/orders/{}.xml", MINGZHANG_SOURCE_DIR, version)));
    CHECK(schema_faults(version, bytes) == "");
}

TEST_CASE("Any recalls give a message that is valid by its schema and reads back as they were") {
    REQUIRE(rc::check(version, [] {
        const Request request = some_request();
        const std::string bytes = written(request);
        RC_ASSERT(schema_faults(version, bytes) == "");
        std::istringstream stream{bytes};
        std::vector<Recall> read;
        const auto head = read_recall(stream, "recall.xml", [&](const Recall& one) { read.push_back(one); });
        RC_ASSERT(head.has_value());
        RC_ASSERT(*head == request.head);
        RC_ASSERT(read == request.recalls);
    }));
}

TEST_CASE("A damaged recall is refused or read, whatever was damaged") {
    const std::string good = written(sample());
    REQUIRE(rc::check("damaged recalls", [&] {
        std::istringstream stream{*mingzhang::test::damaged(good)};
        std::uint64_t recalls = 0;
        const auto head = read_recall(stream, "recall.xml", [&](const Recall&) { ++recalls; });
        if (head) RC_ASSERT(head->count == recalls);
    }));
}

TEST_CASE("Each reason has a code of the list, and a death says it in words too") {
    struct Row {
        RecallReason reason;
        const char* code_text;
        const char* iso;
    };
    for (const Row& row :
         {Row{RecallReason::duplicate, "duplicate", "DUPL"}, Row{RecallReason::requested, "requested", "CUST"},
          Row{RecallReason::technical, "technical", "TECH"}, Row{RecallReason::fraud, "fraud", "FRAD"},
          Row{RecallReason::wrong_account, "wrong_account", "AC03"},
          Row{RecallReason::wrong_amount, "wrong_amount", "AM09"}, Row{RecallReason::undue, "undue", "UPAY"},
          Row{RecallReason::deceased, "deceased", "UPAY"}}) {
        CHECK(code(row.reason) == row.code_text);
        CHECK(iso_code(row.reason) == row.iso);
        CHECK(parse_recall_reason(row.code_text) == row.reason);
        CHECK_FALSE(name(row.reason).zh.empty());
    }
    CHECK_FALSE(parse_recall_reason("regret").has_value());
}

TEST_CASE("What a recall cannot carry is named by its field") {
    const RecallWriter writer{sample().head};
    const auto field = [&](const Recall& recall) {
        const auto faults = writer.faults_of(recall);
        REQUIRE(faults.size() == 1);
        return std::string{faults.front().field};
    };
    const Recall good = sample().recalls.front();
    Recall recall = good;
    recall.serial = "";
    CHECK(field(recall) == "serial");
    recall = good;
    recall.amount = Money{};
    CHECK(field(recall) == "amount");
    recall = good;
    for (int i = 0; i < 106; ++i) recall.note += "字";
    CHECK(field(recall) == "note");
    RecallHead head = sample().head;
    head.order_id = "";
    REQUIRE(RecallWriter{head}.faults_of_head().size() == 1);
    CHECK(RecallWriter{head}.faults_of_head().front().field == "order_id");
}

TEST_CASE("An answer tells payment by payment whether the bank agrees, refuses or is still asking") {
    const auto lines = answer(
        R"(<Sts><Conf>PECR</Conf></Sts><CxlDtls><OrgnlGrpInfAndSts><OrgnlMsgId>B12</OrgnlMsgId>
           <GrpCxlSts>PACR</GrpCxlSts></OrgnlGrpInfAndSts>
           <TxInfAndSts><OrgnlInstrId>I1</OrgnlInstrId><OrgnlEndToEndId>B12-000001</OrgnlEndToEndId>
           <TxCxlSts>ACCR</TxCxlSts></TxInfAndSts>
           <TxInfAndSts><OrgnlEndToEndId>B12-000002</OrgnlEndToEndId><TxCxlSts>RJCR</TxCxlSts><CxlStsRsnInf><Rsn>
           <Cd>ARDT</Cd></Rsn><AddtlInf>已退回</AddtlInf></CxlStsRsnInf></TxInfAndSts>
           <TxInfAndSts><OrgnlEndToEndId>B12-000003</OrgnlEndToEndId><TxCxlSts>PDCR</TxCxlSts></TxInfAndSts>
           </CxlDtls>)");
    REQUIRE(lines.has_value());
    CHECK(*lines == std::vector<PaymentStatusLine>{
                        {Level::file, "", "", PaymentStatus::partly_accepted, "PECR"},
                        {Level::file, "B12", "", PaymentStatus::partly_accepted, "PACR"},
                        {Level::payment, "I1", "B12-000001", PaymentStatus::accepted, "ACCR"},
                        {Level::payment, "", "B12-000002", PaymentStatus::rejected, "RJCR", "ARDT", "已退回"},
                        {Level::payment, "", "B12-000003", PaymentStatus::pending, "PDCR"},
                    });
}

TEST_CASE("A payment an answer says nothing of by itself has the answer of the whole") {
    for (const auto& [conf, status] :
         {std::pair{"CNCL", PaymentStatus::accepted}, std::pair{"RJCR", PaymentStatus::rejected},
          std::pair{"PDCR", PaymentStatus::pending}}) {
        const auto lines =
            answer(fmt::format("<Sts><Conf>{}</Conf></Sts><CxlDtls><TxInfAndSts><OrgnlEndToEndId>"
                               "B12-000001</OrgnlEndToEndId></TxInfAndSts></CxlDtls>",
                               conf));
        REQUIRE(lines.has_value());
        REQUIRE(lines->size() == 2);
        CHECK(lines->back().status == status);
        CHECK(lines->back().status_code == conf);
    }
}

TEST_CASE("An answer of several requests tells of each payment what it answers, and what holds of its group") {
    std::istringstream stream{
        "<Document><RsltnOfInvstgtn><Assgnmt><Id>A1</Id></Assgnmt><RslvdCase><Id>W</Id></RslvdCase>\n"
        "<Sts><Conf>PDCR</Conf></Sts>\n"
        "<CxlDtls><OrgnlGrpInfAndSts><OrgnlGrpCxlId>R1</OrgnlGrpCxlId><OrgnlMsgId>M1</OrgnlMsgId>"
        "<GrpCxlSts>RJCR</GrpCxlSts><CxlStsRsnInf><Rsn><Cd>CUST</Cd></Rsn></CxlStsRsnInf></OrgnlGrpInfAndSts>\n"
        "<OrgnlPmtInfAndSts><RslvdCase><Id>G</Id></RslvdCase><OrgnlPmtInfId>P</OrgnlPmtInfId>"
        "<PmtInfCxlSts>ACCR</PmtInfCxlSts>\n"
        "<TxInfAndSts><OrgnlEndToEndId>1</OrgnlEndToEndId></TxInfAndSts>\n"
        "<TxInfAndSts><OrgnlEndToEndId>2</OrgnlEndToEndId><TxCxlSts>PDCR</TxCxlSts></TxInfAndSts>"
        "</OrgnlPmtInfAndSts>\n"
        "<TxInfAndSts><OrgnlEndToEndId>3</OrgnlEndToEndId></TxInfAndSts></CxlDtls>\n"
        "<CxlDtls><TxInfAndSts><RslvdCase><Id>R2</Id></RslvdCase><OrgnlGrpInf><OrgnlMsgId>M2</OrgnlMsgId></OrgnlGrpInf>"
        "<OrgnlEndToEndId>4</OrgnlEndToEndId></TxInfAndSts></CxlDtls></RsltnOfInvstgtn></Document>"};
    std::vector<RecallAnswerLine> lines;
    REQUIRE(read_recall_answer(stream, "answer.xml", [&](const RecallAnswerLine& line) { lines.push_back(line); }));
    std::erase_if(lines, [](const RecallAnswerLine& line) { return line.said.level != Level::payment; });
    REQUIRE(lines.size() == 4);
    struct Row {
        PaymentStatus status;
        const char* reason;
        std::size_t row, details;
        std::vector<std::string> cases;
        const char* order_id;
    };
    const std::vector<Row> expected{{PaymentStatus::accepted, "", 5, 1, {"G", "R1", "W"}, "M1"},
                                    {PaymentStatus::pending, "", 6, 1, {"G", "R1", "W"}, "M1"},
                                    {PaymentStatus::rejected, "CUST", 7, 1, {"R1", "W"}, "M1"},
                                    {PaymentStatus::pending, "", 8, 2, {"R2", "W"}, "M2"}};
    for (std::size_t at = 0; at < lines.size(); ++at) {
        CAPTURE(at);
        CHECK(lines[at].said.status == expected[at].status);
        CHECK(lines[at].said.reason == expected[at].reason);
        CHECK(lines[at].row == expected[at].row);
        CHECK(lines[at].details == expected[at].details);
        CHECK(lines[at].cases == expected[at].cases);
        CHECK(lines[at].order_id == expected[at].order_id);
    }
}

TEST_CASE("Answers one behind the other speak each for themselves, and another message refuses the file") {
    const std::string whole =
        "<Document><RsltnOfInvstgtn><RslvdCase><Id>W</Id></RslvdCase><Sts><Conf>CNCL</Conf></Sts><CxlDtls><TxInfAndSts>"
        "<OrgnlEndToEndId>1</OrgnlEndToEndId></TxInfAndSts></CxlDtls></RsltnOfInvstgtn></Document>\n";
    const std::string silent =
        "<Document><RsltnOfInvstgtn><CxlDtls><TxInfAndSts><OrgnlEndToEndId>2</OrgnlEndToEndId></TxInfAndSts></CxlDtls>"
        "</RsltnOfInvstgtn></Document>\n";
    std::vector<RecallAnswerLine> payments;
    std::istringstream both{whole + silent};
    REQUIRE(read_recall_answer(both, "answer.xml", [&](const RecallAnswerLine& line) {
        if (line.said.level == Level::payment) payments.push_back(line);
    }));
    REQUIRE(payments.size() == 2);
    CHECK(payments[0].said.status == PaymentStatus::accepted);
    CHECK(payments[1].said.status == PaymentStatus::not_given);
    CHECK(payments[1].cases.empty());
    CHECK(payments[1].row == 2);

    std::istringstream mixed{whole + "<Document><CstmrPmtStsRpt/></Document>"};
    const auto refused = read_recall_answer(mixed, "answer.xml", [](const RecallAnswerLine&) {});
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().findings().at(0).row == 2);
    CHECK(refused.error().findings().at(0).column == "CstmrPmtStsRpt");
}

TEST_CASE("An answer nobody knows, and a report on payments, are no answer to a recall") {
    const auto unknown = answer("<Sts><Conf>MODI</Conf></Sts>");
    REQUIRE_FALSE(unknown.has_value());
    CHECK(unknown.error().is(StatementRefusal::fault));
    CHECK(unknown.error().findings().front().column == "Sts/Conf");
    // What accepts a payment does not accept a recall.
    CHECK_FALSE(answer("<CxlDtls><TxInfAndSts><TxCxlSts>ACCP</TxCxlSts></TxInfAndSts></CxlDtls>").has_value());
    std::istringstream report{"<Document><CstmrPmtStsRpt/></Document>"};
    const auto read = read_recall_answer(report, "status.xml", [](const RecallAnswerLine&) {});
    REQUIRE_FALSE(read.has_value());
    CHECK(read.error().is(StatementRefusal::not_this_format));
    std::istringstream again{report.str()}, resolution{"<Document><RsltnOfInvstgtn/></Document>"};
    CHECK_FALSE(is_recall_answer(again));
    CHECK(is_recall_answer(resolution));
}

TEST_CASE("The sample of an answer is valid by its schema") {
    CHECK(schema_faults("camt.029.001.09", mingzhang::test::read_file(std::string{MINGZHANG_SOURCE_DIR} +
                                                                      "/tests/data/samples/inspect/recall.xml")) == "");
}
