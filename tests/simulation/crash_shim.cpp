// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// Preloaded into the real program: counts the calls that change what is on the disk, and at the one asked for kills the
// process as a power cut would. A write is done by half first, so that the page or file is torn.
//   MINGZHANG_CRASH_AT=N     kill at the Nth call, from 1; 0: never
//   MINGZHANG_CRASH_COUNT=F  at the end, write the number of calls to the file F
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/types.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <cstdlib>

namespace {

std::atomic<long> calls{0};

long crash_at() {
    static const long at = [] {
        const char* text = std::getenv("MINGZHANG_CRASH_AT");
        return text == nullptr ? 0L : std::atol(text);
    }();
    return at;
}

// Whether this call is the one to die in.
bool is_last() {
    return ++calls == crash_at();
}

[[noreturn]] void die() {
    kill(getpid(), SIGKILL);
    for (;;) pause();
}

template <class Function>
Function real(const char* name) {
    return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

struct CountWriter {
    ~CountWriter() {
        const char* path = std::getenv("MINGZHANG_CRASH_COUNT");
        if (path == nullptr) return;
        if (std::FILE* file = std::fopen(path, "w")) {
            std::fprintf(file, "%ld", calls.load());
            std::fclose(file);
        }
    }
} count_writer;

}  // namespace

extern "C" {

ssize_t pwrite64(int descriptor, const void* bytes, size_t size, off64_t offset) {
    static const auto call = real<ssize_t (*)(int, const void*, size_t, off64_t)>("pwrite64");
    if (!is_last()) return call(descriptor, bytes, size, offset);
    call(descriptor, bytes, size / 2, offset);
    die();
}

ssize_t pwrite(int descriptor, const void* bytes, size_t size, off_t offset) {
    static const auto call = real<ssize_t (*)(int, const void*, size_t, off_t)>("pwrite");
    if (!is_last()) return call(descriptor, bytes, size, offset);
    call(descriptor, bytes, size / 2, offset);
    die();
}

ssize_t write(int descriptor, const void* bytes, size_t size) {
    static const auto call = real<ssize_t (*)(int, const void*, size_t)>("write");
    if (descriptor <= STDERR_FILENO || !is_last()) return call(descriptor, bytes, size);
    call(descriptor, bytes, size / 2);
    die();
}

int fsync(int descriptor) {
    static const auto call = real<int (*)(int)>("fsync");
    if (is_last()) die();
    return call(descriptor);
}

int fdatasync(int descriptor) {
    static const auto call = real<int (*)(int)>("fdatasync");
    if (is_last()) die();
    return call(descriptor);
}

int ftruncate64(int descriptor, off64_t size) {
    static const auto call = real<int (*)(int, off64_t)>("ftruncate64");
    if (is_last()) die();
    return call(descriptor, size);
}

int rename(const char* from, const char* to) {
    static const auto call = real<int (*)(const char*, const char*)>("rename");
    if (is_last()) die();
    return call(from, to);
}

int renameat2(int from_folder, const char* from, int to_folder, const char* to, unsigned flags) {
    static const auto call = real<int (*)(int, const char*, int, const char*, unsigned)>("renameat2");
    if (is_last()) die();
    return call(from_folder, from, to_folder, to, flags);
}

int unlinkat(int folder, const char* path, int flags) {
    static const auto call = real<int (*)(int, const char*, int)>("unlinkat");
    if (is_last()) die();
    return call(folder, path, flags);
}

int unlink(const char* path) {
    static const auto call = real<int (*)(const char*)>("unlink");
    if (is_last()) die();
    return call(path);
}

}  // extern "C"
