// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// Loaded into OpenSSH's server by LD_PRELOAD: it then finds its PAM services in a folder of the test's and not in
// /etc/pam.d, which belongs to the machine.
#include <cstdlib>

struct pam_conv;
struct pam_handle;

extern "C" {
int pam_start_confdir(const char* service, const char* user, const pam_conv* conversation, const char* folder,
                      pam_handle** handle);

__attribute__((visibility("default"))) int pam_start(const char* service, const char* user,
                                                     const pam_conv* conversation, pam_handle** handle) {
    return pam_start_confdir(service, user, conversation, std::getenv("MINGZHANG_PAM_FOLDER"), handle);
}
}
