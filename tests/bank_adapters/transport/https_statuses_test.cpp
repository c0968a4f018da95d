// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// What the road makes of a server that answers as it likes.
#include <catch2/catch.hpp>

#include "bank_adapters/transport/http.hpp"
#include "bank_adapters/transport/https_answers.hpp"
#include "bank_adapters/transport/practice_server.hpp"
#include "bank_adapters/transport/road_error.hpp"
#include "base/crypto/digest.hpp"
#include "tests/bank_adapters/transport/certificates.hpp"

namespace mingzhang::bank::transport {
namespace {

using test::Certificates;

HttpsServerSettings server_settings() {
    const auto& made = Certificates::all();
    HttpsServerSettings settings;
    settings.certificate_file = made.folder / "server.pem";
    settings.key_file = made.folder / "server.key";
    settings.authority_file = made.authority.file();
    return settings;
}

// A server whose whole sense is one function, and an office that talks to it.
struct Told {
    std::unique_ptr<HttpsServer> server;
    HttpsRoad road;

    explicit Told(HttpsServer::Handler handler)
        : server{*HttpsServer::begin(server_settings(), std::move(handler))},
          road{Certificates::all().office(server->port())} {}
};

HttpReply never_arrived() {
    return {{404, {}, write_receipt({"B7.txt", false})}};
}
std::string receipt_of(const std::string& bytes, const std::string& name = "B7.txt") {
    return write_receipt({name, true, crypto::sha256(bytes).hex(), "R1"});
}

}  // namespace

TEST_CASE("https: each answer to a file says what became of it") {
    struct Row {
        unsigned status;
        std::string body;
        Delivery said;
    };
    const auto row = GENERATE(values<Row>({
        {200, receipt_of("one"), Delivery::acknowledged},
        {201, receipt_of("one"), Delivery::acknowledged},
        {201, receipt_of("two"), Delivery::unknown},
        {201, receipt_of("one", "B8.txt"), Delivery::unknown},
        {201, write_receipt({"B7.txt", false}), Delivery::unknown},
        {201, "thank you", Delivery::unknown},
        {204, "", Delivery::unknown},
        {202, receipt_of("one"), Delivery::unknown},
        {301, "", Delivery::unknown},
        {400, "", Delivery::rejected},
        {401, "", Delivery::rejected},
        {403, "no room", Delivery::rejected},
        {404, "", Delivery::rejected},
        {413, "", Delivery::rejected},
        {428, "", Delivery::rejected},
        {408, "", Delivery::unreachable},
        {425, "", Delivery::unreachable},
        {429, "", Delivery::unreachable},
        {500, "", Delivery::unknown},
        {502, "", Delivery::unknown},
        {503, "", Delivery::unknown},
        {504, "", Delivery::unknown},
    }));
    CAPTURE(row.status, row.body);
    Told told{[&](const HttpRequest& request) -> HttpReply {
        if (request.method == "GET") return never_arrived();
        return {{row.status, {{"Content-Type", "text/plain"}, {"Retry-After", "5"}}, row.body}};
    }};
    const auto report = told.road.put("B7.txt", "one");
    CHECK(report.delivery == row.said);
    CHECK(report.reference == (row.said == Delivery::acknowledged ? "R1" : ""));
    CHECK_FALSE(report.detail.zh.empty());
}

TEST_CASE("https: a name that is taken is asked after") {
    struct Row {
        unsigned status;
        HttpReply then;
        Delivery said;
    };
    const auto row = GENERATE(values<Row>({
        {412, {{200, {}, receipt_of("one")}}, Delivery::acknowledged},
        {409, {{200, {}, receipt_of("one")}}, Delivery::acknowledged},
        {412, {{200, {}, receipt_of("two")}}, Delivery::rejected},
        {412, {{404, {}, ""}}, Delivery::unknown},
        {412, {{500, {}, ""}}, Delivery::unknown},
        {412, {{}, /*dropped=*/true}, Delivery::unknown},
    }));
    bool was_put = false;
    Told told{[&](const HttpRequest& request) -> HttpReply {
        if (request.method == "GET") return was_put ? row.then : never_arrived();
        was_put = true;
        return {{row.status, {}, ""}};
    }};
    CAPTURE(row.status, row.then.answer.body);
    CHECK(told.road.put("B7.txt", "one").delivery == row.said);
}

TEST_CASE("https: nothing is sent to who does not answer the question before it") {
    struct Row {
        HttpReply reply;
        Delivery said;
    };
    const auto row = GENERATE(values<Row>({
        {{{401, {}, ""}}, Delivery::rejected},
        {{{403, {}, ""}}, Delivery::rejected},
        {{{429, {}, ""}}, Delivery::unreachable},
        {{{503, {}, ""}}, Delivery::unreachable},
        {{{200, {}, "hello"}}, Delivery::unreachable},
        {{{200, {}, std::string(100'000, ' ')}}, Delivery::unreachable},
        {{{}, /*dropped=*/true}, Delivery::unreachable},
    }));
    CAPTURE(row.reply.answer.status);
    bool was_put = false;
    Told told{[&](const HttpRequest& request) -> HttpReply {
        was_put = was_put || request.method == "PUT";
        return row.reply;
    }};
    CHECK(told.road.put("B7.txt", "one").delivery == row.said);
    CHECK_FALSE(told.road.look("B7.txt", "one").has_value());
    CHECK_FALSE(was_put);
}

TEST_CASE("https: a file without its digest, and a list that is none, are not read") {
    std::string listing = R"({"files":[{"name":"../a","bytes":3}]})";
    HttpHeaders headers;
    Told told{[&](const HttpRequest& request) -> HttpReply {
        if (request.target == "/files/in/") return {{200, {}, listing}};
        return {{200, headers, "one"}};
    }};
    CHECK(told.road.waiting().error().is(RoadError::bad_answer));
    listing = std::string(17'000'000, ' ');
    CHECK(told.road.waiting().error().is(RoadError::too_large));
    CHECK(told.road.fetch({"a.xml", 3}).error().is(RoadError::bad_answer));
    headers = {{"Content-Digest", content_digest("two")}};
    CHECK(told.road.fetch({"a.xml", 3}).error().is(RoadError::bad_answer));
    headers = {{"Content-Digest", content_digest("one")}};
    CHECK(told.road.fetch({"a.xml", 3}) == "one");
}

TEST_CASE("https: a practice bank takes no file that is not asked for as the profile says") {
    const TemporaryFolder folder;
    PracticeServerSettings settings;
    settings.server = server_settings();
    settings.folder = folder.path();
    const auto bank = PracticeServer::begin(std::move(settings));
    REQUIRE(bank.has_value());
    const auto office = HttpsConnection::open(Certificates::all().office((*bank)->port()), "bank");
    REQUIRE(office.has_value());
    const auto status = [&](const std::string& method, const std::string& target, HttpHeaders headers) {
        const auto answer = (*office)->ask({method, target, std::move(headers)}, "one", 10'000);
        REQUIRE(answer.has_value());
        return answer->status;
    };
    const std::pair<std::string, std::string> digest{"Content-Digest", content_digest("one")};
    CHECK(status("PUT", "/files/out/B7.txt", {digest}) == 428);
    CHECK(status("PUT", "/files/out/B7.txt", {{"If-None-Match", "*"}}) == 400);
    CHECK(status("PUT", "/files/out/B7.txt", {{"If-None-Match", "*"}, {"Content-Digest", content_digest("two")}}) ==
          400);
    CHECK(status("PUT", "/files/out/..%2FB7.txt", {{"If-None-Match", "*"}, digest}) == 400);
    CHECK(status("PUT", "/files/in/B7.txt", {{"If-None-Match", "*"}, digest}) == 405);
    CHECK(status("PUT", "/other/out/B7.txt", {{"If-None-Match", "*"}, digest}) == 404);
    CHECK((*bank)->handed_over() == 0);
    CHECK(status("PUT", "/files/out/B7.txt", {{"If-None-Match", "*"}, digest}) == 201);
    CHECK(status("PUT", "/files/out/B7.txt", {{"If-None-Match", "*"}, digest}) == 412);
}

}  // namespace mingzhang::bank::transport
