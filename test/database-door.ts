import type { AddressInfo } from 'node:net'
import { connect, createServer, type Socket } from 'node:net'

/** How a database may be away: its server gone, so that nobody answers; or the network broken, so that nobody says so either. */
export type Away = 'gone' | 'silent'

/** A way to a PostgreSQL, on an address that stays, which can be closed and opened again. */
export interface DatabaseDoor {
  port: number
  leave(how: Away): Promise<void>
  /** Open again, to this port. */
  back(to: number): Promise<void>
  close(): Promise<void>
}

/** A door to a PostgreSQL on this machine. */
export async function openDatabaseDoor(to: number): Promise<DatabaseDoor> {
  const pairs = new Set<[Socket, Socket]>()
  const stuck = new Set<Socket>()
  let target = to
  let silent = false
  const server = createServer((client) => {
    client.on('error', () => undefined)
    if (silent) {
      stuck.add(client)
      return
    }
    const beyond = connect(target, '127.0.0.1')
    const pair: [Socket, Socket] = [client, beyond]
    pairs.add(pair)
    beyond.on('error', () => client.destroy())
    const over = () => {
      // In a broken network the end of the one is not heard by the other.
      if (silent) return
      client.destroy()
      beyond.destroy()
      pairs.delete(pair)
    }
    client.on('close', over)
    beyond.on('close', over)
    client.pipe(beyond)
    beyond.pipe(client)
  })
  const listen = (port: number) => new Promise<void>((done) => server.listen(port, '127.0.0.1', done))
  const drop = () => {
    for (const socket of [...pairs].flat()) socket.destroy()
    for (const socket of stuck) socket.destroy()
    pairs.clear()
    stuck.clear()
  }
  await listen(0)
  const { port } = server.address() as AddressInfo
  const shut = () => new Promise<void>((done) => (server.listening ? server.close(() => done()) : done()))
  return {
    port,
    async leave(how) {
      if (how === 'silent') {
        silent = true
        for (const [client, beyond] of pairs) {
          client.unpipe(beyond)
          beyond.unpipe(client)
          client.resume()
          beyond.resume()
        }
        return
      }
      const shutting = shut()
      drop()
      await shutting
    },
    async back(to) {
      target = to
      drop()
      silent = false
      if (!server.listening) await listen(port)
    },
    async close() {
      const shutting = shut()
      drop()
      await shutting
    },
  }
}
