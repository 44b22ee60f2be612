import { createHash } from 'node:crypto'
// @ts-expect-error: the package ships no types; what we use of it is said in `Session`.
import untyped from 'smpp'
import type { Carrier, CarrierNews, OpenProvider, Outcome, Parcel } from '../../messages/channel.port.ts'
import { isStop } from '../../messages/stop.ts'
import { errorCode } from '../connection.ts'
import { holdOpen } from '../hold-open.edge.ts'
import { meaningOf, partsOf, readDeliveryReceipt } from './smpp-wire.ts'

interface Pdu {
  command: string
  command_status: number
  message_id?: string
  esm_class?: number
  source_addr?: string
  short_message?: { message?: string | Buffer }
  message_payload?: { message?: string | Buffer }
  response(fields?: object): Pdu
}
type Ask = (fields: object, answered: (pdu: Pdu) => void) => boolean
interface Session {
  bind_transceiver: Ask
  submit_sm: Ask
  enquire_link: Ask
  unbind: Ask
  send(pdu: Pdu): boolean
  on(event: 'connect' | 'secureConnect' | 'close', heard: () => void): void
  on(event: 'error', heard: (fault: Error) => void): void
  on(event: 'pdu', heard: (pdu: Pdu) => void): void
  destroy(): void
}
const smpp = untyped as { connect(options: object): Session }

/** What a centre has not answered after so long, it may have taken. */
const PATIENCE = 30_000
const BEAT = 30_000
/** What a moment's patience may mend. */
const WAITS = new Set(['', 'connecting', 'closed', 'silent'])
/** ESME_RX_T_APPN: not now, tell us again. */
const TELL_AGAIN = 0x64

/** What becomes of one connection. */
interface Connection {
  bound(session: Session): void
  /** What the centre tells by itself: a receipt, an answer. */
  heard(session: Session, pdu: Pdu): void
  over(session: Session, code: string): void
}

/** One connection to the centre, from the call to its end; says why it ended. */
function callCentre(
  { settings, secrets }: OpenProvider,
  stopping: AbortSignal,
  { bound, heard, over }: Connection,
): Promise<string> {
  return new Promise((resolve) => {
    const tls = settings.security === 'tls'
    const host = String(settings.host ?? '')
    const session = smpp.connect({
      host,
      port: Number(settings.port ?? 2775),
      tls,
      ...(tls ? { servername: host } : {}),
    })
    let beat: NodeJS.Timeout | undefined
    let ended = false
    const end = (code: string): void => {
      if (ended) return
      ended = true
      clearInterval(beat)
      over(session, code)
      session.destroy()
      resolve(code)
    }
    const asked = (answer: Pdu): void => {
      if (answer.command_status !== 0) {
        end(answer.command_status === 14 || answer.command_status === 15 ? 'wrong-password' : 'not-bound')
        return
      }
      bound(session)
      beat = setInterval(() => {
        const silent = setTimeout(() => end('silent'), BEAT)
        session.enquire_link({}, () => clearTimeout(silent))
      }, BEAT)
    }
    stopping.addEventListener('abort', () => end('stopped'), { once: true })
    session.on('error', (fault) => end(errorCode(fault)))
    session.on('close', () => end('closed'))
    session.on('pdu', (pdu) => {
      if (pdu.command === 'deliver_sm') heard(session, pdu)
      else if (pdu.command === 'enquire_link' || pdu.command === 'unbind') session.send(pdu.response())
    })
    session.on(tls ? 'secureConnect' : 'connect', () => {
      session.bind_transceiver(
        {
          system_id: String(settings.user ?? ''),
          password: secrets.password ?? '',
          system_type: String(settings.systemType ?? ''),
          interface_version: 0x34,
        },
        asked,
      )
    })
  })
}

/**
 * A message centre by SMPP 3.4 (bind_transceiver): texts go out some at a time, receipts and answers come in on the same line, which is
 * kept open. What the centre has not answered when the line dies may have left.
 */
