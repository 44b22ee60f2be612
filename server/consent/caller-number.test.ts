import { expect, test } from 'vitest'
import { providerFaults } from '../messages/provider-faults.ts'
import { mayDisplay } from './caller-number.ts'

test.each([
  ['06 39 98 01 01', false],
  ['07 39 98 01 01', false],
  ['+33639980101', false],
  ['0033 7 39 98 01 01', false],
  ['+33 (0)6 39 98 01 01', false],
  ['01 99 00 12 34', true],
  ['+33937123456', true],
  ['+32 470 12 34 56', true],
  ['OKAERI', true],
  ['', true],
])('%s shown by a machine: %s', (number, may) => expect(mayDisplay(number)).toBe(may))

test('a way out for voice drops with a mobile number is refused, and says by which rule', () => {
  const settings = { url: 'https://voice.example.org/drop', body: '{"to":"{{to}}"}' }
  const faults = (from: string) =>
    providerFaults({ channel: 'voice-drop', kind: 'http', settings: { ...settings, from } })
  expect(faults('01 99 00 12 34')).toEqual([])
  expect(faults('06 39 98 01 01')).toMatchObject([
    { path: 'body.settings.from', because: expect.stringContaining('CALL-10') },
  ])
})
