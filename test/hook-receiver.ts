import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'
import { atEnd } from './world.ts'

/** What a shop received. `verified`: by a secret it was told of; `null` when its signature is nobody's. */
export interface Received {
  id: string
  at: number
  body: {
    type: string
    data: Record<string, never> & { product?: { reference: string; version: string }; sequence?: number }
  }
  verified: number | null
  raw: string
}

/** A shop on this machine that checks the signature of what it is told, as a shop should, and answers as it is bidden. */
export async function openReceiver() {
  const received: Received[] = []
  const secrets: string[] = []
  let answer: (request: IncomingMessage, response: ServerResponse, n: number) => void = (_request, response) =>
    void response.writeHead(204).end()
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => void parts.push(part))
    request.on('end', () => {
      const raw = Buffer.concat(parts).toString('utf8')
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
      const verified = secrets.findIndex((secret) => {
        try {
          // The clock of a test stands elsewhere: the signature alone is looked at here.
          const at = new Date(Number(headers['webhook-timestamp']) * 1000)
          const ours = new Webhook(secret).sign(headers['webhook-id']!, at, raw)
          return headers['webhook-signature']!.split(' ').includes(ours)
        } catch {
          return false
        }
      })
      received.push({
        id: headers['webhook-id'] ?? '',
        at: Number(headers['webhook-timestamp']),
        body: JSON.parse(raw) as Received['body'],
        verified: verified < 0 ? null : verified,
        raw,
      })
      answer(request, response, received.length)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  atEnd(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    secrets,
    answers(next: typeof answer): void {
      answer = next
    },
  }
}
