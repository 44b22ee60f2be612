import { describe, expect, test } from 'vitest'
import { judgedLookup } from './judged-lookup.edge.ts'
import { isMetadata, isPublic } from './public-address.ts'

describe('an address', () => {
  test.each(['8.8.8.8', '2606:4700::1111', '::ffff:8.8.8.8'])('%s is on the internet', (address) => {
    expect([isPublic(address), isMetadata(address)]).toEqual([true, false])
  })
  test.each([
    '127.0.0.1',
    '10.1.2.3',
    '192.168.1.1',
    '::1',
    'fd12::1',
    '::ffff:10.0.0.1',
    '::ffff:a00:1',
    '64:ff9b::10.0.0.1',
  ])('%s is of this machine or its network', (address) => {
    expect([isPublic(address), isMetadata(address)]).toEqual([false, false])
  })
  test.each([
    '169.254.169.254',
    '::ffff:169.254.169.254',
    '::ffff:a9fe:a9fe',
    '0:0:0:0:0:ffff:a9fe:a9fe',
    '64:ff9b::a9fe:a9fe',
    '2002:a9fe:a9fe::1',
    'fe80::1',
    'fe80::1%eth0',
    'fd00:ec2::254',
    '100.100.100.200',
  ])('%s is where a cloud keeps its secrets', (address) => {
    expect([isPublic(address), isMetadata(address)]).toEqual([false, true])
  })
  test.each(['example.org', '', '1.2.3'])('%s is none', (address) => {
    expect([isPublic(address), isMetadata(address)]).toEqual([false, false])
  })
})

test.each(['http://[::ffff:169.254.169.254]/', 'http://169.254.169.254/', 'http://[fe80::1]/', 'http://0xa9fea9fe/'])(
  '%s is called by nobody, also where the own network may be called',
  (url) => {
    expect(judgedLookup({ allowPrivate: true }).mayName(new URL(url).hostname)).toBe(false)
  },
)
