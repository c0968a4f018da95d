// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/store/part.hpp"
#include "base/values/check.hpp"

namespace mingzhang::store {

void verify(Store& store, const Part& part, const EachReport& each) {
    for (const VerifySweep& sweep : part.sweeps) {
        const std::vector<PassReport> reports = sweep.run(store);
        MINGZHANG_CHECK(reports.size() == sweep.passes.size());
        for (std::size_t i = 0; i < reports.size(); ++i) each(sweep.passes[i].code, sweep.passes[i].title, reports[i]);
    }
    for (const VerifyPass& pass : part.passes) each(pass.code, pass.title, pass.run(store));
}

}  // namespace mingzhang::store
