// SPDX-License-Identifier: Apache-2.0
// The program: puts the command line together and runs what was asked.
#include "app/cli/context.hpp"
#include "app/cli/usage_text.hpp"
#include "base/platform/files.hpp"
#include "base/text/text.hpp"

#include <CLI/CLI.hpp>

#include <csignal>

namespace {

using namespace giamsat;
using namespace giamsat::cli;

void add_global_options(CLI::App& app, GlobalOptions& options) {
    app.add_option("--office", options.office, "Thư mục văn phòng · folder of the office")
        ->envname("GIAMSAT_OFFICE")
        ->default_str(".");
    app.add_option("--lang", options.lang_name, "Ngôn ngữ · language")
        ->envname("GIAMSAT_LANG")
        ->check(CLI::IsMember({"vi", "en"}));
    app.add_flag("--json", options.json, "Cho máy đọc · for machines");
    app.add_option("--as", options.as, "Mã người nhập · code of the person who enters")->envname("GIAMSAT_AS");
    app.add_option("--on-behalf", options.on_behalf, "Quyết định của ai (mã) · whose decision it is (code)");
    app.add_option("--act", options.act, "Số, ngày văn bản · number and date of the document");
    app.add_option("--purpose", options.purpose,
                   "Xem dữ liệu cá nhân để làm gì, không nêu tên ai · what personal data are read for; name nobody");
    app.add_option("--on", options.on, "Ngày việc xảy ra · business day (dd/mm/yyyy)");
    options.office = options.office.empty() ? "." : options.office;
}

// What people type is text: one spelling (NFC), no control characters. The name of a file that is there stays as it is.
// In the order CLI11 takes them: the last first.
Result<std::vector<std::string>> words_of(int argc, char** argv) {
    std::vector<std::string> words;
    for (int i = argc - 1; i > 0; --i) {
        std::error_code error;
        auto text = to_nfc(argv[i]);
        bool is_file = std::filesystem::exists(argv[i], error);
        if (!text && !is_file) return std::move(text.error());
        words.push_back(is_file ? argv[i] : *text);
    }
    return words;
}

int run(int argc, char** argv) {
    Context context;
    CLI::App app("giamsat: giám sát tín dụng chính sách · inspection of policy credit", "giamsat");
    speak_both_languages(app);
    app.fallthrough();
    app.require_subcommand(1);
    app.set_version_flag("--version", "giamsat " GIAMSAT_VERSION, "Phiên bản · the version");
    add_global_options(app, context.options);
    for (auto add :
         {add_init,    add_import,  add_unit,   add_person,  add_plan,     add_team,    add_assign, add_visit,
          add_finding, add_case,    add_work,   add_report,  add_workflow, add_journal, add_audit,  add_subject,
          add_backup,  add_restore, add_signer, add_witness, add_notify,   add_serve,   add_demo,   add_completion}) {
        add(app, context);
    }
    name_groups_in_both_languages(app);
    auto words = words_of(argc, argv);
    if (!words) return context.fail(words.error());
    try {
        app.parse(std::move(*words));
    } catch (const CLI::ParseError& wrong) {
        int code = app.exit(wrong);
        return code == 0 ? 0 : static_cast<int>(ExitClass::usage);
    }
    return run_chosen(context);
}

}  // namespace

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN);
    giamsat::watch_interrupts();
    return run(argc, argv);
}
