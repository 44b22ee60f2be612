import { say } from '../../../contract/because.ts'
import type { NewMessage } from '../../messages/letter.ts'
import { segmentsOf } from '../../messages/segments.ts'
import { zoneHere } from '../../moments/local-zone.ts'
import type { LoopFact, LoopPerson } from '../../moments/loop-person.ts'
import { mayTellWith } from '../../moments/tell-with.ts'
import type { Touch, TouchChange } from '../../moments/touch.store.ts'
import { nowAsked, type Round, type Settled, settle } from './settle.ts'

/**
 * Moments that go together are told in one contact (`mayTellWith` says which): what was just settled takes in the others by the same gesture. Each
 * is written as it would have been by itself; what could not have been said by itself is not said here either.
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
  if (settled.change.state !== 'doing' || !gesture) return { settled, takenIn: [] }
  const zone = zoneHere(person)
  let together = settled
  const takenIn: TouchChange[] = []
  for (const other of waiting) {
    if (other.id === touch.id || other.state === 'doing') continue
    if (!mayTellWith(compiled, touch, other, gesture, zone, now)) continue
    // As if it were the only one: the contact it is told in has room already. The care of a case takes nothing else in.
    const asked = { ...round, deciding: { ...round.deciding, carried: new Set([gesture]) } }
    const own = settle(
      asked,
      { ...nowAsked(person, together, touch, round), attention: [] },
      other,
      facts.get(other.factId ?? '') ?? null,
      [],
    )
    const joined = own.change.gesture === gesture ? joinedWith(together, own, other.id) : null
    if (!joined) continue
    together = joined
    takenIn.push({
      ...own.change,
      id: other.id,
      // Until the contact it is told in is over: a letter that never left told nothing.
      state: 'doing',
      toldIn: touch.id,
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

function joinedWith(main: Settled, also: Settled, alsoId: string): Settled | null {
  if (main.message && also.message) {
    if (also.message.state !== 'ready' || main.message.state !== 'ready') return null
    const { message } = main
    const ask = message.extra.ask ?? also.message.extra.ask
    const body = message.channel === 'sms' ? inOneSms(message.body, also.message.body) : letterOf(message, also.message)
    return {
      ...main,
      message: {
        ...message,
        body,
        segments: message.channel === 'sms' ? segmentsOf(body).segments : message.segments,
        extra: {
          ...message.extra,
          tells: [...(message.extra.tells ?? []), alsoId],
          toldOf: {
            ...message.extra.toldOf,
            ...(also.message.extra.writtenOf === undefined ? {} : { [alsoId]: also.message.extra.writtenOf }),
          },
          ...(ask ? { ask, ...asker(message.extra, alsoId) } : {}),
        },
      },
      // One question in a letter: the other of them was told that somebody asks already.
      invitation: main.invitation ?? (also.invitation ? { ...also.invitation, messageId: message.id } : null),
    }
  }
  if (!main.task || !also.task) return null
  const { opening, message, thank, avoid } = also.task
  const told = { touch: alsoId, opening, message, thank, avoid }
  return { ...main, task: { ...main.task, also: [...(main.task.also ?? []), told] } }
}

/** Whose question it is: its own, one told in it already, or that of the touch it takes in now. */
const asker = (extra: NewMessage['extra'], alsoId: string): Pick<NewMessage['extra'], 'askedBy'> =>
  extra.ask ? (extra.askedBy ? { askedBy: extra.askedBy } : {}) : { askedBy: alsoId }

/** Two letters in one: whom they greet and who signs stand once, where both say it alike. */
export function letterOf(main: Pick<NewMessage, 'body'>, also: Pick<NewMessage, 'body'>): string {
  const [first, second] = [main.body.trim().split('\n'), also.body.trim().split('\n')]
  const most = Math.min(first.length, second.length) - 1
  let greeting = 0
  while (greeting < most && first[greeting] === second[greeting]) greeting++
  let signature = 0
  while (signature < most - greeting && first.at(-1 - signature) === second.at(-1 - signature)) signature++
  const told = [first.slice(0, first.length - signature), second.slice(greeting)]
  return told.map((lines) => lines.join('\n').trim()).join('\n\n')
}

/** The words of both, and once who speaks and the way out, which stand on the last line of each. */
function inOneSms(main: string, also: string): string {
  const foot = main.slice(main.lastIndexOf('\n') + 1)
  const words = (body: string): string => body.slice(0, Math.max(0, body.lastIndexOf('\n')))
  return [words(main), words(also), foot].filter(Boolean).join('\n')
}
