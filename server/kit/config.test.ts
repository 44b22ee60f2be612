import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { addressesOf, ConfigFault, readConfig, unknownSettings, weakness } from './config.ts'

const STRONG = 'Zt4vN8qLw2Xc9Rb6Hj1Ks5Md3Pf7Ya0G'
const faultsOf = (env: Record<string, string>): readonly string[] => {
  try {
    readConfig(env)
    return []
  } catch (fault) {
    if (fault instanceof ConfigFault) return fault.faults
    throw fault
  }
}

describe('readConfig', () => {
  it('needs nothing', () => {
    expect(readConfig({})).toEqual({
      databaseUrl: undefined,
      dataDir: resolve('data'),
      port: 4270,
      host: '0.0.0.0',
      origin: undefined,
      roles: ['web', 'worker'],
      logLevel: 'info',
      privateCalendars: false,
      weather: 'off',
      weatherUrl: undefined,
      privateWeather: false,
      vigilanceKey: undefined,
      privateDatabases: false,
      ownerLink: false,
      privateWebhooks: false,
      oidc: undefined,
      secret: undefined,
    })
  })

  it('takes an address of weather, and nothing else in its place', () => {
    expect(readConfig({ OKAERI_WEATHER_URL: 'https://weather.example/w.csv' }).weatherUrl).toBe(
      'https://weather.example/w.csv',
    )
    expect(faultsOf({ OKAERI_WEATHER_URL: 'file:///etc/passwd' })).toHaveLength(1)
    expect(faultsOf({ OKAERI_WEATHER_URL: 'the weather' })).toHaveLength(1)
  })

  it('takes an empty value for none, as a container file writes it', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: ' ', OKAERI_SECRET: '', OKAERI_ROLES: '' })).toEqual(readConfig({}))
  })

  it('reads everything', () => {
    const env = {
      DATABASE_URL: 'postgres://a:b@db/okaeri',
      OKAERI_DATA: '/srv/okaeri',
      PORT: '8080',
      HOST: '::1',
      OKAERI_ORIGIN: 'https://Okaeri.example.com/',
      OKAERI_ROLES: 'worker',
      OKAERI_LOG: 'DEBUG',
      OKAERI_OIDC_ISSUER: 'https://id.example.com',
      OKAERI_OIDC_CLIENT_ID: 'okaeri',
      OKAERI_OIDC_CLIENT_SECRET: 'x',
      OKAERI_SECRET: STRONG,
    }
    expect(readConfig(env)).toMatchObject({
      port: 8080,
      roles: ['worker'],
      logLevel: 'debug',
      origin: 'https://okaeri.example.com',
      secret: STRONG,
    })
    expect(readConfig(env).oidc).toEqual({ issuer: 'https://id.example.com', clientId: 'okaeri', clientSecret: 'x' })
    expect(readConfig(env).dataDir).toBe(resolve('/srv/okaeri'))
  })

  it('tells all faults at once, in one message', () => {
    const faults = faultsOf({
      PORT: 'http',
      DATABASE_URL: 'mysql://x',
      OKAERI_LOG: 'loud',
      OKAERI_ROLES: 'king',
      OKAERI_OIDC_ISSUER: 'https://id.example.com',
    })
    expect(faults).toHaveLength(5)
    expect(new ConfigFault(faults).message.split('\n')).toHaveLength(6)
  })

  it.each([
    [{ PORT: '70000' }, /PORT/],
    [{ PORT: '80.5' }, /PORT/],
    [{ HOST: 'http://x' }, /HOST/],
    [{ OKAERI_ORIGIN: 'okaeri.example.com' }, /OKAERI_ORIGIN/],
    [{ OKAERI_ORIGIN: 'http://okaeri.example.com' }, /https/],
    [{ OKAERI_ORIGIN: 'https://example.com/okaeri' }, /root/],
    [{ OKAERI_ROLES: 'web' }, /DATABASE_URL/],
    [
      { OKAERI_OIDC_ISSUER: 'http://id.example.com', OKAERI_OIDC_CLIENT_ID: 'a', OKAERI_OIDC_CLIENT_SECRET: 'b' },
      /https/,
    ],
    [{ OKAERI_OIDC_CLIENT_ID: 'a' }, /ISSUER and OKAERI_OIDC_CLIENT_SECRET are missing/],
    [{ OKAERI_SECRET: 'short' }, /32/],
  ])('%o is refused, once', (env, message) => {
    const faults = faultsOf(env as Record<string, string>)
    expect(faults).toHaveLength(1)
    expect(faults[0]).toMatch(message)
  })

  it('never repeats a password or a secret', () => {
    const told = faultsOf({ DATABASE_URL: 'pg://okaeri:hunter2@db/okaeri', OKAERI_SECRET: 'hunter2hunter2' }).join()
    expect(told).not.toContain('hunter2')
  })

  it('accepts http on this very machine', () => {
    expect(readConfig({ OKAERI_ORIGIN: 'http://localhost:4270' }).origin).toBe('http://localhost:4270')
  })
})

describe('weakness', () => {
  it.each([
    '',
    'a'.repeat(64),
    'ab'.repeat(32),
    'changeme-changeme-changeme-changeme',
    '0123456789012345678901234567890123456789',
    'my-okaeri-production-key-of-this-house',
  ])('%j is weak', (secret) => expect(weakness(secret)).toBeTypeOf('string'))
  it.each([STRONG, 'f3a91c07be5d48206a7fc1e9d3b8046e', 'correct horse battery staple, and a lighthouse'])(
    '%j will do',
    (secret) => expect(weakness(secret)).toBeUndefined(),
  )
})

it('a mistyped setting is named', () => {
  expect(unknownSettings({ OKAERI_ORIGN: 'x', OKAERI_DATA: 'y', PATH: 'z' })).toEqual(['OKAERI_ORIGN'])
})

it('prints the addresses others can type', () => {
  const networks = {
    lo: [{ address: '127.0.0.1', family: 'IPv4', internal: true }],
    eth0: [
      { address: '192.168.1.20', family: 'IPv4', internal: false },
      { address: 'fe80::1', family: 'IPv6', internal: false },
    ],
  }
  expect(addressesOf('0.0.0.0', 4270, networks)).toEqual(['http://localhost:4270', 'http://192.168.1.20:4270'])
  expect(addressesOf('127.0.0.1', 4270, networks)).toEqual(['http://localhost:4270'])
  expect(addressesOf('10.0.0.5', 80, networks)).toEqual(['http://10.0.0.5:80'])
})
