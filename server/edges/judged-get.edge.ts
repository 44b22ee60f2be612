import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { textWithin } from './answer-within.edge.ts'
import { type JudgedSettings, judgedLookup, Refused } from './judged-lookup.edge.ts'

export interface GetSettings extends JudgedSettings {
  /** Milliseconds for the whole of it. */
  timeoutMs: number
  /** Of the answer. */
  most: number
}

/** What somebody answered: null when it is longer than any answer of theirs should be. */
export interface Got {
  status: number
  text: string | null
}

/**
 * Reads an address that was set for the house, so that ours never becomes a hand inside its network: https only, and http where its own network
 * may be called; no redirect is followed, and every IP address the name stands for is judged at the moment of connecting.
 * @throws Refused when the address is not one to call
 */
export async function judgedGet(url: string, accept: string, settings: GetSettings): Promise<Got> {
  const { mayName, judged } = judgedLookup(settings)
  const { protocol, hostname, username } = new URL(url)
  if (protocol !== 'https:' && !(settings.allowPrivate && protocol === 'http:')) throw new Refused('address-refused')
  if (username || !mayName(hostname)) throw new Refused('address-refused')
  const request = protocol === 'https:' ? httpsRequest : httpRequest
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    request(
      url,
      {
        signal: AbortSignal.timeout(settings.timeoutMs),
        lookup: judged,
        // A connection kept open would skip the judgement of the next call.
        agent: false,
        headers: { accept, 'accept-encoding': 'identity', 'user-agent': 'Okaeri' },
      },
      resolve,
    )
      .on('error', reject)
      .end()
  })
  const status = answer.statusCode ?? 0
  if (status !== 200) {
    answer.destroy()
    return { status, text: '' }
  }
  return { status, text: await textWithin(answer, settings.most) }
}
