import { type Because, say } from '../../../contract/because.ts'
import { type Gesture, isHuman } from '../../../contract/playbook.ts'
import { weightOf } from '../../budget/weights.ts'
import type { NewMessage } from '../../messages/letter.ts'
import { asInForce, decideTouch, wantingOf } from '../../moments/decide-touch.ts'
import type { LoopFact, LoopPerson } from '../../moments/loop-person.ts'
import type { Touch } from '../../moments/touch.store.ts'
import { changing, handed, makingOf, type Round, type Settled, written } from './gesture-made.ts'

export type { Place, Round, Settled } from './gesture-made.ts'

/**
 * Takes one touch that is due to where it goes. A gesture whose words need a value this person has not is not made: the next of the
 * moment is tried. What is told together with another is not decided by itself.
 */
export function settle(
  round: Round,
  person: LoopPerson,
  planned: Touch,
  fact: LoopFact | null,
  others: readonly Touch[],
): Settled {
  const { deciding } = round
  const inForce = deciding.compiled.moments.get(planned.moment)
  const touch = inForce ? asInForce(planned, inForce) : planned
  const refused = new Map<Gesture, Because>()
  // What could be said if a person filled the hole in its words: only when no other gesture can be made.
  let incomplete: Settled | null = null
  const wanting = others
    .filter((other) => other.id !== planned.id && other.state !== 'doing')
    .map((other) => wantingOf(deciding, other, person))
  for (;;) {
    const decision = decideTouch(deciding, person, planned, fact, wanting, refused)
    const change = changing(planned, touch, decision)
    if ('drop' in decision && incomplete) {
      if (incomplete.change.arm !== 'held-out') return withReasons(incomplete, decision.because)
      return {
        ...incomplete,
        ...NOTHING_DONE,
        change: change('dropped', { arm: 'held-out', because: [...decision.because, say('touch.held-out')] }),
      }
    }
    if ('drop' in decision) return { change: change('dropped', {}), task: null, message: null }
    if ('hold' in decision) return { change: change('held', { dueAt: decision.hold }), task: null, message: null }

    const making = makingOf(round, person, touch, fact, inForce!, decision, change)
    const { arm } = decision
    const leftAlone: Settled = {
      change: change('dropped', { arm, because: [...decision.because, say('touch.held-out')] }),
      task: null,
      message: null,
    }
    if (isHuman(decision.do)) return arm === 'held-out' ? leftAlone : handed(making)
    const settled = written(making)
    if ('refused' in settled) {
      refused.set(decision.do, settled.refused)
      continue
    }
    const { message } = settled
    // The words are written for both sides: whoever could not have been written to is on neither.
    if (message.state !== 'doubt') return arm === 'held-out' ? leftAlone : settled
    // Its words name what this customer has not: the next gesture of the moment is tried before a person is asked.
    incomplete ??= settled
    refused.set(decision.do, unsaid(decision.do, message))
  }
}

const unsaid = (gesture: Gesture, { because }: NewMessage): Because =>
  say('gesture.words-missing', {
    gesture,
    fields: because.map(({ values }) => values.fields ?? values.text ?? '').join(', '),
  })

const NOTHING_DONE = { task: null, message: null, invitation: null }

/** The one gesture left, with why the others were not made. */
const withReasons = (settled: Settled, because: readonly Because[]): Settled => ({
  ...settled,
  change: { ...settled.change, because },
})

/** What was just decided has asked for their attention, though it is not written yet: the next touch of the same round sees it. */
export function nowAsked(person: LoopPerson, settled: Settled, touch: Touch, round: Round): LoopPerson {
  const { gesture } = settled.change
  if (settled.change.state !== 'doing' || !gesture) return person
  return {
    ...person,
    attention: [
      ...person.attention,
      {
        at: round.deciding.now,
        channel: gesture,
        weight: weightOf(round.deciding.compiled.playbook.budget, gesture),
        fromThem: false,
        core: touch.core,
        moment: touch.moment,
      },
    ],
    asked: [...person.asked, ...askedBy(settled, round)],
  }
}

const askedBy = ({ invitation }: Settled, { deciding, questions }: Round): LoopPerson['asked'] =>
  [...questions.values()].flatMap(({ id, asks }) =>
    id === invitation?.survey.id ? [{ at: deciding.now, metric: asks.metric }] : [],
  )
