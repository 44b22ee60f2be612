import type { House } from '../kit/house.ts'
import { Problem } from '../kit/problem.ts'
import { tokenMatches } from '../kit/seal.ts'
import type { CallDecision, Devices, Payload } from '../signals/device.port.ts'
import { openSealed } from '../signals/source.flow.ts'
import { findSource, type SourceRow } from '../signals/source.store.ts'
import { carArrives } from './arrival.flow.ts'
import type { ReadOutcome } from './arrival-outcome.ts'
import { callRings } from './ring.flow.ts'
import type { Watch } from './watch.ts'

/** What to answer the device. */
export interface IntakeAnswer {
  status: number
  outcome: string
  contentType: string
  body: string
  visitId: string | null
}

const json = (status: number, outcome: string, visitId: string | null = null): IntakeAnswer => ({
  status,
  outcome,
  contentType: 'application/json; charset=utf-8',
  body: JSON.stringify({ outcome }),
  visitId,
})

/** How long a read waits for a database that is away before it is given up. */
const PATIENCE_MS = 75_000
const PAUSE_MS = 500
/** Reads that may wait at once: beyond, a device is told to come back. */
const MOST_WAITING = 500

/**
 * One payload of a device at its secret address. Accepted means committed: the answer is given after it. When the database is
 * away the payload waits in memory, and goes through when it is back; a device that has hung up meanwhile is served all the same.
 */
export function openIntake(
  all: Watch,
  devices: Devices,
  databaseIsAway: (error: unknown) => boolean,
  pause: (ms: number) => Promise<void>,
) {
  let waiting = 0

  async function patiently<T>(house: House, watch: Watch, sourceId: string, work: () => Promise<T>): Promise<T> {
    const until = house.now().getTime() + PATIENCE_MS
    let counted = false
    try {
      for (;;) {
        try {
          return await work()
        } catch (error) {
          if (!databaseIsAway(error)) throw error
          if (!counted) {
            counted = true
            if (++waiting > MOST_WAITING) throw error
            watch.tally.bump(sourceId, 'database-away', house.now())
          }
          if (house.now().getTime() > until) throw error
          await pause(PAUSE_MS)
        }
      }
    } finally {
      if (counted) waiting--
    }
  }

  /** The source behind an address, or a 404 that does not say which half was wrong. */
  async function admit(house: House, sourceId: string, secret: string): Promise<SourceRow> {
    const now = house.now()
    let source = all.sources.get(sourceId, now)
    if (source === undefined) {
      try {
        source = all.sources.set(sourceId, (await findSource(house.db, sourceId)) ?? null, now)
      } catch (error) {
        source = all.sources.stale(sourceId)
        if (source === undefined) throw error
      }
    }
    if (!source || !tokenMatches(secret, source.secretHash)) {
      if (source) all.tally.bump(source.id, 'refused', now)
      throw new Problem(404, 'unknown-address', 'No device has this address', {
        hint: 'Copy the address again from Setup: it changes when a new one is made.',
      })
    }
    return source
  }

  /** Where a signing key is kept, the secret of the address is not enough: who sends must also have signed. */
  function mustBeSigned(house: House, source: SourceRow, payload: Payload): void {
    const kind = source.door === 'phone' ? devices.call(source.kind) : undefined
    const key = kind?.signed && openSealed(house, source)?.signingKey
    if (!key || kind.signed?.(payload, key)) return
    all.tally.bump(source.id, 'refused', payload.now)
    throw new Problem(401, 'bad-signature', 'The signature of this message is missing or wrong', {
      hint: 'In Setup, give the signing key of this telephone system again, or take it away. Check OKAERI_ORIGIN: it is what was signed.',
    })
  }

  async function cameraPayload(house: House, watch: Watch, source: SourceRow, payload: Payload): Promise<IntakeAnswer> {
    const kind = devices.camera(source.kind)
    if (!kind) return json(410, 'unknown-kind')
    const message = kind.read(payload)
    if (message.kind === 'heartbeat' || message.kind === 'nothing') {
      watch.tally.bump(source.id, message.kind, payload.now)
      return json(200, message.kind)
    }
    if (message.kind === 'malformed') {
      watch.tally.bump(source.id, 'malformed', payload.now)
      return json(kind.alwaysOk ? 200 : 422, `malformed: ${message.because}`)
    }
    const outcomes: ReadOutcome[] = []
    for (const told of message.reads.slice(0, 50)) {
      // Where it hangs is known better than what it says: several makes say how they hang, not in or out.
      const read = source.looks ? { ...told, direction: source.looks } : told
      outcomes.push(await patiently(house, watch, source.id, () => carArrives(house, watch, source, read)))
    }
    const first = outcomes.find((o) => 'visitId' in o) ?? outcomes[0]
    return json(200, first?.outcome ?? 'nothing', first && 'visitId' in first ? first.visitId : null)
  }

  async function phonePayload(house: House, watch: Watch, source: SourceRow, payload: Payload): Promise<IntakeAnswer> {
    const kind = devices.call(source.kind)
    if (!kind) return json(410, 'unknown-kind')
    const message = kind.read(payload)
    if (message.kind === 'nothing') {
      watch.tally.bump(source.id, 'nothing', payload.now)
      return json(200, 'nothing')
    }
    if (message.kind === 'malformed') {
      watch.tally.bump(source.id, 'malformed', payload.now)
      return json(kind.alwaysOk ? 200 : 422, `malformed: ${message.because}`)
    }
    const { outcome, decision } = await patiently(house, watch, source.id, () =>
      callRings(house, watch, source, message.ring),
    )
    const { state, asks } = message.ring
    const answer =
      state === 'ringing' || asks ? kind.answer(decision ?? NOBODY, message.ring, payload.sent?.url) : undefined
    return answer ? { status: 200, outcome, ...answer, visitId: null } : json(200, outcome)
  }

  return {
    async post(house: House, address: { id: string; secret: string }, payload: Payload): Promise<IntakeAnswer> {
      const source = await admit(house, address.id, address.secret)
      mustBeSigned(house, source, payload)
      return this.take(house, source, payload)
    },

    /** A payload from a source already known: a device that we call (MQTT, event streams). */
    async take(house: House, source: SourceRow, payload: Payload): Promise<IntakeAnswer> {
      const watch = payload.trial ? all.uncounted() : all
      if (!payload.trial) watch.lastEvents.set(source.id, payload.now)
      if (!source.enabled) {
        watch.tally.bump(source.id, 'paused', payload.now)
        return json(200, 'paused')
      }
      try {
        return await (source.door === 'gate' ? cameraPayload : phonePayload)(house, watch, source, payload)
      } catch (error) {
        const kind = source.door === 'gate' ? devices.camera(source.kind) : devices.call(source.kind)
        // This make drops an address that answers errors: it is told all is well, and the page of the camera tells the truth.
        if (kind?.alwaysOk && databaseIsAway(error)) return json(200, 'database-away')
        throw error
      }
    },

    /** A payload larger than the address accepts. */
    async tooLarge(house: House, sourceId: string): Promise<void> {
      if (all.sources.stale(sourceId) ?? (await findSource(house.db, sourceId)))
        all.tally.bump(sourceId, 'too-large', house.now())
    },
  }
}

export type Intake = ReturnType<typeof openIntake>

const NOBODY: CallDecision = { ringSeconds: 20, language: 'fr', known: false, callers: [], ring: [] }
