// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/transport/practice_server.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <condition_variable>
#include <fstream>
#include <iterator>
#include <mutex>
#include <optional>
#include <utility>

#include "bank_adapters/transport/folder_road.hpp"
#include "bank_adapters/transport/https_answers.hpp"
#include "bank_adapters/transport/road_error.hpp"
#include "base/crypto/digest.hpp"
#include "base/text/atomic_file.hpp"

namespace mingzhang::bank::transport {
namespace {

HttpAnswer plain(unsigned status, std::string words) {
    return {status, {{"Content-Type", "text/plain"}}, std::move(words)};
}
HttpAnswer document(unsigned status, std::string json) {
    return {status, {{"Content-Type", "application/json"}}, std::move(json)};
}

constexpr std::uint8_t fault_count = 6;

}  // namespace

struct PracticeServer::State {
    explicit State(PracticeServerSettings given)
        : settings{std::move(given)},
          store{FolderRoadSettings{settings.folder / "out", settings.folder / "in", settings.folder / "done"}} {}

    PracticeServerSettings settings;
    mutable std::mutex mutex;
    std::condition_variable woken;
    bool stopping = false;
    FolderRoad store;
    std::optional<PracticeFault> next;
    std::uint64_t files = 0;
    std::unique_ptr<HttpsServer> server;  // The last: gone before what it uses.

    [[nodiscard]] std::filesystem::path book(const std::string& name) const {
        return settings.folder / "books" / (name + ".json");
    }

    [[nodiscard]] std::optional<HttpsReceipt> receipt_of(const std::string& name) const {
        std::ifstream file{book(name), std::ios::binary};
        return read_receipt(std::string{std::istreambuf_iterator<char>{file}, {}});
    }

    // The same for the same seed and the same number of files before it.
    PracticeFault draw_fault() {
        ++files;
        if (next) return *std::exchange(next, std::nullopt);
        const auto drawn = crypto::sha256(fmt::format("{} {}", settings.seed, files));
        const auto number = [&](std::size_t at) { return std::to_integer<std::uint32_t>(drawn.bytes()[at]); };
        if ((number(0) << 8U | number(1)) % 100 >= settings.faults_in_a_hundred) return PracticeFault::none;
        return static_cast<PracticeFault>(1 + number(2) % fault_count);
    }

    // Keeps the file and enters it in the books; or says why not.
    Result<HttpsReceipt, HttpAnswer> keep(const std::string& name, const std::string& bytes) {
        const auto put = store.put(name, bytes);
        if (put.delivery == Delivery::rejected) return tl::unexpected{plain(412, put.detail.en)};
        if (put.delivery != Delivery::acknowledged) return tl::unexpected{plain(500, put.detail.en)};
        const std::string digest = crypto::sha256(bytes).hex();
        HttpsReceipt receipt{name, true, digest, "R" + digest.substr(0, 12)};
        if (!write_file_atomically(book(name), write_receipt(receipt))) return tl::unexpected{plain(500, "no book")};
        return receipt;
    }

    HttpReply take(const std::string& name, const HttpRequest& request) {
        std::unique_lock lock{mutex};
        if (request.header("If-None-Match") != "*") return {plain(428, "If-None-Match: * is asked for")};
        if (request.header("Content-Digest") != content_digest(request.body))
            return {plain(400, "Content-Digest does not fit")};
        const PracticeFault fault = draw_fault();
        if (fault == PracticeFault::file_lost) return {{}, /*dropped=*/true};
        if (fault == PracticeFault::unavailable) return {plain(503, "busy")};
        // What came once is not taken again, wherever it is by now.
        if (receipt_of(name)) return {plain(412, "it is in the books")};
        auto kept = keep(name, request.body);
        if (!kept) return {std::move(kept.error())};
        if (fault == PracticeFault::answer_lost) return {{}, /*dropped=*/true};
        if (fault == PracticeFault::kept_and_503) return {plain(503, "busy")};
        if (fault == PracticeFault::wrong_digest) kept->sha256 = crypto::sha256(kept->sha256).hex();
        if (fault == PracticeFault::slow) woken.wait_for(lock, settings.slowness, [this] { return stopping; });
        return {document(201, write_receipt(*kept))};
    }

