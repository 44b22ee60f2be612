import { type Because, say } from '../../../contract/because.ts'
import { retryable } from '../../kit/db.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import type { Carrier, Carriers, OpenProvider, Outcome, Parcel } from '../../messages/channel.port.ts'
import { dutyLacking, offerUnasked } from '../../messages/duties.ts'
import type { LastWord, Leaving } from '../../messages/letter.ts'
import { linksFor } from '../../messages/link.ts'
import {
  claimMessages,
  findDoubts,
  notToBeReached,
  putBack,
  type Settled,
  watchOutbox,
} from '../../messages/message.store.ts'
import { noteProblem, type ProviderRow, providersOf } from '../../messages/provider.store.ts'
import { MOST_TRIES, pauseBefore } from '../../messages/retry.ts'
import { toldThere } from '../../messages/told-there.store.ts'
import { Ends, patiently } from './message-ends.flow.ts'
import { parcelsOf, speakersOf } from './parcel.flow.ts'
import { stopNumber } from './round.store.ts'

/** Messages claimed at once: enough to write their ends in one statement, few enough to be in doubt together. */
const AT_ONCE = 120

/** Asks the law, the budget and the hours once more; a message not spoken of may go. */
export type AskAgain = (house: House, messages: readonly Leaving[]) => Promise<Map<string, LastWord>>

export interface Outbox {
  carriers: Carriers
  askAgain: AskAgain
  pause(ms: number): Promise<unknown>
  /** The number of this process, under which the database knows that it lives. */
  runner: { number: string; lives(): boolean }
}

/** A provider with its secrets open; undefined when the house's secret was lost since, which is said. */
export function openProvider(house: House, row: ProviderRow): OpenProvider | undefined {
  try {
    const secrets = row.sealed ? (JSON.parse(house.seal.open(row.sealed)) as Record<string, string>) : {}
    const { id, channel, kind, settings, idempotent } = row
    return { id, channel, kind, settings, secrets, idempotent, version: row.changedAt.toISOString() }
  } catch {
    return undefined
  }
}

/**
 * One round of the outbox: what a process that died left behind, or this one lost hold of in its last round, then each way out by itself,
 * so that a slow one holds up no other. One round at a time in a process.
 * @returns how many left
 */
export async function sendRound(house: House, outbox: Outbox): Promise<number> {
  if (!outbox.runner.lives()) return 0
  await inTransaction(house, async (house) => {
    await watchOutbox(house.db, house.now())
    await findDoubts(house.db, outbox.runner.number, house.now())
  })
  const rows = await providersOf(house.db, { active: true })
  const open = rows.flatMap((row) => {
    const provider = openProvider(house, row)
    return provider ? [{ row, provider }] : []
  })
  for (const row of rows)
    if (!open.some((each) => each.row === row)) await noteProblem(house.db, row.id, 'secret-lost', house.now())
  outbox.carriers.keepOnly(open.map(({ provider }) => provider))
  // One way out for each channel: the first that is in use. A postcard printed by hand is claimed by whoever prints it.
  const first = open.filter(
    ({ row }, at) => row.kind !== 'print' && open.findIndex((each) => each.row.channel === row.channel) === at,
  )
  // The round is over when all of them are: what this process has in hand then is what it has lost.
  const over = await Promise.allSettled(first.map(({ row, provider }) => sendThrough(house, outbox, row, provider)))
  for (const each of over) if (each.status === 'rejected') throw each.reason
  return over.reduce((sum, each) => sum + (each.status === 'fulfilled' ? each.value : 0), 0)
}

async function sendThrough(house: House, outbox: Outbox, row: ProviderRow, provider: OpenProvider): Promise<number> {
  const carrier = outbox.carriers.of(provider)
  let left = 0
  for (;;) {
    const claim = { provider: row, most: AT_ONCE, runner: outbox.runner.number, now: house.now() }
    const claimed = await claimMessages(house.db, claim)
    if (claimed.length === 0) return left
    left += await sendBatch(house, outbox, carrier, provider, row, claimed)
    if (!outbox.runner.lives()) return left
  }
}

