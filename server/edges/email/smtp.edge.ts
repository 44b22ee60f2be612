import SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { Carrier, OpenProvider, Outcome, Parcel } from '../../messages/channel.port.ts'
import { errorCode } from '../connection.ts'

/** A relay is not asked to bear a connection for ever: many close it after some hundred messages, in the middle of the next one. */
const MOST_ON_ONE = 400
/** Nothing heard for so long: whatever was under way is left to itself. */
const PATIENCE = 60_000
/** An idle connection is closed by us rather than by the relay. */
const IDLE = 30_000

type Fault = Error & { code?: string; responseCode?: number; command?: string }

/** How a relay is reached; what is not said has the usual value. */
interface Relay {
  host: string
  port: number
  security: 'tls' | 'starttls' | 'none'
  user: string
  connections: number
}

function relayOf({ settings }: OpenProvider): Relay {
  const security = settings.security === 'tls' || settings.security === 'none' ? settings.security : 'starttls'
  return {
    host: String(settings.host ?? 'localhost'),
    port: Number(settings.port ?? (security === 'tls' ? 465 : 587)),
    security,
    user: String(settings.user ?? ''),
    connections: Math.min(50, Math.max(1, Number(settings.connections ?? 5))),
  }
}

/**
 * Hands mail to a relay by SMTP (RFC 5321), on connections that stay open, commands in one breath where it allows (RFC 2920). A message is
 * sent once: when the connection dies after its text was handed over and before the relay has answered, it may have left, and we say so.
 */
export function openSmtp(provider: OpenProvider): Carrier {
  const relay = relayOf(provider)
  const password = provider.secrets.password ?? ''
  const idle = new Set<Line>()
  const all = new Set<Line>()

  const connect = (): Promise<Line> =>
    new Promise((resolve, reject) => {
      const connection = new SMTPConnection({
        host: relay.host,
        port: relay.port,
        secure: relay.security === 'tls',
        requireTLS: relay.security === 'starttls',
        ignoreTLS: relay.security === 'none',
        connectionTimeout: 15_000,
        greetingTimeout: 15_000,
        socketTimeout: PATIENCE,
      })
      const line: Line = { connection, sent: 0, lost: false, resting: undefined }
      const lost = (fault?: Error) => {
        line.lost = true
        idle.delete(line)
        all.delete(line)
        clearTimeout(line.resting)
        reject(fault ?? new Error('closed'))
      }
      connection.on('error', lost)
      connection.once('end', () => lost())
      all.add(line)
      connection.connect((fault) => {
        // A relay that hangs up before it has greeted says so here, and nowhere else.
        if (fault) return lost(fault)
        if (!relay.user) return resolve(line)
        connection.login({ user: relay.user, pass: password } as never, (fault) => {
          if (!fault) return resolve(line)
          lost(fault)
          connection.close()
        })
      })
    })

  const rest = (line: Line) => {
    if (line.lost) return
    if (line.sent >= MOST_ON_ONE) return line.connection.quit()
    idle.add(line)
    line.resting = setTimeout(() => line.connection.quit(), IDLE)
    line.resting.unref()
  }

  const take = async (): Promise<Line> => {
    for (const line of idle) {
      idle.delete(line)
      clearTimeout(line.resting)
      if (!line.lost) return line
    }
    return connect()
  }

  /** Sends what waits, one after the other on one line; ends when nothing waits or the line cannot be had. */
  const lane = async (waiting: Parcel[], told: (outcome: Outcome) => void): Promise<Fault | undefined> => {
    let line: Line | undefined
    while (waiting.length > 0) {
      try {
        line ??= await take()
      } catch (fault) {
        return fault as Fault
      }
      const parcel = waiting.shift()
      if (!parcel) break
      const used = line.sent > 0
      const outcome = await sendOn(line, parcel)
      if (outcome === 'unspoken') {
        // The relay had closed a line that rested: nothing of this message was said yet.
        waiting.unshift(parcel)
        if (!used) return new Error('closed')
      } else told(outcome)
      if (outcome !== 'unspoken' && outcome.came !== 'left' && !line.lost) await beginAnew(line)
      if (line.lost || line.sent >= MOST_ON_ONE) {
        rest(line)
        line = undefined
      }
    }
    if (line) rest(line)
    return undefined
  }

  return {
    async carry(parcels, told) {
      const waiting = [...parcels]
      const lanes = Math.min(relay.connections, Math.ceil(parcels.length / 4))
      const faults = await Promise.all(Array.from({ length: lanes }, () => lane(waiting, told)))
      const fault = faults.find((each) => each !== undefined)
      for (const { id } of waiting) told({ id, came: 'later', code: fault ? faultCode(fault) : 'unreachable' })
    },
    async close() {
      for (const line of all) {
        clearTimeout(line.resting)
        line.connection.close()
      }
    },
  }
}

