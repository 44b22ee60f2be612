import { expect, test } from 'vitest'
import { addressParts } from './address-parts.ts'

test.each([
  ['https://okaeri.example.com/in/a/b', 'HTTPS okaeri.example.com 443 /in/a/b'],
  ['http://192.168.1.20:4000/in/a/b', 'HTTP 192.168.1.20 4000 /in/a/b'],
  ['http://garage.local/in/a/b', 'HTTP garage.local 80 /in/a/b'],
  ['https://[2001:db8::1]:8443/in/a/b', 'HTTPS 2001:db8::1 8443 /in/a/b'],
])('%s is typed as %s', (address, parts) => expect(Object.values(addressParts(address)).join(' ')).toBe(parts))