/** Claimed and committed: from here on a message that is not told of is a doubt. */
async function sendBatch(
  house: House,
  outbox: Outbox,
  carrier: Carrier,
  provider: OpenProvider,
  row: ProviderRow,
  claimed: readonly Leaving[],
): Promise<number> {
  const byId = new Map(claimed.map((message) => [message.id, message]))
  const ends = new Ends(house, outbox, byId, row)
  const { parcels, settled } = await prepareOrPutBack(house, outbox, provider, row, claimed)
  for (const one of settled) ends.add(one)
  const untold = new Set(parcels.map((parcel) => parcel.id))
  const written = Promise.withResolvers<void>()
  try {
    await carrier.carry(parcels, (outcome) => {
      if (untold.delete(outcome.id)) ends.add(endOf(byId.get(outcome.id)!, outcome, row, house.now()), outcome)
      else void written.promise.then(() => settleLate(house, outbox, row, byId.get(outcome.id)!, outcome))
    })
  } catch (error) {
    house.log.error({ err: error, channel: row.channel }, 'a way out broke while it carried')
  }
  for (const id of untold) ends.add({ id, state: 'doubt', because: [say('not-told')] })
  untold.clear()
  return ends.finish().finally(written.resolve)
}

/** A provider answers after our patience: its doubt is lifted by what it says, unless a person has answered meanwhile. */
async function settleLate(
  house: House,
  outbox: Outbox,
  row: ProviderRow,
  message: Leaving,
  outcome: Outcome,
): Promise<void> {
  const end = endOf(message, outcome, row, house.now())
  const ends = new Ends(house, outbox, new Map([[message.id, message]]), row)
  ends.add({ ...end, because: [...end.because, say('answered-late')], doubted: true }, outcome)
  await ends
    .finish()
    .catch((error: unknown) => house.log.error({ err: error, channel: row.channel }, 'a late answer was not written'))
}

/** What is handed over, and what ends before: called off, waiting, or lacking what the law has it carry. */
interface Prepared {
  parcels: Parcel[]
  settled: Settled[]
}

/**
 * Nothing has been handed over yet: whatever breaks, nothing may have left. When the database goes, they are ready again as soon as it
 * is back. A fault of ours is looked for message by message, so that one that cannot be made holds up no other.
 */
async function prepareOrPutBack(
  house: House,
  outbox: Outbox,
  provider: OpenProvider,
  row: ProviderRow,
  claimed: readonly Leaving[],
): Promise<Prepared> {
  try {
    return await prepare(house, outbox, provider, row, claimed)
  } catch (fault) {
    try {
      if (retryable(fault)) throw fault
      house.log.error({ err: fault, channel: row.channel }, 'messages could not be made: each by itself')
      const all: Prepared = { parcels: [], settled: [] }
      for (const message of claimed) {
        const one = await prepareAlone(house, outbox, provider, row, message)
        all.parcels.push(...one.parcels)
        all.settled.push(...one.settled)
      }
      return all
    } catch (away) {
      const ids = claimed.map(({ id }) => id)
      await patiently(outbox, () => putBack(house.db, ids, outbox.runner.number, house.now()))
      throw away
    }
  }
}

/** What cannot be made waits longer each time, and is shown to a person in the end. */
async function prepareAlone(
  house: House,
  outbox: Outbox,
  provider: OpenProvider,
  row: ProviderRow,
  message: Leaving,
): Promise<Prepared> {
  try {
    return await prepare(house, outbox, provider, row, [message])
  } catch (fault) {
    if (retryable(fault)) throw fault
    const { id, tries } = message
    const because = message.because.at(-1)?.code === 'not-made' ? [] : [say('not-made')]
    const settled: Settled =
      tries >= MOST_TRIES
        ? { id, state: 'doubt', because }
        : { id, state: 'ready', notBefore: house.now().getTime() + pauseBefore(tries, id), because }
    return { parcels: [], settled: [settled] }
  }
}

