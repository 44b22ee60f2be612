import { screen } from './inside.tsx'

/** Where the loop is made, seen and worked off. */
export const loopScreens = [
  screen('/playbook', () => import('../screens/playbook/Playbook.tsx')),
  screen('/playbook/edit', () => import('../screens/playbook/Edit.tsx')),
  screen('/playbook/compare', () => import('../screens/playbook/Compare.tsx')),
  screen('/playbook/moments/$id', () => import('../screens/playbook/Moment.tsx')),
  screen('/outbox', () => import('../screens/messages/Outbox.tsx')),
  screen('/outbox/try', () => import('../screens/messages/Try.tsx')),
  screen('/outbox/costs', () => import('../screens/messages/Costs.tsx')),
  screen('/account/voice', () => import('../screens/messages/Recordings.tsx')),
  screen('/work/handovers', () => import('../screens/work/Handovers.tsx')),
  screen('/work/$id', () => import('../screens/work/Task.tsx')),
  screen('/loop', () => import('../screens/loop/Ledger.tsx')),
  screen('/loop/attention', () => import('../screens/loop/Attention.tsx')),
  screen('/loop/time-machine', () => import('../screens/replay/TimeMachine.tsx')),
  screen('/loop/time-machine/$id', () => import('../screens/replay/Replay.tsx')),
  screen('/customers/$id/fast-forward', () => import('../screens/replay/FastForward.tsx')),
  screen('/loop/weather', () => import('../screens/loop/Weather.tsx')),
  screen('/loop/hold-outs', () => import('../screens/loop/HoldOuts.tsx')),
]
