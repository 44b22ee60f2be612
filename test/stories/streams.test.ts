import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { cameraKind } from '../../server/edges/cameras/kinds.ts'
import { openHouseProcess, openVisitor, settle } from '../house-process.ts'

/** A camera that never calls us: the house holds a connection to its event stream, from the moment it is set up. */
const folder = mkdtempSync(join(tmpdir(), 'okaeri-streams-'))
const house = await openHouseProcess({ OKAERI_DATA: folder })
const visitor = openVisitor(() => house.base)
let attached: () => void = () => undefined
const isAttached = new Promise<void>((resolve) => {
  attached = resolve
})
let write: (text: string) => void = () => undefined
const camera = createServer((_request, response) => {
  response.writeHead(200, { 'content-type': 'multipart/x-mixed-replace; boundary=myboundary' })
  write = (text) => response.write(text)
  attached()
})
await new Promise<void>((resolve) => camera.listen(0, '127.0.0.1', resolve))
afterAll(async () => {
  await house.stop()
  camera.closeAllConnections()
  camera.close()
  rmSync(folder, { recursive: true, force: true })
})

test('a car seen by a Dahua camera is on the floor', async () => {
  const { siteId } = await settle(visitor)
  const { port } = camera.address() as AddressInfo
  const source = await visitor.ask<{ id: string; address: string | null; connection: object }>('POST', '/api/sources', {
    door: 'gate',
    kind: 'dahua',
    name: 'Portail',
    siteId,
    connection: { url: `http://admin:secret@127.0.0.1:${port}` },
  })
  expect(source.address).toBeNull()
  expect(source.connection, 'what was pasted with the address is kept as the account').toEqual({
    url: `http://127.0.0.1:${port}`,
    username: 'admin',
  })
  await isAttached
  const { contentType, body } = cameraKind('dahua')!.sample('FM046SC', new Date())
  expect(contentType).toContain('text/plain')
  write(`--myboundary\r\nContent-Type: text/plain\r\nContent-Length:0\r\n\r\n${body.toString()}\r\n--myboundary\r\n`)
  const waiting = async () =>
    (await visitor.ask<{ waiting: { card: { name: string } }[] }>('GET', `/api/floor?site=${siteId}`)).waiting.map(
      (visit) => visit.card.name,
    )
  await expect.poll(waiting, { timeout: 15_000 }).toEqual(['Anne Cieille'])
  const state = async () =>
    (await visitor.ask<{ sources: { state: string }[] }>('GET', '/api/sources')).sources[0]?.state
  await expect.poll(state, { timeout: 15_000 }).toBe('ok')
  expect(house.printed()).not.toContain('FM046SC')
})
