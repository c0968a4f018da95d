// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "tests/bank_adapters/layouts/sample.hpp"
#include "tests/places.hpp"

#include <fmt/format.h>

#include <array>
#include <fstream>
#include <iterator>

namespace mingzhang::bank::layouts::test {

Layout layout_from(std::string_view toml) {
    auto layout = load_layout(toml, "test.toml");
    if (!layout) FAIL(all_words(layout.error()));
    return *std::move(layout);
}

Layout the_layout(std::string_view name) {
    auto layout = delivered_layout(name);
    REQUIRE(layout.has_value());
    return *std::move(layout);
}

Layout a_layout(std::string_view payment_body) {
    return layout_from(
        fmt::format("name = \"test\"\ntitle = {{ zh = \"测试\", en = \"test\" }}\nsource = \"invented\"\n"
                    "warning = {{ zh = \"仅供测试\", en = \"for tests\" }}\n[payment]\n"
                    "file_name = \"{{batch}}.txt\"\n{}",
                    payment_body));
}

FileHead sample_head() {
    FileHead head;
    head.merchant = "105000000000001";
    head.batch = 12;
    head.date = Date{std::chrono::year{2022}, std::chrono::October, std::chrono::day{9}};
    head.payer_account = *AccountNumber::parse("6299990000009999");
    head.payer_name = "永新镇财政所";
    head.payer_bank_code = "102100099996";
    head.payer_bank_name = "工行永新支行";
    head.payer_region = "5001";
    head.program = "城市低保";
    head.created_at = Instant{std::chrono::sys_days{*head.date}} + std::chrono::hours{1};
    head.count = 5;
    head.total = fen(277161);
    return head;
}

PaymentFile sample_payments(FileEncoding encoding) {
    const bool rare = encoding != FileEncoding::gbk;
    // The second byte of 亅 is the separator's in every GB encoding.
    const std::array<const char*, 5> names{"王小明", "亅七", rare ? "𬱖䶮" : "龑二", "李·阿依",
                                           rare ? "龑二" : "赵六"};
    const std::array<std::int64_t, 5> amounts{114300, 1, 62850, 10, 100000};
    const std::array<const char*, 5> ids{"999901196001010017", "999901196001010025", "999901196001010033",
                                         "999901196001010041", "99990119600101005X"};
    PaymentFile file{sample_head(), {}};
    for (std::size_t i = 0; i < names.size(); ++i) {
        file.instructions.push_back({.number = i + 1,
                                     .serial = fmt::format("B12-{:06}", i + 1),
                                     .account = *AccountNumber::parse(fmt::format("62999900000000{}", 11 + i)),
                                     .name = names[i],
                                     .amount = fen(amounts[i]),
                                     .memo = "10月低保",
                                     .id_number = *IdNumber::parse(ids[i]),
                                     .phone = fmt::format("1390000000{}", i + 1),
                                     .bank_code = "105100000017",
                                     .bank_name = "建行永新支行",
                                     .bank_province = "重庆",
                                     .bank_city = "綦江",
                                     .bank_branch = "永新"});
    }
    return file;
}

PaymentFile one_payment() {
    PaymentFile file = sample_payments(FileEncoding::gbk);
    file.instructions.erase(file.instructions.begin() + 1, file.instructions.end());
    file.head.count = 1;
    file.head.total = file.instructions.front().amount;
    return file;
}

std::string golden(std::string_view layout, std::string_view file) {
    return golden(layout, file, FileShape{});
}

std::string golden(std::string_view layout, std::string_view file, const FileShape& shape) {
    const std::string path = fmt::format("{}/tests/data/bank/{}/{}.{}", MINGZHANG_SOURCE_DIR, layout, file,
                                         shape.is_workbook ? "xlsx" : "txt");
    std::ifstream stream{path, std::ios::binary};
    INFO(path);
    REQUIRE(stream);
    return {std::istreambuf_iterator<char>{stream}, {}};
}

std::string gb18030(std::string_view text) {
    const auto bytes = encode(FileEncoding::gb18030, text);
    REQUIRE(bytes.has_value());
    return *bytes;
}

std::string all_words(const Refusal& refusal) {
    std::string words = fmt::format("{} {} {} {} {}\n", refusal.code(), refusal.what().zh, refusal.what().en,
                                    refusal.next().zh, refusal.next().en);
    for (const Finding& f : refusal.findings())
        words += fmt::format("{}:{} {} [{}] {} / {}\n", f.file, f.row, f.column, f.value, f.reason.zh, f.reason.en);
    return words;
}

Finding only_finding(const Refusal& refusal) {
    INFO(all_words(refusal));
    REQUIRE(refusal.findings().size() == 1);
    return refusal.findings().front();
}

}  // namespace mingzhang::bank::layouts::test
