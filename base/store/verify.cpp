// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <future>
#include <map>

#include "base/store/part.hpp"
#include "base/store/store.hpp"
#include "base/values/check.hpp"

namespace mingzhang::store {

namespace {

using Apart = std::map<std::string_view, std::future<PassReport>>;  // By the code of the pass.

// Starts the passes that may run beside the others. On a server they share its processors with it anyway.
Apart start_apart(Store& store, std::span<const Part> parts) {
    Apart running;
    if (store.backend() != Backend::sqlite) return running;
    const std::string url = "sqlite:" + store.path();
    for (const Part& part : parts)
        for (const VerifyPass& pass : part.passes)
            if (pass.apart)
                running[pass.code] = std::async(std::launch::async, [url, &pass] {
                    auto own = Store::open(url);
                    if (own) return pass.run(**own);
                    PassReport report;
                    report.name_broken(own.error().what().zh, own.error().what().en);
                    return report;
                });
    return running;
}

}  // namespace

void verify(Store& store, std::span<const Part> parts, const EachReport& each) {
    Apart apart = start_apart(store, parts);
    for (const Part& part : parts) {
        for (const VerifySweep& sweep : part.sweeps) {
            const std::vector<PassReport> reports = sweep.run(store);
            MINGZHANG_CHECK(reports.size() == sweep.passes.size());
            for (std::size_t i = 0; i < reports.size(); ++i)
                each(sweep.passes[i].code, sweep.passes[i].title, reports[i]);
        }
        for (const VerifyPass& pass : part.passes) {
            const auto running = apart.find(pass.code);
            each(pass.code, pass.title, running == apart.end() ? pass.run(store) : running->second.get());
        }
    }
}

void verify_sealed(Store& store, std::span<const Part> parts, const crypto::Sealer& sealer, const EachReport& each) {
    for (const Part& part : parts)
        for (const SealedPass& pass : part.sealed_passes) each(pass.code, pass.title, pass.run(store, sealer));
}

}  // namespace mingzhang::store
