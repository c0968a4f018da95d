// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/transport/folder_watch.hpp"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <string_view>
#include <utility>

#include "bank_adapters/transport/descriptor.hpp"
#include "bank_adapters/transport/road.hpp"
#include "bank_adapters/transport/road_error.hpp"

namespace mingzhang::bank::transport {
namespace {

using SteadyClock = std::chrono::steady_clock;

int milliseconds_left(SteadyClock::time_point until) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - SteadyClock::now()).count();
    return static_cast<int>(std::clamp<std::int64_t>(left, 0, 1'000'000'000));
}

}  // namespace

struct FolderWatch::State {
    Descriptor events;
    Descriptor stop;

    // Reads all that was told; true when a finished file is among it, or something was lost.
    [[nodiscard]] bool read_events() const {
        alignas(inotify_event) std::array<char, 16'384> buffer{};
        bool came = false;
        for (;;) {
            const ssize_t size = ::read(events.number(), buffer.data(), buffer.size());
            if (size < 0 && errno == EINTR) continue;
            if (size <= 0) return came;
            for (std::size_t at = 0; at < static_cast<std::size_t>(size);) {
                const auto* event = reinterpret_cast<const inotify_event*>(buffer.data() + at);
                const std::string_view name = event->len > 0 ? std::string_view{&event->name[0]} : std::string_view{};
                // Without a name the folder itself went, or events were lost: looking will say.
                came = came || name.empty() || !is_unfinished_name(name);
                at += sizeof(inotify_event) + event->len;
            }
        }
    }
};

FolderWatch::FolderWatch(std::unique_ptr<State> state) : state_{std::move(state)} {}
FolderWatch::FolderWatch(FolderWatch&&) noexcept = default;
FolderWatch& FolderWatch::operator=(FolderWatch&&) noexcept = default;
FolderWatch::~FolderWatch() = default;

Result<FolderWatch, Refusal> FolderWatch::begin(const std::filesystem::path& folder) {
    auto state = std::make_unique<State>();
    state->events = Descriptor{::inotify_init1(IN_NONBLOCK | IN_CLOEXEC)};
    state->stop = Descriptor{::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)};
    if (!state->events.is_open() || !state->stop.is_open() ||
        ::inotify_add_watch(state->events.number(), folder.c_str(), IN_CLOSE_WRITE | IN_MOVED_TO | IN_ONLYDIR) < 0)
        return refuse(RoadError::cannot_reach, folder.string(), system_words(errno));
    return FolderWatch{std::move(state)};
}

WatchEvent FolderWatch::wait(std::stop_token stop, std::chrono::milliseconds look_again) {
    const auto until = SteadyClock::now() + look_again;
    const int stop_event = state_->stop.number();
    const std::stop_callback wake{stop, [stop_event] {
                                      const std::uint64_t one = 1;
                                      static_cast<void>(::write(stop_event, &one, sizeof one));
                                  }};
    for (;;) {
        if (stop.stop_requested()) return WatchEvent::stopped;
        std::array<pollfd, 2> both{{{state_->events.number(), POLLIN, 0}, {stop_event, POLLIN, 0}}};
        const int ready = ::poll(both.data(), both.size(), milliseconds_left(until));
        if (stop.stop_requested()) return WatchEvent::stopped;
        if (ready > 0 && both[0].revents != 0 && state_->read_events()) return WatchEvent::something_came;
        if (ready == 0) return WatchEvent::time_to_look;
        // A stop asked for earlier, of another wait, left its mark.
        std::uint64_t mark = 0;
        static_cast<void>(::read(stop_event, &mark, sizeof mark));
    }
}

}  // namespace mingzhang::bank::transport
