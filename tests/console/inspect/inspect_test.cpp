// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <boost/json.hpp>
#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

#include "base/crypto/random.hpp"
#include "console/cli/program.hpp"
#include "console/cli/terminal.hpp"
#include "console/cli/verbs.hpp"
#include "tests/bank_adapters/read_file.hpp"
#include "tests/base/temporary_folder.hpp"
#include "tests/places.hpp"

using namespace mingzhang;
using namespace mingzhang::console;
using mingzhang::test::read_file;

namespace {

struct Answered {
    ExitStatus status;
    std::string out;
    std::string err;
};

// `bank inspect` with these words, in the folder of the samples made for it; no database anywhere.
Answered inspect(std::vector<std::string> words) {
    words.insert(words.begin(), {"bank", "inspect"});
    const FixedClock clock{Instant{}};
    crypto::SeededRandom random{1};
    const World world{{}, clock, random};
    std::istringstream in;
    std::ostringstream out;
    std::ostringstream err;
    Terminal terminal{in, out, err};
    const std::vector<Verb> verbs = inspect_verbs();
    const ExitStatus status = run_program(verbs, world, terminal, words);
    return {status, out.str(), err.str()};
}

std::string sample(const std::string& name) {
    return (std::filesystem::path{MINGZHANG_SOURCE_DIR} / "tests/data" / name).string();
}

// The text names the file as it was asked for; the golden one by its name alone.
std::string with_short_name(std::string text, const std::string& name) {
    const std::string path = sample("samples/inspect/" + name);
    for (std::size_t at = text.find(path); at != std::string::npos; at = text.find(path))
        text.replace(at, path.size(), name);
    return text;
}

boost::json::object document_of(const Answered& answered) {
    return boost::json::parse(answered.out).as_object();
}

}  // namespace

TEST_CASE("a bank's file is shown as it was shown before, to the byte") {
    const auto* name = GENERATE("statement.sta", "statement.xml", "settlement.xml", "status.xml", "recall.xml");
    CAPTURE(name);
    const std::string file = sample(std::string{"samples/inspect/"} + name);
    const Answered as_json = inspect({file, "--json"});
    CHECK(as_json.status == ExitStatus::done);
    CHECK(as_json.out == read_file(file + ".json"));
    const Answered as_text = inspect({file});
    CHECK(as_text.status == ExitStatus::done);
    CHECK(with_short_name(as_text.out, name) == read_file(file + ".txt"));
}

TEST_CASE("what is shown to people has no account number in full, and the document has them as the file does") {
    for (const char* name : {"statement.sta", "statement.xml"}) {
        const std::string file = sample(std::string{"samples/inspect/"} + name);
        for (const char* language : {"zh", "en"}) {
            const Answered shown = inspect({file, "--lang", language});
            CHECK(shown.out.find("629999") == std::string::npos);
            CHECK(shown.out.find("****0026") != std::string::npos);
            CHECK(shown.out.find("****0018") != std::string::npos);
        }
        CHECK(inspect({file, "--json"}).out.find("\"6299990000000000026\"") != std::string::npos);
    }
}

TEST_CASE("every sample gives one document, or a refusal with file, line and reason") {
    for (const auto& [folder, ending] : {std::pair{"mt940", ".sta"}, {"iso20022", ".xml"}})
        for (const auto& path : mingzhang::test::samples(folder, ending)) {
            CAPTURE(path.filename().string());
            const Answered answered = inspect({path.string(), "--json"});
            const auto document = document_of(answered);
            if (answered.status == ExitStatus::done) {
                CHECK(document.at("statements").is_array());
                CHECK(answered.err.empty());
                continue;
            }
            REQUIRE(answered.status == ExitStatus::refused);
            const auto& finding = document.at("findings").as_array().at(0).as_object();
            CHECK(finding.at("row").as_int64() > 0);
            CHECK_FALSE(finding.at("column").as_string().empty());
            CHECK_FALSE(finding.at("reason").as_string().empty());
            CHECK_FALSE(answered.err.empty());
        }
}

TEST_CASE("a result file is read by its layout as one statement") {
    const auto document = document_of(inspect({sample("bank/ccb/result.txt"), "--format", "ccb", "--json"}));
    CHECK(document.at("format") == "ccb");
    const auto& statement = document.at("statements").as_array().at(0).as_object();
    CHECK(statement.at("opening").is_null());
    CHECK(statement.at("closing").is_null());
    CHECK(statement.at("proven").is_null());
    const auto& entries = statement.at("entries").as_array();
    REQUIRE(entries.size() == 5);
    const auto& paid = entries.at(0).as_object();
    CHECK(paid.at("amount") == "-1143.00");
    CHECK(paid.at("status") == "booked");
    CHECK(paid.at("transactions").as_array().at(0).as_object().at("end_to_end_id") == "B12-000001");
    const auto& failed = entries.at(1).as_object();
    CHECK(failed.at("status") == "info");
    CHECK(failed.at("transactions").as_array().at(0).as_object().at("return_reason") == "BE01");
    CHECK(entries.at(2).as_object().at("status") == "pending");
}

