// SPDX-License-Identifier: Apache-2.0
#include "app/cli/context.hpp"
#include "app/serve/backup_schedule.hpp"
#include "app/serve/office_server.hpp"
#include "app/serve/socket.hpp"
#include "app/serve/tasks_aside.hpp"
#include "base/core/duration.hpp"
#include "base/platform/files.hpp"
#include "base/text/text.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cctype>
#include <iostream>
#include <mutex>

namespace giamsat::cli {
namespace {

// The server's thread and that of its backups tell.
std::mutex& telling() {
    static std::mutex one;
    return one;
}

// Told while it happens: whoever reads along through a pipe sees each line at once.
void tell(const Context& context, const std::string& event, const LocalText& text, Json more = Json::object()) {
    std::lock_guard lock(telling());
    more["event"] = event;
    if (context.options.json)
        std::cout << more.dump() << "\n";
    else
        context.print(context.say(text));
    std::cout.flush();
}

std::pair<std::uint64_t, std::string> end_of(Workplace& place) {
    return place.ask([](Readers& read) { return std::pair(read.journal.size(), to_hex(read.journal.root())); });
}

void tell_verified(const Context& context, Workplace& place) {
    const auto [size, root] = end_of(place);
    const std::string vi = group_digits(static_cast<std::int64_t>(size), Lang::vi);
    const std::string en = group_digits(static_cast<std::int64_t>(size), Lang::en);
    if (place.was_left_open())
        tell(context, "verified",
             {"✓ Lần trước không đóng đúng cách: đã kiểm tra lại toàn bộ " + vi + " mục; gốc " + root,
              "✓ It was not closed in good order: all " + en + " entries were verified; root " + root},
             {{"entries", size}, {"root", root}, {"whole", true}});
    else
        tell(context, "verified",
             {"✓ Tệp và phần cuối nhật ký khớp: " + vi + " mục; gốc " + root,
              "✓ The file and the end of the journal hold: " + en + " entries; root " + root},
             {{"entries", size}, {"root", root}, {"whole", false}});
}

void tell_listening(const Context& context, const std::string& path) {
    tell(context, "listening",
         {"Nhận lệnh tại " + path + ". Dừng bằng Ctrl-C.", "Commands are taken at " + path + ". Stop it with Ctrl-C."},
         {{"socket", path}});
}

void tell_stopped(const Context& context, Workplace& place) {
    const auto [size, root] = end_of(place);
    tell(context, "stopped",
         {"✓ Đã dừng; nhật ký có " + group_digits(static_cast<std::int64_t>(size), Lang::vi) + " mục; gốc " + root,
          "✓ Stopped; the journal has " + group_digits(static_cast<std::int64_t>(size), Lang::en) + " entries; root " +
              root},
         {{"entries", size}, {"root", root}});
}

struct ServeWords {
    std::string group;
    std::string backup_to;
    std::string backup_every = "1h";
    int backup_keep = 48;
};

constexpr std::int64_t least_pause_ms = 1'000;

// "30m", "1h", "1d", or as ISO 8601 writes it.
Result<std::int64_t> pause_of(const std::string& words) {
    std::string iso = words;
    std::transform(iso.begin(), iso.end(), iso.begin(), [](unsigned char c) { return std::toupper(c); });
    if (!iso.starts_with("P")) iso = (iso.ends_with("D") ? "P" : "PT") + iso;
    auto pause = parse_duration(iso);
    if (pause && *pause >= least_pause_ms) return pause;
    return Problem(ProblemCode::invalid_value, {{"field", "--backup-every"},
                                                {"value", words},
                                                {"why", "cần một khoảng thời gian như 30m, 1h hoặc 1d"},
                                                {"why_en", "a length of time is needed, such as 30m, 1h or 1d"}});
}

Result<std::optional<BackupPlan>> backup_plan(const ServeWords& words) {
    GIAMSAT_TRY(every, pause_of(words.backup_every));
    if (words.backup_to.empty()) return std::optional<BackupPlan>();
    return std::optional(BackupPlan{words.backup_to, every, static_cast<std::size_t>(words.backup_keep)});
}

void tell_backup(const Context& context, const Backup& made) {
    const auto size = static_cast<std::int64_t>(made.manifest.size);
    tell(context, "backup",
         {"✓ Đã sao lưu và kiểm tra: " + made.folder.string() + ", " + group_digits(size, Lang::vi) + " mục",
          "✓ Backed up and verified: " + made.folder.string() + ", " + group_digits(size, Lang::en) + " entries"},
         {{"folder", made.folder.string()}, {"entries", made.manifest.size}, {"root", made.manifest.root}});
}

// Looks every second: what time it is, the clock of the world says.
class Backups {
public:
    Backups(BackupSchedule schedule, const Context& context, const ServeNotes& notes)
        : schedule_(std::move(schedule)),
          aside_(PeriodicTasks(
              {{{"sao lưu", "backups"}, std::chrono::seconds(1), [this, &context] { return look(context); }}},
              notes.trouble)) {}

private:
    Done look(const Context& context) {
        GIAMSAT_TRY(made, schedule_.make_if_due(context.clock().now()));
        if (made) tell_backup(context, *made);
        return {};
    }

