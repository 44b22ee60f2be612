import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

/** What happens at a telephone that rings; `noted`: the PBX only says that it heard. */
export type Telephone = 'picks-up' | 'no-answer' | 'noted' | 'hangs-up'

export interface PbxSettings {
  password?: string
  telephones?: Record<string, Telephone>
  /** Extensions our client may look at. */
  monitored?: string[]
}

/** A short message of a WebSocket server. */
const frame = (text: string): Buffer => Buffer.concat([Buffer.from([0x81, Buffer.byteLength(text)]), Buffer.from(text)])
const acceptOf = (key: string): string =>
  createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64')

/** The Call Control API of a 3CX on the loopback: tokens, the event socket, who is at the route point, what is done with them. */
export async function openPbx({ password = 'right', telephones = {}, monitored = [] }: PbxSettings = {}) {
  const participants = new Map<string, object>()
  const sockets: Socket[] = []
  const done: string[] = []
  const talking = new Set<string>()
  const refused: string[] = []
  let token = 'token-1'
  let sound = 0
  const say = (type: number, id: string) => {
    const entity = `/callcontrol/800/participants/${id}`
    for (const socket of sockets)
      socket.write(frame(JSON.stringify({ sequence: 1, event: { event_type: type, entity } })))
  }
  const leaves = (id: string): void => {
    participants.delete(id)
    say(1, id)
  }
  const json = (response: ServerResponse, status: number, body: object) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))

  const rings = async (response: ServerResponse, id: string, asked: { destination: string; timeout: number }) => {
    done.push(`${id}→${asked.destination}`)
    const telephone = telephones[asked.destination] ?? 'no-answer'
    if (telephone === 'noted') return json(response, 202, {})
    await new Promise((resolve) => setTimeout(resolve, 30))
    if (telephone === 'no-answer') return json(response, 422, { finalstatus: 'Failed', reason: 'NoAnswer' })
    leaves(id)
    if (telephone === 'picks-up') talking.add(asked.destination)
    if (telephone === 'picks-up') return json(response, 200, { finalstatus: 'Success' })
    return json(response, 404, {})
  }
  const api = async (request: IncomingMessage, response: ServerResponse) => {
    const path = request.url ?? ''
    if (path.endsWith('/stream')) {
      for await (const piece of request) sound += (piece as Buffer).length
      return response.end()
    }
    let text = ''
    for await (const piece of request) text += piece
    if (path === '/connect/token') {
      const form = new URLSearchParams(text)
      if (form.get('client_id') !== '800' || form.get('client_secret') !== password)
        return json(response, 400, { error: 'invalid_client' })
      return json(response, 200, { token_type: 'Bearer', expires_in: 60, access_token: token })
    }
    if (request.headers.authorization !== `Bearer ${token}`) {
      refused.push(path)
      return json(response, 401, {})
    }
    const [, dn, id, action] = /^\/callcontrol\/(\w+)\/participants(?:\/(\w+)(?:\/(\w+))?)?$/u.exec(path) ?? []
    if (dn && monitored.includes(dn)) return json(response, 200, talking.has(dn) ? [{ id: 90, callid: 60 }] : [])
    if (dn !== '800') return json(response, 404, {})
    if (!id) return json(response, 200, [...participants.values()])
    const participant = participants.get(id)
    if (!participant) return json(response, 404, {})
    if (!action) return json(response, 200, participant)
    if (action === 'routeto') return rings(response, id, JSON.parse(text) as { destination: string; timeout: number })
    done.push(`${id} ${action}`)
    return json(response, 200, {})
  }
  const server = createServer((request, response) => void api(request, response).catch(() => response.destroy()))
  server.on('upgrade', (request, socket: Socket) => {
    socket.on('error', () => undefined)
    if (request.headers.authorization !== `Bearer ${token}`) return socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n')
    sockets.push(socket)
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${acceptOf(request.headers['sec-websocket-key'] ?? '')}\r\n\r\n`,
    )
    socket.on('data', (data: Buffer) => (data[0] === 0x88 ? socket.end(Buffer.from([0x88, 0])) : undefined))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    done,
    refused,
    sockets,
    leaves,
    close() {
      for (const socket of sockets) socket.destroy()
      server.closeAllConnections()
      server.close()
    },
    heard: () => sound,
    arrives(id: string, from = '+33612345678', { told = true, status = 'Connected' } = {}) {
      participants.set(id, {
        id: Number(id),
        status,
        dn: '800',
        party_caller_id: from,
        party_did: '0199000100',
        callid: 60,
      })
      if (told) say(0, id)
    },
    hangsUp: (telephone: string) => void talking.delete(telephone),
    forgetsToken: () => {
      token = 'token-2'
    },
  }
}
