import { inflateSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { undrawnIn } from '../../messages/drawn-letters.ts'
import { openFace } from './outline-text.edge.ts'
import { openPrinter } from './postcard.edge.ts'

it('has a shape for every letter that a card is said to show', () => {
  const face = openFace()
  const missing: string[] = []
  for (let point = 0x20; point < 0x2200; point += 1) {
    const letter = String.fromCodePoint(point)
    if (
      /\p{L}|\p{N}|\p{P}|\p{S}/u.test(letter) &&
      letter.normalize('NFC') === letter &&
      undrawnIn(letter) === '' &&
      !face.has(letter)
    )
      missing.push(`${letter} U+${point.toString(16)}`)
  }
  // What is written without its accent, or as another sign, is not drawn itself.
  expect(missing.filter((one) => !/^[\p{M}\u2010\u2011]/u.test(one) && one[0]!.normalize('NFD').length === 1)).toEqual(
    [],
  )
})

it('draws the widest address within the cut', async () => {
  const lines = ['W'.repeat(38), '1234 AVENUE', '78000 MMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMM']
  const pdf = await openPrinter().print([
    {
      id: 'a',
      words: 'Merci',
      sender: 'Val',
      senderAddress: '',
      lines,
      wayOut: '',
      notice: '',
      page: 'https://val.example/c/x',
    },
  ])
  const streams = pdf
    .toString('latin1')
    .split('stream\n')
    .slice(1)
    .flatMap((part) => {
      try {
        return [inflateSync(Buffer.from(part.split('\nendstream')[0]!, 'latin1')).toString('latin1')]
      } catch {
        return []
      }
    })
  // Each letter is moved to its place by a matrix: `1 0 0 1 x y cm`.
  const places = streams.flatMap((stream) =>
    [...stream.matchAll(/1 0 0 1 ([\d.]+) [\d.]+ cm/gu)].map(([, x]) => Number(x)),
  )
  const cut = ((10 + 148) * 72) / 25.4
  expect(Math.max(...places)).toBeGreaterThan(((10 + 72) * 72) / 25.4)
  expect(Math.max(...places)).toBeLessThan(cut - (5 * 72) / 25.4)
})
