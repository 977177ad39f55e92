// SPDX-License-Identifier: Apache-2.0
#include "app/cli/context.hpp"
#include "app/serve/office_server.hpp"
#include "app/serve/socket.hpp"
#include "base/platform/files.hpp"
#include "base/text/text.hpp"

#include <CLI/CLI.hpp>

#include <iostream>

namespace giamsat::cli {
namespace {

// Told while it happens: whoever reads along through a pipe sees each line at once.
void tell(const Context& context, const std::string& event, const LocalText& text, Json more = Json::object()) {
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

Done serve(const std::string& group, const Context& context) {
    const std::filesystem::path office = context.options.office;
    GIAMSAT_TRY(place, Workplace::open_to_serve(office, context.clock()));
    GIAMSAT_CHECK(context.sign(*place, office));
    ServeNotes notes{[&](const LocalText& text) {
                         tell(context, "told", text, {{"vi", text.vi}, {"en", text.en}});
                     },
                     [&](const Problem& trouble) { context.fail(trouble); }};
    GIAMSAT_TRY(server, OfficeServer::start(*place, {office, group, {}}, std::move(notes)));
    tell_verified(context, *place);
    tell_listening(context, socket_path(office).string());
    GIAMSAT_CHECK(server->run(interrupted()));
    tell_stopped(context, *place);
    return {};
}

}  // namespace

void add_serve(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand(
        "serve",
        "Phục vụ văn phòng: nhận lệnh, báo hạn, làm điểm chốt · serve an office: commands, deadlines, checkpoints");
    auto group = std::make_shared<std::string>();
    command->add_option("--group", *group,
                        "Nhóm người dùng cũng được gửi lệnh · a group of users who may send commands, too");
    command->footer(
        "Các lệnh khác gửi việc của mình cho máy chủ này khi nó đang chạy, không cần đổi gì.\n"
        "Other commands hand their work to this server while it runs; nothing else changes.\n"
        "Mã thoát 6 khi đĩa hoặc cơ sở dữ liệu gặp lỗi: chạy lại, nó tự kiểm tra trước.\n"
        "Exit code 6 when the disk or the database failed: start it again, it verifies first.\n\n"
        "Ví dụ · examples:\n  giamsat serve\n  giamsat serve --group tin-dung");
    on_run(*command, [group, &context] {
        auto served = serve(*group, context);
        return served ? 0 : context.fail(served.error());
    });
}

}  // namespace giamsat::cli