TEST_CASE("a statement of net banking is read by its layout like one of camt") {
    const Answered answered =
        inspect({sample("samples/statements/latest_last.csv"), "--format", "statement-csv", "--json"});
    CAPTURE(answered.err);
    REQUIRE(answered.status == ExitStatus::done);
    const auto document = document_of(answered);
    CHECK(document.at("format") == "statement-csv");
    const auto& statement = document.at("statements").as_array().at(0).as_object();
    CHECK(statement.at("account") == "6299990000009999");
    CHECK(statement.at("proven") == true);
    CHECK(statement.at("opening").as_object().at("amount") == "50.00");
    CHECK(statement.at("closing").as_object().at("amount") == "100050.00");
    const auto& entry = statement.at("entries").as_array().at(1).as_object();
    CHECK(entry.at("amount") == "-515.00");
    CHECK(entry.at("booked_on") == "2022-10-09");
    CHECK(entry.at("transactions").as_array().at(0).as_object().at("name") == "测试甲");

    const Answered sheet =
        inspect({sample("samples/statements/latest_first.xlsx"), "--format", "statement-xlsx", "--json"});
    CAPTURE(sheet.err);
    REQUIRE(sheet.status == ExitStatus::done);
    const auto first = document_of(sheet).at("statements").as_array().at(0).as_object();
    CHECK(first.at("opening").as_object().at("amount") == "100050.00");
    CHECK(first.at("entries").as_array().at(0).as_object().at("booked_on") == "2022-10-09");

    const Answered wrong = inspect({sample("samples/statements/latest_last.csv"), "--format", "statement-xlsx"});
    CHECK(wrong.status == ExitStatus::refused);
}

TEST_CASE("a file that is not what it is said to be, or cannot be told, is refused") {
    struct Row {
        const char* why;
        std::vector<std::string> words;
        const char* code;
    };
    const std::string statement = sample("samples/inspect/statement.sta");
    const std::string message = sample("samples/inspect/statement.xml");
    const auto row = GENERATE_COPY(values<Row>({
        {"no file", {sample("nothing")}, "bank.inspect/not_read"},
        {"a folder", {sample("samples")}, "bank.inspect/not_read"},
        {"no such format", {statement, "--format", "swift"}, "bank.inspect/format_not_known"},
        {"no such encoding", {statement, "--encoding", "ebcdic"}, "bank.inspect/encoding_not_known"},
        {"nothing known", {sample("README.md")}, "bank.inspect/format_not_told"},
        {"SWIFT called camt", {statement, "--format", "camt"}, "bank.statement/fault"},
        {"camt called SWIFT", {message, "--format", "mt940"}, "bank.statement/fault"},
        {"camt called pain.002", {message, "--format", "pain002"}, "bank.statement/not_this_format"},
        {"a layout's file called another's",
         {sample("bank/ccb/result.txt"), "--format", "icbc"},
         "bank.read/not_this_layout"},
        {"an order to pay", {sample("samples/iso20022/gistfile1.xml")}, "bank.inspect/not_a_statement"},
    }));
    CAPTURE(row.why);
    auto words = row.words;
    words.emplace_back("--json");
    const Answered answered = inspect(words);
    CHECK(answered.status == ExitStatus::refused);
    CHECK(document_of(answered).at("refused") == row.code);
}

TEST_CASE("characters nobody can tell are read once they are named") {
    const std::string file = sample("samples/mt940/transactions.sta");
    CHECK(inspect({file}).status == ExitStatus::refused);
    const auto document = document_of(inspect({file, "--encoding", "latin1", "--json"}));
    CHECK(document.at("statements").as_array().size() == 6);

    // XML that does not say it is not UTF-8, as two banks' camt.053 did not.
    const TemporaryFolder folder;
    const std::string message = (folder / "latin1.xml").string();
    std::ofstream{message, std::ios::binary} << "<Document><BkToCstmrStmt><Stmt><Id>M\xFCller</Id></Stmt>"
                                                "</BkToCstmrStmt></Document>";
    const Answered refused = inspect({message, "--json"});
    CHECK(document_of(refused).at("refused") == "bank.statement/characters");
    const auto named = document_of(inspect({message, "--encoding", "latin1", "--json"}));
    CHECK(named.at("statements").as_array().at(0).as_object().at("id") == "Müller");
}
