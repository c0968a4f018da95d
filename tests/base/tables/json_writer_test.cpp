// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/tables/json_writer.hpp"

#include <catch2/catch.hpp>

#include "tests/base/tables/samples.hpp"
#include "tests/base/temporary_folder.hpp"

using namespace mingzhang;

namespace {

std::string json(const Table& table) {
    std::ostringstream out;
    JsonWriter writer{out};
    REQUIRE(send(table, writer).has_value());
    return out.str();
}

}  // namespace

TEST_CASE("A table is an array of objects: amounts and dates are strings, whole numbers numbers, empty cells null") {
    CHECK(json(sample::table()) ==
          "[\n"
          R"({"household_no":"YX000001","name":"沈文","account_no":"6299996907439150008","month":"2022-08",)"
          R"("approved_on":"2022-05-09","covered":3,"amount":"1143.00"},)"
          "\n"
          R"({"household_no":"YX000002","name":"𬱖䶮喆","account_no":"6299991070434192544","month":"2022-09",)"
          R"("approved_on":null,"covered":1,"amount":"-0.01"},)"
          "\n"
          R"({"household_no":"YX000003","name":null,"account_no":null,"month":null,)"
          R"("approved_on":"2021-10-23","covered":null,"amount":null})"
          "\n]\n");
}

TEST_CASE("A table without rows is an empty array") {
    CHECK(json(sample::texts({})) == "[]\n");
}

TEST_CASE("Texts are escaped") {
    CHECK(json(sample::texts({"a\"b\\c\nd\x01"})) == "[\n{\"value\":\"a\\\"b\\\\c\\nd\\u0001\"}\n]\n");
}

TEST_CASE("A JSON stream that takes no more refuses the table") {
    sample::FullDisk disk{100};
    std::ostream out{&disk};
    JsonWriter writer{out};
    CHECK_FALSE(send(sample::table(), writer).has_value());
}

TEST_CASE("A JSON file is the same document") {
    const TemporaryFolder folder;
    REQUIRE(write_json(sample::table(), folder / "a.json").has_value());
    CHECK(read_bytes(folder / "a.json") == json(sample::table()));
}
