// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/iso20022/xml_bytes.hpp"

#include <catch2/catch.hpp>
#include <sstream>
#include <vector>

#include "tests/bank_adapters/iso20022/camt_sample.hpp"

using namespace mingzhang;
using namespace mingzhang::test;
using bank::iso20022::XmlBytes;

namespace {

// The documents of a file, asked for `size` bytes at a time.
std::vector<std::string> documents_of(const std::string& file, int size = 4'096) {
    std::istringstream stream{file};
    XmlBytes bytes{stream, {}};
    std::vector<std::string> documents;
    std::string piece(static_cast<std::size_t>(size), '\0');
    while (bytes.next()) {
        documents.emplace_back();
        for (int got = bytes.read(piece.data(), size); got > 0; got = bytes.read(piece.data(), size))
            documents.back().append(piece, 0, static_cast<std::size_t>(got));
    }
    return documents;
}

std::string utf16(std::string_view ascii, bool big_endian) {
    std::string bytes = big_endian ? "\xFE\xFF" : "\xFF\xFE";
    for (const char c : ascii) bytes += big_endian ? std::string{'\0', c} : std::string{c, '\0'};
    return bytes;
}

}  // namespace

TEST_CASE("a file is cut where its root is closed and another document begins, and nowhere else") {
    struct Row {
        const char* file;
        std::vector<std::string> documents;
    };
    const auto row = GENERATE(values<Row>({
        {"", {""}},
        {"<a/>", {"<a/>"}},
        {"<a>1</a>", {"<a>1</a>"}},
        {"<a>1</a><a>2</a>", {"<a>1</a>", "<a>2</a>"}},
        {"<a>1</a>\r\n\r\n<b>2</b>\n", {"<a>1</a>", "<b>2</b>"}},
        {"<n:a xmlns:n='x'>1</n:a> <n:a/>", {"<n:a xmlns:n='x'>1</n:a>", "<n:a/>"}},
        {"<?xml version='1.0'?><a>1</a><?xml version='1.0'?><a>2</a>",
         {"<?xml version='1.0'?><a>1</a>", "<?xml version='1.0'?><a>2</a>"}},
        {"<!-- <b> --><?p?><a>1</a>\xEF\xBB\xBF<a>2</a>", {"<!-- <b> --><?p?><a>1</a>", "<a>2</a>"}},
        // What a message holds is its own: another one as text, and several in an envelope.
        {"<a><![CDATA[<a>1</a>]]></a>", {"<a><![CDATA[<a>1</a>]]></a>"}},
        {"<e><a>1</a><a>2</a></e>", {"<e><a>1</a><a>2</a></e>"}},
        // What may stand behind a root, and what may not, is left to the parser.
        {"<a>1</a><!-- end --><?p?>", {"<a>1</a><!-- end --><?p?>"}},
        {"<a>1</a> end", {"<a>1</a>end"}},
        // Around the messages.
        {"\n\n <?xml version='1.0'?><a/>", {"<?xml version='1.0'?><a/>"}},
        {"<a>1</a>\n\x1A", {"<a>1</a>"}},
    }));
    CAPTURE(row.file);
    for (const int size : {1, 3, 4'096}) CHECK(documents_of(row.file, size) == row.documents);
}

TEST_CASE("zero bytes behind the last message are nothing") {
    CHECK(documents_of(std::string{"<a>1</a>\0\0\0", 11}) == std::vector<std::string>{"<a>1</a>"});
}

TEST_CASE("documents are cut the same wherever a piece of the file ends") {
    constexpr std::size_t piece = 16'384;
    for (std::size_t before = piece - 40; before < piece + 8; ++before) {
        CAPTURE(before);
        const std::string first = "<Document>" + std::string(before, 'x') + "</Document>";
        const std::string second = "<?xml version='1.0'?><Document>2</Document>";
        CHECK(documents_of(first + "\r\n" + second) == std::vector<std::string>{first, second});
        CHECK(documents_of(first) == std::vector<std::string>{first});
    }
}

TEST_CASE("a declaration that cannot be true is not believed") {
    struct Row {
        const char* why;
        std::string bytes;
    };
    const std::string message = camt_with(
        entry_with("<NtryDtls><TxDtls><RltdPties><Dbtr><Nm>王小明</Nm></Dbtr></RltdPties></TxDtls></NtryDtls>"));
    const auto declared = [](std::string_view name) {
        return "<?xml version=\"1.0\" encoding=\"" + std::string{name} + "\"?>\n";
    };
    const auto row = GENERATE_COPY(values<Row>({
        {"UTF-8", declared("UTF-8") + message},
        {"written from a string in memory", declared("utf-16") + message},
        {"and another such name", declared("unicode") + message},
        {"a blank in the name", declared("UTF-8 ") + message},
        {"a byte order mark says more", "\xEF\xBB\xBF" + declared("ISO-8859-1") + message},
        {"blank lines before it", "\r\n\r\n" + declared("utf-8") + message},
    }));
    CAPTURE(row.why);
    CHECK(read_one(row.bytes).entries.at(0).transactions.at(0).name == "王小明");
}

TEST_CASE("UTF-16 is read with its mark") {
    const std::string message = R"(<?xml version="1.0" encoding="UTF-16"?>)" + camt_with(entry_with(""));
    for (const bool big_endian : {false, true}) CHECK(read_one(utf16(message, big_endian)).entries.size() == 1);
}

TEST_CASE("an encoding that was named goes before what the file says of itself") {
    const std::string bytes = R"(<?xml version="1.0" encoding="UTF-8"?><Document><BkToCstmrStmt><Stmt><Id>)"
                              "M\xFCller</Id></Stmt></BkToCstmrStmt></Document>";
    std::istringstream latin{bytes};
    bank::CollectingSink sink;
    REQUIRE(bank::iso20022::read_camt(latin, "file.xml", sink, "ISO-8859-1").has_value());
    CHECK(sink.statements().at(0).id == "Müller");
}
