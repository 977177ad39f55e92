// SPDX-License-Identifier: Apache-2.0
#include "app/cli/stepping.hpp"
#include "app/cli/subject_text.hpp"
#include "base/text/text.hpp"

#include <CLI/CLI.hpp>

namespace giamsat::cli {
namespace {

struct ErasureWords {
    std::vector<std::string> subjects;
    std::string reason;
    bool with_cases = false;
};

std::optional<Date> last_copy_expires(Desk& desk) {
    std::optional<Date> last;
    for (const KeyCopyRecord& copy : desk.read.subjects.key_copies()) {
        if (copy.expires >= desk.today && (!last || copy.expires > *last)) last = copy.expires;
    }
    return last;
}

Json erased_json(const Outcome& outcome, const std::optional<Date>& copies_until) {
    Json erased = Json::array();
    for (const RecordedEntry& entry : outcome.entries) {
        if (entry.kind == "subject.erased/1") erased.push_back(entry.body());
    }
    return {{"erased", erased}, {"copies_until", copies_until ? Json(copies_until->iso()) : Json(nullptr)}};
}

// What an erasure leaves is said where it is done: nobody should have to find out.
void tell_erased(const Outcome& outcome, const Context& context, Desk& desk) {
    const auto copies_until = last_copy_expires(desk);
    if (context.options.json) return context.print_json(erased_json(outcome, copies_until));
    for (const RecordedEntry& entry : outcome.entries) {
        if (entry.kind != "subject.erased/1") continue;
        const Json body = entry.body();
        context.print("✓ " + context.say({"Đã xoá dữ liệu cá nhân: ", "Personal data erased: "}) +
                      say_subject(body.value("about", ""), SubjectId{body.value("subject", "")}, desk));
    }
    context.print(context.say(
        {"  Khoá đã huỷ; mục nhật ký và tệp đính kèm còn ở dạng mã hoá mà không ai mở được nữa.\n"
         "  Còn lại: mã nội bộ, số liệu không tên, dấu băm tra cứu trong nhật ký; văn bản tự do của hồ sơ khác nếu có "
         "nhắc đến tên.",
         "  The key is destroyed; entries and attachments stay as ciphertext that nobody can open any more.\n"
         "  What remains: internal ids, figures without a name, keyed digests inside the journal; free text of other "
         "cases where it names them."}));
    if (copies_until)
        context.print("  " +
                      context.say({"Bản sao khoá cuối cùng phải huỷ chậm nhất ngày ",
                                   "The last copy of the keys has to be destroyed by the end of "}) +
                      write_date(*copies_until, desk.lang) + " (giamsat backup prune).");
}

int erase(const ErasureWords& words, const Context& context) {
    return carry_out(
        context,
        [&](Desk& desk) -> Result<Command> {
            EraseSubjects command{{}, words.with_cases, words.reason};
            for (const std::string& text : words.subjects) {
                GIAMSAT_TRY(subject, subject_named(text, desk));
                command.subjects.push_back(subject);
            }
            return command;
        },
        [&](const Outcome& outcome, Desk& desk) { tell_erased(outcome, context, desk); });
}

struct HoldWords {
    std::string subject, reason;
};

template <class Make>
int hold_or_free(const HoldWords& words, const Context& context, const LocalText& said, Make command_for) {
    return carry_out(
        context,
        [&](Desk& desk) -> Result<Command> {
            GIAMSAT_TRY(subject, subject_named(words.subject, desk));
            return command_for(subject);
        },
        [&](const Outcome& outcome, Desk& desk) {
            const Json body = outcome.entries.front().body();
            if (context.options.json) return context.print_json({{"subject", body.value("subject", "")}});
            const auto subject = subject_of(body.value("subject", ""), desk.read, desk.profile());
            context.print("✓ " + context.say(said) + say_subject(subject->about, subject->id, desk));
        });
}

constexpr const char* subject_help =
    "Người hoặc hồ sơ: cấp:mã, person:MÃ, hoặc mã hồ sơ · whose: level:code, person:CODE, or a case";

void add_erase(CLI::App& parent, Context& context) {
    auto* erased =
        parent.add_subcommand("erase", "Xoá dữ liệu cá nhân: huỷ khoá · erase personal data: destroy its key");
    auto words = std::make_shared<ErasureWords>();
    erased->add_option("SUBJECT", words->subjects, subject_help)->required();
    erased->add_option("--reason", words->reason, "Lý do (được mã hoá) · the reason (sealed)")->required();
    erased->add_flag("--with-cases", words->with_cases,
                     "Cả văn bản tự do của hồ sơ về người này · also the free text of cases about them");
    erased->footer(
        "Cần hai người: --as người nhập, --on-behalf người quyết định, --act số văn bản. Không lấy lại được.\n"
        "Takes two people: --as who enters it, --on-behalf who decided, --act the document. Nothing brings it back.\n\n"
        "Ví dụ · example:\n  giamsat subject erase borrower:4059000003 --with-cases --reason \"Đã tất toán, yêu cầu "
        "xoá\" "
        "\\\n      --as CB02 --on-behalf CB01 --act \"17/QĐ-BĐD 05/03/2024\"");
    on_run(*erased, [words, &context] { return erase(*words, context); });
}

void add_holds(CLI::App& parent, Context& context) {
    auto words = std::make_shared<HoldWords>();
    auto* held =
        parent.add_subcommand("hold", "Giữ theo yêu cầu pháp lý: chưa ai xoá được · legal hold: nobody erases it");
    held->add_option("SUBJECT", words->subject, subject_help)->required();
    held->add_option("--reason", words->reason, "Căn cứ (được mã hoá) · the ground (sealed)")->required();
    held->footer("Ví dụ · example:\n  giamsat subject hold borrower:4059000003 --reason \"Đang khiếu nại\"");
    on_run(*held, [words, &context] {
        return hold_or_free(*words, context, {"Đang giữ: ", "Held: "}, [&](SubjectId id) -> Command {
            return HoldSubject{std::move(id), words->reason};
        });
    });
    auto* freed = parent.add_subcommand("free", "Thôi giữ · end a legal hold");
    freed->add_option("SUBJECT", words->subject, subject_help)->required();
    freed->add_option("--reason", words->reason, "Lý do (được mã hoá) · the reason (sealed)");
    freed->footer("Ví dụ · example:\n  giamsat subject free borrower:4059000003");
    on_run(*freed, [words, &context] {
        return hold_or_free(*words, context, {"Đã thôi giữ: ", "No longer held: "}, [&](SubjectId id) -> Command {
            return FreeSubject{std::move(id), words->reason};
        });
    });
}

}  // namespace

void add_subject(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand(
        "subject", "Người có dữ liệu cá nhân: yêu cầu, giữ, xoá · whose personal data: requests, holds, erasure");
    command->require_subcommand(1);
    add_erase(*command, context);
    add_holds(*command, context);
    add_subject_requests(*command, context);
}

}  // namespace giamsat::cli