    HttpReply show_receipt(const std::string& name) const {
        const std::lock_guard lock{mutex};
        const auto receipt = receipt_of(name);
        return {receipt ? document(200, write_receipt(*receipt)) : document(404, write_receipt({name, false}))};
    }

    HttpReply list() {
        const std::lock_guard lock{mutex};
        const auto files_waiting = store.waiting();
        if (!files_waiting) return {plain(500, files_waiting.error().what().en)};
        return {document(200, write_listing(*files_waiting))};
    }

    HttpReply hand_out(const std::string& name, const std::string& method) {
        const std::lock_guard lock{mutex};
        const auto files_waiting = store.waiting();
        if (!files_waiting) return {plain(500, files_waiting.error().what().en)};
        const auto file = std::ranges::find(*files_waiting, name, &WaitingFile::name);
        if (file == files_waiting->end()) return {plain(404, "no such file")};
        if (method == "DELETE") {
            const auto taken = store.take_away(*file);
            return {taken ? plain(204, "") : plain(500, taken.error().what().en)};
        }
        auto bytes = store.fetch(*file);
        if (!bytes) return {plain(500, bytes.error().what().en)};
        HttpAnswer answer{200, {{"Content-Type", "application/octet-stream"}}, *std::move(bytes)};
        answer.headers.emplace_back("Content-Digest", content_digest(answer.body));
        return {std::move(answer)};
    }

    HttpReply handle(const HttpRequest& request) {
        std::string_view path = request.target;
        if (!path.starts_with(settings.base)) return {plain(404, "nothing here")};
        path.remove_prefix(settings.base.size());
        const bool out = path.starts_with("/out/");
        if (!out && !path.starts_with("/in/")) return {plain(404, "nothing here")};
        path.remove_prefix(out ? 5 : 4);
        if (!out && path.empty()) return request.method == "GET" ? list() : HttpReply{plain(405, "only GET")};
        const bool receipt = out && path.ends_with("/receipt");
        if (receipt) path.remove_suffix(8);
        const auto name = from_path_part(path);
        if (!name || !is_plain_name(*name) || is_unfinished_name(*name)) return {plain(400, "not a name of a file")};
        if (receipt && request.method == "GET") return show_receipt(*name);
        if (out && !receipt && request.method == "PUT") return take(*name, request);
        if (!out && (request.method == "GET" || request.method == "DELETE")) return hand_out(*name, request.method);
        return {plain(405, "not done here")};
    }
};

PracticeServer::PracticeServer(std::unique_ptr<State> state) : state_{std::move(state)} {}

PracticeServer::~PracticeServer() {
    {
        const std::lock_guard lock{state_->mutex};
        state_->stopping = true;
    }
    state_->woken.notify_all();
    state_->server.reset();
}

Result<std::unique_ptr<PracticeServer>, Refusal> PracticeServer::begin(PracticeServerSettings settings) {
    for (const char* part : {"out", "in", "done", "books"}) {
        std::error_code error;
        std::filesystem::create_directories(settings.folder / part, error);
        if (error) return refuse(RoadError::cannot_reach, settings.folder.string(), error.message());
    }
    auto state = std::make_unique<State>(std::move(settings));
    auto server = HttpsServer::begin(state->settings.server,
                                     [&own = *state](const HttpRequest& request) { return own.handle(request); });
    if (!server) return pass_on(server);
    state->server = *std::move(server);
    return std::unique_ptr<PracticeServer>{new PracticeServer{std::move(state)}};
}

std::uint16_t PracticeServer::port() const noexcept {
    return state_->server->port();
}

void PracticeServer::next_fault(PracticeFault fault) {
    const std::lock_guard lock{state_->mutex};
    state_->next = fault;
}

std::uint64_t PracticeServer::handed_over() const {
    const std::lock_guard lock{state_->mutex};
    return state_->files;
}

}  // namespace mingzhang::bank::transport
