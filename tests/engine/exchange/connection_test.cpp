// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/exchange/connection.hpp"

#include "engine/batches/bank_accounts.hpp"
#include "tests/engine/exchange/scripted_bank.hpp"

using namespace mingzhang;
using namespace mingzhang::testing;
using exchange::ConnectRefusal;

namespace {

Result<Answer, Refusal> connect(ExchangeOffice& office, std::int64_t account, const std::string& toml,
                                const Actor& by) {
    return exchange::connect(office.desk, office.open, by, county, account, {toml, office.folder.path(), "a.toml"}, "");
}

}  // namespace

TEST_CASE("A connection is added version by version, and the latest is in force") {
    ExchangeOffice office;
    const auto second = connect(office, office.account, "新约定", office.officer);
    REQUIRE(second.has_value());
    CHECK(second->number("version") == 2);
    const auto in_force = exchange::connection_in_force(office.sql(), county, office.account);
    REQUIRE(in_force.has_value());
    CHECK(in_force->name == "新约定");
    CHECK(in_force->road_kind == "scripted");
    CHECK(in_force->text.folder == office.folder.path());
    CHECK(exchange::find_connection(office.sql(), county, office.account, 1)->name == "建行前置机");

    REQUIRE(exchange::disconnect(office.desk, office.officer, county, office.account, "").has_value());
    CHECK_FALSE(exchange::connection_in_force(office.sql(), county, office.account).has_value());
    CHECK(exchange::connections_in_force(office.sql(), county).empty());
    REQUIRE(connect(office, office.account, "新约定", office.officer).has_value());
    CHECK(exchange::connections_in_force(office.sql(), county).size() == 1);
    CHECK(office.verify() == "");
}

TEST_CASE("A connection is refused for an account that is not there, a second time, and to those who may not") {
    ExchangeOffice office;
    const auto nowhere = connect(office, 9, "x", office.officer);
    REQUIRE_FALSE(nowhere.has_value());
    CHECK(nowhere.error().is(batches::BankAccountRefusal::unknown_account));
    const auto again = connect(office, office.account, "建行前置机", office.officer);
    REQUIRE_FALSE(again.has_value());
    CHECK(again.error().is(ConnectRefusal::same_as_before));
    const auto liaison = connect(office, office.account, "x", office.liaison);
    REQUIRE_FALSE(liaison.has_value());
    CHECK(liaison.error().is(DeskRefusal::role_may_not));
    const auto none = exchange::disconnect(office.desk, office.officer, county, 9, "");
    REQUIRE_FALSE(none.has_value());
    CHECK(none.error().is(ConnectRefusal::no_connection));
}
