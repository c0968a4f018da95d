// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <regex>

#include "tests/house/tree.hpp"

using namespace house;

namespace {

// Libraries whose types stay in .cpp files, or in the headers of the one folder that exists for them.
struct Library {
    std::string_view begins;
    std::string_view home;  // Empty: no header at all.
};
constexpr std::array<Library, 13> libraries{{
    {"soci", "base/store/"},
    {"sqlite3.h", "base/store/"},
    {"libpq-fe.h", "base/store/"},
    {"openssl/", "base/crypto/"},
    {"libxml/", "base/tables/"},
    {"zip.h", "base/tables/"},
    {"xlsxwriter", "base/tables/"},
    {"iconv.h", "base/text/"},
    {"CLI/", "console/cli/"},
    {"toml++/", ""},
    {"boost/", "console/http/"},
    {"libssh/", ""},
    {"spdlog/", ""},
}};

std::vector<std::string> leaked_libraries(const File& file) {
    if (!is_product(file) || !file.path.ends_with(".hpp")) return {};
    std::vector<std::string> findings;
    for (const std::string_view line : lines_of(file.text)) {
        constexpr std::string_view word = "#include <";
        if (!line.starts_with(word)) continue;
        const std::string_view header = line.substr(word.size(), line.find('>') - word.size());
        for (const Library& library : libraries) {
            const bool at_home = !library.home.empty() && file.path.starts_with(library.home);
            if (header.starts_with(library.begins) && !at_home)
                findings.push_back("a header shows <" + std::string{header} + ">: include it in a .cpp file");
        }
    }
    return findings;
}

// Headers so slow to compile that one file alone includes them, for everybody.
struct SlowLibrary {
    std::string_view begins;
    std::string_view only_file;
};
constexpr std::array<SlowLibrary, 1> slow_libraries{{{"toml++/", "base/toml/toml_node.cpp"}}};

std::vector<std::string> slow_includes(const File& file) {
    if (!is_product(file)) return {};
    std::vector<std::string> findings;
    for (const std::string_view line : lines_of(file.text))
        for (const SlowLibrary& library : slow_libraries)
            if (line.starts_with("#include <" + std::string{library.begins}) && file.path != library.only_file)
                findings.push_back("includes " + std::string{library.begins} + ": only " +
                                   std::string{library.only_file} + " does");
    return findings;
}

// Where amounts live.
constexpr std::array<std::string_view, 4> money_folders{"base/values/", "ledger/", "bank_adapters/", "engine/"};

std::vector<std::string> floating_point(const File& file) {
    const bool has_money =
        std::ranges::any_of(money_folders, [&](std::string_view folder) { return file.path.starts_with(folder); });
    if (!is_product(file) || !has_money) return {};
    static const std::regex token{R"(\b(double|float|stod|stof|strtod|atof)\b)"};
    std::vector<std::string> findings;
    const std::string bare = without_comments_and_literals(file.text);
    std::size_t number = 0;
    for (const std::string_view line : lines_of(bare)) {
        ++number;
        // The overloads that refuse floating point must name it.
        if (line.find("= delete;") != std::string_view::npos) continue;
        if (std::regex_search(line.begin(), line.end(), token))
            findings.push_back("line " + std::to_string(number) + " meets a floating point number");
    }
    return findings;
}

// Lists of the engine are read by `read_table`, where a failing store becomes a refusal and all rows are of one moment,
// or come from rows at hand (`table_of`). Who fills a table himself names the sink, or sets its rows.
std::vector<std::string> lists_without_a_border(const File& file) {
    if (!is_product(file) || !file.path.starts_with("engine/")) return {};
    static const std::regex by_hand{R"(\bRowSink\b|\bRowPusher\s+\w+\s*[{(]|\.rows\s*=\s*\[)"};
    std::vector<std::string> findings;
    const std::string bare = without_comments_and_literals(file.text);
    std::size_t number = 0;
    for (const std::string_view line : lines_of(bare)) {
        ++number;
        if (std::regex_search(line.begin(), line.end(), by_hand))
            findings.push_back("line " + std::to_string(number) +
                               " fills a list by itself: use read_table or table_of");
    }
    return findings;
}

}  // namespace

