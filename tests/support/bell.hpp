// SPDX-License-Identifier: Apache-2.0
// A workflow that hears three timers, set in another order than they are due, and writes down which came.
#pragma once

namespace giamsat::test {

inline const char* const bell_yaml = R"yaml(
workflow: bell
kind: session
level: district
data: {heard: {type: text}}
initial: open
states:
  open:
    entry:
      - {send: {event: second, id: second, after: {days: 2}}}
      - {send: {event: first, id: first, after: {days: 1}}}
      - {send: {event: third, id: third, after: {days: 90}}}
    on:
      first: {do: [{assign: {heard: "concat(coalesce(${heard}, ''), '1')"}}]}
      second: {do: [{assign: {heard: "concat(coalesce(${heard}, ''), '2')"}}]}
      third: {do: [{assign: {heard: "concat(coalesce(${heard}, ''), '3')"}}]}
      close: {to: closed, by: [body.secretary]}
  closed: {final: true}
)yaml";

}  // namespace giamsat::test
