import type { ReplayRun } from '../../../contract/replay.ts'
import type { ToneName } from '../../parts/Tone.tsx'

export const REPLAY_TONE: Record<ReplayRun['state'], ToneName> = {
  waiting: 'calm',
  running: 'wait',
  done: 'good',
  failed: 'bad',
  stopped: 'calm',
}
