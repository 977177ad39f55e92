// SPDX-License-Identifier: Apache-2.0
import {createMachine, guard, interpret, reduce, state, transition} from 'robot3';
import {measure} from './scripts.mjs';

const machine = createMachine('planned', {
  planned: state(transition('assign', 'assigned')),
  assigned: state(
      transition('accept', 'accepted'),
      transition('reject', 'rejected', guard((context) => context.rejects < 2),
                 reduce((context) => ({rejects: context.rejects + 1})))),
  rejected: state(transition('reassign', 'assigned')),
  accepted: state(transition('start', 'visiting')),
  visiting: state(transition('log', 'findings_logged')),
  findings_logged: state(transition('review', 'reviewed'), transition('return', 'rework')),
  rework: state(transition('resubmit', 'findings_logged')),
  reviewed: state(transition('report', 'reported')),
  reported: state(transition('follow', 'follow_up'), transition('close', 'closed')),
  follow_up: state(transition('verify', 'verified')),
  verified: state(transition('close', 'closed')),
  closed: state(),
}, () => ({rejects: 0}));

measure((script) => {
  const service = interpret(machine, () => {});
  for (const event of script) service.send(event);
  return service.machine.current;
});
