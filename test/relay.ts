import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

export interface Taken {
  from: string
  to: string
  raw: string
}

/** A real mail relay on this machine, and what it has taken. */
export async function openRelay(options: SMTPServerOptions = {}) {
  const taken: Taken[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        taken.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo[0]?.address ?? '',
          raw: Buffer.concat(parts).toString(),
        })
        done(null, '2.0.0 Ok: queued as 4XYZ')
      })
    },
    ...options,
  })
  // A line that is cut is a part of what is tested.
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  return {
    taken,
    port,
    /** Cuts every line that is open. */
    cut() {
      const { connections } = server as unknown as { connections: Set<{ _socket: { destroy(): void } }> }
      for (const connection of connections) connection._socket.destroy()
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}

/** What an SMTP server says no with. */
export const saysNo = (code: number, message: string): Error =>
  Object.assign(new Error(message), { responseCode: code })