    BackupSchedule schedule_;
    TasksAside aside_;
};

Done serve(const ServeWords& words, const Context& context) {
    const std::filesystem::path office = context.options.office;
    GIAMSAT_TRY(plan, backup_plan(words));
    GIAMSAT_TRY(place, Workplace::open_to_serve(office, context.clock()));
    GIAMSAT_CHECK(context.sign(*place, office));
    ServeNotes notes{[&](const LocalText& text) {
                         tell(context, "told", text, {{"vi", text.vi}, {"en", text.en}});
                     },
                     [&](const Problem& trouble) {
                         std::lock_guard lock(telling());
                         context.fail(trouble);
                     }};
    GIAMSAT_TRY(server, OfficeServer::start(*place, {office, words.group, {}}, notes));
    tell_verified(context, *place);
    tell_listening(context, socket_path(office).string());
    std::atomic<bool> ended = false;
    {
        std::optional<Backups> backups;
        if (plan) backups.emplace(BackupSchedule(office, place->info().id, *plan, ended), context, notes);
        auto served = server->run(interrupted());
        ended = true;
        if (!served) return served;
    }
    tell_stopped(context, *place);
    return {};
}

}  // namespace

void add_serve(CLI::App& app, Context& context) {
    auto* command =
        app.add_subcommand("serve",
                           "Phục vụ văn phòng: nhận lệnh, báo hạn, làm điểm chốt, sao lưu · serve an office: commands, "
                           "deadlines, checkpoints, backups");
    auto words = std::make_shared<ServeWords>();
    command->add_option(
        "--group", words->group,
        "Nhóm người dùng cũng được gửi lệnh; không đọc được dữ liệu cá nhân · a group of users who may send "
        "commands, too; they read no personal data");
    command->add_option("--backup-to", words->backup_to,
                        "Sao lưu vào thư mục có sẵn này · make backups in this folder, which must be there");
    command->add_option("--backup-every", words->backup_every,
                        "Bao lâu một lần: 30m, 1h, 1d (mặc định 1h) · how often (default: 1h)");
    command
        ->add_option("--backup-keep", words->backup_keep,
                     "Giữ bao nhiêu bản sao mới nhất; 0: tất cả (mặc định 48) · so many of the newest stay, 0 for all "
                     "(default: 48)")
        ->check(CLI::NonNegativeNumber);
    command->footer(
        "Các lệnh khác gửi việc của mình cho máy chủ này khi nó đang chạy, không cần đổi gì.\n"
        "Other commands hand their work to this server while it runs; nothing else changes.\n"
        "Mỗi bản sao được kiểm tra từng mục rồi mới bỏ bản cũ; khoá thì sao riêng: giamsat backup keys.\n"
        "Each backup is verified, and only then older ones go; keys are copied apart: giamsat backup keys.\n"
        "Mã thoát 6 khi đĩa hoặc cơ sở dữ liệu gặp lỗi: chạy lại, nó tự kiểm tra trước.\n"
        "Exit code 6 when the disk or the database failed: start it again, it verifies first.\n\n"
        "Ví dụ · examples:\n  giamsat serve\n  giamsat serve --group tin-dung --backup-to /media/usb1/office");
    on_run(*command, [words, &context] {
        auto served = serve(*words, context);
        return served ? 0 : context.fail(served.error());
    });
}

}  // namespace giamsat::cli