TEST_CASE("Library types stay behind the folders that exist for them") {
    CHECK(findings_in_tree(leaked_libraries) == "");
}

TEST_CASE("A library slow to compile is included by one file") {
    CHECK(findings_in_tree(slow_includes) == "");
    CHECK(slow_includes({"engine/policy/a.cpp", "#include <toml++/toml.h>\n"}).size() == 1);
    CHECK(slow_includes({"base/toml/toml_table.cpp", "#include <toml++/toml.h>\n"}).size() == 1);
    CHECK(slow_includes({"base/toml/toml_node.cpp", "#include <toml++/toml.h>\n"}).empty());
}

TEST_CASE("Money never meets a floating point number") {
    CHECK(findings_in_tree(floating_point) == "");
}

TEST_CASE("Every list of the engine is read behind one border") {
    CHECK(findings_in_tree(lists_without_a_border) == "");
}

TEST_CASE("A list that is filled without the border is found, in whatever form") {
    for (const char* line : {"table.rows = [&store](RowSink& sink) { return read(store, sink); };",
                             "list.rows = [&store](auto& sink) { return read(store, sink); };",
                             "return {std::move(head), [&store](RowSink& sink) { return read(store, sink); }};",
                             "RowPusher rows{sink};", "RowPusher pusher(sink);"}) {
        CAPTURE(line);
        CHECK(lists_without_a_border({"engine/runs/a.cpp", line}) ==
              std::vector<std::string>{"line 1 fills a list by itself: use read_table or table_of"});
        CHECK(lists_without_a_border({"base/tables/a.cpp", line}).empty());
        CHECK(lists_without_a_border({"tests/engine/a.cpp", line}).empty());
    }
    CHECK(lists_without_a_border({"engine/runs/a.cpp",
                                  "// A RowSink takes it.\n"
                                  "void push(soci::session& sql, RowPusher& rows);\n"
                                  "return read_table(store, head, [](soci::session& sql, RowPusher& rows) {});\n"
                                  "file.rows = read_rows();\n"})
              .empty());
}

TEST_CASE("A library in a header is found, and not where it belongs") {
    CHECK(leaked_libraries({"ledger/a.hpp", "#include <soci/soci.h>\n"}).size() == 1);
    CHECK(leaked_libraries({"ledger/a.hpp", "#include <openssl/evp.h>\n#include <toml++/toml.h>\n"}).size() == 2);
    CHECK(leaked_libraries({"console/cli/a.hpp", "#include <boost/json.hpp>\n"}).size() == 1);
    CHECK(leaked_libraries({"base/store/a.hpp", "#include <soci/soci.h>\n#include <string>\n"}).empty());
    CHECK(leaked_libraries({"ledger/a.cpp", "#include <soci/soci.h>\n"}).empty());
    CHECK(leaked_libraries({"tests/ledger/a.hpp", "#include <soci/soci.h>\n"}).empty());
}

TEST_CASE("A floating point number is found, and its mention is not") {
    CHECK(floating_point({"ledger/a.cpp", "int a;\ndouble b;\n"}) ==
          std::vector<std::string>{"line 2 meets a floating point number"});
    CHECK(floating_point({"engine/runs/a.hpp", "float f(); int x = std::stod(s);\n"}).size() == 1);
    CHECK(floating_point({"base/values/a.hpp", "static Money fen(double) = delete;\n"}).empty());
    CHECK(floating_point({"ledger/a.cpp", "// double entry\nf(\"double\"); int double_entry;\n"}).empty());
    CHECK(floating_point({"base/tables/a.cpp", "double width;\n"}).empty());
}
