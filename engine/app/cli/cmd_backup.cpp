// SPDX-License-Identifier: Apache-2.0
#include "adapters/runtime/backup.hpp"
#include "app/cli/names.hpp"
#include "app/cli/progress.hpp"
#include "app/cli/table.hpp"
#include "base/platform/files.hpp"
#include "base/text/text.hpp"

#include <CLI/CLI.hpp>

namespace giamsat::cli {
namespace {

constexpr double bytes_of_gb = 1e9;

std::string say_size(std::int64_t bytes, Lang lang) {
    return write_decimal(static_cast<double>(bytes) / 1e6, 1, lang) + " MB";
}

std::int64_t bytes_of(const Manifest& manifest) {
    std::int64_t bytes = 0;
    for (const BackupFile& file : manifest.files) bytes += file.bytes;
    return bytes;
}

std::string say_moment(Instant t) { return iso_utc(t).substr(0, 16) + "Z"; }

Json json_of(const Backup& backup) {
    const Manifest& manifest = backup.manifest;
    const bool keys = manifest.kind == Manifest::Kind::keys;
    Json json = {{"folder", backup.folder.string()},
                 {"kind", keys ? "keys" : "office"},
                 {"made", iso_utc(manifest.made)},
                 {"bytes", bytes_of(manifest)}};
    if (!keys) json["size"] = manifest.size, json["root"] = manifest.root;
    if (keys) json["subjects"] = manifest.subjects, json["expires"] = manifest.expires ? manifest.expires->iso() : "";
    return json;
}

BackupWatch watching(Progress& bar) {
    BackupWatch watch;
    watch.stop = &interrupted();
    watch.progress = [&bar](int percent) { bar.show(percent, ""); };
    return watch;
}

// ---- making --------------------------------------------------------------------------------------------------------

int office_copy(const std::string& place, const Context& context) {
    Progress bar(context);
    auto made = back_up(context.options.office, place, context.clock().now(), watching(bar));
    bar.finish();
    if (!made) return context.fail(made.error());
    if (context.options.json) return context.print_json(json_of(*made)), 0;
    const auto bytes = bytes_of(made->manifest);
    const double seconds = std::max(bar.seconds(), 1e-3);
    const double rate = static_cast<double>(bytes) / bytes_of_gb / seconds * 60;
    context.print("✓ " + made->folder.string());
    context.print("  " + group_digits(static_cast<std::int64_t>(made->manifest.size), context.lang()) +
                  context.say({" mục, gốc ", " entries, root "}) + made->manifest.root);
    context.print("  " + say_size(bytes, context.lang()) + context.say({" trong ", " in "}) +
                  write_decimal(seconds, 1, context.lang()) + " s (" + write_decimal(rate, 1, context.lang()) +
                  context.say({" GB/phút)", " GB/min)"}));
    context.print("  " + context.say({"Không có khoá ở đây; sao khoá riêng bằng “giamsat backup keys”.",
                                      "No keys in it; copy them apart with “giamsat backup keys”."}));
    return 0;
}

struct KeyWords {
    std::string place;
    int days = 0;
};

Result<int> days_of(const KeyWords& words, const Profile& profile) {
    const int stated = profile.privacy.key_copy_days;
    if (words.days == 0) return stated;
    if (words.days <= stated) return words.days;
    const std::string days = std::to_string(stated);
    return Problem(ProblemCode::invalid_value,
                   {{"field", "--days"},
                    {"value", std::to_string(words.days)},
                    {"why", "hồ sơ địa bàn cho giữ bản sao khoá nhiều nhất " + days + " ngày"},
                    {"why_en", "the profile lets a copy of the keys live for " + days + " days at most"}});
}

Result<Backup> copy_keys(const KeyWords& words, const Context& context) {
    GIAMSAT_TRY(place, context.write_office());
    GIAMSAT_TRY(by, context.requester(*place));
    GIAMSAT_TRY(days, days_of(words, place->bundle().profile));
    const Instant now = context.clock().now();
    return back_up_keys(context.options.office, words.place, now, date_in_vietnam(now).plus_days(days),
                        [&](const NoteKeyCopy& note) -> Done {
                            GIAMSAT_CHECK(place->run(by, note, date_in_vietnam(now)));
                            return {};
                        });
}

int keys_copy(const KeyWords& words, const Context& context) {
    auto made = copy_keys(words, context);
    if (!made) return context.fail(made.error());
    if (context.options.json) return context.print_json(json_of(*made)), 0;
    context.print("✓ " + made->folder.string());
    context.print("  " + context.say({"Khoá của ", "Keys of "}) +
                  group_digits(made->manifest.subjects, context.lang()) +
                  context.say({" người và hồ sơ; phải huỷ sau ngày ", " people and cases; to be destroyed after "}) +
                  write_date(*made->manifest.expires, context.lang()) + " (giamsat backup prune).");
    context.print("  " + context.say({"Không mở được gì nếu thiếu office.key: giữ tệp đó ở nơi thứ ba.",
                                      "It opens nothing without office.key: keep that in a third place."}));
    return 0;
}

// ---- looking -------------------------------------------------------------------------------------------------------

void print_backups(const std::vector<Backup>& all, const Context& context) {
    Table table(context);
    table.text({"Bản sao", "Backup"})
        .text({"Loại", "Kind"})
        .text({"Lúc", "Made"})
        .number({"MB", "MB"})
        .text({"Giữ đến hết", "Kept until"});
    for (const Backup& one : all) {
        const bool keys = one.manifest.kind == Manifest::Kind::keys;
        table.row({one.folder.filename().string(),
                   context.say(keys ? LocalText{"khoá", "keys"} : LocalText{"văn phòng", "office"}),
                   say_moment(one.manifest.made),
                   write_decimal(static_cast<double>(bytes_of(one.manifest)) / 1e6, 1, context.lang()),
                   one.manifest.expires ? write_date(*one.manifest.expires, context.lang()) : ""});
    }
    if (table.empty()) return context.print(context.say({"(không có bản sao nào)", "(no backup)"}));
    table.print();
}

int list(const std::string& place, const Context& context) {
    const auto all = backups_in(place);
    if (!context.options.json) return print_backups(all, context), 0;
    Json backups = Json::array();
    for (const Backup& one : all) backups.push_back(json_of(one));
    return context.print_json({{"backups", backups}}), 0;
}

Result<std::vector<Backup>> meant(const std::string& folder) {
    auto manifest = read_manifest(folder);
    if (manifest) return std::vector<Backup>{{folder, std::move(*manifest)}};
    if (manifest.error().code != ProblemCode::not_found) return std::move(manifest.error());
    auto all = backups_in(folder);
    if (all.empty()) return std::move(manifest.error());
    return all;
}

int verify(const std::string& folder, const Context& context) {
    auto backups = meant(folder);
    if (!backups) return context.fail(backups.error());
    Json checked = Json::array();
    for (const Backup& backup : *backups) {
        Progress bar(context);
        auto check = verify_backup(backup, watching(bar));
        bar.finish();
        if (!check) return context.fail(check.error());
        Json json = json_of(backup);
        json["checkpoint"] = check->has_checkpoint;
        checked.push_back(std::move(json));
        if (context.options.json) continue;
        const bool office = backup.manifest.kind == Manifest::Kind::office;
        context.print("✓ " + backup.folder.string() +
                      (office ? ": " + group_digits(static_cast<std::int64_t>(check->entries), context.lang()) +
                                    context.say({" mục, gốc khớp", " entries, the root holds"})
                              : ""));
        if (office && !check->has_checkpoint)
            context.print(
                "  " + context.say({"Chưa có điểm chốt nào để đối chiếu.", "There is no checkpoint to hold it to."}));
    }
    if (context.options.json) context.print_json({{"verified", checked}});
    return 0;
}

int prune(const std::string& place, const Context& context) {
    auto removed = prune_backups(place, date_in_vietnam(context.clock().now()));
    if (!removed) return context.fail(removed.error());
    Json folders = Json::array();
    for (const Backup& one : *removed) folders.push_back(one.folder.string());
    if (context.options.json) return context.print_json({{"removed", folders}}), 0;
    for (const Backup& one : *removed)
        context.print("✓ " + context.say({"Đã huỷ ", "Destroyed "}) + one.folder.string());
    if (removed->empty())
        context.print(context.say({"(không có bản sao khoá nào quá hạn)", "(no copy of the keys has expired)"}));
    return 0;
}

void add_looking(CLI::App& parent, Context& context) {
    auto folder = std::make_shared<std::string>();
    auto* listed = parent.add_subcommand("list", "Các bản sao ở một nơi · the backups in a place");
    listed->add_option("DIR", *folder, "Nơi chứa · the place")->required();
    listed->footer("Ví dụ · example:\n  giamsat backup list /media/usb/van-phong");
    on_run(*listed, [folder, &context] { return list(*folder, context); });

    auto* verified =
        parent.add_subcommand("verify", "Kiểm tra bản sao từng tệp, từng mục · check a backup, every entry of it");
    verified->add_option("DIR", *folder, "Một bản sao, hoặc nơi chứa: mọi bản sao · a backup, or a place: all of them")
        ->required();
    verified->footer(
        "Không cần khoá · needs no key.\n\nVí dụ · example:\n  giamsat backup verify /media/usb/van-phong");
    on_run(*verified, [folder, &context] { return verify(*folder, context); });

    auto* pruned =
        parent.add_subcommand("prune", "Huỷ bản sao khoá đã quá hạn · destroy copies of keys that have expired");
    pruned->add_option("DIR", *folder, "Nơi chứa bản sao khoá · the place of the copies")->required();
    pruned->footer("Ví dụ · example:\n  giamsat backup prune /media/usb2/khoa");
    on_run(*pruned, [folder, &context] { return prune(*folder, context); });
}

void add_making(CLI::App& command, Context& context) {
    auto place = std::make_shared<std::string>();
    command.add_option("DIR", *place,
                       "Nơi chứa các bản sao của office.db · the place that collects backups of office.db");
    on_run(command, [place, &context] {
        if (!place->empty()) return office_copy(*place, context);
        return context.fail(
            Problem(ProblemCode::usage, {{"what", "cần nơi chứa bản sao, hoặc một lệnh con"},
                                         {"what_en", "a place for the backup, or a command below, is needed"}}));
    });
    auto words = std::make_shared<KeyWords>();
    auto* keys = command.add_subcommand("keys", "Sao riêng keys.db, có hạn huỷ · keys.db apart, with an expiry");
    keys->add_option(
            "DIR", words->place,
            "Nơi chứa, không cùng office.key hay bản sao văn phòng · a place without office.key and backups of "
            "the office")
        ->required();
    keys->add_option(
            "--days", words->days,
            "Giữ bao nhiêu ngày (mặc định: theo hồ sơ địa bàn) · kept for so many days (default: the profile's)")
        ->check(CLI::PositiveNumber);
    keys->footer("Ví dụ · example:\n  giamsat backup keys /media/usb2/khoa");
    on_run(*keys, [words, &context] { return keys_copy(*words, context); });
}

}  // namespace

void add_backup(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand("backup", "Sao lưu khi đang làm việc · backups while at work");
    command->require_subcommand(0, 1);
    command->footer(
        "office.db, keys.db và office.key không bao giờ để cùng một nơi · the three are never put into one place.\n"
        "Mọi mục đã báo là ghi xong trước lúc bắt đầu đều có trong bản sao · every entry acknowledged before it began "
        "is "
        "in it.\n\n"
        "Ví dụ · examples:\n  giamsat backup /media/usb/van-phong\n  giamsat backup keys /media/usb2/khoa\n"
        "  giamsat backup verify /media/usb/van-phong");
    add_making(*command, context);
    add_looking(*command, context);
}

}  // namespace giamsat::cli
