import type { TouchState as State, Touch } from '../../../contract/loop.ts'
import { Tone, type ToneName } from '../../parts/Tone.tsx'
import { useWords } from '../../words/words.tsx'

const TONE: Record<State, ToneName> = { planned: 'calm', held: 'wait', doing: 'now', done: 'good', dropped: 'calm' }

/** Where a contact stands, in a word. */
export function TouchState({ touch }: { touch: Pick<Touch, 'state' | 'arm'> }) {
  const { t } = useWords()
  return (
    <Tone tone={TONE[touch.state]}>
      {t(touch.arm === 'held-out' ? 'loop.arm-held-out' : `loop.state-${touch.state}`)}
    </Tone>
  )
}
