/**
 * An SMTP server that takes everything and tells which message came when. A process of its own: what it costs is not ours.
 * Told `{ port }` once it listens; told `[reference, epoch ms][]` as messages come, some at a time.
 *
 * `sink.ts [PORT] [FILE]`: on this port; each reference is a line of this file before the message is acknowledged, so that what came is
 * known though the sink is killed the moment after.
 */
import { openSync, writeSync } from 'node:fs'
import net from 'node:net'

const [, , wanted = '0', file] = process.argv
const kept = file ? openSync(file, 'a') : undefined

/** A line of its own in the words of the bench's messages. */
const REFERENCE = /XREF(\d+)X/u

let came: [number, number][] = []
setInterval(() => {
  if (came.length === 0) return
  process.send?.({ came })
  came = []
}, 20)

const server = net.createServer((socket) => {
  let rest = ''
  let inData = false
  socket.setNoDelay(true)
  socket.setEncoding('latin1')
  socket.write('220 sink ESMTP\r\n')
  socket.on('error', () => socket.destroy())
  socket.on('data', (chunk: string) => {
    rest += chunk
    for (;;) {
      if (inData) {
        const end = rest.indexOf('\r\n.\r\n')
        if (end < 0) return
        const found = REFERENCE.exec(rest.slice(0, end))
        if (kept !== undefined) writeSync(kept, `${found?.[1] ?? -1}\n`)
        came.push([Number(found?.[1] ?? -1), performance.timeOrigin + performance.now()])
        rest = rest.slice(end + 5)
        inData = false
        socket.write('250 taken\r\n')
        continue
      }
      const end = rest.indexOf('\r\n')
      if (end < 0) return
      const line = rest.slice(0, end).toUpperCase()
      rest = rest.slice(end + 2)
      if (line.startsWith('EHLO')) socket.write('250-sink\r\n250-PIPELINING\r\n250 8BITMIME\r\n')
      else if (line === 'DATA') {
        inData = true
        socket.write('354 go on\r\n')
      } else if (line === 'QUIT') socket.end('221 bye\r\n')
      else socket.write('250 ok\r\n')
    }
  })
})
server.listen(Number(wanted), '127.0.0.1', () => process.send?.({ port: (server.address() as net.AddressInfo).port }))
process.on('disconnect', () => process.exit(0))
