import { say } from '../../../contract/because.ts'
import type { LoopFact, LoopPerson } from '../../moments/loop-person.ts'
import type { Touch, TouchChange } from '../../moments/touch.store.ts'
import { nowAsked, type Round, type Settled, settle } from './settle.ts'

const DAY = 86_400_000
/** What can be told in one breath: letters and people. An SMS has no room, a recording is what it is. */
const ROOMY = new Set(['email', 'postcard', 'call', 'word', 'coffee', 'linkedin', 'whatsapp'])

/**
 * Moments of one group that fall together are told in one contact: what was just settled takes in the others of its group that would come
 * before the playbook's gap is over, by the same gesture, and of the same purpose. Each is written as it would have been by itself; what
 * could not have been said by itself is not said here either.
 * @param waiting the person's other touches, planned or held
 * @returns what is settled now, with the changes of those it took in
 */
export function tellTogether(
  round: Round,
  person: LoopPerson,
  touch: Touch,
  settled: Settled,
  waiting: readonly Touch[],
  facts: ReadonlyMap<string, LoopFact>,
): { settled: Settled; takenIn: TouchChange[] } {
  const { compiled, now } = round.deciding
  const { gesture } = settled.change
  const group = compiled.moments.get(touch.moment)?.moment.merge
  const alone = { settled, takenIn: [] }
  if (!group || settled.change.state !== 'doing' || !gesture || !ROOMY.has(gesture)) return alone
  const soon = now + compiled.playbook.budget.gapDays * DAY
  let together = settled
  const takenIn: TouchChange[] = []
  for (const other of waiting) {
    const moment = compiled.moments.get(other.moment)?.moment
    if (other.id === touch.id || moment?.merge !== group || !moment.do.includes(gesture)) continue
    if (other.purpose !== touch.purpose || other.dueAt > soon || other.state === 'doing') continue
    // As if it were the only one: the contact it is told in has room already. The care of a case takes nothing else in.
    const asked = { ...round, deciding: { ...round.deciding, carried: new Set([gesture]) } }
    const own = settle(
      asked,
      { ...nowAsked(person, together, touch, round), attention: [] },
      other,
      facts.get(other.factId ?? '') ?? null,
      [],
    )
    const joined = own.change.gesture === gesture ? joinedWith(together, own) : null
    if (!joined) continue
    together = joined
    takenIn.push({
      ...own.change,
      id: other.id,
      state: 'done',
      because: [...own.change.because, say('touch.told-with', { moment: touch.moment })],
    })
    together = {
      ...together,
      change: {
        ...together.change,
        because: [...together.change.because, say('touch.tells-also', { moment: other.moment })],
      },
    }
  }
  return { settled: together, takenIn }
}

function joinedWith(main: Settled, also: Settled): Settled | null {
  if (main.message && also.message) {
    if (also.message.state !== 'ready' || main.message.state !== 'ready') return null
    const { message } = main
    const ask = message.extra.ask ?? also.message.extra.ask
    return {
      ...main,
      message: {
        ...message,
        body: `${message.body}\n\n${also.message.body}`,
        extra: { ...message.extra, ...(ask ? { ask } : {}) },
      },
      // One question in a letter: the other of them was told that somebody asks already.
      invitation: main.invitation ?? (also.invitation ? { ...also.invitation, messageId: message.id } : null),
    }
  }
  if (!main.task || !also.task) return null
  const both = (a: string, b: string): string => [a, b].filter(Boolean).join('\n')
  return {
    ...main,
    task: {
      ...main.task,
      opening: both(main.task.opening, also.task.opening),
      message: both(main.task.message, also.task.message),
      thank: both(main.task.thank, also.task.thank),
      avoid: both(main.task.avoid, also.task.avoid),
    },
  }
}
