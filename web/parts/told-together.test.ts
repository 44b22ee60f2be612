import { expect, test } from 'vitest'
import { toldTogether } from './told-together.ts'

const told = (name: string) => ({ code: 'told-before', values: { staff: name, name } })
const plate = { code: 'plate-exact', values: {} }

test.each([
  ['nobody', 'fr', [plate], [plate]],
  ['one', 'fr', [plate, told('Ana')], [plate, told('Ana')]],
  [
    'three of them, with something between',
    'fr',
    [told('Ana'), plate, told('Bob'), told('Cid')],
    ['Ana, Bob et Cid', 'plate-exact'],
  ],
  ['in English', 'en', [told('Ana'), told('Bob')], ['Ana and Bob']],
  ['the same one twice, after a lunch', 'fr', [told('Ana'), told('Ana')], ['Ana']],
] as const)('whom it went to before: %s', (_how, locale, because, said) => {
  const together = toldTogether(because, locale)
  expect(together.map((one) => (typeof said[0] === 'string' ? (one.values.name ?? one.code) : one))).toEqual(said)
})
