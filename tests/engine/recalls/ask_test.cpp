// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <fstream>
#include <iterator>
#include <sstream>

#include "bank_adapters/iso20022/recall.hpp"
#include "engine/batches/lifecycle.hpp"
#include "engine/recalls/request_file.hpp"
#include "tests/engine/recalls/recall_office.hpp"
#include "tests/support/tamper.hpp"

using namespace mingzhang;
using namespace mingzhang::testing;
using recalls::AskRefusal;
using recalls::RecallReason;

namespace {

std::string bytes_of(const std::filesystem::path& path) {
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{}};
}

Result<recalls::WrittenRequest, Refusal> write(RecallOffice& with, std::int64_t recall) {
    return recalls::write_request(with.office.desk.store(), with.office.sealer, county, recall,
                                  with.office.folder.path() / "outbox");
}

}  // namespace

TEST_CASE("Payments are asked back of a bank of messages by a camt.056, and the worklist waits for its answer") {
    RecallOffice with{BankSpeaks::messages};
    const auto asked = with.ask({1, 3});
    REQUIRE(asked.has_value());
    CHECK(asked->number("recall") == 1);
    CHECK(asked->number("instructions") == 2);
    CHECK(asked->number("total_fen") == 5000);
    CHECK(asked->text("file_name") == "camt056_R1.xml");
    CHECK(with.states(1) == std::vector<std::string>{"asked", "asked"});
    REQUIRE(with.waiting().size() == 1);
    CHECK(with.waiting()[0].what.subject == "R1");
    CHECK(with.waiting()[0].what.amount == yuan(50));

    const auto file = write(with, 1);
    REQUIRE(file.has_value());
    std::istringstream stream{bytes_of(file->path)};
    std::vector<bank::iso20022::Recall> lines;
    const auto head = bank::iso20022::read_recall(stream, "r.xml", [&](const auto& line) { lines.push_back(line); });
    REQUIRE(head.has_value());
    CHECK(head->id == "999901-R1");
    CHECK(head->order_id == "20221017-B1");
    CHECK(head->order_version == "pain.001.001.09");
    REQUIRE(lines.size() == 2);
    CHECK(lines[1].serial == "B1-000003");
    CHECK(lines[1].amount == yuan(40));
    CHECK(lines[1].reason == RecallReason::deceased);
    with.office.check_books();
}

TEST_CASE("The number a recall gives of the message is the one the message has") {
    RecallOffice with{BankSpeaks::messages};
    REQUIRE(with.ask({1}).has_value());
    const std::string order = with.office.payment_file(with.batch);
    CHECK(order.find("<MsgId>20221017-B1</MsgId>") != std::string::npos);
}

TEST_CASE("A bank of rows gets a letter that names file, serial, account, holder and amount") {
    RecallOffice with;
    REQUIRE(with.ask({2}, RecallReason::duplicate, "十月已由乡镇发放").has_value());
    const auto file = write(with, 1);
    REQUIRE(file.has_value());
    const std::string letter = bytes_of(file->path);
    CHECK(letter.starts_with("\xEF\xBB\xBF追回请求书　999901-R1\r\n"));
    CHECK(letter.find(with.office.batch(with.batch).file_name) != std::string::npos);
    CHECK(letter.find("原因：重复发放。十月已由乡镇发放\r\n") != std::string::npos);
    CHECK(letter.find("2\tB1-000002\t629999000002\t测试乙\t20.00\r\n") != std::string::npos);
    CHECK(letter.find("B1-000001") == std::string::npos);
    CHECK(letter.find("共 20.00 元") != std::string::npos);
}

TEST_CASE("A request is the same to the byte whenever it is written, and never replaces another file") {
    RecallOffice with;
    REQUIRE(with.ask({1, 2}).has_value());
    const auto first = write(with, 1);
    REQUIRE(first.has_value());
    CHECK_FALSE(first->was_there);
    const std::string bytes = bytes_of(first->path);
    CHECK(crypto::sha256(bytes).hex() == recalls::find_recall(with.office.sql(), county, 1)->digest);
    with.office.clock.set(with.office.clock.now() + std::chrono::hours{100});
    CHECK(write(with, 1)->was_there);
    std::filesystem::remove(first->path);
    CHECK(bytes_of(write(with, 1)->path) == bytes);
    std::ofstream{first->path, std::ios::trunc} << "x";
    CHECK(write(with, 1).error().is(recalls::RequestFileRefusal::other_content_there));
    CHECK(bytes_of(first->path) == "x");
}

