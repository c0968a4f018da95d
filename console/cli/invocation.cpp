// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "console/cli/invocation.hpp"

#include <pwd.h>
#include <unistd.h>

#include <fstream>
#include <sstream>

#include "base/commands/users.hpp"
#include "base/tables/csv_writer.hpp"
#include "base/tables/masking.hpp"
#include "base/tables/xlsx_writer.hpp"
#include "base/values/check.hpp"
#include "engine/registry/import.hpp"

namespace mingzhang::console {

RefusalWords words(InvocationRefusal reason) {
    switch (reason) {
        case InvocationRefusal::nobody_named:
            return {"cli/nobody_named", "没有说明由谁办理。", "Nobody was named who asks for this.",
                    "请加 --as 用户名；用户见 mingzhang user list。", "Add --as USER; see mingzhang user list."};
        case InvocationRefusal::password_not_given:
            return {"cli/password_not_given", "“{0}”需要口令，但没有得到。",
                    "The password of \"{0}\" is needed and was not given.",
                    "请在终端上运行，或用 --password-stdin 从标准输入给出。",
                    "Run it on a terminal, or give it on standard input with --password-stdin."};
        case InvocationRefusal::file_not_read:
            return {"cli/file_not_read", "文件“{0}”读不出来。", "The file \"{0}\" cannot be read.",
                    "请核对文件名和读取权限。", "Check its name and that you may read it."};
    }
    return {};
}

std::string Invocation::text(std::string_view key) const {
    const auto found = values_.find(key);
    return found == values_.end() ? std::string{} : found->second;
}

std::int64_t Invocation::number(std::string_view key) const {
    return parse_whole_number(text(key)).value();
}
Money Invocation::yuan(std::string_view key) const {
    return parse_yuan(text(key)).value();
}
Month Invocation::month(std::string_view key) const {
    return parse_month(text(key)).value();
}
Date Invocation::date(std::string_view key) const {
    return parse_date(text(key)).value();
}
DivisionScope Invocation::division(std::string_view key) const {
    return DivisionScope::parse(text(key)).value();
}
std::optional<Program> Invocation::program(std::string_view key) const {
    return parse_program(text(key));
}

Address Invocation::address() const {
    Address address;
    if (given("db")) address.database = text("db");
    if (given("key-file")) address.key_file = text("key-file");
    if (given("now")) address.now = parse_moment(text("now"));
    return address;
}

std::string Invocation::os_user() const {
    const passwd* entry = getpwuid(geteuid());
    return entry == nullptr ? std::to_string(geteuid()) : entry->pw_name;
}

Result<Workplace*, Refusal> Invocation::workplace() {
    if (!workplace_) {
        auto opened = Workplace::open(world_, address());
        if (!opened) return pass_on(opened);
        workplace_ = std::move(*opened);
    }
    return workplace_.get();
}

Result<County, Refusal> Invocation::county() {
    const auto place = workplace();
    if (!place) return tl::unexpected{place.error()};
    return registry::county_in_force((*place)->store(), given("county") ? parse_county(text("county")) : std::nullopt);
}

Result<Actor, Refusal> Invocation::actor() {
    const auto place = workplace();
    if (!place) return tl::unexpected{place.error()};
    const std::string name = text("as");
    if (name.empty()) return refuse(InvocationRefusal::nobody_named);
    auto needed = needs_password((*place)->store(), name);
    if (!needed) return pass_on(needed);
    std::string password;
    if (*needed && given("password-stdin")) {
        password = read_line(terminal_).value_or("");
    } else if (*needed && terminal_.in_is_terminal) {
        const bool zh = language() == Language::zh;
        password =
            ask_secret(terminal_, zh ? fmt::format("“{}”的口令：", name) : fmt::format("Password of \"{}\": ", name));
    } else if (*needed) {
        return refuse(InvocationRefusal::password_not_given, name);
    }
    return sign_in((*place)->store(), name, password, os_user());
}

Result<std::string, Refusal> Invocation::file_bytes(std::string_view key) const {
    std::ifstream file{text(key), std::ios::binary};
    std::ostringstream bytes;
    // Opening a folder succeeds; reading it does not.
    if (!file || file.peek() == std::ifstream::traits_type::eof()) {
        if (!file.is_open() || file.bad() || std::filesystem::is_directory(text(key)))
            return refuse(InvocationRefusal::file_not_read, text(key));
        return std::string{};
    }
    bytes << file.rdbuf();
    return bytes.str();
}

Result<Answer, Refusal> Invocation::at_length(const std::function<Result<Answer, Refusal>(LongWork)>& work) {
    const InterruptWatch watch;
    const auto progress = progress_on(terminal_, language());
    return work(LongWork{*progress, watch.token()});
}

Result<Acting, Refusal> acting(Invocation& invocation) {
    const auto place = invocation.workplace();
    if (!place) return tl::unexpected{place.error()};
    auto actor = invocation.actor();
    if (!actor) return pass_on(actor);
    const auto county = invocation.county();
    if (!county) return tl::unexpected{county.error()};
    return Acting{**place, std::move(*actor), *county};
}

Result<Reading, Refusal> reading_in(Invocation& invocation) {
    const auto place = invocation.workplace();
    if (!place) return tl::unexpected{place.error()};
    const auto county = invocation.county();
    if (!county) return tl::unexpected{county.error()};
    return Reading{**place, *county};
}

std::vector<Parameter> with_list_files(std::vector<Parameter> parameters) {
    parameters.push_back(option("--csv", Kind::file, {"写成 CSV 文件", "write a CSV file"}));
    parameters.push_back(option("--xlsx", Kind::file, {"写成 Excel 文件", "write an Excel file"}));
    return parameters;
}

Result<Reply, Refusal> listed(const Invocation& invocation, Table table) {
    table = masked(std::move(table));
    Text said;
    Answer answer;
    if (invocation.given("csv")) {
        if (auto written = write_csv(table, invocation.text("csv")); !written) return pass_on(written);
        said = said + say("已写入 {0}。\n", "Written to {0}.\n", invocation.text("csv"));
        answer.set("csv", invocation.text("csv"));
    }
    if (invocation.given("xlsx")) {
        const bool zh = invocation.language() == Language::zh;
        const XlsxStyle style{.heading = zh ? HeadingRow::zh : HeadingRow::en, .language = invocation.language()};
        if (auto written = write_xlsx(table, invocation.text("xlsx"), style); !written) return pass_on(written);
        said = said + say("已写入 {0}。\n", "Written to {0}.\n", invocation.text("xlsx"));
        answer.set("xlsx", invocation.text("xlsx"));
    }
    if (said.zh.empty()) return Reply{.table = std::move(table)};
    return answered(answer, said);
}

}  // namespace mingzhang::console
