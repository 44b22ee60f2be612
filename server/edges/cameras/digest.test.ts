import { describe, expect, it } from 'vitest'
import { authorization, type Challenge, readChallenge } from './digest.ts'

const responseOf = (header: string) => /response="([0-9a-f]+)"/u.exec(header)?.[1]

describe('digest sign-in', () => {
  it('RFC 2617, section 3.5', () => {
    const challenge = readChallenge(
      'Digest realm="testrealm@host.com", qop="auth,auth-int", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", opaque="5ccc069c403ebaf9f0171e9517f40e41"',
    )
    const header = authorization(challenge as Challenge, {
      method: 'GET',
      uri: '/dir/index.html',
      username: 'Mufasa',
      password: 'Circle Of Life',
      cnonce: '0a4f113b',
      nc: 1,
    })
    expect(responseOf(header)).toBe('6629fae49393a05397450978507c4ef1')
    expect(header).toContain('opaque="5ccc069c403ebaf9f0171e9517f40e41"')
  })
  it('RFC 7616, section 3.9.1: the stronger of two offers', () => {
    const fields =
      'realm="http-auth@example.org", qop="auth, auth-int", nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v"'
    const challenge = readChallenge(`Digest ${fields}, algorithm=MD5, Digest ${fields}, algorithm=SHA-256`)
    const header = authorization(challenge as Challenge, {
      method: 'GET',
      uri: '/dir/index.html',
      username: 'Mufasa',
      password: 'Circle of Life',
      cnonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ',
      nc: 1,
    })
    expect(responseOf(header)).toBe('753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1')
  })
  it.each([
    ['Basic realm="cam"', { scheme: 'basic' }],
    ['Basic realm="cam", Digest realm="cam", nonce="n"', { scheme: 'digest', algorithm: 'MD5', qop: false }],
    ['Digest realm="cam"', undefined],
    ['Digest realm="cam", nonce="n", algorithm=SHA-512-256', undefined],
    ['Negotiate', undefined],
    [undefined, undefined],
  ])('%s', (header, expected) => {
    if (expected) expect(readChallenge(header)).toMatchObject(expected)
    else expect(readChallenge(header)).toBeUndefined()
  })
})
