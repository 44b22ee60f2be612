import { type Because, say } from '../../../contract/because.ts'
import { type NewAttention, writeAttention } from '../../budget/attention.store.ts'
import { lawSettings, siteEntities } from '../../consent/law.store.ts'
import { inTheNameOf } from '../../consent/legal-entity.ts'
import { writeAttempts } from '../../consent/person.store.ts'
import { writeReceipts } from '../../consent/receipts.store.ts'
import { followMessages } from '../../feedback/invitation.store.ts'
import { retryable } from '../../kit/db.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import { insertBlocked } from '../../messages/blocked.store.ts'
import type { Carrier, Carriers, OpenProvider, Outcome, Parcel } from '../../messages/channel.port.ts'
import { dutyLacking } from '../../messages/duties.ts'
import type { LastWord, Leaving } from '../../messages/letter.ts'
import { linksFor } from '../../messages/link.ts'
import {
  claimMessages,
  findDoubts,
  notToBeReached,
  type Settled,
  settleMessages,
  watchOutbox,
} from '../../messages/message.store.ts'
import { noteProblem, type ProviderRow, providersOf } from '../../messages/provider.store.ts'
import { MOST_TRIES, pauseBefore } from '../../messages/retry.ts'
import { changeTouches, type TouchChange } from '../../moments/touch.store.ts'
import { insertSent } from '../../timeline/sent.store.ts'
import { endTheirDevices } from './devices.flow.ts'
import { parcelsOf, speakersOf } from './parcel.flow.ts'
import { stopNumber } from './round.store.ts'

/** Messages claimed at once: enough to write their ends in one statement, few enough to be in doubt together. */
const AT_ONCE = 120
/** Ends written as soon as so many are known. */
const FLUSH = 100
/** A database that is away is waited for this often, this long: two and a half minutes. */
const MOST_WAITS = 300
const WAIT_MS = 500

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
 * One round of the outbox: what a process that died left behind, then each way out by itself, so that a slow one holds up no other.
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
  const left = await Promise.all(first.map(({ row, provider }) => sendThrough(house, outbox, row, provider)))
  return left.reduce((sum, each) => sum + each, 0)
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
  const going = await stillGoing(house, outbox, claimed, (settled) => ends.add(settled))
  const speakers = await speakersOf(house, going)
  const parcels = parcelsOf(house, provider, going, speakers).filter((parcel) => {
    // What lacks what the law has it carry does not leave: a person looks at it.
    const lacking = lackingIn(house, byId.get(parcel.id)!, parcel, row, speakers)
    if (lacking) ends.add({ id: parcel.id, state: 'doubt', because: [lacking] })
    return !lacking
  })
  const untold = new Set(parcels.map((parcel) => parcel.id))
  await carrier.carry(parcels, (outcome) => {
    if (untold.delete(outcome.id)) ends.add(endOf(byId.get(outcome.id)!, outcome, row, house.now()), outcome)
  })
  for (const id of untold) ends.add({ id, state: 'doubt', because: [say('not-told')] })
  return ends.finish()
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
  return dutyLacking(message, { text: parcel.text, sender, links, stop: stopNumber([row]) })
}

/** A STOP may have come, an address may have died, the hour may have passed since this was decided. */
async function stillGoing(
  house: House,
  outbox: Outbox,
  claimed: readonly Leaving[],
  settle: (settled: Settled) => void,
): Promise<Leaving[]> {
  const [unreachable, words] = await Promise.all([notToBeReached(house.db, claimed), outbox.askAgain(house, claimed)])
  const now = house.now().getTime()
  return claimed.filter((message) => {
    const { id } = message
    const no = unreachable.get(id)
    const word = words.get(id)
    if (no) settle({ id, state: no.code === 'customer-gone' ? 'called-off' : 'failed', because: [no] })
    else if (message.expiresAt && message.expiresAt.getTime() < now)
      settle({ id, state: 'called-off', because: [say('too-late')] })
    else if (word && 'never' in word) settle({ id, state: 'called-off', because: word.never })
    else if (word && 'wait' in word)
      settle({ id, state: 'ready', notBefore: word.wait.getTime(), because: word.because })
    else return true
    return false
  })
}

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
      return { id, state: 'failed', because: [say('refused-by-provider', { code: outcome.code })] }
    default:
      return { id, state: 'doubt', because: [say('may-have-left', { code: outcome.code })] }
  }
}

/** Gathers ends and writes them some hundred at a time: the message, the attention it asked for, its touch and the timeline, together. */
class Ends {
  readonly #house: House
  readonly #outbox: Outbox
  readonly #byId: ReadonlyMap<string, Leaving>
  readonly #row: ProviderRow
  #waiting: Settled[] = []
  #dead: Leaving[] = []
  /** Devices whose push service says that they are gone. */
  #gone: string[] = []
  #writing: Promise<void> = Promise.resolve()
  #fault: unknown
  #left = 0
  /** The last fault of the provider, or null once something went well. */
  #problem: string | null | undefined

  constructor(house: House, outbox: Outbox, byId: ReadonlyMap<string, Leaving>, row: ProviderRow) {
    this.#house = house
    this.#outbox = outbox
    this.#byId = byId
    this.#row = row
  }

