// SPDX-License-Identifier: Apache-2.0
#include "kernel/reports/qr.hpp"

#include "base/text/text.hpp"

#include <qrencode.h>
#include <memory>

namespace giamsat {

namespace {

constexpr int quiet = 4;  // modules of white around it, which readers need

struct Free {
    void operator()(QRcode* code) const { QRcode_free(code); }
};

// Each run of black modules in a row is one rectangle of the path.
std::string path_of(const QRcode& code) {
    std::string path;
    const auto black = [&](int x, int y) { return x < code.width && (code.data[y * code.width + x] & 1) != 0; };
    for (int y = 0; y < code.width; ++y) {
        for (int x = 0, end = 0; x < code.width; x = end + 1) {
            for (end = x; black(end, y);) ++end;
            if (end == x) continue;
            const std::string run = std::to_string(end - x);
            path += "M" + std::to_string(x + quiet) + " " + std::to_string(y + quiet) + "h" + run + "v1h-" + run + "z";
        }
    }
    return path;
}

}  // namespace

std::string qr_svg(std::string_view text, const std::string& label) {
    const std::unique_ptr<QRcode, Free> code(QRcode_encodeData(
        static_cast<int>(text.size()), reinterpret_cast<const unsigned char*>(text.data()), 0, QR_ECLEVEL_M));
    if (!code) return {};
    const std::string side = std::to_string(code->width + 2 * quiet);
    return "<svg viewBox=\"0 0 " + side + " " + side + "\" shape-rendering=\"crispEdges\" role=\"img\" aria-label=\"" +
           escape_html(label) + "\"><rect width=\"" + side + "\" height=\"" + side +
           "\" fill=\"#fff\"/><path fill=\"#000\" d=\"" + path_of(*code) + "\"/></svg>";
}

}  // namespace giamsat