/** After a refusal the relay still waits for the rest of that message. */
const beginAnew = (line: Line): Promise<void> =>
  new Promise((resolve) => {
    // The line may die meanwhile, and whoever waits for its answer is not told.
    const over = () => {
      line.connection.removeListener('end', over)
      line.connection.removeListener('error', over)
      resolve()
    }
    line.connection.once('end', over)
    line.connection.once('error', over)
    line.connection.reset((fault) => {
      if (fault) line.connection.close()
      over()
    })
  })

interface Line {
  connection: SMTPConnection
  sent: number
  lost: boolean
  resting: NodeJS.Timeout | undefined
}

/** What the relay made of it. `unspoken`: the line was dead before anything was said. */
function sendOn(line: Line, { id, to, raw = '', envelopeFrom = '' }: Parcel): Promise<Outcome | 'unspoken'> {
  let handedOver = false
  const text = {
    // nodemailer asks for it once the relay has said that it takes the text.
    pipe(into: NodeJS.WritableStream) {
      handedOver = true
      into.write(raw)
      into.end()
    },
  }
  return new Promise((resolve) => {
    const settle = (fault: Fault | null | undefined, response?: string) => {
      line.connection.removeListener('end', ended)
      line.sent += 1
      resolve(fault ? outcomeOf(id, fault, handedOver) : { id, came: 'left', ref: queueId(response ?? '') })
    }
    // A line may end without a word to whoever is sending.
    const ended = () => settle(new Error('closed') as Fault)
    line.connection.once('end', ended)
    line.connection.send({ from: envelopeFrom, to: [to] }, text as never, (fault, info) =>
      settle(fault as Fault | null, info?.response),
    )
  })
}

function outcomeOf(id: string, fault: Fault, handedOver: boolean): Outcome | 'unspoken' {
  const said = fault.responseCode ?? 0
  if (said >= 505) return refusal(id, fault)
  // 500 to 504 speak of our commands, not of the message: the next line may fare better.
  if (said >= 400)
    return { id, came: 'later', code: said === 450 || said === 451 || said === 452 ? 'busy' : `smtp-${said}` }
  if (handedOver) return { id, came: 'doubt', code: fault.code === 'ETIMEDOUT' ? 'timed-out' : 'cut-off' }
  // Refused by nodemailer itself: an address that is none.
  if (fault.code === 'EENVELOPE') return { id, came: 'refused', code: 'bad-address', dead: true }
  return 'unspoken'
}

/** 550, 551, 553 and 5.1.x speak of the address; the others of this message, or of us. */
function refusal(id: string, fault: Fault): Outcome {
  const said = fault.responseCode ?? 0
  const enhanced = /\b5\.(\d{1,3})\.(\d{1,3})\b/u.exec(fault.message)
  const ofRecipient = fault.command === 'RCPT TO'
  const dead = enhanced
    ? enhanced[1] === '1' && enhanced[2] !== '8' && enhanced[2] !== '7'
    : ofRecipient && [550, 551, 553].includes(said)
  return { id, came: 'refused', code: dead ? 'no-such-address' : `smtp-${said}`, dead: ofRecipient && dead }
}

/** nodemailer says ESOCKET for all that befalls a socket; what it was stands in the message. */
function faultCode(fault: Fault): string {
  if (fault.code === 'EAUTH') return 'wrong-password'
  if (fault.code === 'ETIMEDOUT') return 'silent'
  if (fault.code === 'ETLS') return 'certificate'
  return errorCode({ code: /\b(?:E[A-Z]{4,}|[A-Z]+(?:_[A-Z]+)+)\b/u.exec(fault.message)?.[0] ?? fault.code })
}

/** What the relay calls it: `250 2.0.0 Ok: queued as 4XYZ`. */
const queueId = (response: string): string | null => /queued as ([\w.-]{1,80})/iu.exec(response)?.[1] ?? null