  add(settled: Settled, outcome?: Outcome): void {
    this.#waiting.push(settled)
    if (outcome?.came === 'left') this.#problem = null
    if (outcome?.came === 'later') this.#problem ??= outcome.code
    if (outcome?.gone) this.#gone.push(...outcome.gone)
    if (outcome?.came === 'refused' && outcome.dead) this.#dead.push(this.#byId.get(outcome.id)!)
    if (this.#waiting.length >= FLUSH) this.#flush()
  }

  #flush(): void {
    const settled = this.#waiting
    const dead = this.#dead
    const gone = this.#gone
    this.#waiting = []
    this.#dead = []
    this.#gone = []
    this.#writing = this.#writing
      .then(() => this.#write(settled, dead, gone))
      .catch((fault: unknown) => {
        // They stay leaving, and become doubts when this process has ended: better than to be sent again.
        this.#fault ??= fault
      })
  }

  /** What a relay said is known once only: a database that is away is waited for. Written already, it is not written again. */
  async #write(settled: readonly Settled[], dead: readonly Leaving[], gone: readonly string[]): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        this.#left += await this.#writeOnce(settled, dead, gone)
        return
      } catch (error) {
        if (!retryable(error) || tries >= MOST_WAITS) throw error
        await this.#outbox.pause(WAIT_MS)
      }
    }
  }

  #writeOnce(settled: readonly Settled[], dead: readonly Leaving[], gone: readonly string[]): Promise<number> {
    return inTransaction(this.#house, async (house) => {
      const left = await writeEnds(house, this.#outbox.runner.number, settled, this.#byId)
      const because = 'refused-for-good'
      await insertBlocked(
        house.db,
        dead.map(({ channel, toAddress }) => ({ channel, address: toAddress, because })),
        house.now(),
      )
      await endTheirDevices(house, gone, { because: 'push-service', place: 'push-service' })
      return left
    })
  }

  async finish(): Promise<number> {
    this.#flush()
    await this.#writing
    if (this.#problem !== undefined && this.#problem !== this.#row.problem)
      await noteProblem(this.#house.db, this.#row.id, this.#problem, this.#house.now())
    if (this.#fault) throw this.#fault
    return this.#left
  }
}

async function writeEnds(
  house: House,
  runner: string,
  settled: readonly Settled[],
  byId: ReadonlyMap<string, Leaving>,
): Promise<number> {
  const now = house.now()
  const written = await settleMessages(house.db, settled, runner, now)
  const ours = settled.filter(({ id }) => written.has(id))
  const left = ours.filter(({ state }) => state === 'left').map(({ id }) => byId.get(id)!)
  await reached(house, left)
  await followMessages(
    house.db,
    ours.map(({ id }) => id),
    now,
  )
  await changeTouches(
    house.db,
    ours.flatMap((end) => touchAfter(end, byId.get(end.id)!)),
    now,
  )
  return left.length
}

/** They have heard from us: it asked for attention, and it stands on their timeline. */
export async function reached(
  house: House,
  messages: readonly Omit<Leaving, 'tries' | 'expiresAt' | 'createdAt'>[],
): Promise<void> {
  const at = house.now()
  const contacts = messages.map(
    (one): NewAttention => ({
      id: house.newId(),
      customerId: one.customerId,
      at,
      channel: one.channel,
      weight: one.extra.weight,
      moment: one.moment,
      core: one.extra.core,
      touchId: one.touchId,
      staffId: one.staffId,
      siteId: one.siteId,
    }),
  )
  await writeAttention(house.db, contacts)
  await countDrops(house, messages)
  await noteNotices(house, messages)
  await insertSent(
    house.db,
    messages.map((one) => ({
      id: house.newId(),
      customerId: one.customerId,
      at,
      siteId: one.siteId,
      staffId: one.staffId,
      text: one.subject || one.title,
      data: { message: one.id, channel: one.channel, moment: one.moment },
    })),
  )
}

/** Whoever was told with it that they may object has been told: in these very words, by this message (CONS-1). */
async function noteNotices(
  house: House,
  messages: readonly Pick<Leaving, 'id' | 'channel' | 'customerId' | 'siteId' | 'extra'>[],
): Promise<void> {
  await writeReceipts(
    house,
    messages.flatMap(({ id, channel, customerId, siteId, extra: { notice } }) =>
      notice && (channel === 'email' || channel === 'sms' || channel === 'postcard')
        ? [
            {
              customerId,
              action: 'notice' as const,
              channel: channel === 'postcard' ? ('post' as const) : channel,
              purpose: 'commercial' as const,
              wording: notice.text,
              wordingVersion: notice.version,
              place: 'message',
              siteId,
              evidence: { message: id },
            },
          ]
        : [],
    ),
  )
}

/** A voice drop is a call made by a machine: each that left counts as an attempt, in the name of the company whose site spoke (ELEC-5, CALL-4). */
async function countDrops(
  house: House,
  messages: readonly Pick<Leaving, 'channel' | 'customerId' | 'purpose' | 'siteId' | 'staffId' | 'touchId'>[],
): Promise<void> {
  const drops = messages.filter(({ channel }) => channel === 'voice-drop')
  if (drops.length === 0) return
  const [law, entities] = await Promise.all([lawSettings(house.db), siteEntities(house.db)])
  await writeAttempts(
    house.db,
    drops.map((one) => ({
      id: house.newId(),
      customerId: one.customerId,
      at: house.now(),
      channel: one.channel,
      purpose: one.purpose,
      // Nobody was spoken with.
      reached: false,
      refused: false,
      legalEntity: inTheNameOf(law, entities, one.siteId).legalEntity,
      touchId: one.touchId,
      byStaff: one.staffId,
    })),
  )
}

/** What its message's end makes of a touch. What may still leave, or may have left, is being done. */
export function touchAfter(end: Pick<Settled, 'state' | 'because'>, message: Pick<Leaving, 'touchId'>): TouchChange[] {
  if (!message.touchId) return []
  const state =
    end.state === 'left' ? 'done' : end.state === 'failed' || end.state === 'called-off' ? 'dropped' : undefined
  if (!state) return []
  return [{ id: message.touchId, state, gesture: null, staffId: null, dueAt: null, because: end.because, judged: null }]
}
