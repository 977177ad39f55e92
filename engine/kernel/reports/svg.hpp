// SPDX-License-Identifier: Apache-2.0
// The few shapes a chart is drawn with. Lengths are in tenths of a unit at most, written the same on every machine.
#pragma once

#include <string>
#include <string_view>

namespace giamsat {

class Svg {
public:
    enum class Anchor { start, middle, end };

    Svg(double width, double height, std::string id, std::string_view title, std::string_view description);

    void bar(double x, double y, double width, double height, std::string_view colour);
    void line(double x1, double y1, double x2, double y2, std::string_view css_class);
    void path(const std::string& points, std::string_view colour, std::string_view dashes);
    void dot(double x, double y, std::string_view colour);
    void text(double x, double y, Anchor anchor, std::string_view css_class, std::string_view text);
    std::string finish();

    static std::string length(double value);

private:
    std::string out_;
};

// How wide a short text is drawn, at most: fonts differ.
double drawn_width(std::string_view text, double font_size);

}  // namespace giamsat
