import { createECDH } from 'node:crypto'
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { loadSecrets, SecretFault, vapidOf } from './secrets.ts'

const STRONG = 'Zt4vN8qLw2Xc9Rb6Hj1Ks5Md3Pf7Ya0G'
let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'okaeri-secrets-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

it('makes a secret at first start, for its owner only, and finds it again', () => {
  const first = loadSecrets(join(dir, 'new', 'data'))
  expect(first.made).toBe(true)
  expect(statSync(join(dir, 'new', 'data', 'secret')).mode & 0o777).toBe(0o600)
  expect(loadSecrets(join(dir, 'new', 'data'))).toEqual({ ...first, made: false })
})

it('two houses share nothing', () => {
  const [one, other] = [loadSecrets(join(dir, 'a')), loadSecrets(join(dir, 'b'))]
  for (const key of ['master', 'session'] as const) expect(one[key]).not.toBe(other[key])
  expect(one.vapid.privateKey).not.toBe(other.vapid.privateKey)
})

it('a given secret writes nothing, and gives every process the same keys', () => {
  const one = loadSecrets(join(dir, 'x'), STRONG)
  expect(one).toEqual(loadSecrets(join(dir, 'y'), STRONG))
  expect(() => statSync(join(dir, 'x'))).toThrow()
  expect(one.session).not.toContain(STRONG)
})

it.each(['', 'changeme', 'a'.repeat(44)])('refuses the weak secret %j, in the file and given', (weak) => {
  writeFileSync(join(dir, 'secret'), weak)
  expect(() => loadSecrets(dir)).toThrow(SecretFault)
  expect(() => loadSecrets(dir, weak)).toThrow(SecretFault)
  expect(readFileSync(join(dir, 'secret'), 'utf8')).toBe(weak)
})

it('closes a file that others could read', () => {
  loadSecrets(dir)
  chmodSync(join(dir, 'secret'), 0o644)
  loadSecrets(dir)
  expect(statSync(join(dir, 'secret')).mode & 0o777).toBe(0o600)
})

it('the VAPID pair is a pair of P-256, in the lengths web-push asks for', () => {
  const { publicKey, privateKey } = vapidOf(STRONG)
  const ecdh = createECDH('prime256v1')
  ecdh.setPrivateKey(privateKey, 'base64url')
  expect(ecdh.getPublicKey().toString('base64url')).toBe(publicKey)
  expect(Buffer.from(publicKey, 'base64url')).toHaveLength(65)
  expect(Buffer.from(privateKey, 'base64url')).toHaveLength(32)
})
