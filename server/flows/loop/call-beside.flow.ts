import { say } from '../../../contract/because.ts'
import { spend, weighAgain } from '../../budget/spend.store.ts'
import { purposeOfCall } from '../../consent/call-purpose.ts'
import { amendAttempt, attemptSince, attemptsOfCall, insertAttempt, lockCall } from '../../consent/call-said.store.ts'
import { lawSettings } from '../../consent/law.store.ts'
import { customersByPhone } from '../../customers/asset-lookup.store.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import type { CallRing } from '../../signals/call-ring.ts'
import type { SourceRow } from '../../signals/source.store.ts'
import { addEntries, rewriteEntry } from '../../timeline/entries.store.ts'
import { callerContext } from '../../visits/call.store.ts'
import type { PlaybookNow } from '../../work/playbook-now.port.ts'

export const CALL_BESIDE = 'work-call-beside'

/** A missed call is seen, and is a quarter of a contact. */
const RUNG = 0.25
/** What was written down so short a time before is the same call. */
const SAME_CALL_MS = 30 * 60_000
/** More bearers than this: a switchboard, of which nobody can say whom it reached. */
const MOST_BEARERS = 6

interface Beside {
  source: Pick<SourceRow, 'id' | 'siteId'>
  ring: Pick<CallRing, 'call' | 'state'>
  number: string
  answered: boolean
  staffId: string | null
}

/** Hands it over to a job if the number is a customer's. The number itself is not kept. */
export async function callBeside(house: House, { source, ring, number, answered, staffId }: Beside): Promise<void> {
  const bearers = (await customersByPhone(house.db, number)).map(({ customerId }) => customerId)
  if (bearers.length === 0 || bearers.length > MOST_BEARERS) return
  await house.queue.add(
    house,
    CALL_BESIDE,
    {
      bearers,
      key: `${source.id}:${ring.call}`,
      siteId: source.siteId,
      staffId,
      answered,
      at: house.now().toISOString(),
    },
    { once: `${source.id}:${ring.call}:${ring.state}` },
  )
}

interface Heard {
  bearers: string[]
  key: string
  siteId: string
  staffId: string | null
  answered: boolean
  at: string
}

/**
 * The job: a call that no task asked for. It counts by law for everyone who bears the number, for it may have reached each of them; it stands on a
 * timeline, and takes attention, where there is but one. What a person wrote of the same call within half an hour is that call.
 */
export const tellCallBeside =
  (playbook: PlaybookNow) =>
  (house: House, data: Record<string, unknown>): Promise<void> =>
    inTransaction(house, async (house) => {
      const heard = data as unknown as Heard
      await lockCall(house.db, heard.key)
      const known = await attemptsOfCall(house.db, 'telephone', heard.key)
      if (known.length > 0) return answeredAfterAll(house, playbook, heard, known)
      const at = new Date(heard.at)
      const [context, law, weigh] = [
        await callerContext(house.db, heard.bearers, at),
        await lawSettings(house.db, heard.siteId),
        await playbook(house),
      ]
      const alone = heard.bearers.length === 1
      for (const customerId of heard.bearers) {
        if (await attemptSince(house.db, customerId, new Date(at.getTime() - SAME_CALL_MS))) continue
        const { purpose, because } = purposeOfCall(context.get(customerId) ?? [])
        const id = house.newId()
        await insertAttempt(house.db, {
          id,
          customerId,
          at,
          channel: 'call',
          purpose,
          reached: heard.answered,
          refused: false,
          legalEntity: law.legalEntity,
          touchId: null,
          staffId: heard.staffId,
          source: 'telephone',
          key: heard.key,
        })
        if (!alone) continue
        await takeAttention(house, id, customerId, heard, weigh.weightOf('call') * (heard.answered ? 1 : RUNG))
        await addEntries(house.db, [
          {
            id: house.newId(),
            customerId,
            kind: 'call',
            at,
            siteId: heard.siteId,
            staffId: heard.staffId,
            data: { ...asSaid(heard.answered), purpose, attempt: id, purposeBecause: because },
            source: 'telephone',
            key: heard.key,
          },
        ])
      }
    })

const asSaid = (answered: boolean) => ({
  code: say(answered ? 'outcome-reached' : 'outcome-no-answer').code,
  direction: 'out',
})

const takeAttention = (house: House, id: string, customerId: string, heard: Heard, weight: number): Promise<void> =>
  spend(house.db, {
    id,
    customerId,
    at: new Date(heard.at),
    channel: 'call',
    weight,
    moment: null,
    core: false,
    touchId: null,
    staffId: heard.staffId,
    siteId: heard.siteId,
  })

/** Systems tell the end of a call before its middle now and then: what was no answer was one. */
async function answeredAfterAll(
  house: House,
  playbook: PlaybookNow,
  heard: Heard,
  known: Awaited<ReturnType<typeof attemptsOfCall>>,
): Promise<void> {
  if (!heard.answered) return
  const weight = (await playbook(house)).weightOf('call')
  for (const { id, reached, purpose } of known) {
    if (reached) continue
    await amendAttempt(house.db, id, { reached: true })
    if (known.length > 1) continue
    await weighAgain(house.db, id, weight)
    await rewriteEntry(house.db, {
      source: 'telephone',
      key: heard.key,
      text: '',
      data: { ...asSaid(true), purpose, attempt: id },
    })
  }
}
