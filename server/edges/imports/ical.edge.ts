import type { lookup as systemLookup } from 'node:dns'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import type { CalendarProblem, Calendars } from '../../network/calendar.port.ts'
import { Refused as AddressRefused, judgedLookup } from '../judged-lookup.edge.ts'

export interface CalendarSettings {
  /** Calendars of the house’s own network (an intranet) may be read: OKAERI_ALLOW_PRIVATE_CALENDARS. */
  allowPrivate?: boolean
  /** Milliseconds for the whole of it, redirects and body too. */
  timeoutMs?: number
  /** Of the text, once unpacked. */
  maxBytes?: number
  /** How names become addresses; the system’s own when absent. */
  lookup?: typeof systemLookup
}

const MOST_REDIRECTS = 5

class Refused extends Error {
  readonly problem: CalendarProblem
  constructor(problem: CalendarProblem) {
    super(problem)
    this.problem = problem
  }
}

/**
 * Reads iCal addresses. Whoever may follow a calendar may write any address, so ours must not become a hand inside the house’s network: only http and https (webcal
 * becomes https), each redirect judged like the first address, and every IP address a name stands for judged at the moment of connecting, so that a name
 * cannot change its mind between the check and the call.
 */
export function openCalendars({
  allowPrivate = false,
  timeoutMs = 15_000,
  maxBytes = 5 * 1024 * 1024,
  lookup,
}: CalendarSettings = {}): Calendars {
  const { mayName, judged } = judgedLookup({ allowPrivate, ...(lookup ? { lookup } : {}) })
  return {
    async read(address) {
      const signal = AbortSignal.timeout(timeoutMs)
      try {
        const text = await get(address.trim().replace(/^webcal:/i, 'https:'), MOST_REDIRECTS)
        return text.includes('BEGIN:VCALENDAR') ? { text } : { problem: 'not-a-calendar' }
      } catch (error) {
        if (signal.aborted) return { problem: 'timeout' }
        return { problem: refusal(error) ?? 'unreachable' }
      }

      async function get(url: string, redirects: number): Promise<string> {
        const answer = await open(url, signal)
        const status = answer.statusCode ?? 0
        if (status >= 300 && status < 400 && answer.headers.location) {
          answer.destroy()
          if (redirects === 0 || !URL.canParse(answer.headers.location, url)) throw new Refused('refused')
          return get(new URL(answer.headers.location, url).href.replace(/^webcal:/i, 'https:'), redirects - 1)
        }
        if (status !== 200) {
          answer.destroy()
          throw new Refused(
            status === 404 || status === 410 ? 'not-found' : status === 401 || status === 403 ? 'forbidden' : 'refused',
          )
        }
        return bodyOf(answer, maxBytes)
      }
    },
  }

  function open(url: string, signal: AbortSignal): Promise<IncomingMessage> {
    if (!URL.canParse(url)) throw new Refused('address-refused')
    const { protocol, hostname, username } = new URL(url)
    if ((protocol !== 'https:' && protocol !== 'http:') || username) throw new Refused('address-refused')
    // An address written as numbers is never looked up, so it is judged here.
    if (!mayName(hostname)) throw new Refused('address-refused')
    const request = protocol === 'https:' ? httpsRequest : httpRequest
    return new Promise((resolve, reject) => {
      request(
        url,
        {
          signal,
          lookup: judged,
          // A connection kept open would skip the judgement of the next call.
          agent: false,
          headers: {
            accept: 'text/calendar, text/plain;q=0.5, */*;q=0.1',
            'accept-encoding': 'gzip, deflate, br',
            'user-agent': 'Okaeri',
          },
        },
        resolve,
      )
        .on('error', reject)
        .end()
    })
  }
}

async function bodyOf(answer: IncomingMessage, maxBytes: number): Promise<string> {
  const packing = answer.headers['content-encoding']
  const unpack =
    packing === 'gzip'
      ? createGunzip()
      : packing === 'deflate'
        ? createInflate()
        : packing === 'br'
          ? createBrotliDecompress()
          : undefined
  if (unpack) answer.on('error', (error) => unpack.destroy(error))
  const stream = unpack ? answer.pipe(unpack) : answer
  const parts: Buffer[] = []
  let size = 0
  for await (const part of stream) {
    size += (part as Buffer).length
    if (size > maxBytes) {
      answer.destroy()
      throw new Refused('too-large')
    }
    parts.push(part as Buffer)
  }
  return Buffer.concat(parts).toString('utf8')
}

const refusal = (error: unknown): CalendarProblem | undefined => {
  if (error instanceof Refused) return error.problem
  if (error instanceof AddressRefused) return 'address-refused'
  return error instanceof Error && error.cause !== undefined ? refusal(error.cause) : undefined
}
