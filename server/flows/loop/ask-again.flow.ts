import { type Because, say } from '../../../contract/because.ts'
import { GESTURES, type Gesture } from '../../../contract/playbook.ts'
import type { House } from '../../kit/house.ts'
import type { LastWord, Leaving } from '../../messages/letter.ts'
import { reachesThem } from '../../messages/write-message.ts'
import { type Decision, decideTouch, type Looked, lookAgain, wantingOf } from '../../moments/decide-touch.ts'
import type { LoopPerson } from '../../moments/loop-person.ts'
import type { PlaybookInForce } from '../../moments/playbook.store.ts'
import { type Touch, touchesById, touchesToCome } from '../../moments/touch.store.ts'
import { writtenOf } from '../../moments/written-of.ts'
import { REPLY_MOMENT } from '../../recovery/care-moments.ts'
import { TOLD_MOMENT } from '../../voice/told-words.ts'
import { inForce } from '../../work/who-does.ts'
import { careAgain, isCare } from '../recovery/care-again.flow.ts'
import { factsOf } from './facts-of.store.ts'
import { loopPersons } from './persons.store.ts'
import { openRound } from './round.store.ts'
import type { Round } from './settle.ts'
import { tellAgain } from './tell-again.flow.ts'

const OTHER = 'gesture.other-chosen'
const othersThan = (gesture: Gesture): Map<Gesture, Because> =>
  new Map(GESTURES.filter((each) => each !== gesture).map((each) => [each, say(OTHER, { gesture: each })]))
/** Of the reasons, those of the gesture itself. */
const only = (decision: Decision): Decision => ({
  ...decision,
  because: decision.because.filter(({ code }) => code !== OTHER),
})

const DAY = 86_400_000

/** Not to be said any more, or not yet. For a moment that is not in the page it waits a day, as its touch would. */
function unsaid(looked: Exclude<Looked, { compiled: unknown }>, message: Leaving, now: Date): LastWord {
  if ('drop' in looked) return { never: looked.drop }
  const wait = new Date(Math.min(looked.hold, now.getTime() + DAY / 24))
  return wait.getTime() - message.createdAt.getTime() > DAY
    ? { never: looked.because }
    : { wait, because: message.because.at(-1)?.code === looked.because[0]?.code ? [] : looked.because }
}

/**
 * What a message was written of, where it is so no more: the address, the page, the purpose, what its words name, or who speaks. Then it is written anew,
 * by the gesture that is right now. Words that a person wrote stay, as long as they go where they were meant to.
 */
function changedSince(
  message: Leaving,
  person: LoopPerson,
  { compiled, scene }: Extract<Looked, { compiled: unknown }>,
  round: Pick<Round, 'team' | 'deciding'>,
): Because | null {
  if (!reachesThem(message.channel, message.toAddress, person)) return say('anew.address')
  if (message.purpose !== compiled.moment.purpose) return say('anew.purpose')
  const { writtenOf: before } = message.extra
  if (before === undefined) return null
  if (speaksNoMore(message, person, round)) return say('anew.speaker')
  return before === writtenOf(compiled, scene) ? null : say('anew.words')
}

/** Who signs has left, or has handed this customer over since it was written. */
const speaksNoMore = (
  { staffId, createdAt }: Leaving,
  person: LoopPerson,
  { team, deciding: { now } }: Pick<Round, 'team' | 'deciding'>,
): boolean =>
  !!staffId &&
  (!team.byId.has(staffId) ||
    (team.handovers.get(staffId) ?? []).some((one) => one.at >= createdAt.getTime() && inForce(one, person.id, now)))

/** Of what is told in it besides its own: the first that is not to be said any more, or was written of what is so no more. Then all of it is decided anew, each by itself. */
function changedBesides(
  { touchId, extra }: Leaving,
  person: LoopPerson,
  { deciding, touches, facts }: { deciding: Round['deciding']; touches: Touches; facts: Facts },
): Because | null {
  for (const id of extra.tells ?? []) {
    const touch = touches.get(id)
    // Told by itself meanwhile, after this letter had failed.
    if (touch?.toldIn !== touchId) return say('anew.words')
    const looked = lookAgain(deciding, person, touch, facts.get(touch.factId ?? '') ?? null)
    if (!('compiled' in looked)) return ('drop' in looked ? looked.drop : looked.because)[0] ?? say('anew.words')
    const before = extra.toldOf?.[id]
    if (before !== undefined && before !== writtenOf(looked.compiled, looked.scene)) return say('anew.words')
  }
  return null
}
type Touches = Awaited<ReturnType<typeof touchesById>>
type Facts = Awaited<ReturnType<typeof factsOf>>