async function prepare(
  house: House,
  outbox: Outbox,
  provider: OpenProvider,
  row: ProviderRow,
  claimed: readonly Leaving[],
): Promise<Prepared> {
  const byId = new Map(claimed.map((message) => [message.id, message]))
  const settled: Settled[] = []
  const going = await stillGoing(house, outbox, claimed, (one) => settled.push(one))
  const speakers = await speakersOf(house, going)
  const parcels = parcelsOf(house, provider, going, speakers).filter((parcel) => {
    // What lacks what the law has it carry does not leave: a person looks at it.
    const lacking = lackingIn(house, byId.get(parcel.id)!, parcel, row, speakers)
    if (lacking) settled.push({ id: parcel.id, state: 'doubt', because: [lacking] })
    return !lacking
  })
  return { parcels, settled }
}

function lackingIn(
  house: House,
  message: Leaving,
  parcel: Parcel,
  row: ProviderRow,
  { senderAt }: Pick<Awaited<ReturnType<typeof speakersOf>>, 'senderAt'>,
): Because | null {
  const links = linksFor(house.seal.mark, house.origin, { kind: 'message', id: message.id }, house.now())
  const sender = senderAt(message.siteId).name
  const lacking = dutyLacking(message, { text: parcel.text, sender, links, stop: stopNumber([row]) })
  return lacking ?? offerUnasked(message, sender)
}

/** A STOP may have come, an address may have died, the hour may have passed since this was decided. */
export async function stillGoing(
  house: House,
  outbox: Pick<Outbox, 'askAgain'>,
  claimed: readonly Leaving[],
  settle: (settled: Settled) => void,
): Promise<Leaving[]> {
  const [unreachable, words] = await Promise.all([notToBeReached(house.db, claimed), outbox.askAgain(house, claimed)])
  const now = house.now()
  const going = claimed.filter((message) => {
    const { id } = message
    const no = unreachable.get(id)
    const word = words.get(id)
    if (word && 'anew' in word) settle({ id, state: 'called-off', because: word.anew, anew: true })
    else if (no) settle({ id, state: no.code === 'customer-gone' ? 'called-off' : 'failed', because: [no] })
    else if (message.expiresAt && message.expiresAt < now)
      settle({ id, state: 'called-off', because: [say('too-late')] })
    else if (word && 'never' in word) settle({ id, state: 'called-off', because: word.never })
    else if (word && 'wait' in word)
      settle({ id, state: 'ready', notBefore: word.wait.getTime(), because: word.because })
    else return true
    return false
  })
  const there = await toldThere(house.db, going, now)
  for (const id of there) settle({ id, state: 'called-off', because: [say('told-there')], told: true })
  return going.filter(({ id }) => !there.has(id))
}

/** With what the provider answered, where its answer was read. */
const sayAnswer = (because: string, { code, said }: { code: string; said?: string }): Because =>
  said ? say(code, { said }) : say(because, { code })

/** What an outcome makes of a message. */
function endOf(message: Leaving, outcome: Outcome, row: ProviderRow, now: Date): Settled {
  const { id } = message
  switch (outcome.came) {
    case 'left': {
      const segments = outcome.segments ?? message.segments
      return {
        id,
        state: 'left',
        ref: outcome.ref,
        segments,
        costCents: outcome.costCents ?? row.costCents * segments,
        because: [],
      }
    }
    case 'later': {
      if (message.tries >= MOST_TRIES)
        return { id, state: 'failed', because: [say('given-up', { tries: message.tries, code: outcome.code })] }
      const notBefore = now.getTime() + pauseBefore(message.tries, id, outcome.afterMs)
      // Why it waits is told once, not ten times over.
      const told = message.because.at(-1)?.values.code === outcome.code
      return { id, state: 'ready', notBefore, because: told ? [] : [say('not-taken', { code: outcome.code })] }
    }
    case 'refused':
      return { id, state: 'failed', because: [sayAnswer('refused-by-provider', outcome)] }
    default:
      return { id, state: 'doubt', because: [sayAnswer('may-have-left', outcome)] }
  }
}
