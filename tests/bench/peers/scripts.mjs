// SPDX-License-Identifier: Apache-2.0
// What the drivers written in JavaScript share: the scripts, the clock and the line they print.
import {readFileSync} from 'node:fs';

export const {scripts} = JSON.parse(readFileSync(new URL('../inspection/scripts.json', import.meta.url)));

// `run(script)` plays one case and gives back the state it ends in.
export function measure(run) {
  const cases = Number(process.argv[2] ?? 100000);
  const ends = {};
  const begun = process.hrtime.bigint();
  for (let i = 0; i < cases; i++) {
    const end = run(scripts[i % scripts.length]);
    ends[end] = (ends[end] ?? 0) + 1;
  }
  const seconds = Number(process.hrtime.bigint() - begun) / 1e9;
  console.log(JSON.stringify({cases, seconds, ends}));
}
