// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// The demo is the whole road from the first list to the closed books, for both towns.
#include <catch2/catch.hpp>

#include "tests/console/office.hpp"
#include "tests/places.hpp"

using namespace mingzhang::test;

TEST_CASE("the demo plays every month of a golden town and everything agrees") {
    const std::string source = MINGZHANG_SOURCE_DIR;
    const std::string folder = GENERATE(as<std::string>{}, "golden-town", "golden-town-2");
    const Ended ended = run_process("/usr/bin/env", {"bash", source + "/console/demo.sh", program(), "--no-serve",
                                                     "--town", source + "/tests/data/" + folder});
    CAPTURE(folder, ended.out, ended.err);
    CHECK(ended.status == 0);
    CHECK(ended.out.find("个月全部相符") != std::string::npos);
}

TEST_CASE("the demo ends non-zero when a month differs from what is expected") {
    const std::string source = MINGZHANG_SOURCE_DIR;
    const TemporaryFolder folder;
    std::filesystem::copy(golden("2022-08"), folder / "2022-08");
    std::filesystem::copy_file(golden("divisions.csv"), folder / "divisions.csv");
    const std::string expected = folder / "2022-08/expected_lines.csv";
    std::string text = read_file(expected);
    text.replace(text.find("348.00"), 6, "349.00");
    write_file(expected, text);
    const Ended ended = run_process("/usr/bin/env", {"TMPDIR=" + (folder / ""), "bash", source + "/console/demo.sh",
                                                     program(), "--no-serve", "--town", folder / ""});
    CHECK(ended.status != 0);
    CHECK(ended.err.find("349.00") != std::string::npos);
}