export function openSmpp(
  provider: OpenProvider,
  news: (told: CarrierNews) => Promise<void>,
  patience = PATIENCE,
): Carrier {
  const { settings } = provider
  const window = Math.min(200, Math.max(1, Number(settings.window ?? 20)))
  let bound: Session | undefined
  let problem = 'connecting'
  let reference = Number.parseInt(provider.version.slice(-3), 10) || 0
  const waiters = new Set<() => void>()
  const pending = new Set<() => void>()

  const held = holdOpen(
    (stopping, up) =>
      callCentre(provider, stopping, {
        bound(session) {
          bound = session
          problem = ''
          up()
          for (const go of waiters) go()
        },
        heard: (session, pdu) => void hear(session, pdu),
        over(session, code) {
          if (bound === session) bound = undefined
          for (const lost of pending) lost()
          problem = code
          if (!WAITS.has(code)) for (const go of waiters) go()
        },
      }),
    () => undefined,
  )

  async function hear(session: Session, pdu: Pdu): Promise<void> {
    const told = readDeliver(pdu)
    const heard = told
      ? await news(told).then(
          () => true,
          () => false,
        )
      : true
    session.send(pdu.response(heard ? {} : { command_status: TELL_AGAIN }))
  }

  /** A line that is bound; undefined when none is to be had in some seconds. */
  const line = (): Promise<Session | undefined> =>
    new Promise((resolve) => {
      if (bound || !WAITS.has(problem)) return resolve(bound)
      const go = () => {
        clearTimeout(late)
        waiters.delete(go)
        resolve(bound)
      }
      const late = setTimeout(go, 10_000)
      waiters.add(go)
    })

  /** One part of a text: what the centre answered, or that it did not. What it answers after our patience is told to `afterAll`. */
  const submit = (
    session: Session,
    fields: object,
    afterAll: (answer: Pdu) => void,
  ): Promise<Pdu | 'silent' | 'unspoken'> =>
    new Promise((resolve) => {
      const settle = (answer: Pdu | 'silent' | 'unspoken') => {
        clearTimeout(late)
        pending.delete(lost)
        resolve(answer)
      }
      const lost = () => settle('silent')
      const late = setTimeout(lost, patience)
      pending.add(lost)
      const answered = (answer: Pdu) => (pending.has(lost) ? settle(answer) : afterAll(answer))
      if (!session.submit_sm(fields, answered)) settle('unspoken')
    })

  /** A late answer settles the text where it speaks for all of it: of its last part, or a refusal of its first. */
  function settledLate({ id }: Parcel, answer: Pdu, { at, of, ref }: Spoken): Outcome | undefined {
    if (answer.command_status === 0)
      return at === of - 1 ? { id, came: 'left', ref: ref ?? answer.message_id ?? null, segments: of } : undefined
    return at === 0 ? notTaken(id, answer) : undefined
  }

  async function send(session: Session, parcel: Parcel, told: (outcome: Outcome) => void): Promise<Outcome> {
    const { id } = parcel
    reference = (reference + 1) & 0xff
    const parts = partsOf(parcel.text, reference)
    let ref: string | null = null
    for (const [at, part] of parts.entries()) {
      const fields = {
        ...addressed(String(settings.from ?? ''), parcel.to),
        ...part,
        registered_delivery: at === 0 ? 1 : 0,
      }
      const spoken = { at, of: parts.length, ref }
      const answer = await submit(session, fields, (late) => {
        const outcome = settledLate(parcel, late, spoken)
        if (outcome) told(outcome)
      })
      if (answer === 'silent') return { id, came: 'doubt', code: 'timed-out' }
      if (answer === 'unspoken')
        return at === 0 ? { id, came: 'later', code: 'closed' } : { id, came: 'doubt', code: 'part-left' }
      if (answer.command_status !== 0) {
        return at > 0 ? { id, came: 'doubt', code: 'part-left' } : notTaken(id, answer)
      }
      ref ??= answer.message_id ?? null
    }
    return { id, came: 'left', ref, segments: parts.length }
  }

  return {
    async carry(parcels, told) {
      const session = await line()
      if (!session) {
        for (const { id } of parcels) told({ id, came: 'later', code: problem || 'unreachable' })
        return
      }
      const waiting = [...parcels]
      const lane = async () => {
        for (let parcel = waiting.shift(); parcel; parcel = waiting.shift())
          told(bound === session ? await send(session, parcel, told) : { id: parcel.id, came: 'later', code: 'closed' })
      }
      await Promise.all(Array.from({ length: Math.min(window, parcels.length) }, lane))
    },
    close: () => held.stop(),
  }
}

/** A part of a text as it was handed over: which, of how many, and the reference of the text so far. */
interface Spoken {
  at: number
  of: number
  ref: string | null
}

function notTaken(id: string, answer: Pdu): Outcome {
  const { came, code, dead } = meaningOf(answer.command_status)
  return came === 'refused' ? { id, came, code, dead } : { id, came, code }
}

/** Letters are a name (TON 5); a number is international (TON 1), without its plus. */
const addressed = (from: string, to: string) => ({
  source_addr_ton: /[a-z]/iu.test(from) ? 5 : from.startsWith('+') ? 1 : 0,
  source_addr_npi: /[a-z]/iu.test(from) ? 0 : 1,
  source_addr: from.replace('+', ''),
  dest_addr_ton: 1,
  dest_addr_npi: 1,
  destination_addr: to.replace('+', ''),
})

const textIn = (pdu: Pdu): string => {
  const said = pdu.short_message?.message || pdu.message_payload?.message || ''
  return typeof said === 'string' ? said : said.toString('utf8')
}

/** A receipt, or what somebody wrote. A text has no number of its own: the same words from the same telephone are the same text for some minutes only. */
function readDeliver(pdu: Pdu): CarrierNews | undefined {
  const text = textIn(pdu)
  if (((pdu.esm_class ?? 0) & 0x3c) === 0x04) {
    const receipt = readDeliveryReceipt(text)
    if (!receipt?.state) return undefined
    const { ref, state, code } = receipt
    return { key: `${ref} ${code}`, kind: state, ref, code }
  }
  const from = pdu.source_addr ?? ''
  const address = /^\d{7,15}$/u.test(from) ? `+${from}` : from
  const key = `${address} ${createHash('sha256').update(text).digest('base64url').slice(0, 16)}`
  return { key, fleeting: true, kind: isStop(text) ? 'stop' : 'reply', address, text }
}
