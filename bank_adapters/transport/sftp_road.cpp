// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/transport/sftp_road.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "bank_adapters/transport/descriptor.hpp"
#include "bank_adapters/transport/road_error.hpp"
#include "bank_adapters/transport/sftp_connection.hpp"
#include "base/crypto/digest.hpp"

namespace mingzhang::bank::transport {
namespace {

std::string in_folder(const std::string& folder, std::string_view name) {
    return fmt::format("{}{}{}", folder, folder.empty() || folder.ends_with('/') ? "" : "/", name);
}

// A file is written under a hidden name: its own, or where that leaves no room its digest, then letters nobody else
// thinks of. With letters of its own, no sending ever gives another's half a file its name.
constexpr std::string_view unfinished = ".part";

std::string hidden_beginning(const std::string& name) {
    constexpr std::size_t name_bytes_max = 200;  // Of 255.
    return fmt::format(".{}.", name.size() <= name_bytes_max ? name : crypto::sha256(name).hex());
}

// What a sending of this file left half-way.
bool is_left_behind(std::string_view file, const std::string& beginning) {
    static const std::size_t letters_size = random_letters().size();
    if (file.size() != beginning.size() + letters_size + unfinished.size() || !file.starts_with(beginning) ||
        !file.ends_with(unfinished))
        return false;
    return file.substr(beginning.size(), letters_size).find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

// Takes away what earlier sendings of a file left half-way, so that a rename of theirs still under way finds nothing to
// rename. A server that does not let us list or take away is sent to all the same.
Result<void, SftpFault> clear_left_behind(SftpConnection& server, const std::string& folder, const std::string& name) {
    const auto goes_on = [](const SftpFault& fault) { return fault.kind == SftpFault::Kind::refused; };
    const auto listed = server.list(folder.empty() ? "." : folder);
    if (!listed && !goes_on(listed.error())) return tl::unexpected{listed.error()};
    if (!listed) return {};
    const std::string beginning = hidden_beginning(name);
    for (const SftpFile& file : *listed) {
        if (!is_left_behind(file.name, beginning)) continue;
        const auto removed = server.remove(in_folder(folder, file.name));
        if (!removed && !goes_on(removed.error())) return removed;
    }
    return {};
}

DeliveryReport report(Delivery delivery, std::string_view zh, std::string_view en, std::string_view words = {}) {
    return {delivery, {fmt::format("{}{}", zh, words), fmt::format("{}{}", en, words)}, {}};
}

// Before the rename was asked for, nothing of the file can be with the bank under its name.
DeliveryReport not_begun(const SftpFault& fault) {
    return report(fault.kind == SftpFault::Kind::refused ? Delivery::rejected : Delivery::unreachable, "没有写成：",
                  "not written: ", fault.words);
}

tl::unexpected<Refusal> refused(const std::string& place, const SftpFault& fault) {
    switch (fault.kind) {
        case SftpFault::Kind::refused:
            return refuse(RoadError::refused, place, fault.words);
        case SftpFault::Kind::timed_out:
            return refuse(RoadError::no_answer, place, fault.words);
        case SftpFault::Kind::lost:
            break;
    }
    return refuse(RoadError::cannot_reach, place, fault.words);
}

Result<Presence, SftpFault> presence(SftpConnection& server, const std::string& path, std::string_view bytes) {
    const auto there = server.look_at(path);
    if (!there) return tl::unexpected{there.error()};
    if (!*there) return Presence::absent;
    if (!(*there)->regular || (*there)->bytes != bytes.size()) return Presence::other;
    const auto read = server.read(path, bytes.size());
    if (read) return *read == bytes ? Presence::whole : Presence::other;
    if (read.error().kind != SftpFault::Kind::refused) return tl::unexpected{read.error()};
    // Some servers let files be laid down and not be read, and some take them in while we look.
    const auto still = server.look_at(path);
    if (!still) return tl::unexpected{still.error()};
    return *still ? Presence::cannot_tell : Presence::absent;
}

// A name that is taken: by the same file it was handed over before, by another it must not be.
DeliveryReport name_taken(SftpConnection& server, const std::string& path, std::string_view bytes) {
    const auto there = presence(server, path, bytes);
    if (!there)
        return report(Delivery::unknown, "同名文件已在，没有查清：",
                      "a file of this name is there: ", there.error().words);
    switch (*there) {
        case Presence::whole:
            return report(Delivery::acknowledged, "同一文件早已放好", "the same file was there before");
        case Presence::other:
            return report(Delivery::rejected, "已有内容不同的同名文件", "another file of this name is there");
        default:
            return report(Delivery::unknown, "同名文件已在，读不出内容",
                          "a file of this name is there and cannot be read");
    }
}

// What became of a rename that was not answered with yes. The temporary file still there, it was not done.
DeliveryReport after_rename(SftpConnection& server, const std::string& temporary, const std::string& path,
                            std::string_view bytes, const SftpFault& fault) {
    if (fault.kind != SftpFault::Kind::refused)
        return report(Delivery::unknown, "已请求就位，没有得到答复：",
                      "the rename was asked for and not answered: ", fault.words);
    const auto left = server.look_at(temporary);
    const auto there = server.look_at(path);
    if (!left || !there) {
        static_cast<void>(server.remove(temporary));
        return report(Delivery::unknown, "就位被拒绝，没有查清：",
                      "the rename was refused, and no more could be asked: ", fault.words);
    }
    if (*left) {
        static_cast<void>(server.remove(temporary));
        return *there ? name_taken(server, path, bytes)
                      : report(Delivery::rejected, "对方不让就位：",
                               "the server does not let it take its name: ", fault.words);
    }
    // Gone from where it was: the server did it, whatever it said.
    if (*there) return name_taken(server, path, bytes);
    return report(Delivery::unknown, "文件已不在原处，也不在目标处：",
                  "the file is neither here nor there: ", fault.words);
}

}  // namespace

SftpRoad::SftpRoad(SftpRoadSettings settings)
    : settings_{std::move(settings)}, place_{fmt::format("sftp://{}:{}", settings_.host, settings_.port)} {}
SftpRoad::~SftpRoad() = default;
SftpRoad::SftpRoad(SftpRoad&&) noexcept = default;

Result<SftpConnection*, Refusal> SftpRoad::connected() {
    if (connection_ && connection_->serves()) return connection_.get();
    connection_.reset();
    auto opened = SftpConnection::open(settings_, place_);
    if (!opened) return pass_on(opened);
    connection_ = *std::move(opened);
    return connection_.get();
}

DeliveryReport SftpRoad::put(const std::string& name, std::string_view bytes) {
    if (!is_plain_name(name) || is_unfinished_name(name))
        return report(Delivery::rejected, "文件名不合要求", "the name is not one a road carries");
    const auto server = connected();
    if (!server) return {Delivery::unreachable, server.error().what(), {}};
    return put_over(**server, name, bytes);
}

DeliveryReport SftpRoad::put_over(SftpConnection& server, const std::string& name, std::string_view bytes) {
    const std::string path = in_folder(settings_.out, name);
    const std::string temporary =
        in_folder(settings_.out, fmt::format("{}{}{}", hidden_beginning(name), random_letters(), unfinished));
    if (const auto cleared = clear_left_behind(server, settings_.out, name); !cleared)
        return not_begun(cleared.error());
    // Servers exist that replace in a rename, whatever version 3 says.
    const auto before = server.look_at(path);
    if (!before) return not_begun(before.error());
    if (*before) return name_taken(server, path, bytes);
    // While the connection lives nothing stays behind; once it went, the next sending takes it away.
    const auto given_up = [&](DeliveryReport said) {
        static_cast<void>(server.remove(temporary));
        return said;
    };
    if (const auto written = server.write_new(temporary, bytes); !written) return given_up(not_begun(written.error()));
    const auto laid_down = server.look_at(temporary);
    if (!laid_down) return given_up(not_begun(laid_down.error()));
    if (!*laid_down || (*laid_down)->bytes != bytes.size())
        return given_up(
            report(Delivery::unreachable, "写上去的字节数不对", "the number of bytes written is not right"));
    const auto renamed = server.rename(temporary, path);
    if (!renamed) return after_rename(server, temporary, path, bytes, renamed.error());
    return report(Delivery::acknowledged, "对方已收下", "the server has it");
}

Result<Presence, Refusal> SftpRoad::look(const std::string& name, std::string_view bytes) {
    if (!is_plain_name(name)) return refuse(RoadError::name_refused, place_, name);
    auto server = connected();
    if (!server) return pass_on(server);
    const auto there = presence(**server, in_folder(settings_.out, name), bytes);
    if (!there) return refused(place_, there.error());
    return *there;
}

Result<std::vector<WaitingFile>, Refusal> SftpRoad::waiting() {
    auto server = connected();
    if (!server) return pass_on(server);
    const auto listed = (*server)->list(settings_.in);
    if (!listed) return refused(place_, listed.error());
    std::vector<WaitingFile> files;
    for (const SftpFile& file : *listed) {
        if (!file.regular || !is_plain_name(file.name) || is_unfinished_name(file.name)) continue;
        // Looked at again: what grows while we list is not finished.
        const auto now = (*server)->look_at(in_folder(settings_.in, file.name));
        if (!now && now.error().kind != SftpFault::Kind::refused) return refused(place_, now.error());
        if (now && *now && (*now)->regular && (*now)->bytes == file.bytes && (*now)->changed == file.changed)
            files.push_back({file.name, file.bytes});
    }
    std::ranges::sort(files, {}, &WaitingFile::name);
    return files;
}

Result<std::string, Refusal> SftpRoad::fetch(const WaitingFile& file) {
    if (!is_plain_name(file.name)) return refuse(RoadError::name_refused, place_, file.name);
    if (file.bytes > file_bytes_max) return refuse(RoadError::too_large, place_, file.name);
    auto server = connected();
    if (!server) return pass_on(server);
    const std::string path = in_folder(settings_.in, file.name);
    const auto there = (*server)->look_at(path);
    if (!there) return refused(place_, there.error());
    if (!*there) return refuse(RoadError::not_there, place_, file.name);
    if (!(*there)->regular || (*there)->bytes != file.bytes) return refuse(RoadError::changed, place_, file.name);
    auto bytes = (*server)->read(path, file.bytes);
    if (!bytes) return refused(place_, bytes.error());
    if (bytes->size() != file.bytes) return refuse(RoadError::changed, place_, file.name);
    return *std::move(bytes);
}

Result<void, Refusal> SftpRoad::take_away(const WaitingFile& file) {
    if (!is_plain_name(file.name)) return refuse(RoadError::name_refused, place_, file.name);
    auto server = connected();
    if (!server) return pass_on(server);
    const std::string path = in_folder(settings_.in, file.name);
    const auto there = (*server)->look_at(path);
    if (!there) return refused(place_, there.error());
    if (!*there) return {};
    if (!(*there)->regular || (*there)->bytes != file.bytes) return refuse(RoadError::changed, place_, file.name);
    if (settings_.done.empty()) {
        const auto removed = (*server)->remove(path);
        if (!removed) return refused(place_, removed.error());
        return {};
    }
    // A bank may use a name again: neither file is lost.
    std::string to = in_folder(settings_.done, file.name);
    for (int number = 2;; ++number) {
        const auto taken = (*server)->look_at(to);
        if (!taken) return refused(place_, taken.error());
        if (!*taken) break;
        to = in_folder(settings_.done, fmt::format("{}.{}", file.name, number));
    }
    const auto moved = (*server)->rename(path, to);
    if (!moved) return refused(place_, moved.error());
    return {};
}

}  // namespace mingzhang::bank::transport
