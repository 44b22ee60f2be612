import { describe, expect, it } from 'vitest'
import { signInTakenOut, withoutSignIn } from './device-address.ts'

describe('a name and a password pasted with the address', () => {
  it.each([
    ['http://admin:geheim@192.168.1.64', { url: 'http://192.168.1.64', username: 'admin', password: 'geheim' }],
    ['mqtt://frigate:p%40ss@broker:1883', { url: 'mqtt://broker:1883', username: 'frigate', password: 'p@ss' }],
    ['tcp://okaeri@pbx.local:5038/x', { url: 'tcp://pbx.local:5038/x', username: 'okaeri' }],
    ['http://admin:100%@camera', { url: 'http://camera', username: 'admin', password: '100%' }],
    ['http://a:p@ss@camera/x', { url: 'http://camera/x', username: 'a', password: 'p@ss' }],
    ['admin:geheim@192.168.1.64', { url: '192.168.1.64', username: 'admin', password: 'geheim' }],
    ['http://192.168.1.64', { url: 'http://192.168.1.64' }],
    ['192.168.1.64', { url: '192.168.1.64' }],
    ['https://camera/cgi?who=a@b', { url: 'https://camera/cgi?who=a@b' }],
  ])('%s', (url, kept) => {
    expect(signInTakenOut({ url })).toEqual(kept)
  })
  it('what was given in the fields counts first', () => {
    expect(signInTakenOut({ url: 'http://a:b@camera', username: 'viewer', password: 'own' })).toEqual({
      url: 'http://camera',
      username: 'viewer',
      password: 'own',
    })
  })
  it('nothing given is nothing kept', () => {
    expect(signInTakenOut({ topic: 'x' })).toEqual({ topic: 'x' })
    expect(withoutSignIn('http://a:b@c/d')).toBe('http://c/d')
  })
})