TEST_CASE("A recall names payments that are with the bank and in no open recall") {
    struct Row {
        const char* why;
        std::vector<std::int64_t> instructions;
        AskRefusal expected;
    };
    RecallOffice with;
    posted(with.office, with.batch, {{.instruction = 2, .status = bank::OutcomeStatus::failed, .reason = "账户销户"}});
    REQUIRE(with.ask({3}).has_value());
    for (const Row& row :
         {Row{"none", {}, AskRefusal::nothing_named}, Row{"no such", {9}, AskRefusal::unknown_instruction},
          Row{"zero", {0}, AskRefusal::unknown_instruction}, Row{"came back", {1, 2}, AskRefusal::came_back_before},
          Row{"asked already", {1, 3}, AskRefusal::asked_before_and_open}}) {
        CAPTURE(row.why);
        const auto refused = with.ask(row.instructions);
        REQUIRE_FALSE(refused.has_value());
        CHECK(refused.error().is(row.expected));
    }
    CHECK(with.ask({1}, RecallReason::requested).error().is(AskRefusal::note_missing));
    CHECK(with.office.count("SELECT count(*) FROM recall") == 1);
    CHECK(with.office.count("SELECT count(*) FROM recall_instruction") == 1);
    with.office.check_books();
}

TEST_CASE("What was not sent yet is not asked back") {
    RecallOffice with;
    with.office.release({{"YX9", 5, 9}});
    const auto created = with.office.create();
    REQUIRE(created.has_value());
    with.batch = created->number("batch");
    CHECK(with.ask({1}).error().is(AskRefusal::batch_not_sent));
    with.batch = 77;
    CHECK(with.ask({1}).error().is(batches::BatchRefusal::unknown_batch));
}

TEST_CASE("Payments may be named by household, and only of households the batch pays") {
    RecallOffice with;
    const auto household = [](const char* no) { return HouseholdNo::parse(no).value(); };
    recalls::AskCall call{county, with.batch, {}, {household("YX3"), household("YX1")}, RecallReason::undue};
    const auto asked = recalls::ask_recall(with.office.desk, with.office.sealer, with.office.liaison, call);
    REQUIRE(asked.has_value());
    CHECK(asked->number("total_fen") == 5000);
    call.households = {household("YX2"), household("YX8")};
    CHECK(recalls::ask_recall(with.office.desk, with.office.sealer, with.office.liaison, call)
              .error()
              .is(AskRefusal::household_not_there));
    call.instructions = {2};
    CHECK(recalls::ask_recall(with.office.desk, with.office.sealer, with.office.liaison, call)
              .error()
              .is(AskRefusal::both_named));
    CHECK(recalls::ask_recall(with.office.desk, with.office.sealer, with.office.auditor,
                              {county, with.batch, {2}, {}, RecallReason::undue})
              .error()
              .is(DeskRefusal::role_may_not));
}

TEST_CASE("A note the message cannot carry is refused before anything is committed") {
    RecallOffice with{BankSpeaks::messages};
    const auto refused = with.ask({1}, RecallReason::undue, std::string(106, 'x'));
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().is(recalls::RequestFileRefusal::cannot_be_written));
    REQUIRE(refused.error().findings().size() == 1);
    CHECK(refused.error().findings()[0].column == "note");
    CHECK(with.office.count("SELECT count(*) FROM recall") == 0);
    CHECK(with.waiting().empty());
}

TEST_CASE("The same key asks once") {
    RecallOffice with;
    REQUIRE(with.ask({1}, RecallReason::deceased, "", "k").has_value());
    CHECK(with.ask({1}, RecallReason::deceased, "", "k")->number("recall") == 1);
    CHECK(with.ask({2}, RecallReason::deceased, "", "k").error().is(DeskRefusal::key_used_by_another_command));
    CHECK(with.waiting().size() == 1);
}

TEST_CASE("A payment of a closed batch may be asked back") {
    RecallOffice with;
    posted(with.office, with.batch, {{.instruction = 1}, {.instruction = 2}, {.instruction = 3}});
    REQUIRE(batches::close_batch(with.office.desk, with.office.liaison, county, with.batch, "").has_value());
    CHECK(with.ask({1}).has_value());
    with.office.check_books();
}

TEST_CASE("A request whose rows were changed behind the program's back is not written") {
    RecallOffice with;
    REQUIRE(with.ask({1}, RecallReason::undue, "十月起停保").has_value());
    test::behind_the_programs_back(with.office.desk.store(), "recall", "UPDATE recall SET note = 'x'");
    CHECK(write(with, 1).error().is(recalls::RequestFileRefusal::digest_differs));
    CHECK_FALSE(std::filesystem::exists(with.office.folder.path() / "outbox" / "999901" / "R1"));
}
