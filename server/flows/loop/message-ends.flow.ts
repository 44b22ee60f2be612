import type { Because } from '../../../contract/because.ts'
import { type NewAttention, writeAttention } from '../../budget/attention.store.ts'
import { lawSettings, siteEntities } from '../../consent/law.store.ts'
import { inTheNameOf } from '../../consent/legal-entity.ts'
import { writeAttempts } from '../../consent/person.store.ts'
import { writeReceipts } from '../../consent/receipts.store.ts'
import { followMessages, freeTouches } from '../../feedback/invitation.store.ts'
import { retryable } from '../../kit/db.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import { insertBlocked } from '../../messages/blocked.store.ts'
import type { Outcome } from '../../messages/channel.port.ts'
import type { Leaving } from '../../messages/letter.ts'
import { type Settled, settleMessages } from '../../messages/message.store.ts'
import { noteProblem, type ProviderRow } from '../../messages/provider.store.ts'
import { changeTouches, decideAnew, type TouchChange } from '../../moments/touch.store.ts'
import { insertSent } from '../../timeline/sent.store.ts'
import { endTheirDevices } from './devices.flow.ts'

/** Ends written as soon as so many are known. */
const FLUSH = 100
/** A database that is away is waited for this often, this long: two and a half minutes. */
const MOST_WAITS = 300
const WAIT_MS = 500

/** Who carries: the number of this process, and how it waits. */
export interface Runner {
  pause(ms: number): Promise<unknown>
  runner: { number: string }
}

/** Does it, and once more as long as the database is away: for what is known here alone. Written already, it must not be written again. */
export async function patiently<T>(runner: Runner, work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work()
    } catch (error) {
      if (!retryable(error) || tries >= MOST_WAITS) throw error
      await runner.pause(WAIT_MS)
    }
  }
}

/** Gathers ends and writes them some hundred at a time: the message, the attention it asked for, its touch and the timeline, together. */
export class Ends {
  readonly #house: House
  readonly #runner: Runner
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

  constructor(house: House, runner: Runner, byId: ReadonlyMap<string, Leaving>, row: ProviderRow) {
    this.#house = house
    this.#runner = runner
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
        // They stay leaving, and are doubts from the next round on: better than to be sent again.
        this.#fault ??= fault
      })
  }

  /** What a relay said is known once only. */
  async #write(settled: readonly Settled[], dead: readonly Leaving[], gone: readonly string[]): Promise<void> {
    this.#left += await patiently(this.#runner, () => this.#writeOnce(settled, dead, gone))
  }

  #writeOnce(settled: readonly Settled[], dead: readonly Leaving[], gone: readonly string[]): Promise<number> {
    return inTransaction(this.#house, async (house) => {
      const left = await writeEnds(house, this.#runner.runner.number, settled, this.#byId)
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

/** Writes how these ended: the message, the attention it asked for, its touch and the timeline. @returns how many left */
export async function writeEnds(
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
  // Who shares the address has read it there: it took a contact of theirs too.
  await writeAttention(
    house.db,
    contactsOf(
      house,
      ours.flatMap(({ id, told }) => (told ? byId.get(id)! : [])),
    ),
  )
  await followMessages(
    house.db,
    ours.map(({ id }) => id),
    now,
  )
  await changeTouches(
    house.db,
    ours.flatMap((end) => (end.anew ? [] : touchAfter(end, byId.get(end.id)!))),
    now,
  )
  const anew = ours.filter((end) => end.anew)
  await freeTouches(
    house.db,
    anew.map(({ id }) => id),
  )
  await decideAnew(
    house.db,
    anew.flatMap((end) => toldIn(byId.get(end.id)!, end.because)),
    now,
  )
  return left.length
}

/** The touches a message tells: its own, and those told with it. */
export const toldIn = ({ touchId, extra }: Pick<Leaving, 'touchId' | 'extra'>, because: readonly Because[]) => [
  ...(touchId ? [{ id: touchId, because }] : []),
  ...(extra.tells ?? []).map((id) => ({ id, because, toldIn: touchId })),
]

/** They have heard from us: it asked for attention, and it stands on their timeline. */
export async function reached(
  house: House,
  messages: readonly Omit<Leaving, 'tries' | 'expiresAt' | 'createdAt'>[],
): Promise<void> {
  const at = house.now()
  await writeAttention(house.db, contactsOf(house, messages))
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

const contactsOf = (house: House, messages: readonly Omit<Leaving, 'tries' | 'expiresAt' | 'createdAt'>[]) =>
  messages.map(
    (one): NewAttention => ({
      id: house.newId(),
      customerId: one.customerId,
      at: house.now(),
      channel: one.channel,
      weight: one.extra.weight,
      moment: one.moment,
      core: one.extra.core,
      touchId: one.touchId,
      staffId: one.staffId,
      siteId: one.siteId,
    }),
  )

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

/**
 * What its message's end makes of a touch. What may still leave, or may have left, is being done.
 * @param withAll a person let it go, and all that it tells
 */
export function touchAfter(
  end: Pick<Settled, 'state' | 'because' | 'told'>,
  message: Pick<Leaving, 'touchId'>,
  { withAll = false } = {},
): TouchChange[] {
  if (!message.touchId) return []
  const state =
    end.state === 'left' || end.told
      ? 'done'
      : end.state === 'failed' || end.state === 'called-off'
        ? 'dropped'
        : undefined
  if (!state) return []
  const none = { gesture: null, staffId: null, dueAt: null, judged: null }
  return [{ id: message.touchId, state, because: end.because, withAll, ...none }]
}
