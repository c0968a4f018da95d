// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "engine/policy/pack_book.hpp"
#include "engine/policy/parse_pack.hpp"
#include "tests/places.hpp"

// The packs delivered with the program say only what was read in a notice, or call themselves synthetic.
namespace mingzhang::policy {

namespace {

struct Delivered {
    std::string file;
    Pack pack;
};

std::vector<Delivered> delivered() {
    std::vector<Delivered> packs;
    for (const auto& entry : std::filesystem::directory_iterator{MINGZHANG_SOURCE_DIR "/engine/policy/packs"}) {
        std::ifstream file{entry.path()};
        std::ostringstream text;
        text << file.rdbuf();
        const std::string name = entry.path().filename().string();
        auto pack = parse_pack(text.str(), name);
        CAPTURE(name);
        if (!pack)
            for (const Finding& finding : pack.error().findings()) UNSCOPED_INFO(finding.row << finding.reason.en);
        REQUIRE(pack.has_value());
        packs.push_back({name, std::move(*pack)});
    }
    return packs;
}

const Pack& named(const std::vector<Delivered>& packs, const std::string& file) {
    for (const Delivered& one : packs)
        if (one.file == file) return one.pack;
    FAIL("no pack " + file);
    return packs.front().pack;
}

using Yuan = std::optional<std::string>;

Yuan standard(const Pack& pack, Program program) {
    const auto amount = pack.standard(program);
    return amount ? Yuan{to_yuan(*amount)} : std::nullopt;
}

}  // namespace

TEST_CASE("Every rule of a delivered pack has its source, and one book holds them all") {
    PackBook book;
    for (Delivered& one : delivered()) {
        CAPTURE(one.file);
        CHECK(one.pack.rules_without_source() == std::vector<std::string>{});
        CHECK_FALSE(one.pack.sources.empty());
        CHECK(book.add(std::move(one.pack)).has_value());
    }
    CHECK(book.all().size() == 5);
}

TEST_CASE("A delivered pack is a place's, from notices that were read, or synthetic in name and title") {
    for (const Delivered& one : delivered()) {
        CAPTURE(one.file);
        const bool synthetic = one.file.starts_with("synthetic-");
        CHECK(one.pack.title.starts_with("合成") == synthetic);
        CHECK(one.pack.id.starts_with("synthetic") == synthetic);
        for (const Source& source : one.pack.sources)
            CHECK((source.text.find("合成") != std::string::npos) == synthetic);
    }
}

TEST_CASE("Chongqing's packs carry the standards of their notices, and nothing more") {
    struct Row {
        const char* file;
        const char* from;
        Yuan urban, rural, tekun;
    };
    const auto row = GENERATE(values<Row>({
        {"chongqing-2021-09.toml", "2021-09", "636.00", "515.00", "827.00"},
        {"chongqing-2022-09.toml", "2022-09", {}, "581.00", {}},
        {"chongqing-2025-07.toml", "2025-07", "770.00", "630.00", "1001.00"},
    }));
    CAPTURE(row.file);
    const auto packs = delivered();
    const Pack& pack = named(packs, row.file);
    CHECK(to_string(pack.effective_from) == row.from);
    CHECK(pack.division.text() == "50");
    CHECK(standard(pack, Program::urban_dibao) == row.urban);
    CHECK(standard(pack, Program::rural_dibao) == row.rural);
    CHECK(standard(pack, Program::urban_tekun) == row.tekun);
    CHECK(standard(pack, Program::rural_tekun) == row.tekun);
    CHECK(pack.topup.categories.empty());  // The amounts were not found.
    CHECK_FALSE(pack.care(registry::SelfCare::none).has_value());
    if (row.urban && row.tekun) {  // Tekun is 1.3 times urban dibao, half up to the yuan.
        const Money urban = *pack.standard(Program::urban_dibao);
        CHECK(to_yuan(*value_of(Percent{130}, Program::urban_tekun, urban,
                                {RoundingUnit::yuan, RoundingMode::half_up})) == *row.tekun);
    }
}

}  // namespace mingzhang::policy