/** The page in force does not read: what a person wrote leaves, the law allowing; all else waits until somebody has mended it. */
const isByHand = (message: Leaving): boolean =>
  message.touchId === null && (message.moment === null || message.moment === REPLY_MOMENT)
const LOOK_AGAIN_MS = 5 * 60_000
async function waitForPage(house: House, messages: readonly Leaving[]): Promise<Map<string, LastWord>> {
  const byHand = messages.filter(isByHand)
  const wait = new Date(house.now().getTime() + LOOK_AGAIN_MS)
  const word = (message: Leaving): LastWord => ({
    wait,
    because: message.because.at(-1)?.code === 'playbook-unread' ? [] : [say('playbook-unread')],
  })
  return new Map([
    ...messages.flatMap((message): [string, LastWord][] => (isByHand(message) ? [] : [[message.id, word(message)]])),
    ...(await careAgain(house, byHand.filter(isCare))),
  ])
}

/**
 * The last word before messages leave: since they were decided a consent may have been withdrawn, the hours may have closed, another
 * contact may have filled the month. Each is decided once more as if it were due now; what is told of here does not leave now.
 * What a person wrote for this customer is theirs to judge, and the law's: whoever said that we are not to write at all is not written to.
 */
export const askAgain =
  (playbooks: PlaybookInForce) =>
  async (house: House, messages: readonly Leaving[]): Promise<Map<string, LastWord>> => {
    const ofMoments = messages.filter((message) => message.touchId !== null)
    const compiled = await playbooks.of(house.db)
    if (await playbooks.unread(house.db)) return waitForPage(house, messages)
    const told = messages.filter((message) => message.touchId === null && message.moment === TOLD_MOMENT)
    const words = new Map([
      ...(await tellAgain(house, compiled, told)),
      ...(await careAgain(house, messages.filter(isCare))),
    ])
    if (!compiled || ofMoments.length === 0) return words
    const now = house.now()
    const ids = [...new Set(ofMoments.map((message) => message.customerId))]
    const touches = await touchesById(
      house.db,
      ofMoments.flatMap(({ touchId, extra }) => [touchId as string, ...(extra.tells ?? [])]),
    )
    const [persons, coming, facts, round] = await Promise.all([
      // What is about to leave is no pressure upon itself.
      loopPersons(house.db, ids, now, { except: [...touches.keys()], budget: compiled.playbook.budget }),
      touchesToCome(house.db, ids),
      factsOf(
        house.db,
        [...touches.values()].flatMap((touch) => touch.factId ?? []),
      ),
      openRound(house, compiled),
    ])
    const others = Map.groupBy(coming, (touch) => touch.customerId)
    const { deciding } = round
    for (const message of ofMoments) {
      const touch = touches.get(message.touchId as string)
      const person = persons.get(message.customerId)
      if (!touch || !person) {
        words.set(message.id, { never: [say('touch.nobody')] })
        continue
      }
      const fact = facts.get(touch.factId ?? '') ?? null
      const looked = lookAgain(deciding, person, touch, fact)
      if (!('compiled' in looked)) {
        words.set(message.id, unsaid(looked, message, now))
        continue
      }
      const changed =
        changedSince(message, person, looked, round) ?? changedBesides(message, person, { deciding, touches, facts })
      if (changed) {
        words.set(message.id, { anew: [changed] })
        continue
      }
      const wanting = (others.get(person.id) ?? [])
        .filter((other: Touch) => other.id !== touch.id && other.state !== 'doing')
        .map((other) => wantingOf(deciding, other, person))
      // It was chosen because the gestures before it could not be made, their words for one: is this one still to be made?
      const decision = only(
        decideTouch(deciding, person, touch, fact, wanting, othersThan(message.channel as Gesture), looked),
      )
      if ('hold' in decision) words.set(message.id, { wait: new Date(decision.hold), because: decision.because })
      else if ('drop' in decision) words.set(message.id, { never: decision.because })
      // Another gesture is meant by now: this one is not lawful or possible any more.
      else if (decision.do !== message.channel) words.set(message.id, { never: decision.because })
      // They were asked something else meanwhile, or its survey was closed. The question of a moment told besides is not this one's.
      else if (message.extra.ask && !message.extra.askedBy && !decision.asks)
        words.set(message.id, { never: decision.because })
    }
    return words
  }
